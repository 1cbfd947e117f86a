"""The review of what was read, the decisions made so far, and what is new, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.model import (
    FORECAST,
    Anonymity,
    Basis,
    Claim,
    Decision,
    Factuality,
    Mention,
    Span,
    Statement,
    on_a_forecast,
)
from secondsource.pipeline import Waiting
from secondsource.publish.chapter import heading
from secondsource.publish.names import kind
from secondsource.publish.retold import named
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import said_date, word

from .pages import set_of
from .shelf import Shown

CONTEXT = 600
"""Characters shown before and after the statement."""
KINDS = {
    "merge": noted("made one with"),
    "split": noted("taken apart"),
    "accept": noted("accepted"),
    "reject": noted("rejected"),
    "correct": noted("corrected"),
    "override": noted("grade overridden"),
    "resolve": noted("resolved"),
    "mark": noted("marked"),
    "redact": noted("hidden in safe editions"),
    "hand out": noted("to be handed out"),
    "register": noted("forecast registered"),
    "undo": noted("taken back"),
}
"""Kinds of decisions, in words."""
_OF_A_FORECAST = ("question", "resolves_by", "outcome", "low", "high", "claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of the text around a statement; `marks` says what it is: `content`, `cue`, `speaker`, `trigger`."""

    text: str
    marks: str


def review_page(shown: Shown, asked: str, token: str, who: str, *, open_here: bool, proposed: int = 0) -> str:
    """The statement asked for, or the first that waits, with what depends on it and the ways to decide.

    Args:
        shown: the case.
        asked: id of a statement, or nothing for the first.
        token: of this desk's forms.
        who: who decided last on this machine.
        open_here: whether decisions are taken here.
        proposed: how many decisions wait for a second person.
    """
    waiting = shown.waiting
    place = next((n for n, w in enumerate(waiting) if w.statement == asked), 0)
    statement = shown.view.statement(asked) if asked else None
    item = waiting[place] if waiting else None
    if statement is None and item is not None:
        statement = shown.view.statement(item.statement)
    last = shown.view.ledger[-1] if shown.view.ledger else None
    if statement is None:
        return set_of(
            shown,
            "review.html.j2",
            at="/review",
            item=None,
            last=last,
            kinds={kind: say(done) for kind, done in KINDS.items()},
            token=token,
            who=who,
            open_here=open_here,
            proposed=proposed,
        )
    return set_of(
        shown,
        "review.html.j2",
        at="/review",
        item=_item(shown, statement, item if item and item.statement == statement.id else None),
        waiting=len(waiting),
        after=[_line(shown, w) for w in waiting[place + 1 : place + 6]],
        last=last,
        kinds={kind: say(done) for kind, done in KINDS.items()},
        token=token,
        who=who,
        open_here=open_here,
        proposed=proposed,
        bases=[(b.value, word("basis", b)) for b in Basis],
        anonymities=[(a.value, word("anonymity", a)) for a in Anonymity],
        factualities=[(f.value, word("factuality", f)) for f in Factuality],
        types=[(k.id, kind(k.id, shown.pack)) for k in shown.pack.event_types.values()],
    )


def decisions_page(shown: Shown, token: str, who: str, *, open_here: bool) -> str:
    """Every decision ever made, the latest first, with those taken back marked and what they are about where it is still there."""
    undone = {e.decision.object for e in shown.view.ledger if e.decision.kind.value == "undo"}
    unmet = {(d.kind, d.object, d.at, d.who) for d in shown.view.unmet}
    rows = [
        {
            "entry": entry,
            "kind": say(KINDS[entry.decision.kind.value]),
            "sets": "; ".join(f"{name} = {value}" for name, value in _set_by(entry.decision)),
            "undone": entry.hash in undone,
            "gone": (entry.decision.kind, entry.decision.object, entry.decision.at, entry.decision.who) in unmet,
            "about": about(shown, entry.decision.object),
        }
        for entry in reversed(shown.view.ledger)
    ]
    return set_of(shown, "decisions.html.j2", at="/decisions", rows=rows, token=token, who=who, open_here=open_here)


def _set_by(decision: Decision) -> list[tuple[str, str]]:
    """What a decision sets; of a forecast what it is about and what came, since all of it stands on a page of its own."""
    kept = _OF_A_FORECAST if on_a_forecast(decision) else decision.values
    return [(name, decision.values[name]) for name in kept if name in decision.values]


