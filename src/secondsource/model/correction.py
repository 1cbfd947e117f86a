"""What people corrected in what was read: decisions on statements and mentions, laid over the reader's own values.

The reader's values stay as they are; a correction stands above them as long as it is in force, and keeps the id it was made about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from .amount import Quantity, Range
from .decision import Decision, DecisionKind
from .edtf import PartialDate
from .errors import BadDate, SecondsourceError, Ungrounded
from .report import RegionKind, Report
from .span import Span
from .statement import Anonymity, Basis, Chain, Factuality, Link, LinkKind, Mention, Place, Reading, Statement, When

PLACES = frozenset({"content", "cue", "speaker", "trigger"})
"""Fields that are places in the text."""
_PLACE = re.compile(r"\d+-\d+")
_AMOUNT = re.compile(r"[0-9][0-9,]{0,18}(?:\.[0-9]{1,6})?")
HIDDEN = "\0"
"""Stands for what nothing may point at."""
HOW = "decided"
"""The `how` of a statement that a person corrected."""


class BadCorrection(SecondsourceError):
    """The correction cannot be made. The message names the field, what may stand in it, and what was written."""


def corrected(readings: Sequence[Reading], decisions: Iterable[Decision]) -> tuple[Reading, ...]:
    """The readings with the decisions on their statements and mentions laid over them.

    A later correction of a field stands above an earlier one. What a decision cannot be applied to any more (its words are gone after a
    better reader, or a new version of the text) changes nothing.

    Args:
        readings: as they were read.
        decisions: those in force, in the order of the ledger.
    """
    correct = correcting(decisions)
    return tuple(correct(reading) for reading in readings)


def correcting(decisions: Iterable[Decision]) -> Callable[[Reading], Reading]:
    """What lays these decisions over a reading, as `corrected` does over all."""
    by_object: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.kind in (DecisionKind.CORRECT, DecisionKind.REJECT):
            by_object[decision.object].append(decision)
    return lambda reading: _reading(reading, by_object) if by_object else reading


def statement_with(statement: Statement, values: Mapping[str, str], text: str) -> Statement:
    """The statement with these fields set.

    Args:
        statement: as it was read.
        values: `content`, `cue`, `speaker` as places in the text (`120-140`, several with commas between; nothing for none), `chain` as names,
            outermost first, with `>` between and ` + ` between those who tell it together, each as `kind:name` where its kind is not clear, `basis`,
            `anonymity`, `factuality`.
        text: the report's text.

    Raises:
        BadCorrection: naming the field that does not fit.
    """
    out = statement
    for field, value in values.items():
        setter = _STATEMENT.get(field)
        if setter is None:
            raise BadCorrection(f"A statement has no field “{field}”. It has {', '.join(_STATEMENT)}.")
        with _naming(field, value):
            out = setter(out, value, text)
    return replace(out, confidence=1.0, how=HOW)


def mention_with(mention: Mention, values: Mapping[str, str], text: str) -> Mention:
    """The event with these fields set.

    Fields are `type`, `trigger` (`120-140`), `when` (EDTF; nothing for unknown), `place`, `country`, `factuality`, and `number`: what is counted
    with its range, `workers=90..110`, `USD=150000`, `workers=` for none.

    Raises:
        BadCorrection: naming the field that does not fit.
    """
    out = mention
    for field, value in values.items():
        setter = _MENTION.get(field)
        if setter is None:
            raise BadCorrection(f"An event has no field “{field}”. It has {', '.join(_MENTION)}.")
        with _naming(field, value):
            out = setter(out, value, text)
    return out


def located(words: str, text: str, near: Span) -> str:
    """The place of words in the text, the nearest to a span, as a correction takes it (`120-140`); places are left as they are.

    Args:
        words: words of the text, or a place or places in it, or nothing.
        text: the report's text.
        near: where to look first.

    Raises:
        BadCorrection: if the text does not have the words.
    """
    wanted = words.strip()
    if not wanted or all(_PLACE.fullmatch(part.strip()) for part in wanted.split(",")):
        return wanted
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    found = [match.span() for match in re.finditer(pattern, text)]
    if not found:
        raise BadCorrection(
            f"The text does not have the words “{wanted[:80]}”. Copy them from the report as they stand."
        )
    start, end = min(found, key=lambda at: (max(at[0] - near.end, near.start - at[1], 0), at))
    return f"{start}-{end}"


def open_text(report: Report, hidden: str = HIDDEN) -> str:
    """The text of a report with `hidden` for each character of reader comments, so that places stay places. No correction reaches the default."""
    text = report.text
    for region in report.regions:
        if region.kind is RegionKind.COMMENTS:
            blank = "".join(c if c == "\n" else hidden for c in region.span.of(text))
            text = text[: region.span.start] + blank + text[region.span.end :]
    return text


def _reading(reading: Reading, by_object: Mapping[str, Sequence[Decision]]) -> Reading:
    touched = {s.id for s in reading.statements} | {m.id for m in reading.mentions}
    if touched.isdisjoint(by_object):
        return reading
    text = open_text(reading.report)
    statements: list[Statement] = []
    gone: set[str] = set()
    for statement in reading.statements:
        decided = by_object.get(statement.id, ())
        if any(d.kind is DecisionKind.REJECT for d in decided):
            gone.add(statement.id)
            continue
        statements.append(_laid_over(statement, decided, text, statement_with))
    mentions: list[Mention] = []
    for mention in reading.mentions:
        decided = by_object.get(mention.id, ())
        if mention.statement in gone or any(d.kind is DecisionKind.REJECT for d in decided):
            continue
        mentions.append(_laid_over(mention, decided, text, mention_with))
    return replace(reading, statements=tuple(statements), mentions=tuple(mentions))


def _laid_over(
    value: Any, decided: Sequence[Decision], text: str, put: Callable[[Any, Mapping[str, str], str], Any]
) -> Any:
    for decision in decided:
        try:
            value = put(value, decision.values, text)
        except BadCorrection:
            continue
    return value


@contextmanager
def _naming(field: str, value: str) -> Iterator[None]:
    """Names the field in whatever the value's own type says of it."""
    try:
        yield
    except (ValueError, BadDate, Ungrounded) as error:
        raise BadCorrection(f"{field}: “{value}” does not fit. {error}") from error


