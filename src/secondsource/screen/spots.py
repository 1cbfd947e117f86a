"""Bodies, ships and aircraft named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model import Span
from ..subjects import Subject
from . import bodies, people, vessels
from .alike import Kind

JOSA = r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|측|들|인|이라는|이란|라는|란)"
"""Korean particles that may stand at the end of a name."""
_CAPITAL = r"(?<![\w&'’/-])[A-Z][\w&'’/-]{0,40}(?![\w&/-])"
_RUN = re.compile(
    rf"{_CAPITAL}(?:(?: | (?:of|and|for|the|de|al)(?: the)? |\.?,? (?=(?:Ltd|Inc|LLC|Limited|Co|JSC)\b))(?:{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th)?\b|\([A-Z][\w ]{{1,20}}\)))*\.?"
)
OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "When",
        "After",
        "Its",
        "This",
        "That",
        "For",
        "From",
        "By",
        "With",
        "As",
        "If",
        "While",
        "Since",
        "Before",
        "No",
    ]
)
"""Words that are capitalised for opening a sentence only."""
_SHORT = re.compile(r"(?<![\w-])[A-Z]{4,12}(?![\w-])")
_UNSURE = "capitalised like a name, and a list has such a body"
_LEAST = 4
"""Letters of the shortest name of the pack that is looked for: a shorter one is a word too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A name in a text: where, of what kind, why it is taken for one, the pack's entity if it is one's name."""

    span: Span
    name: str
    kind: Kind
    why: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class _Patterns:
    entities: re.Pattern[str] | None
    by_alias: Mapping[str, str]
    body_words: frozenset[str]
    hangul_body: re.Pattern[str] | None
    ship: re.Pattern[str] | None
    hangul_ship: re.Pattern[str] | None
    registration: re.Pattern[str] | None
    aviation: re.Pattern[str] | None
    nobody: frozenset[str]


class Taken:
    """Characters of a text that are taken: asked as often as there are names, whatever their number."""

    def __init__(self, text: str, spans: Iterable[Span] = ()) -> None:
        self._marks = bytearray(len(text))
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Takes these characters."""
        self._marks[span.start : span.end] = b"\1" * (min(span.end, len(self._marks)) - span.start)

    def __contains__(self, span: Span) -> bool:
        """Whether one of the characters is taken."""
        return 1 in self._marks[span.start : span.end]


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def every(data: Mapping[str, Iterable[str]] | None) -> list[str]:
    """The words of all languages."""
    return [word for words in (data or {}).values() for word in words]


@lru_cache(maxsize=8)
def _patterns(pack: Subject) -> _Patterns:
    data = pack.screening
    by_alias = {a: e.id for _, e in sorted(pack.entities.items()) for a in (e.name, *e.aliases) if len(a) >= _LEAST}
    hangul = [word for word in every(data.get("bodies")) if "가" <= word[:1] <= "힣"]
    ships = data.get("ships", {})
    aircraft = data.get("aircraft", {})
    return _Patterns(
        entities=re.compile(rf"(?<![\w-])(?:{any_word(by_alias)})(?![A-Za-z0-9])") if by_alias else None,
        by_alias=by_alias,
        body_words=frozenset(word for word in every(data.get("bodies")) if word.isascii()),
        hangul_body=re.compile(rf"(?<![가-힣\w])[가-힣A-Z0-9]{{2,14}}?(?:{any_word(hangul)})(?={JOSA}?(?![가-힣\w]))")
        if hangul
        else None,
        ship=re.compile(
            rf"(?<!\w)(?:(?i:{any_word(ships.get('en', ()))}))\s+(?:the\s+)?[“\"'‘]?(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|\d{{1,3}}|No\. ?\d{{1,3}})){{0,3}})[”\"'’]?(?P<imo>\s*\(?,?\s*IMO[^)\n]{{0,12}}\d{{7}}\)?)?"
        )
        if ships.get("en")
        else None,
        hangul_ship=re.compile(
            rf"(?:{any_word(ships['ko'])})\s*[‘“'\"]?(?P<name>[가-힣A-Za-z0-9]{{1,10}}(?:\s?\d{{1,3}})?호)"
        )
        if ships.get("ko")
        else None,
        registration=re.compile("|".join(rf"(?<![\w-])(?:{p})(?![\w-])" for p in aircraft["registrations"]))
        if aircraft.get("registrations")
        else None,
        aviation=re.compile(any_word(every(aircraft.get("words"))), re.IGNORECASE) if aircraft.get("words") else None,
        nobody=frozenset(every(data.get("nobody"))),
    )


def spots(text: str, pack: Subject) -> tuple[Spot, ...]:
    """The bodies, ships and aircraft that the text names, in its order; of overlapping ones the first found of: pack, ship, aircraft, body.

    >>> from secondsource.subjects import load
    >>> [s.name for s in spots("Workers of Namgang Trading Corporation left.", load("dprk_labour"))]
    ['Namgang Trading Corporation']
    """
    known = _patterns(pack)
    out: list[Spot] = []
    taken = Taken(text)
    for spot in (
        *_numbered(text),
        *_ships(text, known),
        *_aircraft(text, known),
        *_bodies(text, known),
        *_entities(text, known),
    ):
        if spot.span not in taken:
            taken.add(spot.span)
            out.append(spot)
    return tuple(sorted(out, key=lambda s: s.span))


def _entities(text: str, known: _Patterns) -> Iterator[Spot]:
    if known.entities:
        for match in known.entities.finditer(text):
            yield Spot(
                span=Span(*match.span()),
                name=match[0],
                kind=Kind.BODY,
                why="a body of the subject pack",
                entity=known.by_alias[match[0]],
            )


