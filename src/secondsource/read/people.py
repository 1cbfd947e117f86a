"""Persons, bodies and nameless sources as links of a chain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from ..model import Chain, Link, LinkKind, Span
from ..subjects.names import spellings
from .cues import Cues
from .gazetteer import gazetteer
from .name_phrase import core, head_of_phrase, proper_run, tidy_name
from .pronouns import Speakers
from .prose import Prose
from .sources import Registry, folded, kind_of

_NAMELESS = re.compile(r"^(?:(?:an?|the|two|three|four|five|several|some|many|both) )?unnamed ", re.IGNORECASE)
_THEIRS = re.compile(r"^(?:his|her|its|their|my|our) ", re.IGNORECASE)
_PLAIN = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir"})
"""Titles with or without a full stop."""
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "gen", "col", "lt", "capt", "sgt", "sen", "rep", "gov", "sir"}
)
"""Titles that are titles with a full stop: “Gen. Clark”, and not Gen Nakatani."""
_OFFICES = frozenset(
    [
        "president",
        "senator",
        "governor",
        "secretary",
        "state",
        "defence",
        "defense",
        "foreign",
        "prime",
        "chancellor",
        "comrade",
        "sister",
    ]
)
"""Words of an office that stand before a name and are no part of it, besides the pack's."""
_NO_NAMES = frozenset(
    [
        "about",
        "and",
        "for",
        "with",
        "of",
        "over",
        "on",
        "in",
        "to",
        "from",
        "by",
        "at",
        "after",
        "before",
        "the",
        "a",
        "an",
        "but",
        "as",
        "when",
        "while",
        "if",
    ]
)
"""Words with a capital in headlines and at the beginning of sentences, which are no part of a name."""
_GIVEN = r"(?:[A-Z][a-z]+-[A-Za-z][a-z]+|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
"""A given name after a surname: “Myong-hyun”, “Jong Un”, “Chol”."""
_HALVES = {"North": "North Korea", "South": "South Korea"}
_COMMON = frozenset(
    ["local", "other", "foreign", "senior", "former", "official", "multiple", "several", "various", "diplomatic"]
)
"""Adjectives that have a capital at the beginning of a sentence only."""


@dataclass(frozen=True, slots=True)
class Named:
    """A chain as far as a phrase names it, whether the phrase is in the plural, and the words to recognise it by."""

    chain: Chain
    plural: bool
    words: frozenset[str]


def bare_role(name: str) -> str:
    """What a nameless source is, where the report itself calls it unnamed: “unnamed official” is “official”; nor is it told whose he is (“its lawyer”)."""
    return _THEIRS.sub("", _NAMELESS.sub("", name))


def told_to(asker: str | None) -> str:
    """By whose telling an unnamed source is kept apart from its like elsewhere: “ (KBS)”; nothing where the outlet is unknown."""
    return f" ({asker})" if asker else ""


def _uncapitalised(name: str, tokens: list[Token]) -> str:
    """The name without the capital that it has from the beginning of a sentence only."""
    first = next((t for t in tokens if name.startswith(t.text)), None)
    common = first is not None and (first.pos_ not in ("PROPN", "ADJ") or first.lower_ in _COMMON)
    plain = first is not None and common and first.is_title
    return name[:1].lower() + name[1:] if plain else name


