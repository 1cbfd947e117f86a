"""Lists into a case, and the names of a case held against them: what `screen` needs from the store, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from secondsource import __version__, screen
from secondsource.model import LedgerEntry, PartialDate, SecondsourceError, SetAside, digest_of
from secondsource.screen import (
    Decided,
    Kind,
    Names,
    NoListDate,
    Parsed,
    PrivateName,
    Register,
    Screened,
    Snapshot,
    Standing,
    Suggestion,
)
from secondsource.store import Case, CaseView
from secondsource.store.ledger import standing
from secondsource.store.lists import HeldList
from secondsource.subjects import Subject

_MAIL = frozenset({"message/rfc822", "application/mbox"})
"""Media of captures that are somebody's letters."""


_BY_OFFICE = "People are asked only by a public office or a role in a company: say it with --office."


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A list that was taken in: what is kept of it, whether it is new, and sentences on entries that could not be read."""

    held: HeldList
    new: bool
    aside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScreening:
    """The names of a case held against its lists.

    Args:
        screened: every name that may be screened, with what it may mean.
        left_out: how many names of people were not.
        lists: the snapshots that were asked.
        unmet: decisions whose name or entry is gone, each with what is.
        broken: sentences on lists that could not be read back.
    """

    screened: tuple[Screened, ...]
    left_out: int
    lists: tuple[HeldList, ...]
    unmet: tuple[tuple[Decided, str], ...]
    broken: tuple[str, ...]


def take_lists(
    case: Case,
    files: Mapping[str, bytes],
    *,
    now: datetime,
    as_of: date | None = None,
    form: str | None = None,
    called: str | None = None,
) -> tuple[tuple[Taken, ...], tuple[SetAside, ...]]:
    """Takes the lists that these files make into the case; what cannot be read is set aside with its reason, and the rest goes on.

    Args:
        case: where to.
        files: bytes by name; OFAC's parts belong together.
        now: the instant, for the record, and to refuse a list of a day to come.
        as_of: the day that those are of which do not say it themselves.
        form: `un`, `ofac` or `ftm` if only that is expected.
        called: what to call a FollowTheMoney list.
    """
    aside: list[SetAside] = []
    formats: dict[str, str] = {}
    for name, data in files.items():
        try:
            found = screen.format_of(name, data)
            if form and found.split(":")[0] != form:
                raise screen.NotAList(f"“{name}” is a list of the form {found.split(':')[0]}, not {form}.")
            formats[name] = found
        except SecondsourceError as error:
            aside.append(_aside(name, data, error))
    good = {name: files[name] for name in formats}
    taken: list[Taken] = []
    try:
        groups = screen.together(good, formats)
    except SecondsourceError as error:
        # Of which day each part is cannot be known; what is no part of that list goes on.
        aside.extend(_aside(name, files[name], error) for name in good if formats[name].startswith("ofac:"))
        groups = [(name,) for name in good if not formats[name].startswith("ofac:")]
    for group in groups:
        try:
            taken.append(_take(case, group, good, screen.parsed(group, good, formats, called=called), now, as_of))
        except SecondsourceError as error:
            aside.extend(_aside(name, files[name], error) for name in group)
    return tuple(taken), tuple(aside)


def _take(
    case: Case, group: Iterable[str], files: Mapping[str, bytes], found: Parsed, now: datetime, as_of: date | None
) -> Taken:
    day = found.as_of or as_of
    if day is None:
        raise NoListDate
    if day > now.date():
        raise NoListDate(f"{day} is still to come. Say with --as-of of which day the list is.")
    aside = found.aside
    if as_of not in (None, found.as_of) and found.as_of is not None:
        aside = (f"The file says itself that it is of {found.as_of}; that day is kept.", *aside)
    about = HeldList(
        list=found.list,
        publisher=found.publisher,
        as_of=day.isoformat(),
        how="stated" if found.as_of else "given",
        files=(),
        entries=len(found.entries),
        aside=len(found.aside),
        at=now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        tool=f"secondsource {__version__}",
    )
    held, new = case.lists.put(about, {name: files[name] for name in group})
    return Taken(held=held, new=new, aside=aside)


def _aside(name: str, data: bytes, error: SecondsourceError) -> SetAside:
    return SetAside(name=name, digest=digest_of(data), reason=str(error), error=type(error).__name__)


def register(case: Case, pack: Subject) -> tuple[Register, tuple[HeldList, ...], tuple[str, ...]]:
    """The lists of the case ready to be asked, which they are, and sentences on those that could not be read back.

    Of two lists of one name and day the one that was taken in later speaks.
    """
    latest = {(held.list, held.as_of): held for held in case.lists.all()}
    snapshots: list[Snapshot] = []
    broken: list[str] = []
    for held in latest.values():
        try:
            files = case.lists.get(held)
            formats = {name: screen.format_of(name, data) for name, data in files.items()}
            found = screen.parsed(tuple(files), files, formats, called=held.list.removeprefix("ftm:"))
        except SecondsourceError as error:
            broken.append(f"The list {held.list} of {held.as_of} was not asked: {error}")
            continue
        snapshots.append(
            Snapshot(
                id=held.id,
                list=held.list,
                publisher=held.publisher,
                as_of=date.fromisoformat(held.as_of),
                entries=found.entries,
                whole=not found.aside,
            )
        )
    there = {snapshot.id for snapshot in snapshots}
    return Register(snapshots, pack), tuple(h for h in latest.values() if h.id in there), tuple(broken)


def named(view: CaseView, pack: Subject) -> Names:
    """What the case names and may be screened, and how many names of people were left out."""
    mail = {capture.digest for capture in view.captures if capture.media in _MAIL}
    letters = (report.id for report in view.reports if report.capture in mail)
    return screen.names_in(view.readings, pack, letters)


def decisions(ledger: Iterable[LedgerEntry]) -> dict[tuple[Kind, str, str], Decided]:
    """The decisions on names in force."""
    return screen.decided(standing(ledger))


def screen_case(case: Case, pack: Subject, today: date, threshold: float = screen.THRESHOLD) -> CaseScreening:
    """Every name of the case that may be screened, as of the days of its events and as of today.

    Args:
        case: the case.
        pack: its subject pack.
        today: the day that is asked beside those of the events.
        threshold: likeness from which an entry is suggested.
    """
    view = case.view()
    lists, held, broken = register(case, pack)
    names = named(view, pack)
    said = decisions(view.ledger)
    both = (*names.found, *names.perhaps)
    events = screen.events_of(both, view.readings, view.claims)
    found = screen.screened(names.found, events, lists, today, said, threshold)
    unsure = screen.screened(names.perhaps, events, lists, today, said, max(threshold, screen.SURE))
    found += tuple(item for item in unsure if item.matches)
    keys = [(name.kind, name.key) for name in both]
    gone = screen.unmet(said.values(), keys, lambda ref: lists.entry(*_parts(ref)) is not None)
    return CaseScreening(screened=found, left_out=names.left_out, lists=held, unmet=gone, broken=broken)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAnswer:
    """What was found for a name that somebody typed: suggestions with where each stood, or why it was not asked."""

    name: str
    left_out: str
    matches: tuple[tuple[Suggestion, tuple[tuple[str, Standing], ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesScreened:
    """Names that somebody typed, held against the lists of a case.

    Args:
        answers: one for each name, in their order.
        lists: the snapshots that were asked; none if only the pack's record speaks.
        broken: sentences on lists that could not be read back.
    """

    answers: tuple[NameAnswer, ...]
    lists: tuple[HeldList, ...]
    broken: tuple[str, ...]


def screen_names(case: Case, pack: Subject, asked: Iterable[tuple[str, Kind | None, str]], day: date) -> NamesScreened:
    """Single names as of a day, in their order, and which lists were asked.

    Args:
        case: the case whose lists are asked, and which knows who is a private person.
        pack: its subject pack.
        asked: name, kind (any but a person if None) and, for a person, the office or role that makes the name a public one.
        day: the day asked.
    """
    known = named(case.view(), pack)
    public = {name.key: name.why for name in known.found if name.kind is Kind.PERSON}
    lists, held, broken = register(case, pack)
    answers = tuple(
        _answer(name, kind, office or public.get(screen.key_of(name), ""), lists, known.private, day)
        for name, kind, office in asked
    )
    return NamesScreened(answers=answers, lists=held, broken=broken)


def _answer(
    name: str, kind: Kind | None, office: str, lists: Register, private: frozenset[str], day: date
) -> NameAnswer:
    person = kind is Kind.PERSON or (kind is None and bool(office.strip()))
    if (person or kind is None) and screen.key_of(name) in private:
        return NameAnswer(name=name, left_out=str(PrivateName()))
    if person and not office.strip():
        return NameAnswer(name=name, left_out=_BY_OFFICE)
    kinds = (Kind.PERSON,) if person else (kind,) if kind else (Kind.BODY, Kind.SHIP, Kind.AIRCRAFT)
    found: dict[str, Suggestion] = {}
    for one in kinds:
        for suggestion in lists.suggest(name, one):
            found.setdefault(suggestion.ref, suggestion)
    when = PartialDate.on(day)
    ordered = sorted(found.values(), key=lambda s: (-s.score, s.ref))
    if not found and not person and kind is None and screen.reads_as_person(name):
        return NameAnswer(name=name, left_out=f"It reads as a person's name. {_BY_OFFICE}")
    return NameAnswer(name=name, left_out="", matches=tuple((s, lists.standing(s, when)) for s in ordered))


def _parts(ref: str) -> tuple[str, str]:
    """List and id of a ref. Ids have no colon; names of lists may."""
    which, _, identifier = ref.rpartition(":")
    return which, identifier