def _bodies(text: str, known: _Patterns) -> Iterator[Spot]:
    for match in _RUN.finditer(text):
        if found := _run(match, known):
            yield found
    if known.hangul_body:
        for match in known.hangul_body.finditer(text):
            if match[0] not in known.nobody and _has_name(match[0]):
                yield _body(match[0], match.start(), known)


def _run(match: re.Match[str], known: _Patterns) -> Spot | None:
    """The part of a run of capitalised words that names a body: up to its last word for a body, and what “of” or a number adds."""
    pieces = list(re.finditer(r"[^\s,.]+", match[0]))
    last = max((n for n, piece in enumerate(pieces) if piece[0] in known.body_words), default=-1)
    if last < 0:
        return None
    end = last
    while end + 1 < len(pieces) and (pieces[end + 1][0].lower() in ("of", "for", "the") or pieces[end][0].lower() in ("of", "for", "the", "and") or pieces[end + 1][0][0].isdigit() or (end > last and pieces[end][0].lower() not in ("of", "for", "the") and pieces[end + 1][0][0].isupper() and match[0][pieces[end].end()] == " ")):  # fmt: skip
        end += 1
    start = 0
    while start < end and pieces[start][0] in OPENERS:
        start += 1
    # “Builders of Lantern Trading”, “Director of the Lantern Bank”: whose they are is the body.
    while start + 2 <= last and pieces[start + 1][0] == "of" and pieces[start][0] not in known.body_words:
        start += 3 if pieces[start + 2][0] == "the" and start + 3 <= last else 2
    name = match[0][pieces[start].start() : pieces[end].end()]
    if match[0][pieces[end].end() :].startswith(".") and pieces[end][0] in ("Co", "Corp", "Ltd", "Inc"):
        name += "."
    if name in known.nobody or not _has_name(name):
        return None
    return _body(name, match.start() + pieces[start].start(), known)


def runs(text: str, pack: Subject) -> Iterator[Spot]:
    """Two and more capitalised words in a row, and words all in capitals, that are no body by any word in them and read as nobody's name."""
    known = _patterns(pack)
    for match in _SHORT.finditer(text):
        if match[0] not in known.body_words:
            yield Spot(span=Span(*match.span()), name=match[0], kind=Kind.BODY, why=_UNSURE)
    for match in _RUN.finditer(text):
        pieces = re.findall(r"[^\s,.]+", match[0])
        while pieces and pieces[0] in OPENERS:
            pieces.pop(0)
        name = match[0][match[0].index(pieces[0]) :].rstrip(".,") if pieces else ""
        if (
            len(pieces) < 2
            or len(pieces) > 9
            or any(piece in known.body_words for piece in pieces)
            or people.reads_as_person(name)
        ):
            continue
        at = match.start() + match[0].index(name)
        yield Spot(
            span=Span(at, at + len(name)),
            name=name,
            kind=Kind.BODY,
            why=_UNSURE,
        )


def _has_name(name: str) -> bool:
    """Whether more than common words is left of it: “the Trading Company” is nobody."""
    found = bodies.prepared(name)
    own = [w for w in found.of("name", "number") if w.key]
    return bool(own) or len(found.of("common", "business")) > 2


def _body(name: str, at: int, known: _Patterns) -> Spot:
    entity = known.by_alias.get(name)
    why = "a body of the subject pack" if entity else "a word for a body in its name"
    return Spot(span=Span(at, at + len(name)), name=name, kind=Kind.BODY, why=why, entity=entity)


def _ships(text: str, known: _Patterns) -> Iterator[Spot]:
    if known.ship:
        for match in known.ship.finditer(text):
            number = vessels.IMO.search(match["imo"] or "")
            name = f"{match['name']} (IMO {number[1]})" if number else match["name"]
            yield Spot(span=Span(*match.span("name")), name=name, kind=Kind.SHIP, why="a word for a ship before it")
    if known.hangul_ship:
        for match in known.hangul_ship.finditer(text):
            yield Spot(
                span=Span(*match.span("name")), name=match["name"], kind=Kind.SHIP, why="a word for a ship before it"
            )


def _numbered(text: str) -> Iterator[Spot]:
    """Names with an IMO number behind them."""
    for match in vessels.IMO.finditer(text):
        before = re.search(
            rf"({_CAPITAL}(?: (?:{_CAPITAL}|\d{{1,3}}))*)[”\"'’]?[\s,(]*$",
            text[max(0, match.start() - 80) : match.start()],
        )
        if before:
            at = max(0, match.start() - 80) + before.start(1)
            yield Spot(
                span=Span(at, at + len(before[1])),
                name=f"{before[1]} (IMO {match[1]})",
                kind=Kind.SHIP,
                why="an IMO number beside it",
            )


def _aircraft(text: str, known: _Patterns) -> Iterator[Spot]:
    if known.registration and known.aviation:
        for match in known.registration.finditer(text):
            if known.aviation.search(sentence(text, Span(*match.span())).of(text)):
                yield Spot(
                    span=Span(*match.span()),
                    name=match[0],
                    kind=Kind.AIRCRAFT,
                    why="a registration, and a word of aviation beside it",
                )


_END = re.compile(r"(?<!\bCo)(?<!\bLtd)(?<!\bCorp)(?<!\bMr)(?<!\bDr)(?<!\bNo)[.!?。]['\"”’)]*(?=\s|$)|\n")


def sentence(text: str, span: Span) -> Span:
    """The sentence, or line, that holds the characters."""
    start = max(
        (m.end() for m in _END.finditer(text, max(0, span.start - 600), span.start)), default=max(0, span.start - 600)
    )
    after = _END.search(text, span.end, min(len(text), span.end + 600))
    return Span(min(start, span.start), after.end() if after else min(len(text), span.end + 600))
