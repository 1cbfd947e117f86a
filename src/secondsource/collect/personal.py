"""Personal data in a text: addresses, telephone numbers, and the names of people who hold no public role in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model import PersonalData, PersonalKind, Region, RegionKind, Span, masked
from ..model.contacts import emails, phones
from .draft import paragraphs
from .words import Words

_ENDING = re.compile(
    r"\.(?:txt|md|markdown|x?html?|pdf|docx?|rtf|odt|eml|mbox|msg|jsonl?|ndjson|csv|xml|zip|gz|png|jpe?g)$",
    re.IGNORECASE,
)
_AFTER_CUE = re.compile(r"\+?\(?\d(?:[ \u00a0.()-]{0,2}\d){4,14}(?!\d)")
_AUTHOR = re.compile(
    r"(?:\d{1,4}[.)]\s+)?(?P<name>[^\W\d_][\w .''’-]{0,30}?)\s?(?::(?=\s)|\s(?:says|said|writes|wrote)(?::| on | at )|\s[|·•]\s?(?=\d))"
)
_ALONE = re.compile(r"(?P<name>[^\W\d_][\w.'’-]{1,20}(?: [\w.'’-]{1,20}){0,2})")
_NOT_AUTHORS = frozenset(
    {
        "email",
        "e-mail",
        "mail",
        "phone",
        "tel",
        "note",
        "re",
        "ps",
        "p.s",
        "edit",
        "update",
        "source",
        "link",
        "http",
        "https",
        "reply",
        "quote",
        "cell",
        "share",
        "like",
        "report",
        "load more",
    }
)


def personal_data(
    text: str, regions: Iterable[Region], words: Words, private: bool = False
) -> tuple[PersonalData, ...]:
    """Personal data of the text, in its order and without overlaps.

    Args:
        text: a report's whole text.
        regions: its regions: in comments, names and street addresses are private people's.
        words: the pack's words.
        private: whether all of the text is private writing (a mail).

    Bylines, officials and others who speak in public are not private persons in the sense of this function; a worker, a defector or a
    relative whom the text calls by name is one everywhere.
    """
    found = [*emails(text), *_phones(text, words), *_named(text, words)]
    rooms = [Span(0, len(text))] if private and text else [r.span for r in regions if r.kind is RegionKind.COMMENTS]
    for room in rooms:
        found.extend(_people(text, room, words))
        if not private:
            found.extend(_authors(text, room))
    for room in rooms:
        found.extend(
            PersonalData(span=Span(*m.span()).shift(room.start), kind=PersonalKind.ADDRESS)
            for m in words.each("address", room.of(text))
        )
    for item in [*found]:
        if item.kind is PersonalKind.PRIVATE_PERSON:
            found.extend(_again(text, item))
    return disjoint(found)


def masked_name(name: str) -> str:
    """A file's name with e-mail addresses and international telephone numbers masked, its ending kept.

    >>> masked_name("from ann@example.org.eml")
    'from ███████████████.eml'
    """
    match = _ENDING.search(name)
    stem, ending = (name[: match.start()], match[0]) if match else (name, "")
    numbers = (p for p in phones(stem) if p.span.of(stem).startswith("+"))
    found = (*emails(stem), *numbers)
    return masked(stem, found) + ending


def disjoint(items: Iterable[PersonalData]) -> tuple[PersonalData, ...]:
    """The items in the order of the text; of those that overlap the earlier, and of two that begin together the longer."""
    out: list[PersonalData] = []
    for item in sorted(items, key=lambda p: (p.span.start, -p.span.end, p.kind)):
        if not out or item.span.start >= out[-1].span.end:
            out.append(item)
        elif item.span.end > out[-1].span.end:
            # A masked tail must not show because the two were found as different things.
            out[-1] = PersonalData(span=out[-1].span.hull(item.span), kind=out[-1].kind)
    return tuple(out)


def _phones(text: str, words: Words) -> Iterator[PersonalData]:
    yield from phones(text)
    for cue in words.each("phone_cue", text):
        number = _AFTER_CUE.match(text, cue.end())
        if number and len(re.sub(r"\D", "", number[0])) >= 7:
            yield PersonalData(span=Span(*number.span()), kind=PersonalKind.PHONE)


def _named(text: str, words: Words) -> Iterator[PersonalData]:
    """Workers and others whom a text calls by name though they hold no role: “a worker named …”."""
    for match in words.each("named_private", text):
        yield PersonalData(span=Span(*match.span("name")), kind=PersonalKind.PRIVATE_PERSON)


def _people(text: str, room: Span, words: Words) -> Iterator[PersonalData]:
    for match in words.each("private_person", room.of(text)):
        start, end = match.span("name")
        yield PersonalData(span=Span(start, end).shift(room.start), kind=PersonalKind.PRIVATE_PERSON)


def _authors(text: str, room: Span) -> Iterator[PersonalData]:
    for paragraph in paragraphs(room.of(text)):
        at = paragraph.span.start
        for line in paragraph.text.split("\n"):
            match = _AUTHOR.match(line)
            if (
                match is None
                and "\n" in paragraph.text
                and (alone := _ALONE.fullmatch(line.strip()))
                and line.istitle()
            ):
                match = alone
            if match and fold_name(match["name"]) not in _NOT_AUTHORS and len(match["name"].split()) <= 3:
                yield PersonalData(
                    span=Span(at + match.start("name"), at + match.end("name")).shift(room.start),
                    kind=PersonalKind.PRIVATE_PERSON,
                )
            at += len(line) + 1


def fold_name(name: str) -> str:
    """A name for looking it up among words that are no names."""
    return name.strip().rstrip(".:").casefold()


def _again(text: str, item: PersonalData) -> Iterator[PersonalData]:
    """A full name that was private once is private wherever else it stands."""
    name = item.span.of(text)
    if " " not in name:
        return
    at = text.find(name)
    while at != -1:
        yield PersonalData(span=Span(at, at + len(name)), kind=item.kind)
        at = text.find(name, at + len(name))
