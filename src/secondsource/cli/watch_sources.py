"""`watch add`, `list`, `log`, `gone`, `pause`, `resume`, `remove`: the sources of a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import EPILOG, examples
from .options import DEFAULT_CASE, DEFAULT_SUBJECT, CaseDir, Json, opened
from .output import json_lines, note, printable, table

if TYPE_CHECKING:
    from secondsource.store.watching import Fetch, Source, Watching

adding = typer.Typer(help="Watch something from now on.", no_args_is_help=True, rich_markup_mode=None, epilog=EPILOG)
Web = Annotated[str, typer.Argument(metavar="ADDRESS", help="Its web address.", show_default=False)]
Local = Annotated[str, typer.Argument(metavar="PATH", help="Where it lies on this machine.", show_default=False)]
Which = Annotated[
    str,
    typer.Argument(metavar="SOURCE", help="Its number, name or address, as `watch list` shows it.", show_default=False),
]
Every = Annotated[str, typer.Option("--every", metavar="TIME", help="How often to look: 30m, 6h, 1d, 1w.")]
Private = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Its own host may lie in a private network or on this machine; others still may not."
    ),
]
Name = Annotated[str, typer.Option("--name", help="What to call it.")]


@adding.command(epilog=examples("watch add feed https://post.example/rss --every 1h --case kuwait"))
def feed(
    address: Web, every: Every = "6h", name: Name = "", allow_private: Private = False, case: CaseDir = DEFAULT_CASE
) -> None:
    """Watch a feed: RSS, Atom or JSON Feed. The pages that its items lead to come into the case."""
    _add("feed", address, case, every=every, name=name, private=allow_private)


@adding.command(epilog=examples("watch add page https://post.example/statement --every 1d --case kuwait"))
def page(
    address: Web, every: Every = "6h", name: Name = "", allow_private: Private = False, case: CaseDir = DEFAULT_CASE
) -> None:
    """Watch one page: when it says something else, it comes into the case as a new version."""
    _add("page", address, case, every=every, name=name, private=allow_private)


@adding.command(epilog=examples("watch add sitemap https://post.example/sitemap.xml --every 1d --case kuwait"))
def sitemap(
    address: Web, every: Every = "1d", name: Name = "", allow_private: Private = False, case: CaseDir = DEFAULT_CASE
) -> None:
    """Watch a sitemap, or an index of sitemaps: every page of the site that it names comes into the case."""
    _add("sitemap", address, case, every=every, name=name, private=allow_private)


@adding.command("list", epilog=examples("watch add list pages.txt --every 1d --case kuwait"))
def list_(
    address: Annotated[
        str, typer.Argument(metavar="PATH_OR_ADDRESS", help="A text with one web address a line.", show_default=False)
    ],
    every: Every = "6h",
    name: Name = "",
    allow_private: Private = False,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Watch the pages that a list names, for as long as it names them."""
    _add("list", address, case, every=every, name=name, private=allow_private)


@adding.command(epilog=examples("watch add folder inbox/ --every 30m --case kuwait"))
def folder(path: Local, every: Every = "6h", name: Name = "", case: CaseDir = DEFAULT_CASE) -> None:
    """Watch a folder: documents that are put there come into the case."""
    _add("folder", path, case, every=every, name=name)


@adding.command(
    epilog=examples(
        "watch add mailbox mail.mbox --case kuwait",
        "watch add mailbox imaps://mail.example/INBOX --user ana --password-env MAIL_PASSWORD --case kuwait",
    )
)
def mailbox(
    address: Annotated[
        str,
        typer.Argument(
            metavar="PATH_OR_ADDRESS", help="An mbox file, a Maildir, or imaps://host/Folder.", show_default=False
        ),
    ],
    every: Every = "6h",
    name: Name = "",
    user: Annotated[str, typer.Option("--user", help="Whose IMAP mailbox it is.")] = "",
    password_env: Annotated[
        str, typer.Option("--password-env", metavar="NAME", help="The environment variable that holds its password.")
    ] = "",
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", metavar="PATH", help="The file whose first line is its password.", show_default=False
        ),
    ] = None,
    allow_private: Private = False,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Watch a mailbox: its messages come into the case, and nothing in it is changed. The password is kept nowhere."""
    secret = f"env:{password_env}" if password_env else f"file:{password_file.absolute()}" if password_file else ""
    _add("mailbox", address, case, every=every, name=name, private=allow_private, user=user, secret=secret)


def listed(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Name everything that is watched: how often, when it is due, how it last went."""
    with _room(case) as room:
        sources = room.sources.all()
    if as_json:
        json_lines(_row(source) for source in sources)
        return
    if not sources:
        note("Nothing is watched. `secondsource watch add --help` shows what can be.")
        return
    from secondsource.watch.sources import interval_of

    table(
        ("number", "kind", "name", "address", "every", "state", "due", "last", "how it went"),
        [
            (
                s.id, s.kind.value, s.name if s.name != s.address else "", s.address, interval_of(s.every), s.state.value,
                _short(s.due) if s.state.value == "on" else "", _short(s.tried), _how(s),
            )
            for s in sources
        ],
        wraps=("address", "how it went"),
        spare=("last", "every"),
    )  # fmt: skip


