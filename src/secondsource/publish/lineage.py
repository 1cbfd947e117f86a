"""Who had it from whom: the graph behind one claim, from its reports through tellers to its origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from textwrap import shorten

from secondsource.model import Claim, Origin, Ref, Relay, Support
from secondsource.store.view import CaseView

from .footnotes import Notes, SourceLine
from .retold import named
from .tongue import say
from .words import count, sentence, word

CROWD = 12
"""From so many boxes on, reports that stand in the same place share one box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box: a `report`, a `teller` named in a text, an `origin`, an origin `unrecorded`, or one that speaks `against`.

    `tip` is shown where a reader points at the box: the report's title and nature, or the words that name the origin. `members` are the keys of
    reports that share it.
    """

    key: str
    kind: str
    title: str
    small: str = ""
    tip: str = field(default="", compare=False)
    members: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`taker` had it from `giver`. `how` is a kind of relay, or `tells` where a chain alone says so; `hidden` if the text does not say.

    `tip` is the evidence, shown where a reader points at the line.
    """

    taker: str
    giver: str
    how: str = "tells"
    hidden: bool = False
    back: bool = False
    tip: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Boxes in order of publication (origins last), and the lines between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def node(self, key: str) -> Node:
        """The box of that key. Raises StopIteration if there is none."""
        return next(node for node in self.nodes if node.key == key)

    def sentences(self) -> tuple[str, ...]:
        """Every line as a sentence, for those who hear the picture."""
        names = {node.key: node.title + (f" ({node.small})" if node.small else "") for node in self.nodes}
        return tuple(
            say(
                "{taker} {how} {giver}",
                taker=names[e.taker],
                how=say("has it from") if e.how == "tells" else word("relays", e.how),
                giver=names[e.giver],
            )
            + (say(", without saying so") if e.hidden else "")
            + (say("; this closes a circle") if e.back else "")
            + "."
            for e in self.edges
        )


def relays_by_ends(view: CaseView) -> dict[tuple[str, str], Relay]:
    """The relays of a case by taker and giver; of several between the same two, the strongest."""
    return {(r.taker, r.giver): r for r in sorted(view.relays, key=lambda r: r.strength)}


def lineage(claim: Claim, support: Support | None, relays: Mapping[tuple[str, str], Relay], notes: Notes) -> Lineage:
    """The graph of a claim.

    Args:
        claim: the claim.
        support: what trace found for it; without it the picture shows the reports alone.
        relays: the relays of the case, as `relays_by_ends` gives them.
        notes: knows the reports and their order.
    """
    nodes: dict[str, Node] = {}
    pairs: dict[tuple[str, str], None] = {}
    sources = notes.sources
    for report in sorted(claim.reports, key=notes.order.__getitem__):
        nodes[report] = _report_node(sources[report])
    origins = [] if support is None else [*support.origins, *support.against]
    against = set() if support is None else {origin.id for origin in support.against}
    last: dict[str, Node] = {}
    for origin in origins:
        key = f"origin:{origin.id}"
        last[key] = _origin_node(key, origin, origin.id in against, notes)
        for path in origin.paths or tuple((report,) for report in origin.reports):
            steps = [step for step in path if step not in (origin.id, origin.name)]
            for step in steps:
                if step not in nodes:
                    source = sources.get(step)
                    nodes[step] = _report_node(source) if source else Node(key=step, kind="teller", title=named(step))
            pairs.update(((a, b), None) for a, b in zip(steps, [*steps[1:], key], strict=True) if a != b)
    edges = _broken_circles([_edge(a, b, relays, notes) for a, b in pairs])
    return _crowds_together(Lineage((*nodes.values(), *last.values()), edges))


def chain_lines(graph: Lineage) -> tuple[str, ...]:
    """Every way from a report to an origin as a line of text with arrows, for editions without pictures."""
    givers: defaultdict[str, list[Edge]] = defaultdict(list)
    taken = {edge.giver for edge in graph.edges if not edge.back}
    for edge in graph.edges:
        if not edge.back:
            givers[edge.taker].append(edge)

    def said(node: Node) -> str:
        return node.title + (f" ({node.small})" if node.small else "")

    def ways(key: str) -> Iterable[str]:
        if not givers[key]:
            yield said(graph.node(key))
            return
        for edge in givers[key]:
            how = "" if edge.how in ("tells", "cites") and not edge.hidden else f"[{word('relays', edge.how)}] "
            for way in ways(edge.giver):
                yield f"{said(graph.node(key))} → {how}{way}"

    starts = [n for n in graph.nodes if n.key not in taken]
    return tuple(way for node in starts for way in ways(node.key))


