"""Support of a claim: at least n, at most m independent origins, because ..."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..model import Anonymity, Basis, Claim, Origin, Support
from .case import Case
from .ends import End, best
from .lineage import Lineage
from .wording import because_of, taken_back, would_settle

_SHOWN = frozenset({Basis.WITNESSED, Basis.RECORD, Basis.SENSOR})
_TESTIMONY = frozenset({Basis.TOLD, Basis.WITNESSED})
_PASSED_ON = frozenset({Basis.UNKNOWN, Basis.READ, Basis.TOLD})


class Group(NamedTuple):
    """A claim as far as its support asks after it."""

    id: str
    reports: Sequence[str]


_CLAIM, _SINK = ("claim",), ("sink",)
Node = tuple[str, ...]


class _Web:
    """The graph of one claim: reports and tellers between the claim and the ends."""

    def __init__(self, claim: Claim | Group, lineage: Lineage, against: bool) -> None:
        self.ends: dict[str, list[End]] = {}
        self.edges: dict[Node, list[Node]] = {}
        self.back: dict[Node, list[Node]] = {}
        self.starts: list[str] = []
        case = lineage.case
        # what its own outlet took back is gone, and with it every way through it
        gone = case.withdrawn(claim.id) if not against else {}
        told = [r for r in claim.reports if r in case.by_id and r not in gone]
        waiting = deque(sorted((r for r in told if lineage.steps(r, claim.id, against)), key=case.order.__getitem__))
        self.starts = list(waiting)
        self._started = {report: at for at, report in enumerate(self.starts)}
        seen = set(waiting)
        while waiting:
            report = waiting.popleft()
            for step in lineage.steps(report, claim.id, against):
                if step.report in gone:
                    continue
                at: Node = ("report", report)
                for teller in step.tellers:
                    at = self._edge(at, ("teller", case.names.key(teller), teller))
                if step.report is not None:
                    self._edge(at, ("report", step.report))
                    if step.report not in seen:
                        seen.add(step.report)
                        waiting.append(step.report)
                elif step.end is not None:
                    self.ends.setdefault(step.end.key, []).append(step.end)
                    self._edge(at, ("end", step.end.key))
        self._passed_on()

    def _passed_on(self) -> None:
        """What a body says is what its unnamed sources told it, where another report names them and nobody says that the body has access of its own."""
        for key in sorted(self.ends):
            told = f"told by:{key.removeprefix('named:')}"
            if key == told or told not in self.ends or any(e.basis not in _PASSED_ON for e in self.ends[key]):
                continue
            self.ends[told] += self.ends.pop(key)
            for node in self.back.pop(("end", key)):
                self.edges[node].remove(("end", key))
                self._edge(node, ("end", told))

    def _edge(self, a: Node, b: Node) -> Node:
        to = self.edges.setdefault(a, [])
        if b not in to:
            to.append(b)
            self.back.setdefault(b, []).append(a)
        return b

    def paths(self, key: str) -> list[tuple[Node, ...]]:
        """The shortest way from each report to an end, by the report's publication."""
        follow: dict[Node, Node] = {}
        end: Node = ("end", key)
        waiting = deque([end])
        seen = {end}
        while waiting:
            node = waiting.popleft()
            for before in self.back.get(node, ()):
                if before not in seen:
                    seen.add(before)
                    follow[before] = node
                    waiting.append(before)
        out: list[tuple[Node, ...]] = []
        reached = sorted(
            (n for n in seen if n[0] == "report" and n[1] in self._started), key=lambda n: self._started[n[1]]
        )
        for at in reached:
            path = [at]
            while path[-1] != end:
                path.append(follow[path[-1]])
            out.append(tuple(path[:-1]))
        return out


def support_of(claim: Claim | Group, lineage: Lineage, as_known_on: date | None = None) -> Support:
    """The support of one claim."""
    case = lineage.case
    web = _Web(claim, lineage, against=False)
    rivals = _origins(_Web(claim, lineage, against=True), case)
    origins = _affirming(_origins(web, case), rivals, case)
    counted = _shown(origins)
    at_least = _disjoint(web, counted, lineage.ends.publication) if counted else 0
    at_most = len([o for o in origins if not o.rumour]) + (1 if any(o.rumour for o in origins) else 0)
    at_least = min(at_least, at_most)
    bottleneck = _bottleneck(web, [o for o in origins if o.origin.recorded], case)
    plain = [o.origin for o in origins]
    return Support(
        claim=claim.id,
        at_least=at_least,
        at_most=at_most,
        because=(
            *because_of(plain, [o.rumour for o in origins], [o.origin for o in rivals], at_least, bottleneck, case),
            *taken_back(case.withdrawn(claim.id), case),
        ),
        origins=tuple(plain),
        against=tuple(o.origin for o in rivals),
        bottleneck=bottleneck,
        would_settle=would_settle(plain, [o.rumour for o in origins], at_least, at_most),
        as_known_on=as_known_on.isoformat() if as_known_on else None,
        withdrawn=tuple(sorted(case.withdrawn(claim.id).items())),
    )


