"""`decide`: what a person decides stands above what the program found, is never deleted, and can be taken back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .codes import EPILOG, examples
from .options import DEFAULT_CASE, CaseDir, opened
from .output import note, printable, wrapped
from .show import claim_meant

if TYPE_CHECKING:
    from secondsource.model import Claim, Decision, DecisionKind, Known, Mention, Report, Statement
    from secondsource.store import CaseView

app = typer.Typer(
    help="Decide what the program cannot: merge or split claims, confirm or cut relays, override a grade, correct what was read. Every decision is kept; "
    "`secondsource show --decisions` lists them, `decide undo` takes one back.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
Who = Annotated[str, typer.Option("--who", envvar="SECONDSOURCE_WHO", help="Who decides.", show_default=False)]
Why = Annotated[str, typer.Option("--why", help="The reason.", show_default=False)]
ClaimId = Annotated[
    str, typer.Argument(metavar="CLAIM", help="A claim's id, or the beginning of it.", show_default=False)
]
ReadItem = Annotated[
    str,
    typer.Argument(
        metavar="ITEM", help="A statement's or an event's id, as `show CLAIM --json` gives it.", show_default=False
    ),
]
_GRADE = re.compile(r"([A-Fa-f])([1-6])")


class CannotDecide(SecondsourceError):
    """What is to be decided is not there, or says nothing. The message names what may have been meant."""


@app.command(epilog=examples('decide merge c0a1b2 c3d4e5 --who "M. Weiss" --why "the same flight" --case kuwait'))
def merge(
    claim: ClaimId,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The claim that is the same event.", show_default=False)
    ],
    who: Who,
    why: Why,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Make two claims one: they tell of the same event."""
    from secondsource.model import DecisionKind

    view = _view(case)
    one, two = claim_meant(view, claim), claim_meant(view, other)
    if one.id == two.id:
        raise CannotDecide(f"{one.id} is one claim already. Name another claim of the case.")
    _decide(case, DecisionKind.MERGE, one.id, who, why, {"with": two.id})
    after = _view(case)
    _say(after, {after.claim_of(one.mentions[0])})


@app.command(epilog=examples('decide split c0a1b2 b.txt --who "M. Weiss" --why "another strike" --case kuwait'))
def split(
    claim: ClaimId,
    away: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION",
            help="Mentions to take out: their ids, or the names of their reports.",
            show_default=False,
        ),
    ],
    who: Who,
    why: Why,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Take mentions out of a claim: they tell of another event, and become a claim of their own."""
    from secondsource.model import DecisionKind

    view = _view(case)
    found = claim_meant(view, claim)
    mentions = [m for m in found.mentions if _named(view, m, away)]
    unknown = [w for w in away if not any(_named(view, m, [w]) for m in found.mentions)]
    if unknown:
        names = ", ".join(sorted({f"{m} ({view.name_of(m.rpartition('.e')[0])})" for m in found.mentions})[:6])
        raise CannotDecide(f"{found.id} has no mention “{printable(unknown[0])}”. It has {names}.")
    if len(mentions) == len(found.mentions):
        raise CannotDecide(f"Nothing would be left of {found.id}. Name some of its mentions, not all.")
    _decide(case, DecisionKind.SPLIT, found.id, who, why, {"mentions": " ".join(mentions)})
    after = _view(case)
    _say(after, {after.claim_of(m) for m in found.mentions})


@app.command(
    epilog=examples('decide relay b.txt a.txt --cut --who "M. Weiss" --why "two reporters were there" --case kuwait')
)
def relay(
    taker: Annotated[
        str, typer.Argument(metavar="TAKER", help="The report that took it: its id or name.", show_default=False)
    ],
    giver: Annotated[
        str, typer.Argument(metavar="GIVER", help="The report or source it was taken from.", show_default=False)
    ],
    who: Who,
    why: Why,
    cut: Annotated[
        bool, typer.Option("--cut/--confirm", help="Whether it is no relay, or certainly one.", show_default=False)
    ],
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Confirm that one report has its matter from another, or cut the relay: then both count as they stand."""
    from secondsource.model import DecisionKind

    view = _view(case)
    found = [r for r in view.relays if _is(view, r.taker, taker) and _is(view, r.giver, giver)]
    if len(found) != 1:
        of_taker = [
            f"{view.name_of(r.taker)} from {view.name_of(r.giver)}" for r in view.relays if _is(view, r.taker, taker)
        ]
        beside = f" There are: {', '.join(of_taker[:5])}." if of_taker else ""
        raise CannotDecide(
            f"There is {'more than one' if found else 'no'} relay from “{printable(taker)}” to “{printable(giver)}”.{beside} Write ids."
        )
    _decide(
        case, DecisionKind.REJECT if cut else DecisionKind.ACCEPT, f"{found[0].taker}>{found[0].giver}", who, why, {}
    )
    after = _view(case)
    _say(after, {c.id for c in after.claims if found[0].taker in c.reports})


