"""`watch tell`: who is told of what, by which channel, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.model import Marking, SecondsourceError

from .codes import EPILOG, examples
from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, line, note, printable

if TYPE_CHECKING:
    from secondsource.store import Case
    from secondsource.store.watching import Subscription

app = typer.Typer(
    help="Who is told of changes, by mail, a call to a web address, or any other channel of apprise. Needs the extra `watch` to send.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the subscription is called.", show_default=False)]


class When(StrEnum):
    """When alerts are sent; the values of `store.watching.Timing`, which takes long to load."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"


class NothingSought(SecondsourceError):
    """The search asks for nothing that is understood. Name a search kept on the desk, or write its query as in the address of the list, such as 'q=strike&country=KW'."""


class BadAddress(SecondsourceError):
    """The address of the desk is no web address. Write it as https://desk.example.org, without a path."""


@app.command(
    epilog=examples(
        "watch tell add duty --to file:$HOME/.config/secondsource/duty --case kuwait",
        "watch tell add office --to env:OFFICE_MAIL --when daily --kind now --kind later --case kuwait",
        "watch tell add hook --to env:HOOK --kind confirmed --claim c0a1b2c3d4e5 --up-to GREEN --case kuwait",
    )
)
def add(
    name: Name,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="file:PATH|env:NAME",
            help="Where the address to send to is held, in the form of apprise (mailtos://..., jsons://...). Never the address itself.",
            show_default=False,
        ),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Of what: now, later, or a kind by its name. Repeat for several. `now` if told at once, both in a digest.",
            show_default=False,
        ),
    ] = None,
    when: Annotated[
        When, typer.Option("--when", help="once: as soon as it is there; daily, weekly: in a digest.")
    ] = When.ONCE,
    claim: Annotated[
        list[str] | None, typer.Option("--claim", help="Only of this claim. Repeat for several.", show_default=False)
    ] = None,
    search: Annotated[
        str,
        typer.Option(
            "--search",
            help="Only of claims that this search finds, and of each new report on them: a name under which it is kept on the desk, or a query.",
        ),
    ] = "",
    up_to: Annotated[
        str,
        typer.Option("--up-to", metavar="TLP", help="The strictest marking of a report that may be told of."),
    ] = "CLEAR",
    language: Annotated[str, typer.Option("--language", help="Language of the messages: en or ko.")] = "en",
    desk: Annotated[
        str, typer.Option("--desk", metavar="URL", help="Where the desk is reached, for links to claims.")
    ] = "",
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Tell somebody of changes from the next pass on. What is closed at the desk is told to nobody."""
    from secondsource.publish.tongue import LANGUAGES
    from secondsource.store.watching import Subscription, Timing, Watching
    from secondsource.watch.alerts.channel import NoSender, plugin_of
    from secondsource.watch.alerts.subscribed import kinds_of
    from secondsource.watch.alerts.target import NoTarget, address_of, checked

    if language not in LANGUAGES:
        raise typer.BadParameter(f"Choose among: {', '.join(LANGUAGES)}.", param_hint="--language")
    kinds = tuple(kind or (("now",) if when is When.ONCE else ("now", "later")))
    kinds_of(kinds)
    with opened(case) as open_case, Watching(case) as watching:
        query = _query(case, search)
        new = Subscription(
            name=" ".join(name.split())[:80],
            target=checked(to, case),
            kinds=(*kinds, "report") if query and not kind else kinds,
            timing=Timing(when.value),
            claims=_claims(open_case, claim or []),
            search=query,
            up_to=Marking.parse(up_to).word,
            language=language,
            address=_desk(desk),
            made=_now(),
        )
        try:
            plugin_of(address_of(new.target))
        except NoTarget as error:
            if new.target.startswith("file:"):
                raise
            note(f"secondsource: {error}")
        except NoSender as error:
            note(f"secondsource: {error}")
        watching.subscriptions.add(new)
    line(f"“{printable(name)}” is told from the next pass on.")


@app.command("list", epilog=examples("watch tell list --case kuwait"))
def listed(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """List who is told of what, and what could not be sent. Addresses are not shown."""
    from secondsource.store.watching import Watching

    with opened(case), Watching(case) as watching:
        rows: list[dict[str, Any]] = []
        for one in watching.subscriptions.all():
            last = watching.outbox.of(one.id)
            rows.append(
                {
                    "name": one.name,
                    "to": one.target,
                    "kinds": list(one.kinds),
                    "when": one.timing.value,
                    "claims": list(one.claims),
                    "search": one.search,
                    "up_to": one.up_to,
                    "language": one.language,
                    "waiting": watching.outbox.waiting(one.id) + sum(m.state == "waiting" for m in last),
                    "last_sent": max((m.done for m in last if m.state == "sent"), default=None),
                    "given_up": sum(m.state == "given up" for m in last),
                    "why": next((m.why for m in last if m.why), ""),
                }
            )
    if as_json:
        json_lines(rows)
        return
    if not rows:
        line("Nobody is told of anything. `secondsource watch tell add` tells somebody.")
    for row in rows:
        line(f"{printable(row['name'])}: {row['when']}, {', '.join(map(str, row['kinds']))}, up to TLP:{row['up_to']}, {row['to']}")  # fmt: skip
        if row["search"] or row["claims"]:
            line(f"  only: {printable(row['search'] or ' '.join(map(str, row['claims'])))}")
        line(f"  waiting {row['waiting']}, last sent {row['last_sent'] or 'never'}, given up {row['given_up']}")
        if row["why"]:
            line(f"  {printable(row['why'])}")


@app.command(epilog=examples("watch tell remove duty --case kuwait"))
def remove(name: Name, case: CaseDir = DEFAULT_CASE) -> None:
    """Tell somebody no more. What was on its way to them is dropped."""
    from secondsource.store.watching import Watching

    with opened(case), Watching(case) as watching:
        watching.subscriptions.remove(name)
    line(f"“{printable(name)}” is told no more.")


@app.command(epilog=examples("watch tell test duty --case kuwait"))
def test(name: Name, case: CaseDir = DEFAULT_CASE) -> None:
    """Send a message that tells of nothing, to see whether it arrives."""
    from secondsource.store.watching import NoSubscription, Watching
    from secondsource.watch.alerts.channel import send
    from secondsource.watch.alerts.letter import Letter
    from secondsource.watch.alerts.target import address_of

    with opened(case), Watching(case) as watching:
        one: Subscription | None = next((s for s in watching.subscriptions.all() if s.name == name), None)
    if one is None:
        raise NoSubscription(f"No subscription is called “{name}”. `secondsource watch tell list` names all.")
    now = datetime.now(UTC)
    words = "This message tells of nothing: somebody wanted to know whether it arrives."
    letter = Letter(key=f"test-{now:%Y%m%dT%H%M%S}", subject="A test of secondsource", text=words + "\n", alerts=())
    send(address_of(one.target), letter, now)
    line("Sent.")


def _query(case: Path, search: str) -> str:
    """The query that a search asks by; empty if there is none. Raises NothingSought."""
    if not search:
        return ""
    from urllib.parse import urlencode

    from secondsource.desk.asked import pairs_of
    from secondsource.store.office import Office

    office = Office(case)
    try:
        kept = office.searches.named(search)
    finally:
        office.close()
    pairs = pairs_of(kept or search.lstrip("?"))
    if not pairs:
        raise NothingSought
    return kept or urlencode(pairs)


def _claims(case: Case, names: list[str]) -> tuple[str, ...]:
    """The claims of these ids, or of the beginnings of ids. Raises NoClaim."""
    if not names:
        return ()
    from .show import claim_meant

    view = case.view()
    return tuple(claim_meant(view, name).id for name in names)


def _desk(address: str) -> str:
    from urllib.parse import urlsplit

    if not address:
        return ""
    found = urlsplit(address.rstrip("/"))
    if found.scheme not in ("http", "https") or not found.netloc or found.path or found.query or found.username:
        raise BadAddress
    return f"{found.scheme}://{found.netloc}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
