"""The reasons of a support in plain words, made from its graph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..model import Anonymity, Basis, Origin
from .case import Case

_NOUN = re.compile(r" (?:\(|of |in |at |from |near |on |with |familiar )|,")
"""Ends the head of an origin's name: “unnamed sources” of “unnamed sources in Seoul (KBS)”."""
_ACCESS = {
    Basis.WITNESSED: "saw it",
    Basis.RECORD: "holds a record of it",
    Basis.SENSOR: "measured it",
    Basis.TOLD: "says so without showing how it knows",
    Basis.READ: "gives no source of its own here",
    Basis.RUMOUR: "passes on a rumour",
    Basis.INFERRED: "infers or estimates it",
    Basis.UNKNOWN: "does not say how it knows",
}


def because_of(
    origins: Sequence[Origin],
    rumours: Sequence[bool],
    rivals: Sequence[Origin],
    at_least: int,
    bottleneck: Sequence[str],
    case: Case,
) -> tuple[str, ...]:
    """Plain sentences: what was folded together, what is counted, what is unknown, what is said against it."""
    out: list[str] = []
    if not origins:
        deniers = joined([shown(o) for o in rivals])
        return (
            f"No report asserts it; {deniers} {'denies' if len(rivals) == 1 else 'deny'} it."
            if rivals
            else "No report asserts it.",
        )
    for origin, rumour in zip(origins, rumours, strict=True):
        out.append(_folded(origin, rumour, case))
    if bottleneck:
        out.append(f"Everything passes through {joined(list(bottleneck))}.")
    recorded = [o for o, rumour in zip(origins, rumours, strict=True) if o.recorded and not rumour]
    unrecorded = [o for o in origins if not o.recorded]
    if not recorded:
        out.append("Nobody with access of their own has spoken, so none is shown.")
    elif at_least >= 2:
        out.append(f"{at_least} of them differ in how they know and share no teller.")
    elif len(recorded) > 1:
        out.append(
            "It is not shown that these origins are independent of one another: they may rest on the same people, or a later one may follow an earlier one."
        )
    if unrecorded:
        reports = joined([case.dated(o.reports[0]) for o in unrecorded if o.reports])
        out.append(
            f"{reports} {'does' if len(unrecorded) == 1 else 'do'} not say where {'it has' if len(unrecorded) == 1 else 'they have'} it from: it may add an origin, so it counts towards the most and not towards the least."
        )
    if rivals:
        out.append(
            f"{sentence(joined([shown(o) for o in rivals]))} {'denies' if len(rivals) == 1 else 'deny'} it; a denial is a rival and is not counted."
        )
    return tuple(out)


def taken_back(withdrawn: Mapping[str, str], case: Case) -> tuple[str, ...]:
    """A sentence for each report that took earlier ones of its outlet back.

    Args:
        withdrawn: reports that were taken back, each with the report that did.
        case: the case.
    """
    by_report: dict[str, list[str]] = {}
    for earlier, report in withdrawn.items():
        by_report.setdefault(report, []).append(earlier)
    out = []
    for report in sorted(by_report, key=case.order.__getitem__):
        dates = joined(
            [str(case.cards[r].when or case.name_of(r)) for r in sorted(by_report[report], key=case.order.__getitem__)]
        )
        out.append(
            f"{case.dated(report)} took back what it had told ({dates}); that, and what rests on it alone, counts no more."
        )
    return tuple(out)


def _folded(origin: Origin, rumour: bool, case: Case) -> str:
    distinct = list(dict.fromkeys(case.name_of(r) for r in origin.reports))
    name = shown(origin)
    if rumour:
        return f"{sentence(name)}: rumour only; it counts as one towards the most and not towards the least."
    if not origin.recorded:
        return f"{sentence(name)}."
    how = _ACCESS[origin.basis]
    if len(distinct) > 1:
        return f"{len(origin.reports)} reports ({joined(distinct)}) go back to one origin: {name}, which {how}."
    by_way = f" It is told by {distinct[0]}." if distinct and distinct[0] not in name else ""
    return f"{sentence(name)} {how}.{by_way}"


def shown(origin: Origin) -> str:
    """The origin as a sentence names it: “an unnamed source of KBS”."""
    return origin.name if origin.anonymity is Anonymity.GROUP else with_article(origin.name)


def with_article(name: str) -> str:
    """A described source as a sentence names it: “an unnamed porter”, but “unnamed sources of KBS”."""
    noun = _NOUN.split(name, maxsplit=1)[0]
    several = noun.endswith("s") and not noun.endswith("ss")
    return f"an {name}" if name.startswith("unnamed ") and not several else name


def sentence(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def would_settle(origins: Sequence[Origin], rumours: Sequence[bool], at_least: int, at_most: int) -> tuple[str, ...]:
    """The smallest missing evidence that would close or raise the interval."""
    out = [f"Where {o.name.removesuffix(', lineage not recorded')} has it from." for o in origins if not o.recorded]
    anonymous = [
        o
        for o, rumour in zip(origins, rumours, strict=True)
        if o.recorded and not rumour and o.anonymity in (Anonymity.UNNAMED, Anonymity.GROUP)
    ]
    if at_least < at_most and len(anonymous) > 1:
        out.append(
            f"Whether {joined([shown(o) for o in anonymous])} are different people who do not know of each other."
        )
    if at_least <= 1 and not any(o.basis in (Basis.RECORD, Basis.SENSOR) for o in origins):
        out.append("A record or a measurement of the event.")
    if any(rumours) and at_least == 0:
        out.append("A person who was there, or a document.")
    return tuple(out)


def joined(names: Sequence[str]) -> str:
    """Names as a sentence lists them; beyond six the rest is counted.

    >>> joined(["A", "B", "A", "C"])
    'A, B and C'
    """
    names = list(dict.fromkeys(names))
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} others"]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
