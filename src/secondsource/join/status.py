"""Where a claim stands by what is said for and against it."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Basis, Factuality, LinkKind, Status
from .facts import Told
from .rules import Rules

_FIRM = frozenset({Factuality.ASSERTED, Factuality.PLANNED})
_DESCRIBED = frozenset({LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.RUMOUR})
_RIVAL = ("quantity", "country")


def status_of(group: Sequence[Told], known: Rules, conflicts: Sequence[str]) -> Status:
    """Retracted if its own source takes all of it back; rumour if only rumour speaks for it; disputed if something contradicts it."""
    events = [f for f in group if f.type not in known.remarks] or list(group)
    against = [f for f in group if f.factuality is Factuality.DENIED]
    mere = _rumours(events)
    rumours = [f for f in events if f.id in mere]
    firm = [f for f in events if f.factuality in _FIRM and f.id not in mere]
    told = [f for f in events if f.factuality is not Factuality.DENIED]
    own_denial = {f.outlet for f in against if f.outlet and (f.said is None or not f.said.chain.links)}
    last = max((a.order for a in against), default=None)
    if last is not None and any(f.outlet in own_denial and f.order < last for f in told):
        first = min(told, key=lambda f: f.order)
        if first.outlet in own_denial:
            return Status.RETRACTED
    if not firm and rumours:
        return Status.DENIED if against else Status.RUMOUR
    if not told and against:
        return Status.DENIED
    recorded_after = [
        f for f in firm if f.said is not None and f.said.basis is Basis.RECORD and (last is None or f.order > last)
    ]
    if against and not recorded_after:
        return Status.DISPUTED
    if any(c.startswith(_RIVAL) for c in conflicts):
        return Status.DISPUTED
    return Status.SUPPORTED


def _rumours(events: Sequence[Told]) -> set[str]:
    """Ids of the mentions that pass on rumour: by their own words, or because those they have it from had no more than rumour."""
    firm: dict[str, bool] = {}
    out: set[str] = set()
    for f in sorted(events, key=lambda f: (*f.order, f.id)):
        links = f.said.chain.each if f.said else ()
        heard = [firm[source] for source in f.cites if source in firm]
        if not heard and links and links[0].kind in _DESCRIBED and f.said and f.said.basis is Basis.READ:
            heard = list(firm.values())
        rumour = _is_rumour(f) or (bool(heard) and not any(heard))
        if rumour:
            out.add(f.id)
        if f.outlet:
            firm[f.outlet] = firm.get(f.outlet, False) or not rumour
    return out


def _is_rumour(f: Told) -> bool:
    return f.factuality is Factuality.RUMOURED or (f.said is not None and f.said.basis is Basis.RUMOUR)