def _affirming(origins: Sequence[_Found], rivals: Sequence[_Found], case: Case) -> list[_Found]:
    """The origins that stand for a claim: not one that denies it, where one report gives its word so and as many or more give it otherwise.

    One who has changed his mind counts: a later report of his own says so.
    """
    denials = {_who(r.key): r.origin for r in rivals if r.origin.anonymity is Anonymity.NAMED}
    out = []
    for found in origins:
        unsaid = found.key.startswith("none:") and found.origin.reports
        own = case.outlet[found.origin.reports[0]] if unsaid else _who(found.key)
        denial = denials.get(own) if unsaid or found.origin.anonymity is Anonymity.NAMED else None
        if unsaid and denial is not None and denial.basis not in _SHOWN:
            denial = None  # a paper may tell both; a body that denies from its own records does not
        speaks = [r for r in found.origin.reports if case.outlet[r] == own]
        changed = (
            denial is not None
            and not unsaid
            and any(case.order[r] > max(case.order[d] for d in denial.reports) for r in speaks)
        )
        if denial is None or changed or len(found.origin.reports) > len(denial.reports):
            out.append(found)
    return out


def _who(key: str) -> str:
    """Whose origin it is, whether it speaks itself or by unnamed sources."""
    return key.removeprefix("named:").removeprefix("told by:")


class _Found:
    """An origin while it is weighed: its key, whether it is mere rumour, when it first spoke."""

    __slots__ = ("first", "key", "origin", "rumour")

    def __init__(self, key: str, origin: Origin, rumour: bool, first: date | None) -> None:
        self.key, self.origin, self.rumour, self.first = key, origin, rumour, first


def _origins(web: _Web, case: Case) -> list[_Found]:
    out: list[_Found] = []
    for number, key in enumerate(
        sorted(web.ends, key=lambda k: min((case.order[e.ref.report], e.ref.span, k) for e in web.ends[k])), 1
    ):
        ends = web.ends[key]
        chosen = best(ends)
        paths = web.paths(key)
        days = [d for p in paths if (d := case.day(p[0][1])) is not None]
        rumour = all(e.rumour for e in ends)
        out.append(
            _Found(
                key,
                Origin(
                    id=f"o{number}",
                    name=chosen.name,
                    basis=chosen.basis,
                    anonymity=chosen.anonymity,
                    recorded=chosen.recorded,
                    reports=tuple(p[0][1] for p in paths),
                    paths=tuple(tuple(n[-1] for n in p) for p in paths),
                    refs=tuple(sorted({e.ref for e in ends})),
                ),
                rumour,
                min(days, default=None),
            )
        )
    return out


def _shown(origins: Sequence[_Found]) -> list[_Found]:
    """The origins whose independence of one another is shown.

    Named ones with access of their own (witness, record, sensor) count once for each kind of access: two records may rest on one register, two
    witnesses on one talk. People's word counts once and only beside records and sensors, if it was told before those, or a report of unknown
    lineage, were published. Where none
    has shown access, one of the recorded origins counts.
    """
    recorded = [o for o in origins if o.origin.recorded and not o.rumour]
    strong = [o for o in recorded if o.origin.basis in _SHOWN and o.origin.anonymity is Anonymity.NAMED]
    if not strong:
        return recorded[:1]
    if any(o.origin.basis is Basis.WITNESSED for o in strong):
        return strong
    # who speaks after a report of unknown lineage may have read it there
    first = min((o.first for o in [*strong, *(o for o in origins if not o.origin.recorded)] if o.first), default=None)
    people = [
        o
        for o in recorded
        if o not in strong
        and o.origin.basis in _TESTIMONY
        and not (first is not None and o.first is not None and o.first > first)
    ]
    return strong + people


def _disjoint(web: _Web, counted: Sequence[_Found], publication: Mapping[str, str]) -> int:
    """The most ways from the claim to origins of unlike access that share no publication and no teller (Menger, by maximum flow)."""
    kinds = {found.key: _kind(found) for found in counted}
    if len(set(kinds.values())) == 1:
        return 1
    # half a second to load, and most claims have one kind of access
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()

    def enter(node: Node) -> Node:
        return (*shared(node), "in")

    def leave(node: Node) -> Node:
        return (*shared(node), "out")

    def shared(node: Node) -> Node:
        """All versions of a publication are one way."""
        return ("report", publication.get(node[1], node[1])) if node[0] == "report" else node

    for a, to in web.edges.items():
        graph.add_edge(enter(a), leave(a), capacity=1)
        for b in to:
            graph.add_edge(leave(a), enter(b), capacity=1)
    for report in web.starts:
        graph.add_edge(_CLAIM, enter(("report", report)), capacity=1)
    for found in counted:
        end: Node = ("end", found.key)
        kind: Node = ("kind", kinds[found.key])
        graph.add_edge(enter(end), leave(end), capacity=1)
        graph.add_edge(leave(end), kind, capacity=1)
        graph.add_edge(kind, _SINK, capacity=1)
    if _CLAIM not in graph:
        return 0
    return int(nx.maximum_flow_value(graph, _CLAIM, _SINK))


def _kind(found: _Found) -> str:
    """What sets an origin's access apart from others; the word of people is one kind."""
    strong = found.origin.basis in _SHOWN and found.origin.anonymity is Anonymity.NAMED
    return found.origin.basis.value if strong else "people"


def _bottleneck(web: _Web, recorded: Sequence[_Found], case: Case) -> tuple[str, ...]:
    """Tellers that every way to a recorded origin passes, the one nearest to the claim first; none if only one report tells it."""
    ways = [path for found in recorded for path in web.paths(found.key)]
    if len(web.starts) < 2 or not ways:
        return ()
    shared = set(ways[0]).intersection(*map(set, ways[1:]))
    return tuple(case.name_of(n[1]) if n[0] == "report" else n[-1] for n in ways[-1] if n in shared)