def _report_node(source: SourceLine) -> Node:
    small = f"{source.label}, {source.date}" + (f" · {source.mark}" if source.mark else "")
    tip = [
        source.title or source.name,
        f"{source.known_as}, {source.date}" + (f" ({source.how})" if source.how else ""),
    ]
    return Node(
        key=source.id, kind="report", title=source.known_as, small=small, tip="\n".join([*tip, source.note]).strip()
    )


def _origin_node(key: str, origin: Origin, against: bool, notes: Notes) -> Node:
    tip = _words(origin.refs, notes)
    if not origin.recorded:
        return Node(
            key=key,
            kind="unrecorded",
            title=say("lineage not recorded"),
            small=_who_says_nothing(origin.name),
            tip=tip,
        )
    kind = "against" if against else "origin"
    small = (
        say("speaks against") + " · " if against else ""
    ) + f"{word('basis', origin.basis)} · {word('anonymity', origin.anonymity)}"
    return Node(key=key, kind=kind, title=named(origin.name), small=small, tip=tip)


def _words(refs: Iterable[Ref], notes: Notes) -> str:
    """The words at references as lines, each with its report; of many the first three."""
    found: dict[tuple[str, str], None] = {}
    for ref in refs:
        source = notes.sources.get(ref.report)
        if source is not None:
            found[" ".join(notes.view.words(ref).split()), source.label] = None
    lines = [f"“{shorten(words, 160, placeholder=' …')}” ({label})" for words, label in list(found)[:3]]
    return "\n".join(lines + ([say("and {n} more", n=len(found) - 3)] if len(found) > 3 else []))


def _who_says_nothing(name: str) -> str:
    return "" if "not recorded" in name.casefold() else name


def _edge(taker: str, giver: str, relays: Mapping[tuple[str, str], Relay], notes: Notes) -> Edge:
    relay = relays.get((taker, giver))
    if relay is None:
        return Edge(taker=taker, giver=giver, tip=say("So the chain of tellers in the text has it."))
    refs = [ref for pair in relay.evidence for ref in pair if ref is not None]
    tip = "\n".join(line for line in (sentence(relay.why), _words(refs, notes)) if line)
    return Edge(taker=taker, giver=giver, how=relay.how.value, hidden=not relay.named, tip=tip)


def _broken_circles(edges: list[Edge]) -> tuple[Edge, ...]:
    """The same lines, those that close a circle marked: what is left without them runs one way."""
    out: list[Edge] = []
    ahead: defaultdict[str, set[str]] = defaultdict(set)

    def reaches(start: str, goal: str) -> bool:
        seen, todo = {start}, [start]
        while todo:
            at = todo.pop()
            if at == goal:
                return True
            fresh = ahead[at] - seen
            seen |= fresh
            todo.extend(fresh)
        return False

    for edge in edges:
        if reaches(edge.giver, edge.taker):
            out.append(replace(edge, back=True))
        else:
            ahead[edge.taker].add(edge.giver)
            out.append(edge)
    return tuple(out)


def _crowds_together(graph: Lineage) -> Lineage:
    """Many reports that nobody takes from and that take from the same givers in the same way become one box."""
    if len(graph.nodes) <= CROWD:
        return graph
    taken = {edge.giver for edge in graph.edges}
    places: defaultdict[tuple[tuple[str, str, bool, bool], ...], list[Node]] = defaultdict(list)
    out_of: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        out_of[edge.taker].append(edge)
    for node in graph.nodes:
        if node.kind == "report" and node.key not in taken:
            place = tuple(sorted((e.giver, e.how, e.hidden, e.back) for e in out_of[node.key]))
            places[place].append(node)
    gone: dict[str, Node] = {}
    for members in places.values():
        if len(members) >= 4:
            names = ", ".join(dict.fromkeys(m.title for m in members))
            labels = [m.small.split(",")[0] for m in members]
            crowd = Node(
                key=members[0].key,
                kind="report",
                title=f"{count(len(members), 'report')}: {names}",
                small=say("{first} to {last}", first=labels[0], last=labels[-1])
                if len(labels) > 6
                else ", ".join(labels),
                tip="\n".join(f"{m.title} ({m.small})" for m in members),
                members=tuple(m.key for m in members),
            )
            gone.update({m.key: crowd for m in members})
    nodes = tuple(
        dict.fromkeys(gone.get(node.key, node) for node in graph.nodes),
    )
    edges = dict.fromkeys(replace(e, taker=gone[e.taker].key) if e.taker in gone else e for e in graph.edges)
    return Lineage(nodes, tuple(edges))