class People:
    """Makes links of words that name one person, body or source.

    Args:
        prose: the report.
        registry: the pack's sources.
        cues: the pack's words.
        speakers: who has spoken so far.
    """

    def __init__(self, prose: Prose, registry: Registry, cues: Cues, speakers: Speakers) -> None:
        self.prose = prose
        self.registry = registry
        self.cues = cues
        self.speakers = speakers
        self.own = registry.outlet_of(prose.report)
        self._longer: dict[str, tuple[int, str]] = {}
        self._beginning: dict[str, list[tuple[int, str]]] = {}

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """The report's own outlet as the report may call it: its name, without an addition in brackets, or its last word (“the Gazette”)."""
        if not self.own:
            return frozenset()
        names = {folded(name) for name in spellings((self.own,))}
        return frozenset(names | ({name.rpartition(" ")[2] for name in names} & self.cues.sources["outlet_words"]))

    def is_own(self, name: str) -> bool:
        """Whether a name that the text capitalises is the report's own outlet, whole or shortened (“told the Gazette”)."""
        return folded(name) in self._own_names and name.removeprefix("the ")[:1].isupper()

    def _words(self, span: Span) -> list[Token]:
        return [t for t in (self.prose.tokens(span) or ()) if not t.is_space]

    def _unnamed(self, span: Span, words: frozenset[str], plural: bool, teller: str) -> Named:
        tokens = [t for t in (self.prose.tokens(span) or ()) if not t.is_space]
        head = head_of_phrase(tokens)
        name = _uncapitalised(tidy_name(core(tokens, head).of(self.prose.text)), tokens)
        low = head.lower_
        s = self.cues.sources
        if low in s["occupations"] and not plural:
            role = bare_role(name) + told_to(teller or self.own)
            return Named(Chain((Link(name=role, kind=LinkKind.ROLE, span=span),)), False, words)
        group = low in s["group_nouns"] and low not in s["unnamed_plurals"]
        label = f"unnamed {bare_role(name)}{told_to(teller or self.own)}"
        return Named(
            Chain((Link(name=label, kind=LinkKind.GROUP if group else LinkKind.UNNAMED, span=span),)),
            plural or group,
            words,
        )

    def _simple(self, name: str, kind: LinkKind, span: Span, words: frozenset[str] = frozenset()) -> Named:
        known = self.registry.named(name)
        if known is not None:
            return Named(Chain((Link(name=known.name, kind=kind_of(known), span=span, entity=known.id),)), False, words)
        if self.is_own(name):
            return Named(Chain(), False, words)
        return Named(Chain((Link(name=tidy_name(name), kind=kind, span=span),)), False, words)

    def _person(self, tokens: list[Token], head: Token, span: Span) -> Link | None:
        """The named person of a phrase: “ministry spokesman Jeong Joon-hee”, “Jin Haneul, head of the survey”."""
        run = proper_run(tokens, head)
        if not run and head.pos_ == "NOUN":
            # “the head of the service, Oleg Brant”: the parser may hang the name on the service
            role = head.lower_ in self.cues.sources["role_nouns"]
            apposition = next(
                (
                    t
                    for t in tokens
                    if t.dep_ == "appos"
                    and t.pos_ == "PROPN"
                    and (t.head == head or (role and t.ent_type_ in ("PERSON", "") and head in t.ancestors))
                ),
                None,
            )
            if apposition is not None:
                run, head = proper_run(tokens, apposition), apposition
        if not run or self._kind_by_words(run, head) is not LinkKind.PERSON or self._called(run[0]) is not None:
            return None
        run = self._untitled(run)
        name = tidy_name(self.prose.text[run[0].idx : run[-1].idx + len(run[-1].text)])
        known = self.registry.named(name)
        if known is not None and known.kind != "person":
            return None
        title = any(t.lower_ in self.cues.sources["role_nouns"] for t in tokens)
        if len(run) < 2 and not title and known is None:
            longer = self._spoke_as(name)
            if longer is not None:
                return longer
            name = self._full_name(name, span)
        return Link(
            name=known.name if known else name,
            kind=LinkKind.PERSON,
            span=Span(run[0].idx, run[-1].idx + len(run[-1].text)),
            entity=known.id if known else None,
        )

    def _called(self, first: Token) -> LinkKind | None:
        """What a name is called right before it: “the newspaper Al-Rai” is an outlet, “the building firm Zenco” a body; None if it is not told."""
        before = first.nbor(-1) if first.i > first.sent.start else None
        if before is None or before.pos_ != "NOUN":
            return None
        if before.i > before.sent.start and before.nbor(-1).lower_ == "of":
            return None  # “secretary of state Madeleine Albright”
        s = self.cues.sources
        outlet = before.lower_ in s["outlet_words"]
        return LinkKind.OUTLET if outlet else LinkKind.BODY if before.lower_ in s["body_words"] else None

    def _state(self, run: list[Token], span: Span) -> Named | None:
        """The government that a country or its seat stands for: “Seoul said”, “the North denied”; None if the name is no such."""
        if not run:
            return None
        where = Span(run[0].idx, run[-1].idx + len(run[-1].text))
        name = where.of(self.prose.text)
        the = run[0].i > 0 and run[0].nbor(-1).lower_ == "the"
        whole = _HALVES.get(name, name) if the else name
        country = not name.endswith(("ans", "ese")) and any(entry.feature == "N" for entry in gazetteer().find(whole))
        if not country and name not in self.cues.sources["seats"]:
            return None
        if self._full_name(name, span) != name or self._spoke_as(name) is not None:
            return None  # “Jordan” after “Michael Jordan”
        return self._simple(whole, LinkKind.BODY, where, frozenset(name.lower().split()))

    @cached_property
    def _roles(self) -> frozenset[str]:
        """What people are called by what they do."""
        s = self.cues.sources
        return s["role_nouns"] | s["occupations"] | (s["unnamed_nouns"] - s["body_words"])

    def _untitled(self, run: list[Token]) -> list[Token]:
        """The name without the office before it: “Foreign Minister Ivo Sand” is Ivo Sand."""
        last = max((n for n, t in enumerate(run) if t.lower_ in self._roles), default=-1)
        run = run[last + 1 :] or run
        titled = len(run) > 1 and (
            run[0].lower_ in _PLAIN or (run[0].text[-1] == "." and run[0].lower_[:-1] in _TITLES)
        )
        return run[1:] if titled else run

    def _kind_by_words(self, tokens: list[Token], head: Token) -> LinkKind:
        s = self.cues.sources
        lows = [t.lower_ for t in tokens]
        last = head.lower_
        if last in s["record_words"] & s["outlet_words"] and head.is_title and not s["official_words"] & set(lows):
            return LinkKind.OUTLET
        if last in s["body_words"] and last not in s["outlet_words"]:
            return LinkKind.BODY
        if last in s["record_words"]:
            return LinkKind.RECORD
        if any(w in s["body_words"] for w in lows) and not any(w in s["outlet_words"] for w in lows):
            return LinkKind.BODY
        if any(w in s["outlet_words"] for w in lows):
            return LinkKind.OUTLET
        if any(w in s["body_words"] for w in lows):
            return LinkKind.BODY
        return LinkKind.PERSON

    def _spoke_as(self, name: str) -> Link | None:
        """The person who spoke before under a longer name with this surname."""
        return self.speakers.surname(name, name.lower() in self.cues.sources["family_first"])

    def _full_name(self, name: str, span: Span) -> str:
        """The longer form of a bare surname that stands earlier in the text."""
        if " " in name:
            return name
        end, longer = self._longest(name)
        if end <= span.start:
            return longer
        first = (longer for end, longer in reversed(self._begun(name)) if end <= span.start)
        return next(first, name)

    def _begun(self, name: str) -> list[tuple[int, str]]:
        """The longer forms of a surname that stands first, each with where it ends: “Ko Myong-hyun” for “Ko”."""
        if name.lower() not in self.cues.sources["family_first"]:
            return []
        if name not in self._beginning:
            s = self.cues.sources
            others = s["outlet_words"] | s["body_words"] | s["role_nouns"] | _NO_NAMES
            self._beginning[name] = [
                (match.end(), " ".join(match[0].split()))
                for match in re.finditer(rf"\b{re.escape(name)} {_GIVEN}", self.prose.text)
                if not any(word.lower() in others for word in match[0].split()[1:])
            ]
        return self._beginning[name]

    def _longest(self, name: str) -> tuple[int, str]:
        """The first longer form of a surname in the text, with where it ends; the surname itself, at the text's end, if there is none."""
        if name not in self._longer:
            self._longer[name] = self._found_longer(name)
        return self._longer[name]

    def _found_longer(self, name: str) -> tuple[int, str]:
        before = self._roles | _TITLES | _OFFICES
        for match in re.finditer(rf"\b((?:[A-Z][\w'’.-]+ ){{1,3}}{re.escape(name)})\b", self.prose.text):
            words = match.group(1).split()
            last = max((n for n, w in enumerate(words) if w.lower().rstrip(".") in before), default=-1)
            words = words[last + 1 :]
            if len(words) > 1 and not any(w.lower() in _NO_NAMES or w[-1] in "’'" for w in words):
                return match.end(), " ".join(words)
        return len(self.prose.text), name

    def _body_of(self, tokens: list[Token]) -> Link | None:
        """The body a role belongs to (“a customs official”), or the last body that spoke (“a spokeswoman”)."""
        for token in tokens:
            if token.lower_ in self.cues.sources["body_words"] and token.dep_ in ("compound", "pobj", "poss"):
                words = frozenset({token.lemma_.lower()})
                found = self.speakers.described(words, (LinkKind.BODY, LinkKind.OUTLET))
                if found is not None and words & found.words:
                    return found.chain.links[-1]
        return None
