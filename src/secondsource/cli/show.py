"""`show`: the claims of a case, or one of them with everything it rests on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import Claim, Marking, SecondsourceError

from .options import DEFAULT_CASE, CaseDir, Json, day_of, opened
from .output import json_lines, note, printable, rows_of, table, wrapped

if TYPE_CHECKING:
    from secondsource.join import Why
    from secondsource.store import CaseView


_BESIDE = ("mentions", "findings", "indicators", "grades")
"""What `show CLAIM --json` gives beside the claim itself; each row is as `export` writes it."""


class NoClaim(SecondsourceError):
    """There is no such claim in the case. `secondsource show` lists them with their ids."""


def show(
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="A claim's id, or the beginning of it.", show_default=False)
    ] = None,
    case: CaseDir = DEFAULT_CASE,
    set_aside: Annotated[bool, typer.Option("--set-aside", help="List what could not be read, and why.")] = False,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="List every decision, and those whose object has gone.")
    ] = False,
    as_known_on: Annotated[
        str | None,
        typer.Option("--as-known-on", metavar="DATE", help="With support and grades as they could be known that day."),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="With a claim: why its mentions were joined, and what kept others apart.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the claims of a case, or one with its chain, support, grade, findings, indicators and sentences.

    Personal data are masked.
    """
    from dataclasses import replace

    from secondsource.publish import masked_view

    with opened(case) as open_case:
        view = open_case.view()
    if set_aside:
        _set_aside(view, as_json=as_json)
        return
    if decisions:
        _decisions(view, as_json=as_json)
        return
    if as_known_on:
        from secondsource.pipeline import as_known_on as known

        view = known(view, day_of(as_known_on))
    # Decisions are the business of whoever works on this machine: they stay as they were written.
    view = replace(masked_view(view), ledger=view.ledger, unmet=view.unmet)
    if claim is None:
        _claims(view, as_json=as_json)
    else:
        _one(view, claim, why=why, as_json=as_json)


def _claims(view: CaseView, *, as_json: bool) -> None:
    if as_json:
        json_lines(rows_of(view, "claims"))
        return
    _unread(view)
    rows = []
    for item in view.claims:
        support, grade = view.support(item.id), view.grade(item.id)
        adverse = sum(finding.outcome.adverse for finding in view.findings_of(item.id))
        rows.append(
            (
                item.id,
                item.when or "",
                item.country or "",
                item.title,
                f"{support.at_least}–{support.at_most}" if support else "",
                f"{grade.letter}{grade.digit}" if grade else "",
                item.status.value,
                len(item.reports),
                adverse or "",
                *((_word(view.marking_of_claim(item.id)),) if view.marks else ()),
            )
        )
    table(
        (
            "claim",
            "when",
            "where",
            "what",
            "origins",
            "grade",
            "status",
            "reports",
            "law",
            *(("tlp",) if view.marks else ()),
        ),
        rows,
        wraps=("what",),
        spare=("when", "where"),
    )
    if view.claims and sys.stdout.isatty():
        note(
            "Origins: independent sources behind a claim, at least and at most. Grade: the letter is the source's (F: too short a record here), the "
            "digit the information's (1 confirmed, 6 cannot be judged). Law: rules that it may touch. `secondsource show CLAIM` says why."
        )
    _unnamed(view)
    if view.marks:
        note(
            f"The whole is {view.marking.label if view.marking else 'not marked'}: {len(view.marks)} markings are in force."
        )
    if view.set_aside:
        note(f"{len(view.set_aside)} documents were set aside; `secondsource show --set-aside` lists them.")
    if view.unmet:
        note(f"{len(view.unmet)} decisions no longer find their object; `secondsource show --decisions` lists them.")


def _unnamed(view: CaseView) -> None:
    """Says how many reports lack what support and dates stand on, and how to give it."""
    outlets = sum(report.outlet is None for report in view.reports)
    days = sum(report.date is None or report.date.latest is None for report in view.reports)
    if outlets or days:
        note(
            f"Of {len(view.reports)} reports {outlets} name no outlet and {days} no day of publication; origins and dates are less sure for it. "
            "A line such as “Harbour Gazette, 12 May 2019” at their head says both, and so does a report in JSON."
        )


def _word(marking: Marking | None) -> str:
    return marking.word if marking else "not marked"


