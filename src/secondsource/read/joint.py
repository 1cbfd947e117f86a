"""One link of several who tell it together, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Chain, Link, LinkKind, Span
from .sources import Registry

NAMELESS = frozenset({LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.RUMOUR})
SURE = frozenset({LinkKind.BODY, LinkKind.OUTLET, LinkKind.ROLE, LinkKind.UNNAMED, LinkKind.SENSOR, LinkKind.RECORD})
"""Kinds that words of their own tell: a person is told by a name alone, which may be half of a longer one."""


MOST = 20
"""Tellers that one sentence may name together; what lists more is no report of who told what."""


THINGS = frozenset({LinkKind.RECORD, LinkKind.SENSOR})
"""Whose one word may belong to all (“the data of this ministry and that one”), which only a parse tells."""


def several(span: Span, text: str, joins: re.Pattern[str], known: Registry) -> tuple[list[Span], str]:
    """The words between those that join them, and the last of these; nothing if a part is empty, there is only one, or a name of the registry would be cut."""
    cuts = list(joins.finditer(text, span.start, span.end))
    starts, ends = [span.start, *(m.end() for m in cuts)], [*(m.start() for m in cuts), span.end]
    if not cuts or any(a >= b for a, b in zip(starts, ends, strict=True)):
        return [], ""
    names = [where for where, _ in known.within(text, span.start, span.end)]
    if any(name.start < end < name.end for name in names for end in ends):
        return [], ""
    return [Span(a, b) for a, b in zip(starts, ends, strict=True)], cuts[-1][0]


def joint(each: Sequence[Chain], words: Sequence[str], joiner: str = " and ") -> Chain | None:
    """The chain of several who tell it together; None if they cannot be told apart.

    The nameless of one publication cannot, nor those whom different tellers have it from.

    Args:
        each: the chain of each, in the order of the text; an empty one is the report's own outlet.
        words: what the text calls each of them.
        joiner: the word before the last; between names of the registry it is “and”.
    """
    if not 2 <= len(each) <= MOST or not all(chain.links for chain in each):
        return None
    members = tuple(chain.links[-1] for chain in each)
    if len({m.name for m in members}) < len(members) or all(m.kind in NAMELESS for m in members):
        return None
    outer = each[0].links[:-1]
    if any(Chain(chain.links[:-1]).names != Chain(outer).names for chain in each):
        if any(link.kind is not LinkKind.BODY for chain in each for link in chain.links[:-1]):
            return None
        outer = ()  # whom each of them speaks for is no teller of the others
    span = Span(members[0].span.start, members[-1].span.end)
    return Chain((*outer, Link(name=_called(members, words, joiner), kind=LinkKind.GROUP, span=span, members=members)))


def _called(members: Sequence[Link], words: Sequence[str], joiner: str) -> str:
    """What they are called: outlets that are known by the list of their names, others by their names and the words for those without."""
    if all(m.kind is LinkKind.OUTLET and m.entity for m in members):
        return f"press group ({', '.join(m.name for m in members)})"
    described = NAMELESS | {LinkKind.ROLE}
    names = [w if m.kind in described else m.name for m, w in zip(members, words, strict=True)]
    known = all(m.entity for m in members)
    return f"{', '.join(names[:-1])}{' and ' if known else joiner}{names[-1]}"
