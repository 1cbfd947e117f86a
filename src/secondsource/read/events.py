"""What happened: the events told in a report's statements, each with its characters.

Triggers are rows of lemmas from the pack; dates, places and numbers go to the event whose clause they stand in, then to the sentence, then
to the context told before. Forecasts, opinions and hypotheses tell no event. What the words do not give stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.tokens import Doc, Token

from ..model import Factuality, Mention, Place, Quantity, Report, Span, Statement, mention_id
from ..subjects import Subject, load
from . import events_korean
from .actors import actors_of
from .attributes import attributes_of
from .clause import distance, head_of, nearby
from .event_again import lives_so, one_more, told_again
from .event_choice import asked, weighed
from .event_real import happened
from .instruments import Instrument, find_instruments
from .place import find_places
from .place_event import located, place_of, setting_of
from .place_found import FoundPlace
from .prose import Prose, text_of
from .quantity import find_quantities
from .quantity_event import Counted, shared_out
from .time import FoundDate, TimeKind, find_dates
from .time_event import when_of
from .time_later import dated_later
from .triggers import Trigger, chosen, lookup

_BACK = 48
"""How many events before one it may repeat: no clause has more, but a hostile text may."""


@dataclass
class Context:
    """What one report gives to all its events: parse, dates, places, the pack's lists, and the mentions found so far."""

    doc: Doc
    report: Report
    pack: Subject
    cues: Mapping[str, Any]
    dates: list[tuple[FoundDate, Token]]
    places: list[tuple[FoundPlace, Token]]
    setting: Place | None
    instruments: tuple[Instrument, ...]
    counted: list[Counted]
    statements: Sequence[Statement]
    told: list[Mention] = field(default_factory=list)


def mentions(
    prose: Prose | None, report: Report, statements: Sequence[Statement], pack: Subject
) -> tuple[Mention, ...]:
    """The events told in the statements of a report, in order of their triggers.

    Args:
        prose: the report parsed; not needed for Korean.
        report: the report.
        statements: its statements; only their contents and words of saying are read.
        pack: event types, patterns, places.
    """
    if report.lang == "ko":
        return events_korean.mentions(report, statements, pack)
    if prose is None or not statements:
        return ()
    context = _context(prose, report, statements, pack)
    finder = lookup(pack)
    told = asked(prose, pack)
    unreal = frozenset(context.cues["unreal"])
    out: dict[str, Mention] = {}
    for statement in sorted(statements, key=lambda s: s.hull):
        guessed = statement.factuality.value in unreal
        if guessed and not any(_counts(c, statement) for c in context.counted):
            continue
        tokens = _tokens(context.doc, statement.content)
        known = {m.type for m in context.told}
        numbers = frozenset(c.head.i for c in context.counted if _counts(c, statement))
        found = [
            t
            for t in finder.find(tokens)
            if happened(t, context.cues, statement.factuality) and (not t.echo or (t.type in known and numbers))
        ]
        fresh: list[Trigger] = []
        for t in weighed(chosen(found), told, tokens, pack):
            before = known.union(o.type for o in fresh)
            if not lives_so(t, context.cues, numbers) and not told_again(
                t, before, nearby(context.dates, t.first.idx), numbers
            ):
                fresh.append(t)
        found = _thinned(sorted(fresh, key=lambda t: t.first.i), context.cues)
        found = sorted([*found, *one_more(found, tokens)], key=lambda t: t.first.i)
        triggers = [*_cue_triggers(context, statement, found), *found]
        if guessed:
            # a number that somebody reckons is an estimate told, whatever else the statement supposes
            triggers = [t for t in triggers if t.type in context.cues["stocks"]]
        if not any(_counts(c, statement) for c in context.counted):
            triggers = [t for t in triggers if t.type not in context.cues["numbered"]]
        quantities = shared_out(context.counted, triggers, statement, context.cues, pack)
        words = frozenset(t.first.i for t in triggers)
        for trigger, amounts in zip(triggers, quantities, strict=True):
            mention = _mention(context, statement, trigger, amounts, words)
            if mention.id not in out:
                out[mention.id] = mention
                context.told.append(mention)
    ordered = sorted(out.values(), key=lambda m: (m.trigger, m.type))
    return tuple(dated_later(ordered, context.doc, context.dates))


