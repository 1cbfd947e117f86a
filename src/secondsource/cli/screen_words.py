"""How `screen` tells what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from .output import json_lines, line, note, printable, wrapped

if TYPE_CHECKING:
    from secondsource.pipeline.screening import CaseScreening, NameAnswer
    from secondsource.screen import At, Match, Screened, Suggestion
    from secondsource.store import CaseView
    from secondsource.store.lists import HeldList

_NOTHING = "That a name matches nothing is no proof of anything: lists change, and names are written in many ways."

_ON = ("not on it", "unknown", "on it")
"""By the value of the truth."""
COLUMNS = (
    "name",
    "answer",
    "list",
    "entry",
    "entry_name",
    "matched_name",
    "about",
    "likeness",
    "why",
    "on",
    "on_list",
    "on_list_because",
)
"""The columns of `screen names --out`."""
_TITLES = {
    "un": "UN list",
    "ofac": "OFAC SDN list",
    "ofac-cons": "OFAC non-SDN lists",
    "us": "US list",
    "rok": "Republic of Korea list",
}


def rows_of(answers: Sequence[NameAnswer], day: date) -> Iterator[dict[str, object]]:
    """The answers as rows of a table: one for each list on which a name may stand, one for each name without a match or not asked."""
    for a in answers:
        row: dict[str, object] = {
            **dict.fromkeys(COLUMNS, ""),
            "name": a.name,
            "answer": "no match",
            "on": day.isoformat(),
        }
        if a.left_out:
            yield row | {"answer": "not asked", "why": a.left_out}
        elif not a.matches:
            yield row
        for suggestion, at in a.matches:
            for which, standing in at:
                yield row | {
                    "answer": "may be the same",
                    "list": _title(which),
                    "entry": suggestion.ref,
                    "entry_name": suggestion.name,
                    "matched_name": suggestion.by,
                    "about": "; ".join(suggestion.about),
                    "likeness": round(suggestion.score, 2),
                    "why": "; ".join(suggestion.why),
                    "on_list": _ON[standing.on.value],
                    "on_list_because": standing.why,
                }


def count_names(answers: Sequence[NameAnswer], rows: int) -> str:
    """How many names were asked and what came of them, in one sentence or two."""
    met = sum(bool(a.matches) for a in answers)
    out = sum(bool(a.left_out) for a in answers)
    again = f" ({rows - len(answers)} rows repeat a name)" if rows > len(answers) else ""
    left = f", {out} not asked" if out else ""
    return f"{len(answers)} names{again}: {met} may be on a list, {len(answers) - met - out} without a match{left}."


def print_names(answers: Sequence[NameAnswer], day: date, *, as_json: bool) -> None:
    """Each name with what it may mean on the day."""
    from secondsource.screen.record import stood, suggested

    if as_json:
        json_lines(
            {
                "name": a.name,
                "on": day.isoformat(),
                "left_out": a.left_out,
                "matches": [
                    {**suggested(s), "at": [stood(which, standing) for which, standing in at]} for s, at in a.matches
                ],
            }
            for a in answers
        )
        return
    for a in answers:
        line(printable(a.name))
        if a.left_out:
            wrapped(f"  {a.left_out}")
        elif not a.matches:
            line("  no match")
        for suggestion, at in a.matches:
            _suggestion(suggestion)
            for which, standing in at:
                wrapped(f"    on {day}: {_title(which)}: {_ON[standing.on.value]} ({printable(standing.why)})")
    if any(not a.matches and not a.left_out for a in answers):
        note(_NOTHING)


def print_case(found: CaseScreening, view: CaseView, today: date, *, every: bool, as_json: bool) -> None:
    """The names of a case, those with undecided matches first; then what was asked and left out."""
    from secondsource.screen.record import record

    shown = [s for s in found.screened if s.matches or every]
    if as_json:
        json_lines(record(item) for item in shown)
        json_lines([_summary(found, today)])
        return
    for item in sorted(shown, key=_open):
        _name(item, view)
    _after(found, today, without=sum(not s.matches for s in found.screened), every=every)


def _open(item: Screened) -> tuple[bool, bool]:
    return not item.matches, all(m.decided is not None for m in item.matches)


def _name(item: Screened, view: CaseView) -> None:
    reports = list(dict.fromkeys(view.name_of(ref.report) for ref in item.named.refs))
    where = ", ".join(map(printable, reports[:3])) + (f" and {len(reports) - 3} more" if len(reports) > 3 else "")
    wrapped(f"{printable(item.named.name)} ({item.named.kind}: {printable(item.named.why)}; in {where})")
    if not item.matches:
        line("  no match")
    for match in item.matches:
        _suggestion(match.suggestion)
        _decision(match)
        for words in dict.fromkeys(_stood(at) for at in match.at):
            wrapped(f"    {words}")


def _suggestion(suggestion: Suggestion) -> None:
    by = "" if suggestion.by == suggestion.name else f", there also “{printable(suggestion.by)}”"
    about = f" ({printable('; '.join(suggestion.about[:3]))})" if suggestion.about else ""
    why = printable("; ".join(suggestion.why))
    wrapped(
        f"  may be the same as {printable(suggestion.ref)} “{printable(suggestion.name)}”{by}{about}: {why} [{suggestion.score:.2f}]"
    )


def _decision(match: Match) -> None:
    if match.decided is not None:
        said = match.decided.decision
        word = "it is" if match.decided.same else "it is not"
        wrapped(f"    decided: {word}, {printable(said.who)}, {said.at[:10]}: {printable(said.why)}")


def _stood(at: At) -> str:
    answer = f"{_title(at.list)}: {_ON[at.standing.on.value]} ({printable(at.standing.why)})"
    if at.event is None:
        return f"today: {answer}"
    when = at.event.when.text if at.event.when else "day unknown"
    return f"{when}, {printable(at.event.title)} [{at.event.claim}]: {answer}"


def _title(which: str) -> str:
    return _TITLES.get(which) or f"{printable(which.removeprefix('ftm:'))} list".removesuffix(" list list")


def _after(found: CaseScreening, today: date, *, without: int, every: bool) -> None:
    for item, gone in found.unmet:
        said = item.decision
        word = "is" if item.same else "is not"
        note(
            f"for attention: {printable(said.who)} decided that “{printable(said.values.get('name', item.key))}” {word} {printable(item.entry)}; {gone}."
        )
    for sentence in found.broken:
        note(printable(sentence))
    line(f"{asked_of(found.lists)}; today is {today}.")
    if without and not every:
        line(f"{without} {'names' if without > 1 else 'name'} without a match; --all shows them. {_NOTHING}")
    if found.left_out:
        line(
            f"{found.left_out} {'names' if found.left_out > 1 else 'name'} of people without a public office or role were not screened."
        )


def asked_of(lists: Sequence[HeldList]) -> str:
    """Which lists were asked, each with its day, without a full stop; or that there is none."""
    held = ", ".join(f"{h.list} of {h.as_of}" for h in lists)
    if held:
        return f"Asked: {held}, and the subject pack's record"
    return "No list is held: only the subject pack's record was asked. `screen import` takes lists in"


def _summary(found: CaseScreening, today: date) -> dict[str, object]:
    return {
        "today": today.isoformat(),
        "lists": [{"list": h.list, "as_of": h.as_of, "id": h.id} for h in found.lists],
        "left_out": found.left_out,
        "for_attention": [
            {
                "name": i.decision.values.get("name", i.key),
                "kind": i.kind.value,
                "entry": i.entry,
                "same": i.same,
                "gone": gone,
            }
            for i, gone in found.unmet
        ],
        "broken": list(found.broken),
    }
