"""Who is named: public persons and bodies for the index, and those whom a claim concerns and who may answer."""

from __future__ import annotations

from collections.abc import Mapping

from secondsource.model import Claim, LinkKind, Outcome
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from ..names import country
from ..redact import BLOCK

_NAMED = frozenset({LinkKind.OUTLET, LinkKind.BODY, LinkKind.PERSON, LinkKind.RECORD})
_ADVERSE = frozenset(
    {Outcome.BREACH, Outcome.BREACH_IF_CONFIRMED, Outcome.PRESUMPTION, Outcome.CONDITIONAL, Outcome.EXPOSURE}
)


def public_names(view: CaseView, pack: Subject) -> Mapping[str, tuple[str, ...]]:
    """Names of persons and bodies that the case names in public roles, each with its spellings; never one that is masked.

    Args:
        view: the case, masked: a private person's name has become blocks and is left out.
        pack: the subject's names.
    """
    found: dict[str, dict[str, None]] = {}

    def add(name: str) -> None:
        if name and BLOCK not in name and any(c.isalpha() for c in name):
            found.setdefault(name, {})[name] = None

    for report in view.reports:
        if report.outlet:
            add(report.outlet.value)
    for statement in view.statements:
        for link in statement.chain.each:
            if link.kind in _NAMED:
                add(link.name)
    for mention in view.mentions:
        for actor in mention.actors:
            entity = pack.entities.get(actor.entity or "")
            if entity is not None:
                add(entity.name)
                for alias in entity.aliases:
                    found[entity.name][alias] = None
    return {name: tuple(spellings) for name, spellings in found.items()}


def concerned(claim: Claim, view: CaseView, pack: Subject) -> tuple[str, ...]:
    """Whom a claim concerns: bodies that take part in it, and its host State where a rule that binds a State reaches it."""
    out: dict[str, None] = {}
    for mention in view.mentions_of(claim):
        for actor in mention.actors:
            entity = pack.entities.get(actor.entity or "")
            if entity is not None and BLOCK not in entity.name:
                out[entity.name] = None
    if claim.country and any(f.outcome in _ADVERSE for f in view.findings_of(claim.id)):
        out[country(claim.country, pack)] = None
    return tuple(out)
