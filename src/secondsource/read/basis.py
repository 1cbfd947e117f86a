"""How the innermost source of a statement knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..model import Basis, Chain, Factuality, Link, LinkKind, Mark, Span

_GUESSES = frozenset({Factuality.FORECAST, Factuality.OPINION, Factuality.CONDITIONAL, Factuality.POSSIBLE})
_BY_KIND = {
    LinkKind.SENSOR: Basis.SENSOR,
    LinkKind.RECORD: Basis.RECORD,
    LinkKind.OUTLET: Basis.READ,
    LinkKind.RUMOUR: Basis.RUMOUR,
    LinkKind.UNNAMED: Basis.TOLD,
    LinkKind.ROLE: Basis.TOLD,
    LinkKind.GROUP: Basis.TOLD,
}


def basis_of(
    chain: Chain, factuality: Factuality, classes: frozenset[str], cue: Span | None, witnessed: bool = False
) -> tuple[Basis, tuple[Mark, ...]]:
    """How the innermost source knows, with the words that say so.

    Args:
        chain: who says it.
        factuality: of the statement; guesses about what is not known rest on inference.
        classes: classes of the cue verb.
        cue: the words of saying.
        witnessed: whether the cue is a verb of seeing with the source as its subject.
    """
    link = chain.innermost
    if factuality is Factuality.RUMOURED:
        return Basis.RUMOUR, _marks(Basis.RUMOUR, cue or (link.span if link else None))
    if link is not None and link.kind in (LinkKind.SENSOR, LinkKind.RECORD) and factuality is Factuality.ASSERTED:
        return _BY_KIND[link.kind], _marks(_BY_KIND[link.kind], link.span)
    if factuality in _GUESSES or "estimate" in classes:
        return Basis.INFERRED, _marks(Basis.INFERRED, cue)
    if witnessed:
        return Basis.WITNESSED, _marks(Basis.WITNESSED, cue)
    if link is None:
        return Basis.UNKNOWN, ()
    basis = _BY_KIND.get(link.kind, Basis.UNKNOWN)
    if link.members:
        return of_all(link.members, (basis_of(Chain((m,)), factuality, classes, None)[0] for m in link.members))
    return basis, _marks(basis, link.span)


def known_by(
    chain: Chain,
    factuality: Factuality,
    classes: frozenset[str],
    cue: Span | None,
    words: Mapping[str, frozenset[str]],
    official: bool,
    *,
    witnessed: bool = False,
) -> tuple[Basis, tuple[Mark, ...]]:
    """How the innermost source knows, by the cue and by its own name, with the words that say so; see `basis_of` and `by_words`.

    Of several who tell it together each knows in a way of his own: the marks at their names say how.
    """
    if chain.links and (members := chain.links[-1].members):
        each = (known_by(Chain((m,)), factuality, classes, cue, words, official, witnessed=witnessed) for m in members)
        return of_all(members, (basis for basis, _ in each))
    basis, more = basis_of(chain, factuality, classes, cue, witnessed)
    firm = by_words(basis, chain, words, official, factuality is Factuality.ASSERTED)
    return firm, more if firm is basis else tuple(replace(m, of=f"basis: {firm.value}") for m in more)


def by_words(
    basis: Basis, chain: Chain, words: Mapping[str, frozenset[str]], official: bool, asserted: bool = False
) -> Basis:
    """The basis where the source's own name says more than its kind: witnesses saw, a spokesman was told what to say, reports were read.

    A body that acts on what it tells (the customs that seized, the inspectorate that counted) has it on record.

    Args:
        basis: what `basis_of` says.
        chain: who says it.
        words: `witness_words`, `speaking_roles` and `publication_words` of the cue lists.
        official: whether the report is published by an official body, whose own acts it records.
        asserted: whether it is told as a fact.
    """
    link = chain.innermost
    if link is None:
        return Basis.RECORD if official and basis is Basis.UNKNOWN else basis
    if basis is Basis.UNKNOWN and link.kind is LinkKind.BODY and asserted:
        acting = words.get("acting_bodies", frozenset())
        return Basis.RECORD if acting & set(link.name.lower().split()) else basis
    if basis is not Basis.TOLD:
        return basis
    name = {w.strip("(),.").lower() for w in link.name.partition("(")[0].split()}
    if name & words["witness_words"]:
        return Basis.WITNESSED
    if name & words["publication_words"]:
        return Basis.READ
    if name & words["speaking_roles"]:
        return Basis.UNKNOWN
    return basis


def of_all(members: Sequence[Link], each: Iterable[Basis]) -> tuple[Basis, tuple[Mark, ...]]:
    """How several know who tell it together, with a mark at the words for each; they were told where each knows in a way of his own."""
    found = tuple(each)
    marks = tuple(Mark(of=f"basis: {b.value}", span=m.span) for m, b in zip(members, found, strict=True))
    return found[0] if len(set(found)) == 1 else Basis.TOLD, marks


def _marks(basis: Basis, span: Span | None) -> tuple[Mark, ...]:
    return (Mark(of=f"basis: {basis.value}", span=span),) if span is not None else ()
