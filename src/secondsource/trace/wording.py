"""The reasons of a support in plain words, made from its graph."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Anonymity, Basis, Origin
from .case import Case

_ACCESS = {
    Basis.WITNESSED: "saw it",
    Basis.RECORD: "holds a record",
    Basis.SENSOR: "measured it",
    Basis.TOLD: "was told",
    Basis.READ: "gives no source of its own",
    Basis.RUMOUR: "passes on a rumour",
    Basis.INFERRED: "infers or estimates",
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
        return ("No report asserts it.",)
    for origin, rumour in zip(origins, rumours, strict=True):
        out.append(_folded(origin, rumour, case))
    if bottleneck:
        out.append(f"Everything passes through {_joined(list(bottleneck))}.")
    recorded = [o for o, rumour in zip(origins, rumours, strict=True) if o.recorded and not rumour]
    unrecorded = [o for o in origins if not o.recorded]
    if not recorded:
        out.append("Nobody with access of their own has spoken, so none is shown.")
    elif at_least >= 2:
        out.append(f"{at_least} of them differ in how they know and share no teller.")
    elif len(recorded) > 1:
        out.append(
            "That these origins are independent of one another is not shown: they may rest on the same people, or a later one may follow an earlier one."
        )
    if unrecorded:
        reports = _joined([case.dated(o.reports[0]) for o in unrecorded if o.reports])
        out.append(
            f"{reports} {'does' if len(unrecorded) == 1 else 'do'} not say where it comes from; it may add an origin and is counted above, not below."
        )
    if rivals:
        out.append(
            f"{_joined([o.name for o in rivals])} {'denies' if len(rivals) == 1 else 'deny'} it; a denial is a rival and is not counted."
        )
    return tuple(out)


def _folded(origin: Origin, rumour: bool, case: Case) -> str:
    reports = [case.name_of(r) for r in origin.reports]
    distinct = list(dict.fromkeys(reports))
    if rumour:
        return f"{origin.name}: rumour only; it adds nothing below and one above."
    if not origin.recorded:
        return f"{origin.name}."
    how = _ACCESS[origin.basis]
    if len(distinct) > 1:
        return f"{len(origin.reports)} reports ({_joined(distinct)}) all go back to one origin: {origin.name}, which {how}."
    return (
        f"{origin.name} {how}, by way of {distinct[0]}."
        if distinct and distinct[0] != origin.name
        else f"{origin.name} {how}."
    )


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
            f"Whether {_joined([o.name for o in anonymous])} are different people who do not know of each other."
        )
    if at_least <= 1 and not any(o.basis in (Basis.RECORD, Basis.SENSOR) for o in origins):
        out.append("A record or a measurement of the event.")
    if any(rumours) and at_least == 0:
        out.append("A person who was there, or a document.")
    return tuple(out)


def _joined(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} others"]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