def _context(prose: Prose, report: Report, statements: Sequence[Statement], pack: Subject) -> Context:
    doc, body = prose.doc, report.body()
    cues: Mapping[str, Any] = pack.cues("en").get("events") or load().cues("en")["events"]
    found = find_dates(text_of(doc), report.date, spans=body, pack=pack)
    dates = [
        (d, head)
        for d in found
        if d.date is not None and d.kind in (TimeKind.DATE, TimeKind.TIME) and (head := head_of(doc, d.span))
    ]
    titled = [*find_places(report.title.value, pack=pack)] if report.title else []
    places = located(doc, find_places(text_of(doc), spans=body, pack=pack), cues)
    taken = [d.span for d in found if d.kind is not TimeKind.SET]
    counted = [
        Counted(q, head)
        for q in find_quantities(text_of(doc), spans=body, taken=taken, pack=pack)
        if (head := head_of(doc, q.span))
    ]
    setting = setting_of(places, titled, cues, doc)
    named = find_instruments(text_of(doc), body, pack)
    return Context(doc, report, pack, cues, dates, places, setting, named, counted, statements)


def _counts(counted: Counted, statement: Statement) -> bool:
    """Whether an amount stands in what a statement says."""
    return any(c.overlaps(counted.quantity.span) for c in statement.content)


def _tokens(doc: Doc, content: Iterable[Span]) -> list[Token]:
    out: list[Token] = []
    for span in content:
        piece = doc.char_span(span.start, span.end, alignment_mode="contract")
        if piece is not None:
            out.extend(piece)
    return out


def _thinned(triggers: list[Trigger], cues: Mapping[str, Any]) -> list[Trigger]:
    """Of two triggers of one type in one clause the first stays; a noun gives way to a verb; verbs in a row are events in a row."""
    out: list[Trigger] = []
    for trigger in triggers:
        twin = next((o for o in out[-_BACK:] if o.type == trigger.type and distance(trigger.first, o.first) < 5), None)
        if twin is None or _in_a_row(twin, trigger, cues):
            out.append(trigger)
        elif twin.first.pos_ in ("NOUN", "ADJ") and trigger.first.pos_ == "VERB":
            out[out.index(twin)] = trigger
    return out


def _in_a_row(one: Trigger, two: Trigger, cues: Mapping[str, Any]) -> bool:
    """“Stopped and resumed”, “resuming flights which had been halted”: two deeds, not one told twice."""
    if not one.first.pos_ == two.first.pos_ == "VERB" or one.type not in cues["sequences"]:
        return False
    return two.first.dep_ == "conj" or (two.first.dep_ == "relcl" and one.first.lemma_ != two.first.lemma_)


def _cue_triggers(context: Context, statement: Statement, found: Sequence[Trigger]) -> list[Trigger]:
    """Denials and confirmations are told by the word of saying itself; an estimate too, where no verb of what is said gives its number."""
    if statement.cue is None or statement.factuality is Factuality.POSSIBLE:
        return []
    piece = context.doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="contract")
    if piece is None:
        return []
    for kind, lemmas in context.cues["cues"].items():
        for token in piece:
            if kind in context.cues["numbered"] and any(t.type == kind and t.first.pos_ == "VERB" for t in found):
                continue
            neither = any(c.lower_ in ("neither", "nor") for c in (*token.children, *token.head.children))
            if token.lemma_.lower() in lemmas and not neither and kind in context.pack.event_types:
                return [Trigger(kind, token, token, 1, -1)]
    return []


def _mention(
    context: Context, statement: Statement, trigger: Trigger, quantities: Sequence[Counted], others: frozenset[int]
) -> Mention:
    span = Span(trigger.first.idx, trigger.last.idx + len(trigger.last.text))
    place = place_of(context.places, context.setting, trigger, statement, context.told, context.cues, context.doc)
    when = when_of(
        context.dates,
        trigger,
        others,
        statement,
        context.told,
        context.report,
        context.cues,
        context.instruments,
        context.statements,
    )
    country = place.country if place else None
    return Mention(
        id=mention_id(context.report.id, span, trigger.type),
        report=context.report.id,
        statement=statement.id,
        type=trigger.type,
        trigger=span,
        when=when,
        place=place,
        actors=actors_of(trigger, context.pack, context.doc),
        quantities=tuple(_rated(c.kept(country, context.pack), trigger, context) for c in quantities),
        attributes=attributes_of(trigger, statement, context.doc, context.cues),
        factuality=statement.factuality,
    )


def _rated(quantity: Quantity, trigger: Trigger, context: Context) -> Quantity:
    """“The sum is $12,000” after a yearly due: the rate told before goes on."""
    if quantity.per or not trigger.echo:
        return quantity
    before = next(
        (q.per for m in reversed(context.told) if m.type == trigger.type for q in m.quantities if q.per), None
    )
    return replace(quantity, per=before)
