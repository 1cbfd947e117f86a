"""People in public life named in a text: by an office of state that stands beside the name, or by a role in a company or bank that does.

Everybody else is left out: workers, witnesses, defectors, relatives, sources, readers, and whoever wrote the text. So is an office-holder beside whom
the text puts a word of private life, or of whose flight it tells. When in doubt, a name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..model import Span
from ..model.edtf import MONTHS
from ..subjects import Subject
from . import korean, script
from .alike import Kind
from .spots import JOSA, Spot, Taken, any_word, every, sentence

_PART = r"[A-Z][\w'’]{0,24}(?:-[A-Za-z][\w'’]{0,24}){0,3}(?![\w-])"
_NAME = rf"(?<![\w-]){_PART}(?: {_PART}){{1,3}}"
_LEAD = r"(?:(?:a|an|the|his|her|its|their|then|then-|current|new|acting|first|deputy|vice|[A-Z][\w'’-]{0,24}) ){0,5}"
_DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", *MONTHS])
_HANGUL_LAND = r"(?:북한|조선|남한|한국|러시아|중국|쿠웨이트|몽골|주[가-힣]{1,6})\s"


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str] | None
    """An office, then a name."""
    after: re.Pattern[str] | None
    """A name, a comma, an office."""
    hangul_after: re.Pattern[str] | None
    hangul_before: re.Pattern[str] | None
    role_name: re.Pattern[str] | None
    """Behind a body's name: a role, then a name."""
    name_role: re.Pattern[str] | None
    """Before a body's name: a name, a comma, a role, “of”."""
    role_of: re.Pattern[str] | None
    """Before a body's name: a role, “of”."""
    hangul_role: re.Pattern[str] | None
    past: re.Pattern[str]
    private_before: re.Pattern[str]
    private_after: re.Pattern[str]
    fled: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(pack: Subject) -> _Patterns:
    data = pack.screening
    offices, roles = data.get("offices", {}), data.get("roles", {})
    latin, hangul = any_word((*offices.get("en", ()), *offices.get("ru", ()))), any_word(offices.get("ko", ()))
    role, hangul_role = any_word(roles.get("en", ())), any_word(roles.get("ko", ()))
    private = every(data.get("private"))
    words, korean_words = (
        any_word(w for w in private if w.isascii()),
        any_word(w for w in private if not w.isascii() and w != "씨"),
    )
    end = rf"(?={JOSA}?(?![가-힣]))"
    return _Patterns(
        before=re.compile(rf"(?<![\w-])(?P<office>(?i:{latin}))(?: of [A-Z][\w ]{{2,24}},)? (?P<name>{_NAME})")
        if latin
        else None,
        after=re.compile(rf"(?P<name>{_NAME})(?:, | \()(?P<lead>{_LEAD})(?P<office>(?i:{latin}))(?![\w'’-]| [A-Z])")
        if latin
        else None,
        hangul_after=re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{2,4}})\s(?:{_HANGUL_LAND})?(?P<office>{hangul}){end}")
        if hangul
        else None,
        hangul_before=re.compile(rf"(?P<office>{hangul})(?:인)?\s(?P<name>[가-힣]{{2,4}}?){end}") if hangul else None,
        role_name=re.compile(rf"(?:['’]s)? (?P<office>(?i:{role})) (?P<name>{_NAME})") if role else None,
        name_role=re.compile(rf"(?P<name>{_NAME}), (?P<lead>{_LEAD})(?P<office>(?i:{role})) (?:of|at|for) (?:the )?$")
        if role
        else None,
        role_of=re.compile(rf"(?P<office>(?i:{role})) (?:of|at|for) (?:the )?$") if role else None,
        hangul_role=re.compile(rf"\s?(?P<office>{hangul_role})\s(?P<name>[가-힣]{{2,4}}?){end}")
        if hangul_role
        else None,
        past=re.compile(rf"(?:(?<!\w)(?:{any_word(every(data.get('past'))) or '(?!)'})(?:[ -]|$))", re.IGNORECASE),
        private_before=re.compile(
            rf"(?:(?<!\w)(?i:{words or '(?!)'})(?!['’]? Party)(?: (?:of|named|called|surnamed|for|to))?(?: the)?|(?:{korean_words or '(?!)'})(?:인|의|들)?)\s*$"
        ),
        private_after=re.compile(
            rf"\s?씨{JOSA}?(?![가-힣])|,? ?\(?(?:(?!and |but )[\w'’-]+ ){{0,3}}?(?:(?i:{words or '(?!)'})(?!\w|['’]? Party)|(?:{korean_words or '(?!)'}))"
        ),
        fled=re.compile(
            rf"(?<!\w)(?i:{any_word(w for w in every(data.get('fled')) if w.isascii()) or '(?!)'})(?!\w)|{any_word(w for w in every(data.get('fled')) if not w.isascii()) or '(?!)'}"
        ),
    )


