"""An edition of a case that is safe to share: its view, what is shown in place of hidden words, what must not be found in it, and its key.

What is hidden is covered by signs as long as the words while the edition is made; then reasons take their place, what is still found in any spelling is
hidden too, and all spans move along. `refuse_leaks` searches whatever is written from it once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from secondsource.model import Hides, How, Known, Marking, PartialDate, PersonalKind, Reading, Report, Span
from secondsource.model.contacts import contacts
from secondsource.store.ledger import standing
from secondsource.store.view import CaseView
from secondsource.subjects import Subject, load

from . import shown
from .behind import Behind, key_of, same
from .coarse import coarse_of, coarsened, spans_of
from .decided import ByHand, all_by_hand, words_of
from .masks import masked_view, masks_of
from .protected import Protected
from .pseudonyms import lettered
from .relabelled import labels, relabelled
from .replacing import replacer, rewritten
from .rules import coarser, rules_of
from .settling import Settling
from .signs import Signs, covered, unsigned
from .sources import bylines, describing_words, passages, teller_of, unnamed
from .things import Things

_SEALED = frozenset({Marking.RED, Marking.AMBER_STRICT})


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition that is safe to share.

    Args:
        name: it decides the letters; another name gives others.
        view: the case as this edition has it, with reasons in the place of what is hidden and identifiers of its own.
        protected: what must not be found in it.
        key: who is behind the pseudonyms; it never goes out with the edition.
        labels: the edition's identifiers by the case's; they belong to the key.
    """

    name: str
    view: CaseView
    protected: Protected
    key: tuple[Behind, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


def edition_of(
    view: CaseView,
    beside: Iterable[Reading] = (),
    *,
    name: str = "",
    sealed: Iterable[str] = (),
    pack: Subject | None = None,
) -> Edition:
    """The edition of a case.

    Args:
        view: the case as it is, decisions and all.
        beside: readings left out of it: what would be hidden of them is hidden in the others too.
        name: of the edition; the same name gives the same letters, another one others.
        sealed: ids of reports whose outlet, title, address and day must not be read, beside those that a person decided and those marked
            TLP:RED or TLP:AMBER+STRICT.
        pack: the subject; by default the one the case names.
    """
    return _Making(view, tuple(beside), name, frozenset(sealed), pack or load(view.subject)).edition()


class _Making:
    def __init__(
        self, view: CaseView, beside: tuple[Reading, ...], name: str, sealed: frozenset[str], pack: Subject
    ) -> None:
        self.view, self.beside, self.name, self.pack = view, beside, name, pack
        self.signs, self.things = Signs(), Things()
        self.known = (*view.readings, *beside)
        self.originals = {reading.report.id: reading for reading in reversed(self.known)}
        self.reports = {reading.report.id: reading.report for reading in self.known}
        self.hands = all_by_hand(standing(view.ledger))
        marked = {r.id for r in view.reports if view.marking_of_report(r.id) in _SEALED}
        by_hand = {hand.report for hand in self.hands if hand.what is Hides.REPORT}
        self.sealed = (sealed | marked | by_hand) & self.reports.keys()
        self.passages = {reading.report.id: tuple(passages(reading)) for reading in self.known}
        self.coarse = coarse_of(view, beside, rules_of(pack), pack)
        self.persons = lettered(self._persons(), view.id, name, "persons")
        self.sources = lettered(self._sources(), view.id, name, "sources")

    def edition(self) -> Edition:
        masks = masks_of(self.view, self.beside)
        view = replace(self.view, ledger=(), unmet=(), custody=(), set_aside=())
        view = coarsened(view, self.coarse, self.pack)
        table = {name: self._source_said(name) for name in self.sources if not self._in_text(name)}
        table |= {words: self.signs.over(words, shown) for words, shown in self._hunted() if words not in table}
        view = rewritten(view, replacer(table))
        view = masked_view(view, masks=masks)
        view = replace(view, readings=tuple(self._covered(reading) for reading in view.readings))
        captures = {r.capture for r in self.view.reports if r.id not in self.sealed}
        view = replace(
            view,
            # The order of publication says of a sealed report what its date no longer does.
            readings=tuple(sorted(view.readings, key=self._place)),
            captures=tuple(replace(c, name="") for c in view.captures if c.digest in captures),
            shared=frozenset(),
            created=f"{view.created[:10]}T00:00:00Z" if view.created else "",
        )
        names = labels(view)
        self._protect()
        protected = Protected(items=self.things.items(), marks=shown.marks())
        settling = Settling(self.signs, protected)
        moves = {reading.report.id: settling.move(reading) for reading in view.readings}
        view = replace(view, readings=tuple(replace(r, report=replace(r.report, text="")) for r in view.readings))
        return Edition(
            name=self.name,
            view=settling.laid(relabelled(view, names, moves, settling.words), names),
            protected=protected,
            key=tuple(key_of(self.sources, self.persons, self.passages, self.reports)),
            labels=names,
        )

    def _place(self, reading: Reading) -> tuple[bool, int, str]:
        report = reading.report.id
        if report not in self.sealed:
            return False, self.view.order[report], ""
        return True, 0, lettered(self.sealed, self.view.id, self.name, "reports")[report]

    def _sources(self) -> Iterator[str]:
        for reading in self.known:
            for statement in reading.statements:
                every = (one for link in statement.chain.links for one in (link, *link.members))
                yield from (link.name for link in every if unnamed(link))

    def _persons(self) -> Iterator[str]:
        for report in self.reports.values():
            for item in report.personal:
                words = " ".join(item.span.of(report.text).split())
                if item.kind is PersonalKind.PRIVATE_PERSON and _whole(words):
                    yield same(words)
        for hand in self.hands:
            if hand.what is Hides.NAME:
                yield from map(same, words_of(hand, self.reports))

    def _source_said(self, name: str) -> str:
        teller = teller_of(name)
        return f"unnamed source {self.sources[name]}" + (f" ({teller})" if teller else "")

    def _in_text(self, name: str) -> bool:
        """Whether a source goes by words of the reports, which must keep their length there."""
        return any(name.casefold() in report.text.casefold() for report in self.reports.values())

    def _person_said(self, words: str) -> str:
        return shown.person(self.persons[same(words)])

    def _hunted(self) -> Iterator[tuple[str, str]]:
        """Words that are hidden wherever they stand in the case, with what is shown instead."""
        for hand in self.hands:
            for words in words_of(hand, self.reports) if hand.everywhere else ():
                yield words, self._hand_said(hand, words)
        for report in self.reports.values():
            for item in report.personal:
                words = " ".join(item.span.of(report.text).split())
                if item.kind is PersonalKind.PRIVATE_PERSON and _whole(words):
                    yield words, self._person_said(words)
        for report in self.reports.values():
            for words in _translators(report):
                yield words, shown.personal(PersonalKind.PRIVATE_PERSON)
        for name in self.sources:
            if self._in_text(name):
                yield name, f"[{self._source_said(name)}]"
        for report in self.reports.values():
            for words, name in describing_words(report, self.passages[report.id]):
                yield words, shown.source(self.sources.get(name, ""))
        for words, state in self.coarse.places.items():
            yield words, shown.place(state)

    def _hand_said(self, hand: ByHand, words: str) -> str:
        if hand.instead:
            return shown.coarser(hand.instead)
        return self._person_said(words) if hand.what is Hides.NAME else shown.by_hand(hand.what)

    def _covered(self, reading: Reading) -> Reading:
        """The reading with signs over everything hidden in its text, and of a sealed report nothing that says which it is."""
        report = self.reports[reading.report.id]
        text = self.signs.laid(unsigned(report.text), self._spans(reading, report))
        # What is hunted everywhere was covered already; its own spans come first, for they say more.
        hunted = reading.report.text
        text = "".join(
            kept if covered(kept) or not covered(new) else new for new, kept in zip(hunted, text, strict=True)
        )
        return replace(reading, report=self._unlabelled(replace(reading.report, text=text, byline=None)))

    def _spans(self, reading: Reading, report: Report) -> Iterator[tuple[Span, str]]:
        for hand in self.hands:
            if hand.report == report.id:
                for span in hand.spans:
                    if span.end <= len(report.text):
                        yield span, self._hand_said(hand, " ".join(span.of(report.text).split()))
        for item in report.personal:
            words = " ".join(item.span.of(report.text).split())
            known = item.kind is PersonalKind.PRIVATE_PERSON and same(words) in self.persons
            yield item.span, self._person_said(words) if known else shown.personal(item.kind)
        for passage in self.passages[report.id]:
            if passage.kind == "description":
                yield passage.span, shown.source(self.sources.get(passage.source, ""))
        for passage in self.passages[report.id]:
            if passage.kind != "description":
                yield passage.span, shown.detail(passage.kind)
        yield from spans_of(self.originals.get(report.id, reading), self.coarse)
        for span in bylines(report):
            yield span, shown.byline()

    def _unlabelled(self, report: Report) -> Report:
        published = report.published
        if published is not None and "T" in published.value:
            published = replace(published, value=published.value[:10])
        url = report.url
        if url is not None and url != self.reports[report.id].url:
            url = None
        told = report.translation
        if told is not None:
            by = told.translator if told.machine else shown.personal(PersonalKind.PRIVATE_PERSON)
            # What the input calls the original may be the name of a file.
            told = replace(told, of=told.of if told.of in self.reports else "", translator=by)
        report = replace(report, translation=told)
        if report.id not in self.sealed:
            return replace(report, name="", published=published, url=url)
        if published is not None and report.date is not None:
            published = Known(
                value=coarser(PartialDate(published.value), "quarter").text, how=How.GIVEN, why="made coarser"
            )
        outlet = Known(value=shown.outlet(), how=How.GIVEN, why="hidden so that nobody can be recognised")
        return replace(
            report,
            name="",
            capture="",
            part=0,
            outlet=outlet,
            title=None,
            url=None,
            published=published,
            label=None,
            note=None,
        )

    def _protect(self) -> None:
        """Says what must not be found in the written edition."""
        opened = self._open_words()
        for hand in self.hands:
            for words in words_of(hand, self.reports) if hand.everywhere else ():
                self.things.by_hand(hand.what, words, self._hand_said(hand, words))
        for report in self.reports.values():
            for item in report.personal:
                words = " ".join(item.span.of(report.text).split())
                said = self._person_said(words) if same(words) in self.persons else shown.personal(item.kind)
                self.things.personal(item.kind, words, said, opened)
            for text in (report.title, report.outlet, report.byline, report.url):
                for found in contacts(text.value) if text else ():
                    self.things.contact(found, shown.personal(PersonalKind.ADDRESS))
            for words in _translators(report):
                self.things.personal(
                    PersonalKind.PRIVATE_PERSON, words, shown.personal(PersonalKind.PRIVATE_PERSON), opened
                )
            if report.id in self.sealed:
                self.things.identifier(report.id)
                self.things.sealed(report)
            for words, name in describing_words(report, self.passages[report.id]):
                self.things.detail(words, shown.source(self.sources.get(name, "")))
        for words, state in self.coarse.places.items():
            self.things.place(words, shown.place(state), self.reports.values())
        for day in sorted(self.coarse.days):
            self.things.day(day)
        for held in self.view.custody:
            self.things.instant(held.at)

    def _open_words(self) -> frozenset[str]:
        """Words that are names of places, bodies and outlets: as parts of a person's name they give nobody away."""
        names = [name for source in self.pack.sources.values() for name in (source.name, *source.aliases)]
        names += [m.place.name for r in self.known for m in r.mentions if m.place]
        names += [host.name for host in self.pack.hosts.values()]
        names += [report.outlet.value for report in self.reports.values() if report.outlet]
        return frozenset(word.casefold() for name in names for word in name.split())


def _whole(words: str) -> bool:
    """Whether a name is whole enough to be somebody's wherever it stands: two words, or three syllables of Hangul."""
    return (len(words) >= 4 and (" " in words or not words.isascii())) or (len(words) >= 3 and not words.isascii())


def _translators(report: Report) -> Iterator[str]:
    """The person who translated a report, if one is named."""
    told = report.translation
    if told is not None and not told.machine and " " in told.translator.strip():
        yield " ".join(told.translator.split())
