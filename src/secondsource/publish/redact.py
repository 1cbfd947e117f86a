"""A case made safe to show, before anything is written: what publishes works on this copy and never sees the original words.

Masks keep the length of what they hide, so every span of the case still fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar, get_args, get_type_hints

from secondsource.model import (
    Anonymity,
    Chain,
    Decision,
    LedgerEntry,
    Link,
    LinkKind,
    PartialDate,
    PersonalData,
    PersonalKind,
    Reading,
    Ref,
    RegionKind,
    Report,
    Span,
    masked,
)
from secondsource.model.contacts import contacts
from secondsource.store.held import Held
from secondsource.store.view import CaseView
from secondsource.subjects import Subject, load
from secondsource.subjects.names import folded

T = TypeVar("T")
_IN_FLIGHT = frozenset({"DEFECTION", "DESERTION"})
_NARROW = frozenset({"city", "site", "named"})
"""Precisions of a place that are narrower than a region."""
BLOCK = "█"
_AGAIN = 200
"""Characters of a string that may come again."""
_PLAIN = (Enum, Span, Ref, PartialDate, PersonalData, int, float, type(None))
"""Values without free text. A reference names a report by its id, which is a digest."""


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
    literals, tellers = set(_decided(view)), dict[str, str]()
    for report in view.reports:
        literals.update(_literals(report))
        if report.personal and (reading := view.reading(report.id)) is not None:
            tellers.update(_names_of_tellers(reading))
    for reading in beside:
        literals.update(_literals(reading.report))
        tellers.update(_names_of_tellers(reading))
    return Masks(literals=frozenset(literals), tellers=tellers)


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
    fix = _replacer({**_blocked(known.literals), **known.tellers})
    readings = _each(view.readings, lambda r: replace(_without_private_tellers(r), report=_masked_report(r.report)))
    return _rewritten(replace(view, readings=readings, ledger=(), unmet=()), fix)


def hiding(masks: Masks) -> Callable[[str], str]:
    """What hides in any words what must be hidden in a case, and every address and number besides: for what people write beside it.

    Args:
        masks: of the whole case.
    """
    fix = _replacer({**_blocked(masks.literals), **masks.tellers})

    def hidden(text: str) -> str:
        return _replacer({found: _blocks(found) for found in contacts(text)})(fix(text))

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
    people = {who: f"person {_letters(n)}" for n, who in enumerate(signed)}
    known = masks or (masks_of(view) if view.ledger else Masks(literals=frozenset(_decided(view))))
    # A short name is too common a word to be hunted in reasons and values.
    hunted = {who: said for who, said in people.items() if len(who) >= 4 and not names}
    fix = _replacer({**_blocked(known.literals), **hunted})

    def shown(decision: Decision) -> Decision:
        made = _rewritten(decision, fix)
        if names:
            return replace(made, who=decision.who, second=decision.second)
        second = people.get(decision.second, "another person") if decision.second else ""
        return replace(made, who=people.get(decision.who, "a person"), second=second)

    entries = tuple(replace(entry, decision=shown(entry.decision)) for entry in view.ledger)
    return entries, tuple(shown(decision) for decision in view.unmet)


def redacted_view(view: CaseView, beside: Iterable[Reading] = ()) -> CaseView:
    """As `masked_view`, and nothing that describes an unnamed source or names who wrote a report.

    Descriptions of unnamed sources become letters, the same letter for the same description throughout; the words in the reports that
    describe them are masked; bylines are left out. So are the towns and sites of people in flight, wherever the case has their names.

    Args:
        view: the case.
        beside: readings that were left out of it: what would be hidden of them is hidden in the others too.
    """
    left = tuple(beside)
    view, coarse = masked_view(view, left), coarse_types(load(view.subject))
    names = _pseudonyms(view.readings)
    known = (*view.readings, *left)
    words = sorted({w for r in known for w in (*_describing_words(r), *_places_of_flight(r, coarse))} - set(names))
    fix = _replacer({**names, **{word: _blocks(word) for word in words}})
    readings = _each(view.readings, lambda r: replace(r, report=_without_describing(r)))
    return _rewritten(replace(view, readings=readings), fix)


def _each(values: Sequence[T], change: Callable[[T], T]) -> Sequence[T]:
    return values.through(change) if isinstance(values, Held) else tuple(map(change, values))


def _blocked(literals: Iterable[str]) -> dict[str, str]:
    return {literal: _blocks(literal) for literal in sorted(literals)}


def _blocks(text: str) -> str:
    return "".join(c if c.isspace() else BLOCK for c in text)


def _decided(view: CaseView) -> Iterator[str]:
    """Addresses and numbers that people wrote into decisions: reasons go into grades, values into chains."""
    for entry in view.ledger:
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
        if len(text) < 4 or (item.kind is PersonalKind.PRIVATE_PERSON and " " not in text and text.isascii()):
            continue
        yield text
        yield " ".join(text.split())


def _private_tellers(reading: Reading) -> Mapping[Link, str]:
    """The tellers whose own words in the text hold personal data, with their names as they may be shown."""
    text, found = reading.report.text, {}
    for link in (link for s in reading.statements for link in s.chain.links) if reading.report.personal else ():
        name = link.name
        for item in reading.report.personal:
            if link.span.start < item.span.end and item.span.start < link.span.end:
                words = re.escape(" ".join(item.span.of(text).split()))
                name = re.sub(rf"(?<!\w){words}(?!\w)", lambda m: _blocks(m[0]), name, flags=re.IGNORECASE)
        if name != link.name:
            found[link] = name
    return found


def _names_of_tellers(reading: Reading) -> Mapping[str, str]:
    """Names to be hunted, with what stands for them. A lone name is too common a word for that; the teller itself is masked in any case."""
    out: dict[str, str] = {}
    for link, shown in _private_tellers(reading).items():
        if " " in link.name:
            out |= {link.name: shown, folded(link.name): _blocks(folded(link.name))}
    return out


def _without_private_tellers(reading: Reading) -> Reading:
    private = _private_tellers(reading)
    if not private:
        return reading

    def masked_chain(chain: Chain) -> Chain:
        return Chain(tuple(replace(link, name=private.get(link, link.name)) for link in chain.links))

    return replace(reading, statements=tuple(replace(s, chain=masked_chain(s.chain)) for s in reading.statements))


def _masked_report(report: Report) -> Report:
    return replace(report, text=masked(report.text, report.personal))


def _describing(reading: Reading) -> set[Span]:
    out: set[Span] = set()
    for statement in reading.statements:
        out |= {link.span for link in statement.chain.links if link.kind is LinkKind.UNNAMED}
        if statement.speaker is not None and statement.anonymity is Anonymity.UNNAMED:
            out.add(statement.speaker)
    return out


def _describing_words(reading: Reading) -> Iterable[str]:
    for span in sorted(_describing(reading)):
        text = span.of(reading.report.text).strip()
        if " " in text and len(text) >= 12:
            yield text


def coarse_types(pack: Subject) -> frozenset[str]:
    """The kinds of event whose town or site could lead to people in flight. A pack adds others: `coarse_on_maps` of `subject.yaml`."""
    return _IN_FLIGHT | frozenset(str(kind) for kind in pack.about.get("coarse_on_maps", ()))


def _places_of_flight(reading: Reading, coarse: frozenset[str]) -> Iterator[str]:
    """Names of towns and sites that people fled from or to, as the case has them and as the report spells them."""
    for mention in reading.mentions:
        place = mention.place
        if mention.type in coarse and place is not None and place.precision in _NARROW:
            yield place.name
            if place.span is not None:
                yield " ".join(place.span.of(reading.report.text).split())


def _without_describing(reading: Reading) -> Report:
    report = reading.report
    hidden = tuple(PersonalData(span=span, kind=PersonalKind.PRIVATE_PERSON) for span in sorted(_describing(reading)))
    byline = tuple(
        PersonalData(span=region.span, kind=PersonalKind.PRIVATE_PERSON)
        for region in report.regions
        if region.kind is RegionKind.BYLINE
    )
    return replace(report, text=masked(report.text, (*hidden, *byline)), byline=None)


def _pseudonyms(readings: Iterable[Reading]) -> dict[str, str]:
    out: dict[str, str] = {}
    for reading in readings:
        for statement in reading.statements:
            for link in statement.chain.links:
                if link.kind is LinkKind.UNNAMED and link.name not in out:
                    teller = re.search(r"\(([^()]*)\)\s*$", link.name)
                    out[link.name] = f"unnamed source {_letters(len(out))}" + (f" ({teller[1]})" if teller else "")
    return out


def _letters(number: int) -> str:
    """A, B, ..., Z, AA, AB, ..."""
    out = ""
    number += 1
    while number:
        number, at = divmod(number - 1, 26)
        out = chr(65 + at) + out
    return out


def _replacer(table: Mapping[str, str]) -> Callable[[str], str]:
    """Replaces whole words and phrases whatever their case, the longest first.

    Looks up the first signs at each place where a word may begin, so its cost grows with the text and not with the table: one pattern
    of all phrases would be tried phrase by phrase at every place.
    """
    if not table:
        return str
    folded = {_small(key): value for key, value in table.items() if key}
    size = min(map(len, folded))
    starting: dict[str, list[str]] = {}
    for key in sorted(folded, key=lambda key: (-len(key), key)):
        starting.setdefault(key[:size], []).append(key)
    begins = re.compile(rf"(?<![0-9A-Za-z])(?=(.{{{size}}}))", re.DOTALL)

    def fixed(text: str) -> str:
        if len(text) < size:
            return text
        small = _small(text)
        out: list[str] = []
        at = 0
        for begin in begins.finditer(small):
            if begin[1] not in starting or begin.start() < at:
                continue
            start = begin.start()
            for key in starting[begin[1]]:
                end = start + len(key)
                if small.startswith(key, start) and not _WORD.match(small, end):
                    out += (text[at:start], folded[key])
                    at = end
                    break
        return "".join([*out, text[at:]]) if out else text

    return fixed


_WORD = re.compile("[0-9A-Za-z]")


def _small(text: str) -> str:
    """In small letters, sign by sign, so that places in it are places in the text."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _rewritten(value: T, fix: Callable[[str], str]) -> T:
    """The same value with every string in it rewritten."""
    if fix is str:
        return value
    # Most strings of a case are names and enumerated words that come again and again; whole texts do not.
    again = lru_cache(maxsize=1 << 14)(fix)
    rewritten: T = _walk(value, lambda text: again(text) if len(text) <= _AGAIN else fix(text))
    return rewritten