def officials(text: str, bodies: Iterable[Spot], pack: Subject) -> tuple[tuple[Spot, ...], frozenset[str]]:
    """The people in public life, in the order of the text, and the keys of those who are left out though an office stands beside them.

    Args:
        text: a report's text with its noise and its personal data blotted out.
        bodies: what `spots` found in it: a role counts only beside one of these.
        pack: the subject pack.
    """
    known, bodies = _patterns(pack), tuple(bodies)
    taken = Taken(text, (body.span for body in bodies))
    found: dict[Span, tuple[str, str]] = {}
    out: set[str] = set()
    for span, name, office, office_at in (*_by_office(text, known), *_by_role(text, bodies, known)):
        if span in found or span in taken:
            continue
        if known.past.search(text[max(0, office_at - 9) : office_at]) or _is_private(text, span, office_at, known):
            out.add(key_of(name))
        else:
            found[span] = (name, office)
    kept = [
        Spot(span=span, name=name, kind=Kind.PERSON, why=f"named as {office}")
        for span, (name, office) in sorted(found.items())
        if key_of(name) not in out
    ]
    return tuple(kept), frozenset(out)


def key_of(name: str) -> str:
    """A name as it is remembered: its words, in small letters."""
    return " ".join(script.words(name))


def _by_office(text: str, known: _Patterns) -> Iterator[tuple[Span, str, str, int]]:
    for pattern in (known.before, known.after):
        for match in pattern.finditer(text) if pattern else ():
            if name := _person(match["name"], last=pattern is known.after):
                at = match.start("name") + match["name"].index(name)
                lead = match.start("lead") if pattern is known.after else match.start("office")
                if pattern is known.after and known.past.search(match["lead"]):
                    lead = match.start("office")
                yield Span(at, at + len(name)), name, match["office"], max(lead, match.start("office"))
    for pattern in (known.hangul_after, known.hangul_before):
        for match in pattern.finditer(text) if pattern else ():
            # “씨”, Mr or Ms, stands behind the names of private people.
            if korean.person((match["name"],)) and len(match["name"]) > 2 and not match["name"].endswith("씨"):
                yield Span(*match.span("name")), match["name"], match["office"], match.start("office")


def _by_role(text: str, bodies: Iterable[Spot], known: _Patterns) -> Iterator[tuple[Span, str, str, int]]:
    for body in bodies:
        if body.kind is not Kind.BODY:
            continue
        end, before = body.span.end, text[max(0, body.span.start - 120) : body.span.start]
        base = body.span.start - len(before)
        for pattern in (known.role_name, known.hangul_role):
            if pattern and (match := pattern.match(text, end)) and (name := _person(match["name"])):
                at = match.start("name")
                yield Span(at, at + len(name)), name, f"{match['office']} of {body.name}", match.start("office")
        if (
            known.name_role
            and (match := known.name_role.search(before))
            and (name := _person(match["name"], last=True))
        ):
            at = base + match.start("name") + match["name"].index(name)
            yield Span(at, at + len(name)), name, f"{match['office']} of {body.name}", base + match.start("office")
        if known.role_of and (match := known.role_of.search(before)) and (after := re.compile(rf",? (?P<name>{_NAME})").match(text, end)) and (name := _person(after["name"])):  # fmt: skip
            at = after.start("name")
            yield Span(at, at + len(name)), name, f"{match['office']} of {body.name}", base + match.start("office")


def _person(words: str, *, last: bool = False) -> str:
    """The name among capitalised words: those that read as a Korean name, else the first two to four; empty if it is no name.

    Args:
        words: capitalised words.
        last: whether the name stands at their end (before a comma), not at their beginning.
    """
    parts = words.split(" ")
    while parts and parts[-1] in _DAYS:
        parts.pop()
    if korean.is_hangul(words):
        return words if len(words) > 2 and korean.person((words,)) else ""
    for size in (3, 2, 4):
        if size <= len(parts):
            chosen = parts[-size:] if last else parts[:size]
            if korean.person(script.words(" ".join(chosen))):
                return " ".join(chosen)
    return " ".join(parts) if 2 <= len(parts) <= 4 else ""


def _is_private(text: str, span: Span, office_at: int, known: _Patterns) -> bool:
    around = sentence(text, span)
    start = min(span.start, office_at)
    return bool(
        known.private_before.search(text[max(around.start, start - 60) : start].removesuffix(" "))
        or known.private_before.search(text[max(around.start, span.start - 60) : span.start])
        or known.private_after.match(text, span.end, around.end)
        or known.fled.search(around.of(text))
    )
