"""Sets the tracker of duties, State by State: what was due when, and what is known to have been reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from secondsource import law
from secondsource.law import Duty
from secondsource.law.deadlines import Report, Standing
from secondsource.publish.chapter import heading
from secondsource.publish.names import country
from secondsource.publish.rules import rule_line
from secondsource.publish.tongue import say
from secondsource.publish.words import count, said_date, said_or_same, said_value, word

from . import places
from .asking import code_of, day_of
from .law_pages import countries, set_law
from .shelf import Shown

_SIGN = {
    Standing.IN_TIME: "told",
    Standing.LATE: "told",
    Standing.REPORTED: "told",
    Standing.RUNNING: "running",
    Standing.NOTHING_KNOWN: "open",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWish:
    """What a reader asks of the tracker, as it was written; `every` also for duties of which nothing was ever reported."""

    country: str = ""
    as_of: str = ""
    every: bool = False


def duties_page(shown: Shown, wish: DutyWish, today: date) -> str:
    """The duties with a deadline, by State, with what the pack and the case hold of reports on them.

    Raises:
        Misasked: if day or country is not understood.
    """
    view = shown.view
    day, code = day_of(wish.as_of) or today, code_of(wish.country)
    found = law.track(shown.pack, day, code, view.claims, view.readings, view.supports, every=wish.every)
    states = [
        {
            "name": country(code, shown.pack) if code else say("All States together"),
            "code": code or "all",
            "duties": [_duty(shown, duty) for duty in duties],
        }
        for code, duties in groupby(found, key=lambda duty: duty.state)
    ]
    return _page(shown, wish, "", day.isoformat(), states, len(found))


def misasked_page(shown: Shown, wish: DutyWish, problem: str) -> str:
    """The form with what was written, and what to write instead."""
    return _page(shown, wish, problem, "", [], 0)


def _page(shown: Shown, wish: DutyWish, problem: str, day: str, states: list[dict[str, Any]], number: int) -> str:
    known = countries(shown)
    code = wish.country.strip().upper()
    if len(code) == 2 and code.isalpha() and code.isascii():
        known.setdefault(code, code)
    return set_law(
        shown,
        "duties.html.j2",
        "/law/deadlines",
        problem=problem,
        wish=wish,
        day=day,
        as_of=said_date(day) if day else "",
        counted=say(
            "{duties} of {states}",
            duties=count(number, "duty", "duties"),
            states=count(sum(s["code"] != "all" for s in states), "State"),
        ),
        states=states,
        countries=known,
    )


def _duty(shown: Shown, duty: Duty) -> dict[str, Any]:
    known = duty.provision in shown.pack.provisions
    return {
        "due": said_date(duty.deadline) if duty.deadline else "",
        "id": duty.provision,
        "name": rule_line(duty.provision, shown.pack).name if duty.provision else "",
        "href": places.rule_href(duty.provision) if known else "",
        "asks": say(duty.asks),
        "standing": say(duty.standing.value),
        "sign": _SIGN[duty.standing],
        "reports": [_report(shown, report) for report in duty.reports],
    }


def _report(shown: Shown, report: Report) -> dict[str, Any]:
    claim = shown.view.claim(report.claim) if report.claim else None
    counted = (
        [said_value(v.attribute, v.value) for v in claim.values if v.attribute.startswith("quantity")] if claim else []
    )
    return {
        "when": said_or_same(report.when) if report.when else say("a day not known"),
        "what": heading(claim, shown.pack) if claim else report.what,
        "counted": list(dict.fromkeys(counted)),
        "href": places.claim_href(claim.id) if claim else "",
        "status": word("status", claim.status) if claim else "",
        "by": "" if claim else report.by,
        "told_by": places.named(report.told_by),
        "source": places.linked(report.source),
        "note": report.note,
    }
