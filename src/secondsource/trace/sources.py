"""Which sources a report's citations were looked up under, and which of them mean another source than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import LinkKind
from ..subjects.names import folded
from .card import Card, Named
from .case import Case
from .cites import Citations
from .meant import may_be_readers
from .own_item import names_own_item

_SIGNED = "signed:"
_SIGNING = frozenset({LinkKind.PERSON, LinkKind.OUTLET, LinkKind.BODY})


def sources_of(citations: Citations, report: str) -> tuple[str, ...]:
    """The outlets and signatures under which reports were looked up for the report's citations, sorted."""
    names = citations.case.names
    out = set(citations.heard[report].outlets)
    for link in citations.case.cards[report].links:
        name, entity, kind = link
        key, signed = citations.source(link)
        out |= {names.key(name, entity), key or ""}
        if kind in _SIGNING:
            out.add(signature(folded(name)))
        if not key and not signed:
            out.add(citations.guessed(link)[0] or "")
    return tuple(sorted(out - {""}))


def signature(name: str) -> str:
    """The source that a name is, folded, where it stands below a text."""
    return _SIGNED + name


def asks_own(card: Card) -> bool:
    """Whether a report speaks of an earlier item of its own outlet."""
    return any(names_own_item(name) for name, _, _ in card.links)


def asks_readers(case: Case, card: Card) -> bool:
    """Whether a report speaks of readers of a device without a name."""
    return any(may_be_readers(case.pack, name, entity, kind) for name, entity, kind in card.links)


def gives(case: Case, report: str) -> Iterator[str]:
    """The sources as one of which a report can be looked up."""
    yield case.outlet[report]
    for name in case.cards[report].signed:
        yield signature(name)


def meant_otherwise(old: Citations, new: Citations, changed: Iterable[str]) -> frozenset[Named]:
    """The links of the case that mean another source than before.

    Args:
        old: the citations as they were.
        new: as they are.
        changed: the reports that are new, gone or others.
    """
    cards = [case.cards[r] for r in changed for case in (old.case, new.case) if r in case.cards]
    signed = {name for card in cards for name in card.signed}
    wrote = any(card.wrote for card in cards)
    outlets = _heads(old.case) != _heads(new.case)
    links = {link for card in new.case.cards.values() for link in card.links}
    if not outlets:
        links = {k for k in links if folded(k[0]) in signed or (wrote and k[2] is LinkKind.PERSON)}
    return frozenset(link for link in links if _meaning(old, link) != _meaning(new, link))


def _meaning(citations: Citations, link: Named) -> tuple[object, ...]:
    key, signed = citations.source(link)
    if key or signed:
        return key, bool(signed)
    guess, written = citations.guessed(link)
    return None, guess, tuple(written)


def _heads(case: Case) -> list[tuple[str, str | None]]:
    """The outlets in the order of their first reports, each as that one spells it."""
    return [
        (key, case.cards[reports[0]].outlet) for key, reports in case.by_outlet.items() if not key.startswith("report:")
    ]