def _spans(value: str, text: str) -> tuple[Span, ...]:
    out = []
    for part in value.split(","):
        start, _, end = part.strip().partition("-")
        if not (start.isdigit() and end.isdigit()) or not int(start) < int(end) <= len(text):
            raise BadCorrection(
                f"“{part.strip()}” is no place in the text. Write the first and the last character, as 120-140; the text has {len(text)}."
            )
        out.append(Span(int(start), int(end)))
        if HIDDEN in out[-1].of(text):
            raise BadCorrection(f"At “{part.strip()}” stand comments of readers. They are nobody's statement.")
    return tuple(sorted(out))


def _span(value: str, text: str) -> Span | None:
    return _spans(value, text)[0] if value.strip() else None


def _chain(statement: Statement, value: str, text: str) -> Chain:
    known = {link.name: link for link in (*statement.chain.each, *statement.chain.links)}
    otherwise = statement.speaker or statement.content[0]

    def link(words: str) -> Link:
        name = words.strip()
        kind, colon, rest = name.partition(":")
        if colon and kind.strip() in LinkKind.__members__.values():
            name = rest.strip()
        elif name in known:
            return known[name]
        at = text.find(name)
        where = Span(at, at + len(name)) if at >= 0 else otherwise
        return Link(name=name, kind=LinkKind(kind.strip()) if colon else LinkKind.PERSON, span=where)

    def told(part: str) -> Link:
        members = tuple(link(words) for words in part.split(" + ") if words.strip())
        if len(members) == 1 or part.strip() in known:
            return known.get(part.strip()) or members[0]
        name = " and ".join((", ".join(m.name for m in members[:-1]), members[-1].name))
        spans = sorted(m.span for m in members)
        return Link(name=name, kind=LinkKind.GROUP, span=spans[0].hull(spans[-1]), members=members)

    return Chain(tuple(told(part) for part in value.split(">") if part.strip(" +")))


def _when(mention: Mention, value: str) -> When | None:
    if not value.strip():
        return None
    return When(date=PartialDate(value.strip()), span=mention.trigger, why="corrected by a person")


def _place(mention: Mention, name: str | None = None, country: str | None = None) -> Place | None:
    before = mention.place or Place(name="", country=None, span=None)
    code = before.country if country is None else country.strip().upper() or None
    if code is not None and not (len(code) == 2 and code.isalpha() and code.isascii()):
        raise BadCorrection(f"country: “{country}” is no code of two letters. Write PL for Poland.")
    if name is None or name == before.name:
        place = replace(before, country=code, why="corrected by a person")
    else:
        place = Place(
            name=name.strip(), country=code, span=mention.trigger, why="corrected by a person", precision="named"
        )
    return place if place.name or place.country else None


def _number(mention: Mention, value: str) -> tuple[Quantity, ...]:
    what, equals, amount = (part.strip() for part in value.partition("="))
    if not equals or not what:
        raise BadCorrection(f"number: “{value}” does not fit. Write what is counted and how many: workers=90..110.")
    others = tuple(q for q in mention.quantities if q.what != what)
    if not amount:
        return others
    low, dots, high = amount.partition("..")
    ends = (low.strip(), high.strip()) if dots else (amount, amount)
    if any(end and not _AMOUNT.fullmatch(end) for end in ends):
        raise BadCorrection(
            f"number: “{value[:80]}” does not fit. Write digits, none below zero: workers=90..110, USD=1,500.50."
        )
    least, most = (float(end.replace(",", "")) if end else None for end in ends)
    before = next((q for q in mention.quantities if q.what == what), None)
    span = before.span if before else mention.trigger
    return (*others, Quantity(what=what, range=Range(least, most), span=span, per=before.per if before else None))


_STATEMENT: dict[str, Callable[[Statement, str, str], Statement]] = {
    "content": lambda s, v, text: replace(s, content=_spans(v, text)),
    "cue": lambda s, v, text: replace(s, cue=_span(v, text)),
    "speaker": lambda s, v, text: replace(s, speaker=_span(v, text)),
    "chain": lambda s, v, text: replace(s, chain=_chain(s, v, text)),
    "basis": lambda s, v, _: replace(s, basis=Basis(v.strip())),
    "anonymity": lambda s, v, _: replace(s, anonymity=Anonymity(v.strip())),
    "factuality": lambda s, v, _: replace(s, factuality=Factuality(v.strip())),
}
_MENTION: dict[str, Callable[[Mention, str, str], Mention]] = {
    "type": lambda m, v, _: replace(m, type=v.strip()),
    "trigger": lambda m, v, text: replace(m, trigger=_spans(v, text)[0]),
    "when": lambda m, v, _: replace(m, when=_when(m, v)),
    "place": lambda m, v, _: replace(m, place=_place(m, name=v)),
    "country": lambda m, v, _: replace(m, place=_place(m, country=v)),
    "factuality": lambda m, v, _: replace(m, factuality=Factuality(v.strip())),
    "number": lambda m, v, _: replace(m, quantities=_number(m, v)),
}
