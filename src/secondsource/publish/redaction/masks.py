"""Personal data masked in every view, export and log: blocks of the same length, so every span of the case still fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from secondsource.model import (
    Chain,
    Decision,
    LedgerEntry,
    Link,
    PersonalKind,
    Reading,
    Report,
    masked,
)
from secondsource.model.contacts import contacts
from secondsource.store.view import CaseView
from secondsource.subjects.names import folded

from .replacing import blocks, each, letters, replacer, rewritten

_EASTERN = re.compile(r"[가-힣]{3}|[\u4e00-\u9fff]{3}")
"""A name in full as most are in Korean and Chinese: three signs. Of two signs too many are words of every day."""


@dataclass(frozen=True, kw_only=True)
class Masks:
    """What must be hidden wherever it turns up in a case, found once for a state of it.

    Args:
        literals: addresses and numbers, and the names of private people, as they could be written.
        tellers: names of tellers that hold personal data, with what stands for them.
    """

    literals: frozenset[str] = frozenset()
    tellers: Mapping[str, str] = field(default_factory=dict)


def masks_of(view: CaseView, beside: Iterable[Reading] = ()) -> Masks:
    """What must be hidden in a case: what its reports hold, those left out of it too, and what people wrote into decisions."""
    literals, tellers = set(decided(view.ledger)), dict[str, str]()
    for report in view.reports:
        literals.update(_literals(report))
        if report.personal and (reading := view.reading(report.id)) is not None:
            tellers.update(_names_of_tellers(reading))
    for reading in beside:
        found = hidden_of(reading)
        literals |= found.literals
        tellers.update(found.tellers)
    return Masks(literals=frozenset(literals), tellers=tellers)


def hidden_of(reading: Reading) -> Masks:
    """What one reading gives to the masks of its case."""
    return Masks(literals=frozenset(_literals(reading.report)), tellers=_names_of_tellers(reading))


def masked_view(view: CaseView, beside: Iterable[Reading] = (), *, masks: Masks | None = None) -> CaseView:
    """The case with personal data masked in every text and in every value derived from one.

    The ledger and the decisions for attention are left out: they name people at work on the case. What the case has only at hand is masked as it
    is fetched, before anybody sees it.

    Args:
        view: the case.
        beside: readings that were left out of it: what is personal in them is masked in the others too.
        masks: what `masks_of` gives for both, where that is known.
    """
    known = masks or masks_of(view, beside)
    fix = replacer({**_blocked(known.literals), **known.tellers})
    readings = each(view.readings, lambda r: replace(_without_private_tellers(r), report=_masked_report(r.report)))
    return rewritten(replace(view, readings=readings, ledger=(), unmet=()), fix)


def hiding(masks: Masks) -> Callable[[str], str]:
    """What hides in any words what must be hidden in a case, and every address and number besides: for what people write beside it.

    Args:
        masks: of the whole case.
    """
    fix = replacer({**_blocked(masks.literals), **masks.tellers})

    def hidden(text: str) -> str:
        return replacer({found: blocks(found) for found in contacts(text)})(fix(text))

    return hidden


def masked_ledger(
    view: CaseView, *, names: bool = False, masks: Masks | None = None
) -> tuple[tuple[LedgerEntry, ...], tuple[Decision, ...]]:
    """Every decision, and those for attention, safe to show: personal data masked, and a letter for each person who decided.

    Args:
        view: the case.
        names: keep the names of those who decided, for themselves.
        masks: what `masks_of` gives for it, where that is known.

    An entry keeps its hash, which is its id; it seals the words as they were written, not as they are shown.
    """
    signed = dict.fromkeys(name for e in view.ledger for name in (e.decision.who, e.decision.second) if name)
    people = {who: f"person {letters(n)}" for n, who in enumerate(signed)}
    known = masks or (masks_of(view) if view.ledger else Masks(literals=frozenset(decided(view.ledger))))
    # A short name is too common a word to be hunted in reasons and values.
    hunted = {who: said for who, said in people.items() if len(who) >= 4 and not names}
    fix = replacer({**_blocked(known.literals), **hunted})

    def shown(decision: Decision) -> Decision:
        made = rewritten(decision, fix)
        if names:
            return replace(made, who=decision.who, second=decision.second)
        second = people.get(decision.second, "another person") if decision.second else ""
        return replace(made, who=people.get(decision.who, "a person"), second=second)

    entries = tuple(replace(entry, decision=shown(entry.decision)) for entry in view.ledger)
    return entries, tuple(shown(decision) for decision in view.unmet)


def _blocked(literals: Iterable[str]) -> dict[str, str]:
    return {literal: blocks(literal) for literal in sorted(literals)}


def decided(ledger: Iterable[LedgerEntry]) -> Iterator[str]:
    """Addresses and numbers that people wrote into decisions: reasons go into grades, values into chains."""
    for entry in ledger:
        for text in (entry.decision.why, *entry.decision.values.values()):
            yield from _spelt(text)


def _spelt(text: str) -> Iterator[str]:
    """The addresses and numbers of a text as they could turn up: as written, and as they stand in the key of a name."""
    for found in contacts(text):
        yield found
        yield folded(found)


def _literals(report: Report) -> Iterable[str]:
    """The personal data of a report as they could turn up in a derived value: as written, and with white space made one."""
    for known in (report.outlet, report.title, report.byline, report.url):
        yield from _spelt(known.value) if known else ()
    for text in (report.name, report.label or "", report.note or ""):
        yield from _spelt(text)
    for item in report.personal:
        text = item.span.of(report.text).strip()
        # A lone given name or surname is too common a word to be hunted everywhere; it is masked where it was found.
        if (len(text) < 4 and not _EASTERN.fullmatch(text)) or (
            item.kind is PersonalKind.PRIVATE_PERSON and " " not in text and text.isascii()
        ):
            continue
        yield text
        yield " ".join(text.split())


def _private_tellers(reading: Reading) -> Mapping[Link, str]:
    """The tellers whose own words in the text hold personal data, with their names as they may be shown."""
    text, found = reading.report.text, {}
    links = (one for s in reading.statements for link in s.chain.links for one in (link, *link.members))
    for link in links if reading.report.personal else ():
        name = link.name
        for item in reading.report.personal:
            if link.span.start < item.span.end and item.span.start < link.span.end:
                words = re.escape(" ".join(item.span.of(text).split()))
                name = re.sub(rf"(?<!\w){words}(?!\w)", lambda m: blocks(m[0]), name, flags=re.IGNORECASE)
        if name != link.name:
            found[link] = name
    return found


def _names_of_tellers(reading: Reading) -> Mapping[str, str]:
    """Names to be hunted, with what stands for them. A lone name is too common a word for that; the teller itself is masked in any case."""
    out: dict[str, str] = {}
    for link, shown in _private_tellers(reading).items():
        if " " in link.name:
            out |= {link.name: shown, folded(link.name): blocks(folded(link.name))}
    return out


def _without_private_tellers(reading: Reading) -> Reading:
    private = _private_tellers(reading)
    if not private:
        return reading

    def shown(link: Link) -> Link:
        return replace(link, name=private.get(link, link.name), members=tuple(map(shown, link.members)))

    def masked_chain(chain: Chain) -> Chain:
        return Chain(tuple(map(shown, chain.links)))

    return replace(reading, statements=tuple(replace(s, chain=masked_chain(s.chain)) for s in reading.statements))


def _masked_report(report: Report) -> Report:
    return replace(report, text=masked(report.text, report.personal))
