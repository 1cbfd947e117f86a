"""From readings to claims."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..model import Claim, Decision, Reading
from ..subjects import Subject
from .decided import decided
from .facts import Facts, facts
from .grouped import grouped
from .rules import Rules, rules
from .status import status_of
from .values import best_place, best_type, best_when, conflicts_of, title_of, values_of

VERSION = "8"


def join(readings: Sequence[Reading], pack: Subject, decisions: Sequence[Decision] = ()) -> tuple[Claim, ...]:
    """The claims of all readings, sorted by the first mention of each; the order of the readings does not matter.

    Args:
        readings: what was read in each report.
        pack: the subject pack.
        decisions: merges and splits in force, in the order of the ledger.
    """
    known = rules(pack)
    every = facts(readings, pack)
    by_id = {f.id: f for f in every}
    every = [by_id[i] for i in sorted(by_id, key=lambda i: (*by_id[i].order, i))]
    groups = [[f.id for f in group] for group in groups_of(every, known)]
    # only what people decided may override the comparison
    groups = decided(groups, decisions, claim_id, {f.id: k for k, f in enumerate(every)})
    return tuple(_claim([by_id[i] for i in group], pack, known) for group in groups)


def narrowed(
    claims: Sequence[Claim], readings: Sequence[Reading], pack: Subject, *, anew: bool = False
) -> tuple[Claim, ...]:
    """The claims as only these readings tell them, under the ids that they have; a claim of which nothing is left is dropped.

    Args:
        claims: of a whole case.
        readings: some of its readings, such as those that could be known on a day.
        pack: the subject pack.
        anew: make those anew too that lose nothing: which outlet a word in passing means can hang on what else the case holds.
    """
    known = rules(pack)
    by_id = {f.id: f for f in facts(readings, pack)}
    out = []
    for claim in claims:
        kept = sorted((by_id[m] for m in claim.mentions if m in by_id), key=lambda f: (*f.order, f.id))
        if len(kept) == len(claim.mentions) and not anew:
            out.append(claim)
        elif kept:
            out.append(replace(_claim(kept, pack, known), id=claim.id))
    return tuple(out)


def groups_of(every: Sequence[Facts], known: Rules) -> list[list[Facts]]:
    """The mentions grouped by event. `every` must be sorted."""
    events = [f for f in every if f.type not in known.remarks]
    remarks = [f for f in every if f.type in known.remarks]
    groups = [[events[i] for i in group] for group in grouped(events, known)]
    return _with_remarks(_with_errors_of_relays(groups), remarks, known)


def _with_errors_of_relays(groups: list[list[Facts]]) -> list[list[Facts]]:
    """A lone mention in another country joins the event of the report that it relays if kind and date are the same: the relay erred."""
    where: dict[tuple[str, int | None, int | None], list[tuple[Facts, int]]] = defaultdict(list)
    for index, group in enumerate(groups):
        for f in group:
            where[f.outlet, f.low, f.high].append((f, index))
    for index, group in enumerate(groups):
        if len(group) != 1 or group[0].low is None:
            continue
        lone = group[0]
        givers = sorted(
            (f.order, target)
            for cited in lone.cites
            for f, target in where[cited, lone.low, lone.high]
            if target != index
            and len(groups[target]) > 1
            and f.families & lone.families
            and f.report != lone.report
            and (f.published is None or lone.published is None or f.published <= lone.published)
        )
        if givers and not any(f.report == lone.report for f in groups[givers[0][1]]):
            groups[givers[0][1]].append(lone)
            groups[index] = []
    return [group for group in groups if group]


def _with_remarks(groups: list[list[Facts]], remarks: Sequence[Facts], known: Rules) -> list[list[Facts]]:
    """A denial or confirmation joins the event told nearest to it in the same report; without one it stands alone."""
    where: dict[str, list[tuple[Facts, int]]] = defaultdict(list)
    for index, group in enumerate(groups):
        for f in group:
            where[f.report].append((f, index))
    alone: list[list[Facts]] = []
    for remark in remarks:
        near = min(
            where[remark.report],
            key=lambda item: (
                item[0].statement is None or item[0].statement is not remark.statement,
                item[0].factuality.value != known.remarks[remark.type],
                # what is denied or confirmed is that something happened, sooner than how things stand
                item[0].type in known.states,
                abs(item[0].at - remark.at) + (40 if item[0].at < remark.at else 0),
                item[0].order,
            ),
            default=None,
        )
        if near is None:
            alone.append([remark])
        else:
            groups[near[1]].append(remark)
    return sorted(
        (sorted(g, key=lambda f: (*f.order, f.id)) for g in [*groups, *alone]), key=lambda g: (*g[0].order, g[0].id)
    )


def claim_id(first: str) -> str:
    """The id of the claim whose first mention has this id."""
    return "c" + hashlib.sha256(first.encode()).hexdigest()[:12]


def _claim(group: Sequence[Facts], pack: Subject, known: Rules) -> Claim:
    values = values_of(group, known)
    event_type = best_type(group, known)
    when = best_when(group, known)
    place, country = best_place(group, known)
    conflicts = conflicts_of(group, known)
    return Claim(
        id=claim_id(group[0].id),
        type=event_type,
        title=title_of(event_type, when, place, pack),
        mentions=tuple(sorted(f.id for f in group)),
        reports=tuple(sorted({f.report for f in group})),
        when=when,
        place=place,
        country=country,
        values=values,
        conflicts=conflicts,
        status=status_of(group, known, conflicts),
    )