def _item(shown: Shown, statement: Statement, waiting: Waiting | None) -> dict[str, object]:
    view = shown.view
    report = view.report(statement.report)
    assert report is not None
    mentions = [m for m in view.mentions if m.statement == statement.id]
    claims = dict.fromkeys(c for m in mentions if (c := view.claim_of(m.id)))
    return {
        "statement": statement,
        "source": shown.sources[report.id],
        "runs": _runs(report.text, statement, mentions),
        "speaker": statement.speaker.of(report.text) if statement.speaker else "",
        "content": " … ".join(span.of(report.text) for span in statement.content),
        "plain_chain": statement.chain.names,
        "chain": [named(name) for name in statement.chain.names],
        "basis": word("basis", statement.basis),
        "anonymity": word("anonymity", statement.anonymity),
        "factuality": word("factuality", statement.factuality),
        "because": waiting.because if waiting else (),
        "events": [_event(shown, m, report.text) for m in mentions],
        "claims": [(c.id, heading(c, shown.pack)) for c in _known(shown, claims)],
        "words": ",".join(f"{span.start}-{span.end}" for span in statement.content),
        "decided": [(say(KINDS[d.kind.value]), d.who, d.at) for d in view.decided(statement.id)],
    }


def _event(shown: Shown, mention: Mention, text: str) -> dict[str, object]:
    return {
        "mention": mention,
        "kind": kind(mention.type, shown.pack),
        "trigger": mention.trigger.of(text),
        "when": mention.when.date.text if mention.when else "",
        "when_said": said_date(mention.when.date if mention.when else None),
        "place": mention.place.name if mention.place else "",
        "country": (mention.place.country or "") if mention.place else "",
        "numbers": "; ".join(f"{q.what}={_range(q.range.low, q.range.high)}" for q in mention.quantities),
    }


def _range(low: float | None, high: float | None) -> str:
    ends = ["" if end is None else f"{end:g}" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def _runs(text: str, statement: Statement, mentions: Sequence[Mention]) -> list[Run]:
    """The text around the statement in runs of one and the same mark."""
    hull = statement.hull
    for span in (statement.cue, statement.speaker):
        if span is not None and abs(span.start - hull.start) < CONTEXT:
            hull = hull.hull(span)
    start = max(text.rfind("\n", 0, hull.start) + 1, hull.start - CONTEXT)
    end = text.find("\n", hull.end)
    end = min(end if end >= 0 else len(text), hull.end + CONTEXT)
    marks: list[tuple[Span, str]] = [(m.trigger, "trigger") for m in mentions]
    marks += [
        (span, name) for span, name in ((statement.cue, "cue"), (statement.speaker, "speaker")) if span is not None
    ]
    marks += [(span, "content") for span in statement.content]
    out: list[Run] = []
    for at in range(start, end):
        here = next((name for span, name in marks if span.start <= at < span.end), "")
        if out and out[-1].marks == here:
            out[-1] = Run(text=out[-1].text + text[at], marks=here)
        else:
            out.append(Run(text=text[at], marks=here))
    return out


def _line(shown: Shown, waiting: Waiting) -> dict[str, object]:
    statement = shown.view.statement(waiting.statement)
    report = shown.view.report(statement.report) if statement else None
    words = " ".join(" … ".join(s.of(report.text) for s in statement.content).split()) if statement and report else ""
    return {
        "id": waiting.statement,
        "words": words if len(words) < 160 else words[:159] + "…",
        "because": waiting.because[0],
    }


def _known(shown: Shown, claims: dict[str, None]) -> list[Claim]:
    return [claim for identifier in claims if (claim := shown.view.claim(identifier)) is not None]


def about(shown: Shown, target: str) -> tuple[str, str]:
    """Where what a decision is about can be seen, and its name; the address is empty if it is gone."""
    claim = shown.view.claim(target)
    if claim is not None:
        return f"/claims/{claim.id}", heading(claim, shown.pack)
    if shown.view.statement(target) is not None:
        return f"/review?at={target}", target
    mention = shown.view.mention(target)
    if mention is not None and mention.statement:
        return f"/review?at={mention.statement}", target
    if target in shown.sources:
        return f"/reports/{target}", shown.view.name_of(target)
    if target.startswith(FORECAST):
        return f"/forecasts/{target.removeprefix(FORECAST)}", say("a forecast")
    return "", say("the case") if target == shown.view.id else target