@lru_cache(maxsize=512)
def _kind(kind: type) -> str | tuple[str, ...]:
    """What to do with values of a class: `plain`, `text`, `list`, `dict`, `held`, or the names of its fields."""
    if issubclass(kind, _PLAIN):
        return "plain"
    if issubclass(kind, str):
        return "text"
    if issubclass(kind, tuple | list):
        return "list"
    if issubclass(kind, dict):
        return "dict"
    if issubclass(kind, Held):
        return "held"
    return _speaking(kind) if is_dataclass(kind) else "plain"


@lru_cache(maxsize=512)
def _speaking(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class of values that can hold text, by their types; of all fields where these are not known."""
    try:
        hints = get_type_hints(kind)
    except NameError:
        hints = {}
    return tuple(field.name for field in fields(kind) if _speaks(hints.get(field.name, Any)))


def _speaks(hint: Any) -> bool:
    if parts := get_args(hint):
        return any(_speaks(part) for part in parts if part is not Ellipsis)
    if not isinstance(hint, type):
        return True
    if issubclass(hint, _PLAIN):
        return False
    return bool(_speaking(hint)) if is_dataclass(hint) else True


def _walk(value: Any, fix: Callable[[str], str]) -> Any:
    kind = _kind(value.__class__)
    if kind == "plain":
        return value
    if kind == "text":
        return fix(value)
    if kind == "list":
        new = [_walk(item, fix) for item in value]
        # What is as before keeps its identity, so that whatever holds it need not be made anew.
        return value if all(map(is_, new, value)) else type(value)(new)
    if kind == "dict":
        return {key: _walk(item, fix) for key, item in value.items()}
    if kind == "held":
        return value.through(lambda item: _walk(item, fix))
    changed = {}
    for name in kind:
        old = getattr(value, name)
        new_item = _walk(old, fix)
        if new_item is not old and new_item != old:
            changed[name] = new_item
    return replace(value, **changed) if changed else value
