"""One claim written up: what is said, by whom, from whom, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.model import Claim, Grade, How, Relay, Status, Support
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from .changes import changed
from .footnotes import Notes
from .indicators import IndicatorLine, indicator_lines, presumptions
from .law import Law, gravest, law_of
from .lead import lead_of
from .lineage import Lineage, lineage
from .names import country, country_in_english, kind, place
from .rivals import Rivals, rivals_of
from .tellings import Telling, tellings
from .tongue import ENGLISH, language, say
from .words import said_bounds, said_date, said_dates, said_title, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A claim as a dossier or a page shows it.

    Args:
        brief: told in a paragraph: a claim told once or without a source, on which no law turns.
        when_how: how the date is known where the words do not give it whole; empty if they do.
    """

    number: int
    id: str
    title: str
    lead: str
    brief: bool
    when: str
    when_how: str
    where: str
    status: str
    support: Support | None
    bounds: str
    grade: Grade | None
    letter: str
    digit: str
    gravest: str
    gravest_group: str
    tellings: tuple[Telling, ...]
    denials: tuple[Telling, ...]
    rivals: tuple[Rivals, ...]
    graph: Lineage
    changes: tuple[tuple[str, tuple[int, ...]], ...]
    law: Law
    indicators: tuple[IndicatorLine, ...]
    presumed: tuple[str, ...]
    unmentioned: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its place in a page."""
        return f"c{self.number}"

    @property
    def wanted(self) -> tuple[str, ...]:
        """What would settle the claim or change its grade, each once."""
        settle = self.support.would_settle if self.support else ()
        return tuple(dict.fromkeys((*settle, *(self.grade.would_change if self.grade else ()))))


def heading(claim: Claim, pack: Subject) -> str:
    """A claim's heading: its title with the dates written out, or else the kind of event."""
    if language() == ENGLISH:
        return said_title(claim.title) or kind(claim.type, pack)
    parts = [
        place(claim.place, claim.country, pack) if claim.place else "",
        said_date(claim.when) if claim.when else "",
    ]
    told = [part for part in parts if part] or [say("time and place not given")]
    return ", ".join([kind(claim.type, pack), *told])


def chapter(
    number: int,
    claim: Claim,
    view: CaseView,
    pack: Subject,
    notes: Notes,
    relays: Mapping[tuple[str, str], Relay],
    *,
    brief: bool = False,
) -> Chapter:
    """A claim written up.

    Args:
        number: its number in the dossier.
        claim: the claim.
        view: the case, already masked.
        pack: the subject's words.
        notes: gives out footnote numbers.
        relays: the relays of the case by taker and giver, as `relays_by_ends` gives them.
        brief: leave out what a paragraph does not show: rival values, lineage, indicators; no notes are given out for them.
    """
    support, grade = view.support(claim.id), view.grade(claim.id)
    told = tellings(claim, view, notes, denying=False)
    denials = tellings(claim, view, notes, denying=True)
    rivals = () if brief else rivals_of(claim, view, pack, notes)
    when = said_date(claim.when)
    # A paragraph names rules and outcomes only, so whatever notes their elements would take are not given out.
    law = law_of(view.findings_of(claim.id), when, pack, Notes(view, notes.sources) if brief else notes)
    indicators = () if brief else view.indicators_of(claim.id)
    heaviest = gravest(view.findings_of(claim.id))
    return Chapter(
        number=number,
        id=claim.id,
        title=heading(claim, pack),
        brief=brief,
        lead=lead_of(claim, told, denials, view, notes.sources, pack),
        when=when,
        when_how=_when_how(claim, view),
        where=where(claim, pack),
        status=_standing(claim, support),
        support=support,
        bounds=said_bounds(support.at_least, support.at_most) if support else say("support not computed"),
        grade=grade,
        letter=word("letters", grade.letter) if grade else "",
        digit=word("digits", grade.digit) if grade else "",
        gravest=heaviest.says if heaviest else say("none found"),
        gravest_group=heaviest.group if heaviest else "",
        tellings=told,
        denials=denials,
        rivals=rivals,
        graph=Lineage((), ()) if brief else lineage(claim, support, relays, notes),
        changes=()
        if brief
        else tuple((said, notes.of_refs((c.now_ref, c.was_ref))) for _, c, said in changed(view, claim.id)),
        law=law,
        indicators=indicator_lines(indicators, view, pack, notes),
        presumed=() if brief else presumptions(view.findings_of(claim.id), pack),
        unmentioned=tuple(
            say(pack.indicators[i.id].ilo_name).lower() if i.id in pack.indicators else i.id.replace("_", " ").lower()
            for i in indicators
            if not i.refs and not i.against
        ),
    )


def where(claim: Claim, pack: Subject) -> str:
    """Where a claim happened, in words: the place, and its country where that says more."""
    state = country(claim.country, pack) if claim.country else ""
    named = place(claim.place, claim.country, pack) if claim.place else ""
    if claim.place and claim.country and claim.place != country_in_english(claim.country, pack):
        return f"{named} ({state})"
    return named or state or say("not known")


def _standing(claim: Claim, support: Support | None) -> str:
    """How a claim stands, in words; one that no origin counts for any more is not called supported."""
    if claim.status is Status.SUPPORTED and support is not None and support.at_most == 0:
        return say("told, but no origin counts for it")
    return word("status", claim.status)


def _when_how(claim: Claim, view: CaseView) -> str:
    """How the claim's date was found where it is more than the words say, with the doubt about a report's own date."""
    if claim.when is None:
        return ""
    held = [m for m in view.mentions_of(claim) if m.when is not None and m.when.date == claim.when]
    # Words that say it themselves come before what only the context gives.
    held.sort(key=lambda m: m.when is None or m.when.span is None)
    if not held or held[0].when is None or not held[0].when.why:
        return ""
    said = held[0].when.why
    while (inner := re.search(r"from the context: as the event told before \((.*)\)$", said)) is not None:
        said = f"as the event told before: {inner[1]}" if "from the context" not in inner[1] else inner[1]
    said = said_dates(said)
    report = view.report(held[0].report)
    if report is not None and report.published is not None and report.published.how is How.INFERRED:
        said += f"; {said_dates('when the report was published is itself inferred')}"
    return said