def log(
    source: Annotated[
        str | None,
        typer.Argument(metavar="SOURCE", help="One source only: its number, name or address.", show_default=False),
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many entries, the latest first.")] = 50,
    case: CaseDir = DEFAULT_CASE,
    as_json: Json = False,
) -> None:
    """Show what was asked for, when, and what came of it."""
    with _room(case) as room:
        entries = room.fetches.of(room.sources.named(source).id, most=most) if source else room.fetches.last(most=most)
    if as_json:
        json_lines(_entry(entry) for entry in entries)
        return
    if not entries:
        note("Nothing was asked for yet. `secondsource watch gather` does.")
        return
    table(
        ("when", "source", "what came", "status", "address", "why"),
        [(_short(e.at), e.source, e.outcome.value, e.status or "", e.url, e.why) for e in entries],
        wraps=("address", "why"),
        spare=("status",),
    )


def gone(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Name the pages that were taken into the case and are there no more: withdrawn, or moved."""
    with _room(case) as room:
        pages = room.addresses.gone()
    if as_json:
        json_lines(
            {"url": p.url, "since": p.gone, "capture": p.capture, "source": p.source, "why": p.why} for p in pages
        )
        return
    if not pages:
        note("Every page that was taken is still there, as far as was looked.")
        return
    table(
        ("since", "address", "capture", "why"),
        [(_short(p.gone), p.url, p.capture[:16], p.why) for p in pages],
        wraps=("address", "why"),
    )


def pause(source: Which, case: CaseDir = DEFAULT_CASE) -> None:
    """Look at a source no more until it is resumed."""
    from secondsource.store.watching import SourceState

    with _room(case) as room:
        found = room.sources.set_state(room.sources.named(source), SourceState.PAUSED)
    note(f"{printable(found.name)} is paused.")


def resume(source: Which, case: CaseDir = DEFAULT_CASE) -> None:
    """Look at a paused source again, at once."""
    from secondsource.store.watching import SourceState

    with _room(case) as room:
        found = room.sources.set_state(room.sources.named(source), SourceState.ON, due=_now())
    note(f"{printable(found.name)} is looked at again.")


def remove(source: Which, case: CaseDir = DEFAULT_CASE) -> None:
    """Watch a source no more. What came of it stays in the case."""
    from secondsource.store.watching import SourceState

    with _room(case) as room:
        found = room.sources.set_state(room.sources.named(source), SourceState.ENDED)
    note(f"{printable(found.name)} is watched no more. What came of it stays in the case.")


def _add(
    kind: str,
    address: str,
    case: Path,
    *,
    every: str,
    name: str,
    private: bool = False,
    user: str = "",
    secret: str = "",
) -> None:
    from secondsource.store import Case
    from secondsource.store.watching import SourceKind, Watching
    from secondsource.watch.sources import add, seconds_of

    at = _now()
    # Watching may be how a case begins.
    Case.open_or_create(case, now=at, subject=DEFAULT_SUBJECT).close()
    with Watching(case) as room:
        made = add(
            room,
            SourceKind(kind),
            address,
            at=at,
            name=name,
            every=seconds_of(every),
            private=private,
            user=user,
            secret=secret,
        )
    note(f"Watching {printable(made.name)}, number {made.id}. `secondsource watch gather` looks at it now.")


@contextmanager
def _room(case: Path) -> Iterator[Watching]:
    from secondsource.store.watching import Watching

    opened(case).close()
    with Watching(case) as room:
        yield room


def _row(source: Source) -> dict[str, object]:
    return {
        "number": source.id,
        "kind": source.kind.value,
        "name": source.name,
        "address": source.address,
        "every": source.every,
        "allow_private": source.private,
        "state": source.state.value,
        "due": source.due,
        "last": source.tried or None,
        "worked": source.worked or None,
        "failures": source.failures,
        "why": source.why or None,
        "user": source.user or None,
        "password": source.secret or None,
    }


def _entry(entry: Fetch) -> dict[str, object]:
    return {
        "at": entry.at,
        "source": entry.source,
        "url": entry.url,
        "outcome": entry.outcome.value,
        "status": entry.status or None,
        "size": entry.size,
        "capture": entry.capture or None,
        "why": entry.why or None,
    }


def _how(source: Source) -> str:
    if source.why:
        times = f" ({source.failures} times in a row)" if source.failures > 1 else ""
        return f"{source.why}{times}"
    return "fine" if source.worked else "not looked at yet"


def _short(instant: str) -> str:
    return instant[:16].replace("T", " ")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
