"""Where a claim stands by what is said for and against it."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Basis, Factuality, Status
from .facts import Facts, Rules

_FIRM = frozenset({Factuality.ASSERTED, Factuality.PLANNED})
_RIVAL = ("quantity", "country")


def status_of(group: Sequence[Facts], known: Rules, conflicts: Sequence[str]) -> Status:
    """Retracted if its own source takes all of it back; rumour if only rumour speaks for it; disputed if something contradicts it."""
    events = [f for f in group if f.type not in known.remarks] or list(group)
    against = [f for f in group if f.factuality is Factuality.DENIED]
    rumours = [f for f in events if _is_rumour(f)]
    firm = [f for f in events if f.factuality in _FIRM and not _is_rumour(f)]
    told = [f for f in events if f.factuality is not Factuality.DENIED]
    own_denial = {f.outlet for f in against if f.outlet and (f.statement is None or not f.statement.chain.links)}
    if own_denial and any(f.outlet in own_denial and f.order < max(a.order for a in against) for f in told):
        first = min(told, key=lambda f: f.order)
        if first.outlet in own_denial:
            return Status.RETRACTED
    if not firm and rumours:
        return Status.DENIED if against else Status.RUMOUR
    if not told and against:
        return Status.DENIED
    recorded_after = [
        f
        for f in firm
        if f.statement is not None and f.statement.basis is Basis.RECORD and all(f.order > a.order for a in against)
    ]
    if against and not recorded_after:
        return Status.DISPUTED
    if any(c.startswith(_RIVAL) for c in conflicts):
        return Status.DISPUTED
    return Status.SUPPORTED


def _is_rumour(f: Facts) -> bool:
    return f.factuality is Factuality.RUMOURED or (f.statement is not None and f.statement.basis is Basis.RUMOUR)
