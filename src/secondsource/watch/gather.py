"""Gathering: what is due of all sources is asked for, and what is new or says something else now comes into the case.

Each answer is written down in one step together with what is to come into the case, before the next one is looked at. So a gathering that
is killed loses at most what it had in hand, takes nothing twice, and the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource import pipeline
from secondsource.model import SecondsourceError, Transfer, Unreadable, digest_of
from secondsource.store import Case
from secondsource.store.errors import CaseBusy
from secondsource.store.office.instants import instant
from secondsource.store.watching import Address, Fetch, Outcome, Part, Source, SourceKind, Watching
from secondsource.store.watching.addresses import Found
from secondsource.store.watching.waiting import Parcel
from secondsource.subjects import load

from . import folder, imap, indexes, mailbox
from .fetch import Fetcher, NotFetched
from .fetch.errors import BrokenAnswer, Interrupted
from .fetch.fetcher import FEEDS, PAGES
from .gathered import Came, Gathered, Tell, silent
from .judged import Judged, judged, not_had, said_of
from .keys import key_of
from .revisit import of_source
from .rounds import Errand, Result, rounds
from .sources import is_web, permission_of

if TYPE_CHECKING:
    from secondsource.read import Reader

_TOGETHER = 25
"""Answers that come into the case at a time: the case is looked through once for all of them."""
_INDEXES = 200
"""Further sitemaps that are read in one go."""
_WEB = (SourceKind.FEED, SourceKind.SITEMAP, SourceKind.LIST)


def gather(
    case: Case,
    room: Watching,
    *,
    now: datetime | None = None,
    fetcher: Fetcher | None = None,
    stop: Callable[[], bool] = lambda: False,
    tell: Tell = silent,
    reader: Reader | None = None,
    workers: int | None = None,
    wait: float = 0.0,
    derive: bool = True,
) -> Gathered:
    """Asks for what is due of all sources, takes what is new or changed into the case, and derives what follows.

    Args:
        case: where to.
        room: what is watched for it.
        now: what is due by this instant is asked for; the fetcher's present if None.
        fetcher: asks the servers.
        stop: whether somebody wants it to end; it then ends at the next whole step.
        tell: told of progress.
        reader: what reads reports; the subject's own reader if None.
        workers: processes for reading.
        wait: seconds to wait for another program that works on the case.
        derive: whether what follows is derived; if not, the next run does.

    Raises:
        CaseBusy: if another program works on the case for longer than that; what was fetched waits, and comes in the next time.
        NoRoom, ReadOnly: if nothing can be written.
    """
    fetcher = fetcher or Fetcher(room.hosts)
    gathering = _Gathering(case, room, now or fetcher.clock(), fetcher, stop, tell)
    gathering.deliver(wait, must=False)
    gathering.look()
    gathering.fetch()
    gathering.deliver(wait, must=True)
    gathering.take_files(wait)
    out = gathering.out
    out.stopped = stop()
    out.left = room.addresses.count_due(Part.PAGE, instant(fetcher.clock()))
    if derive and not out.stopped:
        result = pipeline.run(case, (), now=fetcher.clock(), reader=reader, progress=tell, workers=workers, wait=wait)
        out.stages, out.claims = result.stages, result.claims
    return out


class _Gathering:
    def __init__(
        self,
        case: Case,
        room: Watching,
        now: datetime,
        fetcher: Fetcher,
        stop: Callable[[], bool],
        tell: Tell,
    ) -> None:
        self.case = case
        self.room = room
        self.now = now
        self.fetcher = fetcher
        self.stop = stop
        self.tell = tell
        self.pack = load(case.about.subject)
        self.out = Gathered()
        self._folders: list[tuple[Source, folder.Looked]] = []
        self._sources = {source.id: source for source in room.sources.all(ended=True)}
        self._asked = 0

    # What is in the waiting room comes into the case.

    def deliver(self, wait: float, *, must: bool) -> None:
        """Takes in what was fetched, some at a time. Where the case is busy, it goes on waiting; `must` raises CaseBusy then."""
        while parcels := self.room.waiting.next(_TOGETHER):
            items = [pipeline.Delivery(data=p.body, address=p.address, name=p.name, at=p.at) for p in parcels]
            try:
                taken = pipeline.take_in(self.case, items, wait=wait)
            except CaseBusy:
                if must:
                    raise
                return
            self.room.waiting.taken(parcel.capture for parcel in parcels)
            self.out.captures += taken.captures
            self.out.reports += taken.reports
            self.out.set_aside = (*self.out.set_aside, *taken.set_aside)

    # Sources: what do they lead to?

    def look(self) -> None:
        """Looks at every source that is due: on this machine at once, over the net several at the same time."""
        due = self.room.sources.due(instant(self.now))
        for source in due:
            if self.stop():
                return
            if source.kind is SourceKind.FOLDER:
                self._folder(source)
            elif source.kind is SourceKind.MAILBOX:
                self._mailbox(source)
            elif source.kind is SourceKind.PAGE:
                at = instant(self.now)
                named = Found(url=source.address, key=key_of(source.address), due=at, changed=at, anew=True)
                self.room.addresses.found(source.id, Part.PAGE, [named], at)
                page = self.room.addresses.at(named.key, Part.PAGE)
                if page is not None and page.source != source.id:
                    # Another source led there first; the page is asked for as that one's.
                    self._looked(source, self.now, "")
            elif not is_web(source):
                self._list(source)
        roots = [
            self._errand(indexes.root_of(self.room, source, instant(self.now)))
            for source in due
            if source.kind in _WEB and is_web(source)
        ]
        self._round(roots, self._index, FEEDS)
        if not self.stop():
            further = self.room.addresses.due(Part.INDEX, instant(self.fetcher.clock()), _INDEXES)
            self._round(map(self._errand, further), self._index, FEEDS)

    def _index(self, errand: Errand, got: Result) -> None:
        source, address, now = self._source(errand), errand.address, self.fetcher.clock()
        if isinstance(got, Interrupted):
            return
        root = address.url == source.address
        why, after, fresh, status, size = "", None, 0.0, 0, 0
        changed = replace(
            address, fetched=instant(now), failures=0, why="", due=indexes.index_due(source, address, now)
        )
        outcome = Outcome.UNTOUCHED
        try:
            if isinstance(got, NotFetched):
                raise got
            status, size, fresh = got.status, len(got.body), _fresh(got)
            if status in (404, 410):
                raise BrokenAnswer(f"Nothing is at this address (status {status}). Check it, or remove the source.")
            if status != 304:
                leads = indexes.leads_of(source, got, self.fetcher.manners, self.pack)
                indexes.enter(self.room, source, leads, got.url, now)
                changed = replace(changed, etag=got.header("etag")[:500], modified=got.header("last-modified")[:500])
                outcome = Outcome.READ
        except (NotFetched, Unreadable) as error:
            why = str(error)
            after, status = (error.after, error.status or status) if isinstance(error, NotFetched) else (None, status)
            outcome = Outcome.REFUSED if isinstance(error, NotFetched) and error.lasting else Outcome.FAILED
            changed = replace(address, failures=address.failures + 1, why=why, due=changed.due)
        self._settle(source, Judged(changed, outcome, why, status, size), now)
        if root:
            self._looked(source, now, why, after=after, fresh=fresh)

    def _list(self, source: Source) -> None:
        why = ""
        try:
            leads = indexes.leads_of_file(Path(source.address), self.pack)
            indexes.enter(self.room, source, leads, "", self.now)
        except OSError as error:
            why = f"The list could not be read ({error.strerror or 'it is not there'}). Put it back, or remove the source."
        except Unreadable as error:
            why = str(error)
        self._looked(source, self.now, why)

    def _folder(self, source: Source) -> None:
        now = self.fetcher.clock()
        try:
            found = folder.look(Path(source.address), source.mark, now)
        except OSError as error:
            why = f"The folder could not be read ({error.strerror or 'it is not there'}). Put it back, or remove the source."
            self._looked(source, now, why)
            self._came(source, source.address, Outcome.FAILED, why=why)
            return
        self._folders.append((source, found))

    def take_files(self, wait: float) -> None:
        """Takes in what is new in watched folders."""
        paths = [path for _, found in self._folders for path in found.paths]
        if paths:
            at = instant(self.fetcher.clock())
            taken = pipeline.take_files(self.case, paths, at=at, progress=self.tell, wait=wait)
            self.out.captures += taken.captures
            self.out.reports += taken.reports
            self.out.set_aside = (*self.out.set_aside, *taken.set_aside)
        for source, found in self._folders:
            self._looked(source, self.fetcher.clock(), "", mark=found.mark)
            for path in found.paths:
                self._came(source, str(path), Outcome.READ)

    def _mailbox(self, source: Source) -> None:
        now, why, mark, after = self.fetcher.clock(), "", source.mark, None
        try:
            if source.user:
                password = imap.password_of(source.secret)
                for mail, reached in imap.mails(source, password, permission_of(source)):
                    self._mail(source, mail, now)
                    mark = reached
                    if self.stop():
                        break
            else:
                path = Path(source.address)
                here = mailbox.mark_of(path)
                if here != source.mark:
                    known = self._known_captures()
                    for mail in mailbox.mails(path):
                        if digest_of(mail.data) not in known:
                            self._mail(source, mail, now)
                        if self.stop():
                            return
                mark = here
        except OSError as error:
            why = f"The mailbox could not be read ({error.strerror or type(error).__name__}). Check it and its permissions."
        except SecondsourceError as error:
            why, after = str(error), getattr(error, "after", None)
        if why:
            self._came(source, source.address, Outcome.FAILED, why=why)
            self.room.fetches.add(
                Fetch(seq=0, at=instant(now), source=source.id, url=source.address, outcome=Outcome.FAILED, why=why)
            )
        self._looked(source, now, why, after=after, mark=mark)

    def _mail(self, source: Source, mail: mailbox.Mail, now: datetime) -> None:
        if not mail.data:
            return
        capture, at = digest_of(mail.data), instant(now)
        name = f"{source.name[:80]} {capture[:8]}.eml"
        parcel = Parcel(capture=capture, address=mail.address, name=name, at=at, body=mail.data)
        entry = Fetch(
            seq=0, at=at, source=source.id, url=mail.address, outcome=Outcome.NEW, size=len(mail.data), capture=capture
        )
        self.room.fetches.add(entry, parcel)
        self._came(source, mail.address, Outcome.NEW, capture=capture)

    def _known_captures(self) -> frozenset[str]:
        from secondsource.store import documents

        with self.case.reading() as connection:
            held = frozenset(capture.digest for capture in documents.all_captures(connection))
        return held | self.room.waiting.captures()

    # Pages.

    def fetch(self) -> None:
        """Fetches the pages that are due: new ones, and half as many again that were fetched before."""
        if self.stop():
            return
        at, most = instant(self.fetcher.clock()), self.fetcher.manners.most
        new = self.room.addresses.due(Part.PAGE, at, most, known=False)
        again = self.room.addresses.due(Part.PAGE, at, max(most // 2, most - len(new)), known=True)
        self._round(map(self._errand, (*new, *again)), self._page, PAGES, total=len(new) + len(again))

    def _page(self, errand: Errand, got: Result) -> None:
        source, address, now = self._source(errand), errand.address, self.fetcher.clock()
        found: Judged | None
        try:
            if isinstance(got, NotFetched):
                raise got
            found = judged(source, address, got, self.pack, self.fetcher.manners, now)
            found = self._once(source, found, got, now)
        except NotFetched as error:
            found = not_had(source, address, error, now)
        if found is None:
            return
        self._settle(source, found, now)
        if source.kind is SourceKind.PAGE:
            self._looked(source, now, found.why)
        if self._asked % _TOGETHER == 0:
            self.deliver(0.0, must=False)

    def _once(self, source: Source, found: Judged, got: Transfer, now: datetime) -> Judged:
        """A page to which two addresses lead is taken once, and looked at again by one of them."""
        if found.parcel is None or key_of(got.url) == found.address.key:
            return found
        key, at = key_of(got.url), instant(now)
        twin = self.room.addresses.at(key, Part.PAGE)
        if twin is None:
            self.room.addresses.found(source.id, Part.PAGE, [Found(url=got.url, key=key, due="")], at)
            twin = self.room.addresses.at(key, Part.PAGE)
        if twin is None or twin.id == found.address.id:
            return found
        if twin.words == found.address.words and found.outcome is Outcome.NEW:
            same = replace(found.address, capture=twin.capture, due="")
            return Judged(same, Outcome.SAME, status=found.status, size=found.size)
        self.room.addresses.keep(replace(twin, words=found.address.words, capture=found.address.capture))
        return found

    # What both do.

    def _errand(self, address: Address) -> Errand:
        source = self._sources[address.source]
        return Errand(source, address, permission_of(source))

    def _source(self, errand: Errand) -> Source:
        return self._sources[errand.source.id]

    def _round(
        self, errands: Iterable[Errand], handle: Callable[[Errand, Result], None], accept: str, total: int = 0
    ) -> None:
        def ask(errand: Errand) -> Transfer:
            address = errand.address
            return self.fetcher.fetch(
                address.url,
                errand.permission,
                etag=address.etag,
                modified=address.modified,
                accept=accept,
                said=said_of(address) if address.part is Part.PAGE else (),
            )

        for number, (errand, got) in enumerate(rounds(errands, ask, self.fetcher.manners.at_once, self.stop), start=1):
            self._asked += 1
            handle(errand, got)
            if total:
                self.tell("fetch", number, total)

    def _settle(self, source: Source, found: Judged, now: datetime) -> None:
        address = found.address
        taken = found.parcel.capture if found.parcel else ""
        entry = Fetch(
            seq=0,
            at=instant(now),
            source=source.id,
            url=address.url,
            outcome=found.outcome,
            status=found.status,
            size=found.size,
            capture=taken,
            why=found.why,
        )
        self.room.addresses.settle(address, entry, found.parcel)
        capture = taken or (address.capture if found.outcome is Outcome.GONE else "")
        self._came(source, address.url, found.outcome, capture=capture, why=found.why)

    def _came(self, source: Source, url: str, outcome: Outcome, *, capture: str = "", why: str = "") -> None:
        self.out.came.append(Came(source=source.id, url=url, outcome=outcome, capture=capture, why=why))

    def _looked(
        self,
        source: Source,
        now: datetime,
        why: str,
        *,
        after: float | None = None,
        fresh: float = 0.0,
        mark: str | None = None,
    ) -> None:
        failures = source.failures + 1 if why else 0
        due = of_source(source.every, now, failures, after, fresh)
        changed = self.room.sources.looked(
            source, at=instant(now), due=instant(due.astimezone(UTC)), why=why, mark=mark
        )
        self._sources[source.id] = changed


def _fresh(got: Transfer) -> float:
    from .fetch.manners import fresh_for

    return fresh_for(got)
