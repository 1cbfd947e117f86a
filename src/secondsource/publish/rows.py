"""A case as plain rows, one kind at a time, with the field names of the story corpus so that its scorer reads them as they are.

Reports go by the name that the input gave them (`report`), with their content id beside it (`report_id`). Spans are `[start, end]`
offsets into the report's text. Rows come from a masked case: no row holds personal data. `tlp` is the marking of what a row rests on,
null where that is not marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from secondsource.model import (
    Claim,
    Figure,
    Finding,
    Grade,
    Indicator,
    Known,
    Loop,
    Marking,
    Mention,
    Quantity,
    Ref,
    Relay,
    Report,
    Span,
    Statement,
    in_dollars,
    open_text,
    strictest,
)
from secondsource.store.view import CaseView

from .footnotes import quoted
from .teller import tellers

Row = dict[str, Any]


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _tlp(marking: Marking | None) -> str | None:
    return marking.label if marking else None


def _tlp_of(view: CaseView, reports: Iterable[str]) -> str | None:
    """The strictest marking of these reports; a source outside the case has none to give."""
    there = (report for report in reports if view.report(report) is not None)
    return _tlp(strictest(view.marking_of_report(report) for report in there))


def ref_row(view: CaseView, ref: Ref) -> Row:
    """Words of a report: which report, from where to where, and the words."""
    return {"report": view.name_of(ref.report), "span": _pair(ref.span), "text": view.words(ref)}


def statement_row(view: CaseView, s: Statement) -> Row:
    """A statement: its spans, its chain as names outermost first, and the words of its content."""
    report = view.report(s.report)
    return {
        "id": s.id,
        "report": view.name_of(s.report),
        "report_id": s.report,
        "content": [_pair(span) for span in s.content],
        "cue": _pair(s.cue),
        "speaker": _pair(s.speaker),
        "chain": s.chain.names,
        "basis": s.basis.value,
        "anonymity": s.anonymity.value,
        "factuality": s.factuality.value,
        "confidence": s.confidence,
        "how": s.how,
        "text": quoted(report, s.content) if report else "",
        "tlp": _tlp(view.marking_of_report(s.report)),
    }


def mention_row(view: CaseView, m: Mention) -> Row:
    """A mention of an event; `claim` is the id of the claim it belongs to, or null."""
    return {
        "id": m.id,
        "report": view.name_of(m.report),
        "report_id": m.report,
        "statement": m.statement,
        "type": m.type,
        "trigger": _pair(m.trigger),
        "when": m.when.date.text if m.when else None,
        "when_span": _pair(m.when.span) if m.when else None,
        "place": m.place.name if m.place else None,
        "country": m.place.country if m.place else None,
        "precision": m.place.precision if m.place else None,
        "place_span": _pair(m.place.span) if m.place else None,
        "actors": [{"span": _pair(a.span), "role": a.role, "entity": a.entity} for a in m.actors],
        "quantities": [_quantity(view, m, q) for q in m.quantities],
        "attributes": [{"name": a.name, "value": a.value, "span": _pair(a.span)} for a in m.attributes],
        "claim": view.claim_of(m.id),
        "factuality": m.factuality.value,
        "tlp": _tlp(view.marking_of_report(m.report)),
    }


def _quantity(view: CaseView, m: Mention, q: Quantity) -> Row:
    """An amount; in US dollars too where the case holds a rate for the date of the event."""
    turned = in_dollars(q.what, q.range, m.when.date if m.when else None, view.rates)
    return {
        "what": q.what,
        "low": q.range.low,
        "high": q.range.high,
        "span": _pair(q.span),
        "per": q.per,
        "usd_low": turned.range.low if turned else None,
        "usd_high": turned.range.high if turned else None,
        "rate": f"{turned.rate.usd:g} USD, {turned.rate.source}" if turned else None,
    }


def claim_row(view: CaseView, c: Claim) -> Row:
    """A claim with its support, grade and rival values."""
    support, grade = view.support(c.id), view.grade(c.id)
    conflicts: dict[str, list[str]] = {}
    for attribute in c.conflicts:
        # Support counts "how many workers" and "how many flights" as one attribute where it names conflicts, as readers do.
        values = conflicts.setdefault(attribute.partition(":")[0], [])
        values += [v.value for v in c.values if attribute in (v.attribute, v.attribute.partition(":")[0])]
    return {
        "id": c.id,
        "type": c.type,
        "title": c.title,
        "when": c.when.text if c.when else None,
        "place": c.place,
        "country": c.country,
        "reports": [view.name_of(r) for r in c.reports],
        "mentions": list(c.mentions),
        "origins": [
            {
                "id": o.id,
                "name": o.name,
                "basis": o.basis.value,
                "anonymity": o.anonymity.value,
                "recorded": o.recorded,
                "against": against,
                "reports": [view.name_of(r) for r in o.reports],
            }
            for origins, against in (((support.origins, False), (support.against, True)) if support else ())
            for o in origins
        ],
        "at_least": support.at_least if support else None,
        "at_most": support.at_most if support else None,
        "because": list(support.because) if support else [],
        "would_settle": list(support.would_settle) if support else [],
        "conflicts": [{"attribute": a, "values": list(dict.fromkeys(v))} for a, v in conflicts.items()],
        "status": c.status.value,
        "grade": f"{grade.letter}{grade.digit}" if grade else None,
        "tlp": _tlp(view.marking_of_claim(c.id)),
    }


def relay_row(view: CaseView, r: Relay) -> Row:
    """A relay: who takes from whom and how, with the words on both sides and what was changed on the way."""
    return {
        "from": view.name_of(r.taker),
        "to": view.name_of(r.giver),
        "how": r.how.value,
        "named_in_text": r.named,
        "in_case": r.giver_in_case,
        "strength": r.strength,
        "evidence": [
            {"from": ref_row(view, taker), "to": ref_row(view, giver) if giver else None} for taker, giver in r.evidence
        ],
        "why": r.why,
        "changes": [{"claim": c.claim, "attribute": c.attribute, "was": c.was, "now": c.now} for c in r.changes],
        "tlp": _tlp_of(view, (r.taker, r.giver)),
    }


def finding_row(view: CaseView, f: Finding) -> Row:
    """A finding, element by element."""
    return {
        "claim": f.claim,
        "provision": f.provision,
        "outcome": f.outcome.value,
        "elements": [
            {
                "fact": e.fact,
                "text": e.text,
                "truth": e.truth.name.lower(),
                "value": e.value,
                "why": e.why,
                "refs": [ref_row(view, r) for r in e.refs],
            }
            for e in f.elements
        ],
        "deciding": list(f.deciding),
        "turns_on": list(f.turns_on),
        "readings": [{"outcome": outcome, "if": condition} for outcome, condition in f.readings],
        "dates": [{"name": name, "date": value} for name, value in f.dates],
        "not_excluded": list(f.not_excluded),
        "who": f.who,
        "sentence": f.sentence,
        "tlp": _tlp(view.marking_of_claim(f.claim)),
    }


def indicator_row(view: CaseView, i: Indicator) -> Row:
    """An indicator of forced labour with the words for and against it, and who says them."""
    return {
        "claim": i.claim,
        "id": i.id,
        "number": i.number,
        "presence": i.presence.value,
        "refs": [{**ref_row(view, r), "chain": list(tellers(view, r))} for r in i.refs],
        "against": [{**ref_row(view, r), "chain": list(tellers(view, r))} for r in i.against],
        "tlp": _tlp(view.marking_of_claim(i.claim)),
    }


def grade_row(view: CaseView, g: Grade) -> Row:
    """A grade with its reasons."""
    return {
        "claim": g.claim,
        "letter": g.letter,
        "digit": g.digit,
        "sample": g.sample,
        "why": list(g.why),
        "would_change": list(g.would_change),
        "tlp": _tlp(view.marking_of_claim(g.claim)),
    }


def figure_row(view: CaseView, f: Figure) -> Row:
    """A number followed back to where it was first said."""
    return {
        "figure": f.figure,
        "first": view.name_of(f.first),
        "relays": [view.name_of(r) for r in f.relays],
        "stale": f.stale,
        "why": f.why,
        "refs": [ref_row(view, r) for r in f.refs],
        "tlp": _tlp_of(view, (f.first, *f.relays)),
    }


def loop_row(view: CaseView, loop: Loop) -> Row:
    """Circular reporting: who is in it and where it closes."""
    return {
        "members": [view.name_of(m) for m in loop.members],
        "closing": [view.name_of(m) for m in loop.closing],
        "why": loop.why,
        "tlp": _tlp_of(view, loop.members),
    }


def _known(known: Known | None) -> tuple[str | None, str | None, str | None]:
    return (None, None, None) if known is None else (known.value, known.how.value, known.why)


def report_row(view: CaseView, r: Report) -> Row:
    """A report: metadata with how each is known, the masked text without reader comments, noise and personal data as spans."""
    row: Row = {"id": r.id, "report": view.name_of(r.id), "capture": r.capture, "part": r.part, "label": r.label}
    row["note"] = r.note
    told = r.translation
    row["translation_of"] = told and told.of
    row["translator"], row["machine"] = (told.translator, told.machine) if told else (None, None)
    for name in ("outlet", "title", "byline", "url", "language", "published"):
        row[name], row[f"{name}_how"], row[f"{name}_why"] = _known(getattr(r, name))
    row["text"] = open_text(r, " ")
    row["noise"] = [
        {"start": region.span.start, "end": region.span.end, "kind": region.kind.value}
        for region in r.regions
        if region.kind.is_noise
    ]
    row["personal_data"] = [{"start": p.span.start, "end": p.span.end, "kind": p.kind.value} for p in r.personal]
    row["tlp"] = _tlp(view.marking_of_report(r.id))
    return row


ROW: dict[str, Callable[[CaseView, Any], Row]] = {
    "statements": statement_row,
    "mentions": mention_row,
    "claims": claim_row,
    "relays": relay_row,
    "findings": finding_row,
    "reports": report_row,
    "indicators": indicator_row,
    "grades": grade_row,
    "figures": figure_row,
    "loops": loop_row,
}
"""What can be exported, and the row of one; a view holds the values under the same name."""


def rows(view: CaseView, what: str) -> Iterator[Row]:
    """The rows of one kind, in the order of the view."""
    return (ROW[what](view, item) for item in getattr(view, what))


def _all(what: str) -> Callable[[CaseView], Iterator[Row]]:
    return lambda view: rows(view, what)


ROWS: dict[str, Callable[[CaseView], Iterable[Row]]] = {what: _all(what) for what in ROW}
"""What can be exported, and the rows of each."""


def story_rows(view: CaseView, story: str) -> Iterator[Row]:
    """The case as the story scorer's predictions: one row per report, then one for the story.

    Args:
        view: a masked case that holds the reports of one story.
        story: the story's id.
    """
    for reading in view.readings:
        report = reading.report
        yield {
            "story": story,
            "report": view.name_of(report.id),
            "statements": [statement_row(view, s) for s in reading.statements],
            "events": [mention_row(view, m) for m in reading.mentions],
            "noise": [[r.span.start, r.span.end, r.kind.value] for r in report.regions if r.kind.is_noise],
            "personal_data": [[p.span.start, p.span.end, p.kind.value] for p in report.personal],
        }
    yield {
        "story": story,
        "relays": list(ROWS["relays"](view)),
        "claims": [claim_row(view, c) for c in view.claims],
        "loops": [row["members"] for row in ROWS["loops"](view)],
        "zombie_numbers": [row for row in ROWS["figures"](view) if row["stale"]],
    }