def _one(view: CaseView, wanted: str, *, why: bool, as_json: bool) -> None:
    found = claim_meant(view, wanted)
    reasons = _reasons(view, found) if why else None
    if as_json:
        from secondsource.model.codec import plain

        chosen = found.id
        beside = {what: [row for row in rows_of(view, what) if row["claim"] == chosen] for what in _BESIDE}
        if reasons is not None:
            beside["why"] = plain(reasons)
        json_lines({"claim": row, **beside} for row in rows_of(view, "claims") if row["id"] == chosen)
        return
    from .claim import lines, reasons_of_join

    for text in lines(view, found):
        wrapped(text)
    if reasons is not None:
        for text in reasons_of_join(view, reasons):
            wrapped(text)


def _reasons(view: CaseView, claim: Claim) -> Why:
    from secondsource.join import why
    from secondsource.store.ledger import standing
    from secondsource.subjects import load

    return why(claim, view.claims, view.readings, load(view.subject), standing(view.ledger))


def claim_meant(view: CaseView, wanted: str) -> Claim:
    """The claim of that id, or whose id begins so. Raises NoClaim, with what may have been meant, if there is not just one."""
    begun = [item for item in view.claims if item.id.startswith(wanted.strip().lower())]
    if len(begun) == 1:
        return begun[0]
    if not view.claims:
        raise NoClaim(
            "There is no claim to show: no document was taken in yet (`secondsource run PATH --case DIR` does that), or none had been "
            "published by the day that was asked for."
        )
    if begun and wanted.strip():
        raise NoClaim(f"“{wanted}” could be {_listed(begun)}. Write more of the id.")
    words = wanted.casefold().replace("_", " ").split()
    near = [item for item in view.claims if words and all(w in f"{item.title} {item.type}".casefold() for w in words)]
    for length in range(len(wanted) - 1, 1, -1):
        near = near or [item for item in view.claims if item.id.startswith(wanted[:length].lower())]
    hint = f" Did you mean {_listed(near)}?" if near else ""
    raise NoClaim(f"There is no claim “{printable(wanted)}”.{hint} `secondsource show` lists them with their ids.")


def _unread(view: CaseView) -> None:
    """Says which reports no reader reads."""
    from secondsource.publish.unread import languages_read

    known = languages_read()
    originals = {r.translation.of for r in view.reports if r.translation is not None}
    left = [r for r in view.reports if r.lang not in known and r.id not in originals and r.name not in originals]
    if left:
        names = ", ".join(f"{printable(view.name_of(r.id))} ({r.lang})" for r in left[:5])
        more = f" and {len(left) - 5} more" if len(left) > 5 else ""
        note(
            f"Not read, as there is no reader for their language: {names}{more}. They can be searched; "
            "`secondsource translate` puts a translation beside one."
        )


def _listed(claims: Sequence[Claim]) -> str:
    named = [f"{item.id} ({printable(item.title)})" for item in claims[:5]]
    return ", ".join(named) + (f" or one of {len(claims) - 5} more" if len(claims) > 5 else "")


def _set_aside(view: CaseView, *, as_json: bool) -> None:
    if as_json:
        from secondsource.model.codec import plain

        json_lines(plain(item) for item in view.set_aside)
        return
    table(
        ("name", "why, and what to do", "capture"),
        [(s.name, s.reason, s.digest[:12]) for s in view.set_aside],
        wraps=("name", "why, and what to do"),
    )


def _decisions(view: CaseView, *, as_json: bool) -> None:
    from secondsource.model import on_a_forecast, on_a_name
    from secondsource.model.codec import plain

    unmet = frozenset((d.kind, d.object, d.at, d.who) for d in view.unmet)
    if as_json:
        json_lines(
            {**plain(e), "unmet": (e.decision.kind, e.decision.object, e.decision.at, e.decision.who) in unmet}
            for e in view.ledger
        )
        return
    rows = []
    for entry in view.ledger:
        made = entry.decision
        gone = "its object has gone" if (made.kind, made.object, made.at, made.who) in unmet else ""
        about = made.object
        if on_a_name(made):
            about = f"“{made.values.get('name')}” {made.values.get('same')} {made.values.get('entry')}"
        elif on_a_forecast(made):
            about = f"{made.object}: {made.values.get('question') or made.values.get('outcome')}"
        rows.append((entry.seq, made.at, made.who, made.kind.value, about, made.why, gone, entry.hash))
    table(
        ("no", "when", "who", "what", "about", "why", "attention", "id"),
        rows,
        wraps=("about", "why", "attention", "id"),
    )
