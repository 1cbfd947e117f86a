"""Events of Korean reports: the pack's Korean triggers with Korean dates, places and amounts; a plain first reading without a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model import Mention, PartialDate, Place, Quantity, Report, Span, Statement, When, mention_id
from ..subjects import Subject, load
from .place import find_places
from .place_found import FoundPlace
from .place_line import far_end, line_meant
from .published import before_report, on_report, year_of_report
from .quantity import find_quantities
from .time import FoundDate, find_dates
from .time_context import lasts
from .time_event import ONSET, onset
from .triggers_korean import CLAUSE_ENDS, clause_between, found_triggers

_RECENT = 210
"""Characters over which a day told before still dates a state told as past."""
_BEFORE_IT = re.compile(r"[^,.]{0,14}[았었였겼췄됐했]던\s")
"""A verb in the past and -던 right after a date: what it tells was over when the event came (“2월 23일 끊겼던 노선이 다시”)."""


_ABROAD = re.compile(
    r"해외에서|해외의|해외에\s|해외\s북한|전\s?세계|세계\s각지|각국에|여러\s나라|여러\s국가|개\s나라|개국"
)
"""Words for no one country: what the context named is not the place."""


def mentions(report: Report, statements: Sequence[Statement], pack: Subject) -> tuple[Mention, ...]:
    """The events told in the statements of a Korean report, in order of their triggers."""
    cues: Mapping[str, Any] = pack.cues("en").get("events") or load().cues("en")["events"]
    body = report.body()
    dates = [
        d for d in find_dates(report.text, report.date, language="ko", spans=body, pack=pack) if d.date is not None
    ]
    places = find_places(report.text, language="ko", spans=body, pack=pack)
    amounts = find_quantities(report.text, language="ko", spans=body, taken=[d.span for d in dates], pack=pack)
    out: list[Mention] = []
    for statement in sorted(statements, key=lambda s: s.hull):
        if statement.factuality.value in cues["unreal"]:
            continue
        known = frozenset(m.type for m in out)
        found = [
            item for content in statement.content for item in found_triggers(report.text, content, pack, cues, known)
        ]
        by_cue = _told_by_cue(report, statement, pack)
        found = [*by_cue, *(item for item in found if item[1] not in {kind for _, kind in by_cue})]
        if (reckoned := _reckoned(report, statement, amounts, pack)) is not None:
            found = [reckoned, *(item for item in found if item[1] != reckoned[1])]
        shared = _shared_out(statement, found, amounts, cues, pack)
        for (trigger, kind), counted in zip(found, shared, strict=True):
            out.append(_mention(report, statement, kind, trigger, dates, places, counted, out, cues))
    return tuple(sorted(out, key=lambda m: (m.trigger, m.type)))


def _mention(
    report: Report, statement: Statement, kind: str, trigger: Span, dates: Sequence[FoundDate], places: Sequence[FoundPlace],
    counted: tuple[Quantity, ...], told: Sequence[Mention], cues: Mapping[str, Any],
) -> Mention:  # fmt: skip
    return Mention(
        id=mention_id(report.id, trigger, kind), report=report.id, statement=statement.id, type=kind, trigger=trigger,
        when=_when(report, statement, kind, trigger, dates, told, cues),
        place=_place(report.text, statement, kind, trigger, places, told, cues),
        quantities=counted, factuality=statement.factuality,
    )  # fmt: skip


def _inside(statement: Statement, span: Span) -> bool:
    return any(c.overlaps(span) for c in statement.content)


def _reaches(text: str, trigger: Span, span: Span) -> bool:
    """Whether words belong to a trigger's clause or stand before it: what the next clause tells is not the trigger's own."""
    return span.start <= trigger.end or not CLAUSE_ENDS.search(text, max(trigger.start, trigger.end - 2), span.start)


def _near(trigger: Span, span: Span) -> tuple[int, int]:
    """What stands before a Korean verb belongs to it sooner than what follows."""
    return (abs(trigger.start - span.end) + (60 if span.start > trigger.start else 0), span.start)


def _when(
    report: Report,
    statement: Statement,
    kind: str,
    trigger: Span,
    dates: Sequence[FoundDate],
    told: Sequence[Mention],
    cues: Mapping[str, Any],
) -> When | None:
    others = [m for m in told if m.type == kind and kind in cues["sequences"] and _inside(statement, m.trigger)]
    taken = {m.when.span for m in others if m.when}
    own = [
        d
        for d in dates
        if d.span not in taken and _inside(statement, d.span) and _reaches(report.text, trigger, d.span)
    ]
    own = [d for d in own if not _campaign(d)] or own
    own = [d for d in own if not (d.date and d.date.is_interval and clause_between(report.text, d.span, trigger))] or [
        d for d in own if d.date and not d.date.is_interval
    ]
    own = [d for d in own if not _over_before(report.text[d.span.end : max(trigger.start, d.span.end)])]
    if own:
        best = min(own, key=lambda d: _near(trigger, d.span))
        if start := onset(kind, best, cues, _told_as_past(report.text, trigger)):
            return When(date=start, span=best.span, why=best.why + ONSET)
        if best.date is not None:
            return When(date=best.date, span=best.span, why=best.why)
    if statement.cue is not None and statement.cue.overlaps(trigger) and kind in cues["speech"]:
        return on_report(report.date)
    year = year_of_report(report.date)
    before = next(
        (m for m in reversed(told) if m.when and m.when.span and m not in others and not lasts(m, kind, cues)), None
    )
    near = before is not None and trigger.start - before.trigger.end < _RECENT and _told_as_past(report.text, trigger)
    if kind in cues["states"] and year and (kind in cues["stocks"] or (kind not in cues["older"] and not near)):
        return When(date=PartialDate(year), span=None, why="how things stood in the year of the report")
    if before and before.when:
        return When(
            date=before.when.date, span=None, why=f"from the context: as the event told before ({before.when.why})"
        )
    return before_report(report.date)


def _place(
    text: str,
    statement: Statement,
    kind: str,
    trigger: Span,
    places: Sequence[FoundPlace],
    told: Sequence[Mention],
    cues: Mapping[str, Any],
) -> Place | None:
    route = kind in cues["routes"]
    if route and _points_at_line(text, statement, trigger, cues):
        heads = [(p, None) for p in places if p.country not in ("KP", "KR", "US")]
        before = next((m.place for m in reversed(told) if m.place), None)
        if line := line_meant(heads, told, before, cues):
            return line
    own = [
        p
        for p in places
        if _inside(statement, p.span) and p.country not in ("KP", "KR", "US") and _reaches(text, trigger, p.span)
    ]
    own = [p for p in own if p.kind != "bloc"] or own
    if own:
        best = min(own, key=lambda p: (not (route and p.kind == "route"), p.kind == "country", *_near(trigger, p.span)))
        return best.told(span=best.span)
    if kind in cues["placeless"]:
        return None
    if route:
        link = next((p for p in places if p.kind == "route"), None)
        if link:
            return link.told(span=None, why="the link the report speaks of")
    if _ABROAD.search(text, statement.content[0].start, statement.content[-1].end):
        return None
    if opening := _opens_sentence(text, statement, places):
        return opening.told(span=opening.span, why="named at the head of the sentence")
    before = next((m.place for m in reversed(told) if m.place), None)
    if before and before.precision == "route" and not route:
        before = far_end(before, before.why)
    return replace(before, span=None, why="from the context") if before else None


def _opens_sentence(text: str, statement: Statement, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """The place told last before the content in its sentence (“쿠웨이트의 노동자들이” before what they are said to have done)."""
    start = min(c.start for c in statement.content)
    head = max(text.rfind(mark, 0, start) for mark in (". ", "\n"))
    before = [p for p in places if head < p.span.start and p.span.end <= start and p.country not in ("KP", "KR", "US")]
    return before[-1] if before and before[-1].kind not in ("bloc", "route") else None


def _points_at_line(text: str, statement: Statement, trigger: Span, cues: Mapping[str, Any]) -> bool:
    """“이 노선” in the clause of the event."""
    return any(
        not clause_between(text, at, trigger)
        for words in cues["lines"]["ko"]
        for c in statement.content
        for m in re.finditer(re.escape(words), text[c.start : c.end])
        for at in (Span(c.start + m.start(), c.start + m.end()),)
    )


def _told_by_cue(report: Report, statement: Statement, pack: Subject) -> list[tuple[Span, str]]:
    """Denials are told by the word of saying itself."""
    if statement.cue is None:
        return []
    words: Mapping[str, Sequence[str]] = pack.cues("ko").get("attribution", {}).get("told_by_cue", {})
    for kind, stems in words.items():
        for stem in stems:
            at = report.text.find(stem, statement.cue.start, statement.cue.end)
            if at >= 0 and kind in pack.event_types:
                return [(Span(at, at + len(stem)), kind)]
    return []


def _reckoned(
    report: Report, statement: Statement, amounts: Sequence[Quantity], pack: Subject
) -> tuple[Span, str] | None:
    """An estimate of money told by its cue: “…2억 달러로 추산된다”."""
    money = any(a.what.isupper() and _inside(statement, a.span) for a in amounts)
    if statement.cue is None or not money:
        return None
    words: Mapping[str, Sequence[str]] = pack.cues("ko").get("attribution", {}).get("reckoned_by_cue", {})
    for kind, stems in words.items():
        for stem in stems:
            at = report.text.find(stem, statement.cue.start, statement.cue.end)
            if at >= 0 and kind in pack.event_types:
                return Span(at, at + len(stem)), kind
    return None


def _shared_out(
    statement: Statement,
    found: Sequence[tuple[Span, str]],
    amounts: Sequence[Quantity],
    cues: Mapping[str, Any],
    pack: Subject,
) -> list[tuple[Quantity, ...]]:
    """For each trigger the amounts that are its own: each goes to the nearest trigger whose type counts such things."""
    out: list[list[Quantity]] = [[] for _ in found]
    for amount in amounts:
        if not _inside(statement, amount.span):
            continue
        best: tuple[tuple[int, int], int, str] | None = None
        for index, (trigger, kind) in enumerate(found):
            table: Mapping[str, str] = cues["quantities"].get(pack.event_types[kind].counts, {})
            kept = table.get(amount.what) or (amount.what if "money" in table and amount.what.isupper() else None)
            if kept and (best is None or _near(trigger, amount.span) < best[0]):
                best = (_near(trigger, amount.span), index, kept)
        if best:
            out[best[1]].append(Quantity(what=best[2], range=amount.range, span=amount.span, per=amount.per))
    return [tuple(sorted(mine, key=lambda q: q.span)) for mine in out]


def _over_before(between: str) -> bool:
    """Whether what a date tells was over before the event; a return that was due in February (“예정됐던 귀국”) is the event itself."""
    match = _BEFORE_IT.match(between)
    return match is not None and "예정" not in match[0]


def _told_as_past(text: str, trigger: Span) -> bool:
    """Whether a verb from the trigger to the end of its sentence has the -ss- of the past: a syllable that ends in ㅆ, but for 있 and 겠."""
    end = next((m.start() for m in re.finditer(r"[.!?\n]", text[trigger.end :])), len(text) - trigger.end)
    return any(
        "가" <= c <= "힣" and (ord(c) - 0xAC00) % 28 == 20 and c not in "있겠"
        for c in text[trigger.start : trigger.end + end]
    )


def _campaign(date: FoundDate) -> bool:
    """Whether the words name a feast or campaign, which is mostly an aim and not the day of what is told."""
    return " is " in date.why and date.why.startswith("“")
