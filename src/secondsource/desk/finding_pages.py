"""Sets the page of one finding: what a provision says of a claim, point by point, with the words it rests on and the three days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from secondsource import pipeline
from secondsource.model import Claim, Element, Finding, Truth
from secondsource.publish.chapter import heading
from secondsource.publish.findingline import finding_svg
from secondsource.publish.findings import finding_line
from secondsource.publish.footnotes import Notes
from secondsource.publish.law import rank
from secondsource.publish.legal_words import amount, plain
from secondsource.publish.tongue import say
from secondsource.publish.words import said_date, sentence, word, words
from secondsource.store import CaseView

from . import places
from .asking import day_of
from .kept import Kept
from .law_pages import set_law
from .rule_pages import points_of
from .shelf import Shown

_STATE = {Truth.MET: "met", Truth.UNKNOWN: "unknown", Truth.FAILED: "failed"}
QUOTES = 6
"""Places shown beside an element; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The two days that a reader may choose, as they were written; empty for the event's own day, and for everything known."""

    law_of: str = ""
    as_known_on: str = ""

    @property
    def asks(self) -> bool:
        """Whether one of them is chosen."""
        return bool(self.law_of.strip() or self.as_known_on.strip())


def finding_page(shown: Shown, claim: Claim, provision: str, days: Days, kept: Kept) -> str:
    """The finding of a provision on a claim.

    Args:
        shown: the case.
        claim: one of its claims.
        provision: id of a provision of the pack.
        days: of which day the law is asked, and when it had to be known.
        kept: holds the case as it could be known on a day, which is costly to work out.

    Raises:
        Misasked: if a day is not understood.
    """
    law_of, known = day_of(days.law_of), day_of(days.as_known_on)
    view = kept.of(shown, (known, claim.id), lambda: _as_known_on(shown, claim, known)) if known else shown.view
    then = view.claim(claim.id)
    common = _common(shown, claim, provision, days)
    if then is None:
        return set_law(shown, "finding.html.j2", **common, problem="", finding=None, first=_first(shown, claim))
    finding = _finding(view, then, provision, law_of)
    line = finding_line(finding, shown.pack, Notes(shown.view, shown.sources), full=True)
    meaning = next((row["meaning"] for row in shown.pack.law["outcomes"] if row["id"] == finding.outcome.value), "")
    return set_law(
        shown,
        "finding.html.j2",
        **common,
        problem="",
        finding=line,
        group=words()["outcomes"][finding.outcome.value]["group"],
        meaning=sentence(say(str(meaning).split(";")[0])),
        picture=finding_svg(view, finding, heading(then, shown.pack), shown.pack),
        points=[_point(shown, element, finding) for element in finding.elements],
        decided=tuple(dict.fromkeys(points_of(finding, finding.deciding, shown.pack))),
        dates=line.dates,
    )


def misasked_page(shown: Shown, claim: Claim, provision: str, days: Days, problem: str) -> str:
    """The form with what was written, and what to write instead."""
    return set_law(
        shown, "finding.html.j2", **_common(shown, claim, provision, days), problem=problem, finding=None, first=""
    )


def _common(shown: Shown, claim: Claim, provision: str, days: Days) -> dict[str, Any]:
    item = shown.pack.provisions[provision]
    asked = {"law_of": days.law_of.strip(), "as_known_on": days.as_known_on.strip()}
    others = sorted(
        (
            f
            for f in shown.view.findings_of(claim.id)
            if f.provision != provision and f.provision in shown.pack.provisions
        ),
        key=lambda f: (rank(f), f.provision),
    )
    return {
        "claim": claim,
        "title": heading(claim, shown.pack),
        "claim_href": places.claim_href(claim.id),
        "item": item,
        "here_href": places.finding_href(claim.id, provision),
        "days": days,
        "event_day": said_date(claim.when),
        "law_of": said_date(asked["law_of"]) if asked["law_of"] else "",
        "others": [(f.provision, places.finding_href(claim.id, f.provision, **asked), _short(f)) for f in others],
    }


def _short(finding: Finding) -> str:
    return str(words()["outcomes"][finding.outcome.value]["short"])


def _finding(view: CaseView, claim: Claim, provision: str, law_of: date | None) -> Finding:
    """The finding that the case holds; worked out anew for another day of the law, and where it holds none."""
    held = next((f for f in view.findings_of(claim.id) if f.provision == provision), None)
    if held is not None and law_of is None:
        return held
    (finding,) = pipeline.findings_on(view, claim, [provision], law_of)
    return finding


def _as_known_on(shown: Shown, claim: Claim, day: date) -> CaseView:
    return replace(pipeline.as_known_on(shown.around(claim), day), ledger=())


def _first(shown: Shown, claim: Claim) -> str:
    """When the first report of the claim was published, in words."""
    order = shown.view.order
    days = [
        shown.sources[report].date for report in sorted(claim.reports, key=lambda r: order.get(r, 0)) if report in order
    ]
    return days[0] if days else say("a day not known")


def _point(shown: Shown, element: Element, finding: Finding) -> dict[str, Any]:
    pack = shown.pack
    quotes = places.quotes_of(shown, element.refs)
    return {
        "text": plain(element.text, pack),
        "truth": _STATE[element.truth],
        "state": word("truth", _STATE[element.truth]),
        "decides": element.fact in finding.deciding,
        "value": "" if element.value in ("unknown", "") else amount(plain(element.value, pack)),
        "why": plain(element.why, pack),
        "quotes": quotes[:QUOTES],
        "more": max(len(quotes) - QUOTES, 0),
    }
