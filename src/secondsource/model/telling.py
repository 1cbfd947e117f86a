"""A statement as each of those tells it who tell it together, and whether the innermost source of a chain is named."""

from __future__ import annotations

from dataclasses import replace

from .statement import Anonymity, Basis, Chain, LinkKind, Statement

_BASES = {f"basis: {basis.value}": basis for basis in Basis}
"""What marks say of how one knows."""


def anonymity_of(chain: Chain) -> Anonymity:
    """Whether the innermost source is named; a role (“the caretaker”) is not a name.

    >>> anonymity_of(Chain())
    <Anonymity.NONE: 'none'>
    """
    link = chain.innermost
    if link is None:
        return Anonymity.NONE
    if link.kind in (LinkKind.UNNAMED, LinkKind.ROLE):
        return Anonymity.UNNAMED
    if link.kind in (LinkKind.GROUP, LinkKind.RUMOUR):
        return Anonymity.GROUP
    return Anonymity.NAMED


def apart(statement: Statement) -> tuple[Statement, ...]:
    """The statement as each of those tells it who tell it together, all with its id; itself alone where one tells it.

    How one of them knows is what the marks of the statement say of his words, else what the statement says of all.
    """
    chains = statement.chain.apart()
    if len(chains) == 1:
        return (statement,)
    inner = statement.chain.innermost
    if inner is None or not inner.members:
        return tuple(replace(statement, chain=chain) for chain in chains)
    known = {mark.span: _BASES[mark.of] for mark in statement.marks if mark.of in _BASES}
    return tuple(
        replace(
            statement,
            chain=chain,
            basis=known.get(chain.links[-1].span, statement.basis),
            anonymity=anonymity_of(chain),
        )
        for chain in chains
    )