@app.command(epilog=examples('decide grade c0a1b2 B2 --who "M. Weiss" --why "the register was seen" --case kuwait'))
def grade(
    claim: ClaimId,
    grade: Annotated[
        str, typer.Argument(metavar="GRADE", help="A letter A to F and a digit 1 to 6: B2.", show_default=False)
    ],
    who: Who,
    why: Why = "",
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Override a claim's grade. The program's own stays beside it."""
    from secondsource.model import DecisionKind

    match = _GRADE.fullmatch(grade.strip())
    if match is None:
        raise CannotDecide(
            f"“{printable(grade)}” is no grade. Write a letter A to F for the source and a digit 1 to 6 for the information: B2."
        )
    letter, digit = match[1].upper(), match[2]
    if "ABCDEF".index(letter) + 1 == int(digit) and not why.strip():
        note(
            f"{letter}{digit} lies on the diagonal, and no reason is given: was the information graded by its source? The letter is the "
            "source's, the digit the information's; they are judged apart."
        )
    view = _view(case)
    found = claim_meant(view, claim)
    _decide(case, DecisionKind.OVERRIDE, found.id, who, why, {"grade": f"{letter}{digit}"}, reason_needed=False)
    _say(_view(case), {found.id})


@app.command(
    epilog=examples(
        'decide correct 1f0c-0.s120-180 speaker="the minister" --who "M. Weiss" --why "the minister says it" --case kuwait',
        'decide correct 1f0c-0.e64-71-WORK_STOPPAGE when=2016-03-19 country=KW --who "M. Weiss" --why "see the table" --case kuwait',
        'decide correct b.txt outlet="Gulf Courier" published=2016-03-20 --who "M. Weiss" --why "the print edition" --case kuwait',
    )
)
def correct(
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
            help="A statement's or an event's id, as `show CLAIM --json` gives it; or a report's id or name.",
            show_default=False,
        ),
    ],
    values: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="What to set; several may be given.", show_default=False)
    ],
    who: Who,
    why: Why,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Correct what was read: a statement, an event, or who published a report and when. What the reader or the document says is kept and comes back when
    it is undone.

    Of a statement: content, cue, speaker (words of the text, or their place as 98-117), chain (names, outermost first, with > between, and + between those who tell it together), basis, anonymity,
    factuality. Of an event: type, trigger, when (EDTF), place, country, factuality, number (workers=90..110). Of a report, which is read anew then: outlet, published (EDTF), language (en, ko). An empty value means none, or not known.
    """
    from secondsource.model import PLACES, DecisionKind, Mention, located, mention_with, open_text, statement_with
    from secondsource.subjects import load

    view = _view(case)
    fields: dict[str, str] = {}
    for pair in values:
        field, equals, value = pair.partition("=")
        if not equals:
            raise CannotDecide(f"“{printable(pair)}” sets nothing. Write FIELD=VALUE, as when=2016-03-19.")
        fields[field.strip()] = value
    reports = reports_called(view, item)
    if len(reports) > 1:
        named = ", ".join(report.id for report in reports[:4])
        raise CannotDecide(f"{len(reports)} reports are called “{printable(item)}”: {named}. Write an id.")
    if reports:
        _correct_report(case, reports[0], fields, who, why)
        return
    found = _read_item(view, item, "statement, event or report")
    report = view.report(found.report)
    text = open_text(report) if report else ""
    near = found.trigger if isinstance(found, Mention) else found.hull
    fields = {name: located(value, text, near) if name in PLACES else value for name, value in fields.items()}
    if isinstance(found, Mention):
        mention_with(found, fields, text)
        kinds = load(view.subject).event_types
        if "type" in fields and fields["type"].strip() not in kinds:
            raise CannotDecide(
                f"There is no event type “{printable(fields['type'])}”. `secondsource law types` lists them."
            )
    else:
        statement_with(found, fields, text)
    _decide(case, DecisionKind.CORRECT, found.id, who, why, fields)
    _say_of(_view(case), found.id)


@app.command(epilog=examples('decide reject 1f0c-0.s120-180 --who "M. Weiss" --why "nobody says this" --case kuwait'))
def reject(item: ReadItem, who: Who, why: Why, case: CaseDir = DEFAULT_CASE) -> None:
    """Reject a statement, with the events in it, or one event: it is none, and counts for nothing until that is undone."""
    from secondsource.model import DecisionKind

    found = _read_item(_view(case), item)
    _decide(case, DecisionKind.REJECT, found.id, who, why, {})
    note(f"Rejected: {found.id}.")


@app.command(epilog=examples('decide accept 1f0c-0.s120-180 --who "M. Weiss" --case kuwait'))
def accept(item: ReadItem, who: Who, why: Why = "", case: CaseDir = DEFAULT_CASE) -> None:
    """Accept a statement or an event as it was read: it counts as looked at by a person."""
    from secondsource.model import DecisionKind

    found = _read_item(_view(case), item)
    _decide(case, DecisionKind.ACCEPT, found.id, who, why, {}, reason_needed=False)
    note(f"Accepted: {found.id}.")


@app.command(epilog=examples('decide undo 3 --who "M. Weiss" --why "it was another ship" --case kuwait'))
def undo(
    decision: Annotated[
        str,
        typer.Argument(
            metavar="DECISION", help="Its number or hash, as `show --decisions` lists it.", show_default=False
        ),
    ],
    who: Who,
    why: Why,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Take a decision back. It stays in the ledger, with who took it back and why; an undo can be undone as well."""
    from secondsource.model import DecisionKind

    view = _view(case)
    found = [
        e for e in view.ledger if str(e.seq) == decision.strip() or (len(decision) > 5 and e.hash.startswith(decision))
    ]
    if len(found) != 1:
        raise CannotDecide(f"There is no decision “{printable(decision)}”. `secondsource show --decisions` lists them.")
    _decide(case, DecisionKind.UNDO, found[0].hash, who, why, {})
    note(f"Taken back: {found[0].decision.kind.value} {found[0].decision.object}.")


def _read_item(view: CaseView, wanted: str, what: str = "statement or event") -> Statement | Mention:
    """The statement or event of that id. Raises CannotDecide, with those like it, if there is none."""
    found = view.statement(wanted.strip()) or view.mention(wanted.strip())
    if found is not None:
        return found
    begun = wanted.strip().split(".")[0]
    ids = [s.id for s in view.statements] + [m.id for m in view.mentions]
    near = [name for name in ids if begun and name.startswith(begun)][:3]
    hint = f" Did you mean {', '.join(near)}?" if near else " `secondsource show CLAIM --json` gives the ids."
    raise CannotDecide(f"There is no {what} “{printable(wanted)}”.{hint}")


def reports_called(view: CaseView, wanted: str) -> list[Report]:
    """The reports of that id or name, whatever its capitals."""
    word = wanted.strip().casefold()
    return [r for r in view.reports if word in (r.id.casefold(), r.name.casefold(), view.name_of(r.id).casefold())]


def _correct_report(case: Path, report: Report, fields: dict[str, str], who: str, why: str) -> None:
    """Corrects a report itself, and says what it is now."""
    from secondsource.model import DecisionKind, report_with

    wanted = report_with(report, fields)
    _decide(case, DecisionKind.CORRECT, report.id, who, why, fields)
    after = _view(case)
    now = after.report(report.id) or report
    outlet, published = _value(now.outlet) or "outlet not known", _value(now.published) or "date not known"
    if any(_value(getattr(now, name)) != _value(getattr(wanted, name)) for name in fields):
        note("It is in force from the next `run` on, which takes the original apart and reads it anew.")
    wrapped(printable(f"{after.name_of(report.id)}: {outlet}, {published}, language {now.lang}"))
    _say(after, {after.claim_of(m.id) for m in after.mentions if m.report == report.id})


def _value(known: Known | None) -> str:
    return known.value if known else ""


def _say_of(view: CaseView, item: str) -> None:
    """The claims that hold a statement or event, as they stand now."""
    mentions = [m.id for m in view.mentions if item in (m.id, m.statement)]
    _say(view, {view.claim_of(m) for m in mentions})


def _view(case: Path) -> CaseView:
    with opened(case) as open_case:
        return open_case.view()


def _is(view: CaseView, identifier: str, wanted: str) -> bool:
    """Whether a report or source is meant: by its id, its file's name or its outlet."""
    report = view.report(identifier)
    names = {identifier, view.name_of(identifier)} | ({report.outlet.value} if report and report.outlet else set())
    return wanted.strip().casefold() in {n.casefold() for n in names}


def _named(view: CaseView, mention: str, wanted: list[str]) -> bool:
    known = view.mention(mention)
    return any(w == mention or (known is not None and _is(view, known.report, w)) for w in wanted)


def _decide(
    case: Path,
    kind: DecisionKind,
    target: str,
    who: str,
    why: str,
    values: dict[str, str],
    *,
    reason_needed: bool = True,
) -> None:
    """Writes the decision down and brings what follows from it up to date."""
    from secondsource import pipeline
    from secondsource.model import Decision, DecisionKind

    if not who.strip():
        raise CannotDecide("Say who decides: --who NAME.")
    if reason_needed and not why.strip():
        raise CannotDecide("Say why: --why REASON. Whoever reads the case later must be able to judge it.")
    stamp = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    made: Decision = Decision(kind=kind, object=target, who=who.strip(), at=stamp, why=why.strip(), values=values)
    with opened(case) as open_case:
        reads = kind in (DecisionKind.CORRECT, DecisionKind.UNDO)
        pipeline.decide(open_case, made, reader=pipeline.configured(open_case) if reads else None)


def _say(view: CaseView, claims: set[str | None]) -> None:
    """The claims that a decision concerns, as they stand now."""
    for identifier in sorted(c for c in claims if c):
        claim: Claim | None = view.claim(identifier)
        if claim is None:
            continue
        support, graded = view.support(claim.id), view.grade(claim.id)
        origins = f"{support.at_least} to {support.at_most} origins" if support else "no support"
        wrapped(
            printable(
                f"{claim.title} [{claim.id}]: {len(claim.mentions)} mentions in {len(claim.reports)} reports, {origins}"
                + (f", grade {graded.letter}{graded.digit}" if graded else "")
            )
        )
