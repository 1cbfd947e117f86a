"""What each line of a lineage rests on: the words of the one who took, and of the one it was taken from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from secondsource.law.sentences import sentences
from secondsource.model import Claim, Ref, Span, Support
from secondsource.publish.lineage import Edge, Lineage
from secondsource.publish.tongue import say
from secondsource.publish.words import sentence, word

from .places import Quote, quote_of
from .shelf import Shown

MOST = 4
"""Pairs of words that a line shows; the reports hold the others."""
_WORDS, _SHORT = 320, 40


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of the one who took, and of the giver where the case has them; `taker` is None where only the giver's show it."""

    taker: Quote | None
    giver: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What a line rests on.

    Args:
        number: of the line in the picture, from 1.
        taker: who has it.
        how: in what way, in words.
        giver: from whom.
        why: plain sentences.
        pairs: the first words of both sides.
        more: how many further pairs there are.
    """

    number: int
    taker: str
    how: str
    giver: str
    why: tuple[str, ...]
    pairs: tuple[Pair, ...]
    more: int


def evidence(shown: Shown, claim: Claim, support: Support | None, graph: Lineage) -> tuple[Rests, ...]:
    """What each line of a claim's picture rests on, in the order of its lines.

    Args:
        shown: the case, as the picture shows it.
        claim: the claim.
        support: of the claim, from which the picture was made.
        graph: the picture's lines.
    """
    names = {node.key: node.title + (f" ({node.small})" if node.small else "") for node in graph.nodes}
    members = {node.key: node.members or (node.key,) for node in graph.nodes}
    telling = _Telling(shown, claim, support)
    out = []
    for number, edge in enumerate(graph.edges, start=1):
        found = [telling.of(taker, edge) for taker in members[edge.taker]]
        words = list(dict.fromkeys(pair for _, some in found for pair in some))
        out.append(
            Rests(
                number=number,
                taker=names[edge.taker],
                how=(say("has it from") if edge.how == "tells" else word("relays", edge.how))
                + (say(", without saying so") if edge.hidden else ""),
                giver=names[edge.giver],
                why=tuple(dict.fromkeys(sentence(why) for why, _ in found)),
                pairs=tuple(Pair(_around(shown, mine), _around(shown, theirs)) for mine, theirs in words[:MOST]),
                more=len(words[MOST:]),
            )
        )
    return tuple(out)


class _Telling:
    """Where the reports of a claim say from whom they have it."""

    def __init__(self, shown: Shown, claim: Claim, support: Support | None) -> None:
        self._shown = shown
        self._refs: dict[str, tuple[Ref, ...]] = {}
        self._in: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for origin in (*support.origins, *support.against) if support else ():
            key = f"origin:{origin.id}"
            self._refs[key] = origin.refs
            for path in origin.paths:
                steps = [step for step in path if step not in (origin.id, origin.name)]
                report = ""
                for step, after in zip(steps, [*steps[1:], key], strict=True):
                    # What a teller outside the case has from others stands in the report that names it.
                    report = step if step in shown.sources else report
                    self._in[step, after][report] = None
        self._told: Mapping[str, list[tuple[tuple[str, ...], tuple[Ref, ...]]]] = _statements(shown, claim)

    def of(self, taker: str, edge: Edge) -> tuple[str, list[tuple[Ref | None, Ref | None]]]:
        """Why the line is there, in a sentence, and the words for it: the taker's and the giver's."""
        relay = self._shown.relays.get((taker, edge.giver))
        if relay is not None:
            return relay.why, list(relay.evidence)
        return say("So the chain of tellers in the text has it."), [
            (ref, None) for ref in self._chained(taker, edge.giver)
        ]

    def _chained(self, taker: str, giver: str) -> Iterator[Ref]:
        for report in self._in.get((taker, giver), {}):
            naming = [ref for ref in self._refs.get(giver, ()) if ref.report == report]
            if naming:
                yield from naming
            told = self._told.get(report, [])
            among = [refs for names, refs in told if giver in names or (taker in names and taker != report)] or [
                refs for _, refs in told
            ]
            for refs in among:
                yield from refs


def _around(shown: Shown, ref: Ref | None) -> Quote | None:
    """The words with the sentence around them, for a bare name says little; None if the case has not the report."""
    report = shown.view.report(ref.report) if ref is not None else None
    if ref is None or report is None:
        return None
    quote, span = quote_of(shown, ref, _WORDS), ref.span
    part = next((own for own in report.body() if own.covers(span)), None)
    if part is None or len(span) > _SHORT:
        return quote
    near = Span(max(part.start, span.start - _WORDS), min(part.end, span.end + _WORDS))
    holder = next((s for s in sentences(report.text, (near,)) if s.covers(span)), span)
    return replace(quote, words=quote_of(shown, Ref(ref.report, holder), _WORDS).words)


def _statements(shown: Shown, claim: Claim) -> dict[str, list[tuple[tuple[str, ...], tuple[Ref, ...]]]]:
    """By report, the statements that tell of the claim: the names of their tellers and their words."""
    out: defaultdict[str, dict[str, tuple[tuple[str, ...], tuple[Ref, ...]]]] = defaultdict(dict)
    for mention in shown.view.mentions_of(claim):
        statement = shown.view.statement(mention.statement)
        if statement is not None:
            refs = tuple(Ref(mention.report, span) for span in statement.content)
            out[mention.report][statement.id] = (tuple(statement.chain.names), refs)
    return {report: list(found.values()) for report, found in out.items()}
