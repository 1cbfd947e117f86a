"""Which claims of a case a reader should see first, and which are told so weakly that a paragraph is enough."""

from __future__ import annotations

from secondsource.model import Claim, Outcome
from secondsource.store.view import CaseView

from .law import rank
from .words import words


def weak(view: CaseView, claim: Claim) -> bool:
    """Whether a claim is told once or without a source.

    No origin is shown; or one report alone tells it, from one origin, and the law at most leaves it open.
    """
    support = view.support(claim.id)
    if support is not None and support.at_least == 0:
        return True
    several = len(claim.reports) > 1 or (support is not None and support.at_most > 1)
    return not several and not any(
        f.outcome.adverse and f.outcome not in (Outcome.CONDITIONAL, Outcome.CONCERN_ONLY)
        for f in view.findings_of(claim.id)
    )


def prominence(view: CaseView, claim: Claim) -> tuple[int | str, ...]:
    """Sort key of claims by importance.

    Weak ones last; then those that a binding rule reaches first; then the best supported, those in most reports, the earliest.
    """
    support = view.support(claim.id)
    groups = words()["outcomes"]
    reached = any(groups[f.outcome.value]["group"] in ("breach", "presumption") for f in view.findings_of(claim.id))
    when = claim.when.earliest.isoformat() if claim.when and claim.when.earliest else "9999"
    return (
        weak(view, claim),
        not reached,
        -(support.at_least if support else 0),
        -(support.at_most if support else 0),
        -len(claim.reports),
        min((rank(f) for f in view.findings_of(claim.id)), default=99),
        when,
        claim.id,
    )
