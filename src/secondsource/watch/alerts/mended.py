"""Versions and corrections: which of the new reports tell otherwise what their own outlet told before, and which only tell it again.

A page captured again with the same words, or with words changed that change nothing of its claims, is no news. It is if the later text gives
another value where the earlier one gave one, or no longer tells the claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from secondsource.publish.revised import Revised, revised
from secondsource.store import CaseView
from secondsource.subjects import Subject
from secondsource.trace.case import Case
from secondsource.trace.versions import versions

ALIKE = 0.5
"""How much of two texts must be the same for the one to mend the other; see `Compared.alike`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What versions and corrections came in.

    Args:
        claims: by claim, pairs of an earlier report and the later one that tells it otherwise.
        again: new reports that are another version of one that was there.
    """

    claims: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    again: frozenset[str] = frozenset()


def mended(view: CaseView, pack: Subject, fresh: Collection[str]) -> Mended:
    """What the new reports mend of the others.

    Args:
        view: the case, masked.
        pack: its subject.
        fresh: ids of the reports that came in.
    """
    came = [report for report in fresh if view.report(report)]
    if not came:
        return Mended()
    claims: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    again = set()
    groups = versions(view.reports, pack, _obtained(view))
    for report in sorted(came):
        group = groups.get(report, ())
        earlier = [other for other in group[: group.index(report)] if other not in fresh] if group else []
        if earlier:
            again.add(report)
            for claim in _told_otherwise(_between(view, earlier[-1], report)):
                claims[claim].append((earlier[-1], report))
        else:
            for claim, other in _corrected(view, pack, report, fresh):
                claims[claim].append((other, report))
    return Mended(claims=claims, again=frozenset(again))


def _obtained(view: CaseView) -> dict[str, str]:
    out: dict[str, str] = {}
    for entry in view.custody:
        out[entry.capture] = min(out.get(entry.capture, entry.at), entry.at)
    return out


def _between(view: CaseView, earlier: str, later: str) -> Revised | None:
    was, now = view.reading(earlier), view.reading(later)
    return revised(was, now, view) if was and now else None


def _told_otherwise(change: Revised | None) -> list[str]:
    """The claims of which the later text gives another value where the earlier gave one, or which it no longer tells.

    A text that is largely another - a summary, the same address used again - leaves out much and takes nothing back.
    """
    if change is None or change.text.same or change.text.alike < ALIKE:
        return []
    other = [v.claim.id for v in change.values if v.was and v.now and set(v.was).isdisjoint(v.now)]
    return list(dict.fromkeys([*other, *(claim.id for claim in change.untold)]))


def _corrected(view: CaseView, pack: Subject, report: str, fresh: Collection[str]) -> list[tuple[str, str]]:
    """The claims of which a report that says that it corrects gives another value than an earlier one of its outlet."""
    reading = view.reading(report)
    if reading is None or not reading.mentions:
        return []
    names = [view.claim_of(mention.id) for mention in reading.mentions]
    claims = [claim for name in dict.fromkeys(names) if name and (claim := view.claim(name))]
    near = [found for r in {r for claim in claims for r in claim.reports} if (found := view.reading(r))]
    case = Case(near, claims, pack)
    if report not in case.by_id or not case.corrects(report):
        return []
    out = []
    for claim in claims:
        for other in claim.reports:
            mine = (
                other not in fresh
                and case.outlet[other] == case.outlet[report]
                and case.order[other] < case.order[report]
            )
            change = _between(view, other, report) if mine else None
            if change and any(
                v.claim.id == claim.id and v.was and v.now and set(v.was).isdisjoint(v.now) for v in change.values
            ):
                out.append((claim.id, other))
    return out
