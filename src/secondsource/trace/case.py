"""The readings and claims of a case, indexed for tracing."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from ..model import Claim, Factuality, Mention, Reading, Statement
from ..model.shelf import AT_HAND, Shelf
from ..subjects import Subject
from ..subjects.names import SourceNames, folded_once
from .card import OPENING, Card, Published, card_of
from .notices import NoticeKind
from .tellings import Tellings, Told
from .versions import Told as Version
from .versions import grouped
from .words import Words, words_of

VERSION = "15"
__all__ = ["OPENING", "VERSION", "Case", "Told"]
_FOLDED, _WORDS = 512, 4096
"""Texts whose folded form, and whose words, are kept at hand; the words of as many as readings, if those are more."""
_OF_ONE = 4
"""Of the readings at hand, those that tell what one report tells may be one in so many: a claim told by thousands would push all others out."""


class Case:
    """What tracing asks of a case again and again.

    Args:
        readings: in any order; kept by publication, then report id.
        claims: what join made of them.
        pack: the subject pack.
        as_known_on: leave out what was published after this day, or has no date; None keeps everything.
        obtained: by capture, when it was first obtained (ISO 8601); of versions of one publication with one date it tells which is the later.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        claims: Sequence[Claim],
        pack: Subject,
        as_known_on: date | None = None,
        obtained: Mapping[str, str] | None = None,
    ) -> None:
        at = obtained or {}
        kept = {r.report.id: r for r in readings if as_known_on is None or _known(r, as_known_on)}
        cards = {i: card_of(r, pack, at.get(r.report.capture, "")) for i, r in kept.items()}
        self.claims = [c for c in claims if any(r in kept for r in c.reports)]
        claim_of = {m: c.id for c in self.claims for m in c.mentions}
        self._open(cards, kept, {i: tuple(map(claim_of.get, c.mentions)) for i, c in cards.items()}, pack)

    @classmethod
    def of_cards(
        cls,
        cards: Mapping[str, Card],
        readings: Mapping[str, Reading],
        claims_at: Mapping[str, Sequence[str | None]],
        pack: Subject,
        versions: Mapping[str, tuple[str, ...]],
        at_hand: int,
    ) -> Case:
        """A case whose readings are fetched when they are asked for.

        Args:
            cards: of every report.
            readings: by report id.
            claims_at: of every report, the claims of its mentions in the order of its card.
            pack: the subject pack.
            versions: see `versions`.
            at_hand: reports whose tellings are kept.
        """
        case = cls.__new__(cls)
        case.claims = []
        case._open(cards, readings, claims_at, pack, versions, at_hand)
        return case

    def _open(
        self,
        cards: Mapping[str, Card],
        readings: Mapping[str, Reading],
        claims_at: Mapping[str, Sequence[str | None]],
        pack: Subject,
        versions: Mapping[str, tuple[str, ...]] | None = None,
        at_hand: int | None = None,
    ) -> None:
        self.pack = pack
        self.at_hand = at_hand or 0
        self.names = SourceNames(pack)
        self.cards = cards
        self.by_id = readings
        self.versions = versions_of(cards.values(), self.names, readings) if versions is None else versions
        self.ids = sorted(cards, key=self.place)
        self.order = {report: at for at, report in enumerate(self.ids)}
        self.claims_at = claims_at
        self.told = Tellings(readings, cards, claims_at, at_hand)
        rules = pack.joining
        self.remarks = frozenset(rules.get("remarks") or ())
        self.public_acts = frozenset(rules.get("public_acts") or ())
        self.voices = frozenset(rules.get("voices") or ())
        self._published: dict[str, Published] = {}
        self._folded: OrderedDict[str, str] = OrderedDict()
        self._words: OrderedDict[str, Words] = OrderedDict()
        self._spellings: dict[str, tuple[str, ...]] = {}
        self._withdrawn: dict[str, dict[str, str]] = {}
        self._beside: tuple[str, frozenset[str]] = ("", frozenset())

    def place(self, report: str) -> tuple[str, str, str]:
        """What puts a report in its place among the others."""
        card = self.cards[report]
        return (card.stamp, card.came if report in self.versions else "", report)

    @property
    def readings(self) -> list[Reading]:
        """All readings, by publication, then report id."""
        return [self.by_id[report] for report in self.ids]

    @cached_property
    def outlet(self) -> Mapping[str, str]:
        """Key of each report's outlet; a report without one is its own outlet."""
        key = self.names.key
        return {i: f"report:{i}" if (name := self.cards[i].outlet) is None else key(name) for i in self.ids}

    @cached_property
    def by_outlet(self) -> Mapping[str, list[str]]:
        """Reports of each outlet, in order of publication."""
        out: dict[str, list[str]] = {}
        for report in self.ids:
            out.setdefault(self.outlet[report], []).append(report)
        return out

    @cached_property
    def claims_of_report(self) -> Mapping[str, frozenset[str]]:
        """The claims that a report tells of."""
        found = ((i, frozenset(c for c in self.claims_at[i] if c)) for i in self.ids)
        return {i: claims for i, claims in found if claims}

    def claims_of_statement(self, statement: Statement) -> frozenset[str]:
        """The claims that a statement tells of."""
        return self.told.of(statement.report).by_statement.get(statement.id, frozenset())

    def claim_of(self, mention: Mention) -> str:
        """The claim of a mention, or nothing."""
        card = self.cards[mention.report]
        at = card.mentions.index(mention.id) if mention.id in card.mentions else None
        return (self.claims_at[mention.report][at] or "") if at is not None else ""

    def name_of(self, report: str) -> str:
        """The outlet of a report as a reader says it; without one its title, and only then the name of its file."""
        card = self.cards[report]
        if card.outlet is not None:
            return self.names.name(card.outlet)
        return f"“{card.title}”" if card.title is not None else card.name

    @cached_property
    def reports_of_claim(self) -> Mapping[str, list[str]]:
        """The reports that tell of a claim, in order of publication."""
        out: dict[str, list[str]] = {}
        for report in self.ids:
            for claim in self.claims_of_report.get(report, ()):
                out.setdefault(claim, []).append(report)
        return out

    def withdrawn(self, claim: str) -> Mapping[str, str]:
        """The reports of a claim that their own outlet took back, each with the report that did.

        A later report of the outlet denies the claim in its own voice and asserts nothing of it, or a version of the publication says that the
        whole of it is taken back.
        """
        if claim not in self._withdrawn:
            self._withdrawn[claim] = self._taken_back(claim)
        return self._withdrawn[claim]

    def _taken_back(self, claim: str) -> dict[str, str]:
        out: dict[str, str] = {}
        told = self.reports_of_claim.get(claim, ())
        by_outlet: dict[str, list[str]] = defaultdict(list)
        for report in told:
            by_outlet[self.outlet[report]].append(report)
        for report in told:
            items = self.told[report, claim]
            of_outlet = by_outlet[self.outlet[report]]
            if len(of_outlet) < 2 or not all(
                t.mention.factuality is Factuality.DENIED and not t.attributed for t in items
            ):
                continue
            for earlier in of_outlet:
                if self.order[earlier] < self.order[report] and any(
                    t.mention.factuality is not Factuality.DENIED for t in self.told[earlier, claim]
                ):
                    out.setdefault(earlier, report)
        groups = dict.fromkeys(self.versions.get(report, (report,)) for report in told)
        notices = (r for group in groups for r in group if self.cards[r].notice is NoticeKind.RETRACTION)
        for report in sorted(notices, key=self.order.__getitem__):
            for version in self.versions.get(report, (report,)):
                if claim in self.claims_of_report.get(version, ()):
                    out.setdefault(version, report)
        return out

    def ahead(self, reports: Iterable[str]) -> None:
        """Fetches together the readings that will be asked for next, where they are fetched."""
        if isinstance(self.by_id, Shelf):
            self.by_id.ahead(reports)

    def words(self, report: str) -> Words:
        """The words of a report's body."""
        known = self._words.get(report)
        if known is None:
            known = self._words[report] = words_of(self.by_id[report].report)
            if len(self._words) > max(_WORDS, self.at_hand):
                self._words.popitem(last=False)
        else:
            self._words.move_to_end(report)
        return known

    def ahead_of_words(self, reports: Iterable[str]) -> None:
        """Fetches together the readings of those of these reports whose words are not at hand."""
        self.ahead(report for report in reports if report not in self._words)

    def ahead_beside(self, reports: Iterable[str]) -> None:
        """Fetches these together with those that tell a claim of theirs, as far as they can be at hand together."""
        wanted: dict[str, None] = {}
        for report in reports:
            beside = self.beside(report)
            wanted[report] = None
            if len(beside) <= max(AT_HAND, self.at_hand) // _OF_ONE:
                wanted |= dict.fromkeys(beside)
        self.ahead(wanted)

    def forget(self) -> None:
        """Lets go of what was found for single claims."""
        self._withdrawn.clear()

    def telling(self, claims: Iterable[str]) -> list[str]:
        """The reports that tell of any of the claims, in order of publication."""
        found = {r for claim in claims for r in self.reports_of_claim.get(claim, ())}
        return sorted(found, key=self.order.__getitem__)

    def beside(self, report: str) -> frozenset[str]:
        """The reports that tell a claim that this one tells, itself among them."""
        if self._beside[0] != report:
            claims = self.claims_of_report.get(report, ())
            self._beside = report, frozenset(r for c in claims for r in self.reports_of_claim[c])
        return self._beside[1]

    def published(self, report: str) -> Published:
        """When a report was published."""
        known = self._published.get(report)
        if known is None:
            known = self._published[report] = Published.of(self.cards[report])
        return known

    def day(self, report: str) -> date | None:
        """The first day on which it can have been published."""
        return self.cards[report].day

    def dated(self, report: str) -> str:
        """The outlet with its day: “Yonhap, 2016-06-08”."""
        when = self.cards[report].when
        return f"{self.name_of(report)}, {when}" if when else self.name_of(report)

    def corrects(self, report: str) -> bool:
        """Whether a report says in its title or opening that it mends an earlier one, or carries a notice that it was mended."""
        return self.cards[report].corrects

    def may_follow(self, taker: str, giver: str) -> bool:
        """Whether the taker can have been published after the giver; unknown dates forbid nothing."""
        if taker == giver:
            return False
        a, b = self.published(taker), self.published(giver)
        if a.instant and b.instant:
            return b.instant <= a.instant
        return b.earliest is None or a.latest is None or b.earliest <= a.latest

    def days_between(self, early: str, late: str) -> int | None:
        """Days from one publication to the other; None if a date is unknown."""
        a, b = self.day(early), self.day(late)
        return (b - a).days if a and b else None

    def named_in(self, report: str, source: str) -> bool:
        """Whether the text of a report names the outlet of another, in any spelling the pack knows."""
        text = self._folded.get(report)
        if text is None:
            text = self._folded[report] = folded_once(self.by_id[report].report.text)
            if len(self._folded) > _FOLDED:
                self._folded.popitem(last=False)
        key = self.outlet.get(source, source)
        spellings = self._spellings.get(key)
        if spellings is None:
            names = [self.name_of(source)] if source in self.cards else [source]
            if key.startswith("source:"):
                known = self.pack.sources[key[7:]]
                names += [known.name, *known.aliases]
            spellings = self._spellings[key] = tuple(dict.fromkeys(filter(None, map(folded_once, names))))
        return any(spelling in text for spelling in spellings)


def version_of(card: Card) -> Version:
    """What of a card tells whether its report is a version of another."""
    return Version(card.id, card.address, card.outlet, card.title, card.published, card.came)


def versions_of(
    cards: Iterable[Card], names: SourceNames, readings: Mapping[str, Reading]
) -> dict[str, tuple[str, ...]]:
    """The versions among the reports of these cards, see `versions`."""
    told = (version_of(card) for card in cards if card.translation is None)
    return grouped(told, names, lambda report: readings[report].report)


def stamp(reading: Reading) -> tuple[str, str]:
    """Sorts readings by publication, then by report id."""
    published = reading.report.published
    return (published.value if published else "9999", reading.report.id)


def _known(reading: Reading, day: date) -> bool:
    when = reading.report.date
    return when is not None and when.earliest is not None and when.earliest <= day
