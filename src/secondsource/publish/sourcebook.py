"""Who is heard in a case: outlets, bodies, people and records, whom each relies on, who relies on it, and how its claims fared.

Sources that are not named, or are known by function alone, stand together by the publication that tells of them, and never one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from secondsource.model import Anonymity, Link, LinkKind, Origin, Statement
from secondsource.store import CaseView
from secondsource.subjects import Subject
from secondsource.subjects.names import SourceNames
from secondsource.weigh import Record, letter_of, track_records

from .redact import BLOCK
from .tongue import say

KINDS = ("outlet", "body", "record", "sensor", "person", "unnamed")
"""In the order in which they are shown."""
_APART = frozenset({LinkKind.OUTLET, LinkKind.BODY, LinkKind.PERSON, LinkKind.RECORD, LinkKind.SENSOR})
_UNNAMED = "unnamed:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source of the case.

    Args:
        key: as in `subjects.names`; `unnamed:` and the key of a publication for those whom it does not name.
        kind: one of `KINDS`.
        reports: ids of its own reports in the case.
        statements: ids of the statements that name it as a teller.
        named_in: ids of the reports of these statements.
        claims: ids of the claims that its reports tell or that these statements tell of.
        relies_on: keys of those from whom it has matter, with the number of reports that show it; most first.
        relied_on_by: likewise, who has matter from it.
        record: how its earlier claims fared.
        alone: ids of the claims of which it is the only origin, or alone in telling of the only origin.
    """

    key: str
    name: str
    kind: str
    reports: tuple[str, ...]
    statements: tuple[str, ...]
    named_in: tuple[str, ...]
    claims: tuple[str, ...]
    relies_on: tuple[tuple[str, int], ...]
    relied_on_by: tuple[tuple[str, int], ...]
    record: Record
    alone: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The letter that its record gives; F where too little was resolved."""
        return letter_of(self.record)


def sourcebook(view: CaseView, pack: Subject) -> dict[str, SourceEntry]:
    """Every source of the case by key: by kind, then those with most reports of their own or about them first.

    Args:
        view: the case, masked: a name that is masked stands with those who are not named.
        pack: its subject pack.
    """
    return _Book(view, pack).entries()


class _Book:
    def __init__(self, view: CaseView, pack: Subject) -> None:
        self.view, self.pack, self.names = view, pack, SourceNames(pack)
        self.titles: dict[str, str] = {}
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.reports: dict[str, list[str]] = defaultdict(list)
        self.statements: dict[str, list[str]] = defaultdict(list)
        self.named_in: dict[str, dict[str, None]] = defaultdict(dict)
        self.claims: dict[str, dict[str, None]] = defaultdict(dict)
        self.relies: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.out: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.back: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.outlet: dict[str, str] = {}
        self.hidden: set[str] = set()

    def entries(self) -> dict[str, SourceEntry]:
        for report in self.view.reports:
            self._own(report.id)
        for reading in self.view.readings:
            by_statement: dict[str | None, list[str]] = defaultdict(list)
            for mention in reading.mentions:
                if claim := self.view.claim_of(mention.id):
                    by_statement[mention.statement].append(claim)
                    self.claims[self.outlet[reading.report.id]][claim] = None
            for statement in reading.statements:
                self._heard(statement, by_statement[statement.id])
        self._relays()
        for (taker, giver), reports in self.relies.items():
            self.out[taker].append((giver, len(reports)))
            self.back[giver].append((taker, len(reports)))
        alone = self._alone()
        records = track_records(self.view.claims, self.view.supports, self.view.readings, self.pack)
        found = [self._entry(key, alone, records.get(key, ())) for key in self.titles]
        order = sorted(
            found, key=lambda e: (KINDS.index(e.kind), -len(e.reports) - len(e.named_in), e.name.casefold(), e.key)
        )
        return {entry.key: entry for entry in order}

    def _own(self, identifier: str) -> None:
        report = self.view.report(identifier)
        assert report is not None
        if report.outlet is None:
            key = self._called(
                f"report:{identifier}", say("outlet not known ({file})", file=self.view.name_of(identifier)), "outlet"
            )
        else:
            key = self._named(report.outlet.value, None, "outlet")
        self.outlet[identifier] = key
        self.reports[key].append(identifier)

    def _heard(self, statement: Statement, claims: Iterable[str]) -> None:
        """Those who tell a statement, each from the next."""
        for chain in statement.chain.apart():
            giver = self.outlet[statement.report]
            for link in chain.links:
                giver = self._told(link, giver, statement)
                self.claims[giver].update(dict.fromkeys(claims))

    def _told(self, link: Link, giver: str, statement: Statement) -> str:
        """One who tells a statement to the one before; his key."""
        if link.kind in _APART and BLOCK not in link.name:
            key = self._named(link.name, link.entity, link.kind.value)
        else:
            self.hidden.add(link.name)
            key = self._unnamed(giver)
        if key != giver:
            self.relies[giver, key].add(statement.report)
        if not self.statements[key] or self.statements[key][-1] != statement.id:
            self.statements[key].append(statement.id)
        self.named_in[key][statement.report] = None
        return key

    def _relays(self) -> None:
        for relay in self.view.relays:
            taker = self.outlet.get(relay.taker)
            giver = self.outlet.get(relay.giver) if relay.giver_in_case else self._named(relay.giver, None, "outlet")
            if taker is not None and giver is not None and taker != giver:
                self.relies[taker, giver].add(relay.taker)

    def _alone(self) -> dict[str, list[str]]:
        """By source, the claims that rest on one origin, which is this source or is told of by it alone."""
        out: dict[str, list[str]] = defaultdict(list)
        for support in self.view.supports:
            origins = [origin for origin in support.origins if origin.recorded]
            if len(origins) != 1 or support.at_most != 1:
                continue
            for key in self._behind(origins[0]):
                out[key].append(support.claim)
        return out

    def _behind(self, origin: Origin) -> Iterator[str]:
        last = {self._teller(path[-1]) for path in origin.paths if path}
        teller = next(iter(last)) if len(last) == 1 else None
        if teller is not None and teller in self.titles:
            yield teller
        if origin.anonymity is not Anonymity.NAMED or origin.name in self.hidden or BLOCK in origin.name:
            own = _unnamed_key(teller) if teller else ""
        else:
            own = self.names.key(origin.name)
        if own in self.titles and own != teller:
            yield own

    def _teller(self, teller: str) -> str:
        return self.outlet.get(teller) or self.names.key(teller)

    def _named(self, name: str, entity: str | None, kind: str) -> str:
        return self._called(self.names.key(name, entity), self.names.name(name, entity), kind)

    def _unnamed(self, teller: str) -> str:
        key = _unnamed_key(teller)
        return self._called(key, say("not named, of {whom}", whom=self.titles[key.removeprefix(_UNNAMED)]), "unnamed")

    def _called(self, key: str, name: str, kind: str) -> str:
        self.titles.setdefault(key, name)
        self.kinds[key][kind] += 1
        return key

    def _kind(self, key: str) -> str:
        known = self.pack.sources.get(key.removeprefix("source:")) if key.startswith("source:") else None
        if known is not None and known.kind in KINDS:
            return known.kind
        return "outlet" if self.reports[key] else self.kinds[key].most_common(1)[0][0]

    def _entry(self, key: str, alone: Mapping[str, list[str]], resolved: Iterable[tuple[object, bool]]) -> SourceEntry:
        good = [borne_out for _, borne_out in resolved]
        return SourceEntry(
            key=key,
            name=self.titles[key],
            kind=self._kind(key),
            reports=tuple(self.reports[key]),
            statements=tuple(self.statements[key]),
            named_in=tuple(self.named_in[key]),
            claims=tuple(self.claims[key]),
            relies_on=self._most_first(self.out[key]),
            relied_on_by=self._most_first(self.back[key]),
            record=Record(sum(good), len(good) - sum(good)),
            alone=tuple(alone.get(key, ())),
        )

    def _most_first(self, pairs: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], self.titles[pair[0]].casefold(), pair[0])))


def _unnamed_key(teller: str) -> str:
    """Those of whom the unnamed speak are theirs, too: the key is the publication's."""
    return teller if teller.startswith(_UNNAMED) else f"{_UNNAMED}{teller}"
