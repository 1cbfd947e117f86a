"""Bytes into the case: each file kept as it is, entered with its custody, and taken apart into reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from secondsource import __version__, collect
from secondsource.model import Capture, Decision, Report, SetAside, by_capture, decided_on, digest_of
from secondsource.model.codec import encode
from secondsource.store import Case, LostCapture, documents, runs
from secondsource.store.ledger import entries, standing
from secondsource.subjects import Subject

from .check import loose
from .confined import Beside, Taken, failed, taken
from .parts import seen
from .processes import processors
from .result import Progress

TOOL = f"secondsource {__version__}"
_APART = 4
"""Documents that are taken apart at a time if nobody says how many: each may take two gigabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Bytes on their way into a case.

    Args:
        data: the bytes.
        address: where they were had: a web address, or a path.
        name: what the capture is called, where people see it.
        at: when they were had, ISO 8601 in UTC.
    """

    data: bytes
    address: str
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class _InHand:
    """A file that waits to be written down: its address and name, and its bytes, or why it has none."""

    address: str
    name: str
    data: bytes = b""
    got: Future[Taken] | None = None
    aside: SetAside | None = None
    at: str | None = None

    def __len__(self) -> int:
        return len(self.data)


class Intake:
    """One run's taking in of documents.

    Args:
        case: where to.
        pack: the subject, by which outlets are known.
        at: ISO 8601 instant in UTC for new custody entries.
        workers: documents that are taken apart at a time; as many as there are processors if None, but no more than four.
    """

    def __init__(self, case: Case, pack: Subject, at: str, workers: int | None = None) -> None:
        self.captures = 0
        self.reports = 0
        self.aside: list[SetAside] = []
        self._case = case
        self._pack = pack
        self._at = at
        self._workers = workers or min(processors(), _APART)
        self._touched: set[str] = set()
        self._needs = seen(pack, "collect")
        with case.reading() as connection:
            self._known = {capture.digest: capture for capture in documents.all_captures(connection)}
            self._addresses: dict[str, list[str]] = {}
            for entry in documents.all_custody(connection):
                self._addresses.setdefault(entry.capture, []).append(entry.path)
            self._done = runs.inputs(connection, "collect")
            self._aside = documents.all_aside(connection)
            self._decided = by_capture(standing(entries(connection)))
        self._lost: dict[str, list[str]] = {}
        for stage, key in self._aside:
            if stage == "collect":
                self._lost.setdefault(key.partition("#")[0], []).append(key)

    def concerns(self, capture: str) -> bool:
        """Whether the capture was part of this run's input, or the run had none."""
        return not self._touched or capture in self._touched

    def take(self, paths: Sequence[Path], tell: Progress) -> None:
        """Takes in everything below the paths, then takes apart again whatever an older version took apart."""
        items = list(collect.walk(paths)) if paths else []
        with Beside(self._pack, self._workers) as beside:
            begun: set[str] = set()
            steps = beside.in_turn(items, lambda item: self._begin(item, beside, begun), self._end)
            for at, _ in enumerate(steps, start=1):
                tell("collect", at, len(items))
            stale = sorted(d for d, capture in self._known.items() if self._done.get(d) != self._input(capture))
            steps = beside.in_turn(stale, lambda digest: self._begin_again(digest, beside), self._end_again)
            for at, _ in enumerate(steps, start=len(items) + 1):
                tell("collect", at, len(items) + len(stale))
        if not paths:
            self.aside = [item for (stage, _), item in self._aside.items() if stage != "read"]

    def again(self, begins: str) -> None:
        """Takes apart again the originals whose digest begins so, if what would come of them is not what stands there."""
        with Beside(self._pack, 1) as beside:
            for digest in [d for d in self._known if d.startswith(begins)]:
                if self._done.get(digest) != self._input(self._known[digest]):
                    self._end_again(self._begin_again(digest, beside))

    def _begin(self, item: collect.Entry | collect.Refused, beside: Beside, begun: set[str]) -> _InHand:
        """Reads a file, and has it taken apart meanwhile if that will be needed; the same bytes are so only once."""
        address = _clean(str(item.path))
        name = collect.masked_name(_clean(item.name))
        if isinstance(item, collect.Refused):
            return _InHand(address, name, aside=SetAside(name=name, digest="", reason=item.reason, error=item.error))
        try:
            data = item.path.read_bytes()
        except OSError as error:
            kind = type(error).__name__
            return _InHand(address, name, aside=SetAside(name=name, digest="", reason=_unread(error), error=kind))
        return _InHand(address, name, data, got=self._ahead(data, address, name, beside, begun))

    def _ahead(self, data: bytes, address: str, name: str, beside: Beside, begun: set[str]) -> Future[Taken] | None:
        """Has bytes taken apart before their turn, if that will be needed and has not been begun for other bytes like them."""
        digest = digest_of(data)
        if digest in begun or not self._needed(digest, len(data), address):
            return None
        begun.add(digest)
        capture = self._known.get(digest)
        return beside.begin(data, capture.name if capture else name)

    def _end(self, item: _InHand) -> None:
        """Writes down what came of a file."""
        if item.aside is not None:
            self._leave(item.address, item.aside)
            return
        if ("walk", item.address) in self._aside:
            with self._case.writing() as connection:
                documents.take_back(connection, "walk", item.address)
            del self._aside["walk", item.address]
        self._hand(item.data, item.address, item.name, got=item.got)

    def _needed(self, digest: str, size: int, address: str) -> bool:
        """Whether bytes from an address have to be taken apart, or entered, for the case to know all of them."""
        capture = self._known.get(digest)
        whole = capture is not None and self._case.archive.holds(digest, size)
        new = address not in self._addresses.get(digest, ())
        return capture is None or not whole or new or self._done.get(digest) != self._input(capture)

    def deliver(self, deliveries: Iterable[Delivery]) -> Iterator[str]:
        """Takes in bytes that somebody holds, as they come; gives the digest of each when it is written down."""
        digests: list[str] = []
        with Beside(self._pack, self._workers) as beside:
            begun: set[str] = set()

            def begin(item: Delivery) -> _InHand:
                got = self._ahead(item.data, item.address, item.name, beside, begun)
                return _InHand(item.address, item.name, item.data, got=got, at=item.at)

            def end(item: _InHand) -> None:
                digests.append(self._hand(item.data, item.address, item.name, item.at, item.got))

            for _ in beside.in_turn(deliveries, begin, end):
                yield digests.pop()

    def _hand(
        self, data: bytes, address: str, name: str, when: str | None = None, got: Future[Taken] | None = None
    ) -> str:
        """Takes in bytes that somebody holds, obtained from that address at that instant (this run's if None); gives their digest.

        `got` is what comes of them if they are being taken apart already, under the name that the case has for them, or this one.
        """
        digest = digest_of(data)
        self._touched.add(digest)
        if self._needed(digest, len(data), address):
            self._case.archive.put(data)
            capture = self._known.get(digest)
            self._take_apart(digest, capture.name if capture else name, data, address, when, got)
        self.aside.extend(self._aside["collect", key] for key in self._lost.get(digest, ()) if _address(key) == address)
        return digest

    def _begin_again(self, digest: str, beside: Beside) -> _InHand:
        """Fetches an original whose reports are stale, and has it taken apart meanwhile."""
        name = self._known[digest].name
        try:
            data = self._case.archive.get(digest)
        except LostCapture as error:
            # What was read in it before stays; the next run tries again, for somebody may have restored it.
            item = SetAside(name=name, digest=digest, reason=str(error), error=type(error).__name__)
            return _InHand(digest, name, aside=item)
        return _InHand(digest, name, data, got=beside.begin(data, name))

    def _end_again(self, item: _InHand) -> None:
        """Writes down what came of an original, whose digest stands for its address."""
        if item.aside is not None:
            self._leave(item.address, item.aside)
        else:
            self._take_apart(item.address, item.name, item.data, None, got=item.got)

    def _take_apart(
        self,
        digest: str,
        name: str,
        data: bytes,
        address: str | None,
        when: str | None = None,
        got: Future[Taken] | None = None,
    ) -> None:
        apart = got.result() if got is not None else taken(data, name, self._pack)
        capture = self._known.get(digest) or Capture(digest=digest, size=len(data), media=apart.media, name=name)
        found, lost = _reports(capture, apart, self._decided.get(digest[:16], ()))
        with self._case.writing() as connection:
            there = documents.capture_of(connection, digest) or capture
            if there == capture:
                aside = self._enter(connection, capture, found, lost, address, when)
        self._known[digest] = there
        if there != capture:
            # On a server another program took the same bytes in meanwhile, under the name that it met them by.
            self._take_apart(digest, there.name, data, address, when)
            return
        for key in self._lost.pop(digest, ()):
            del self._aside["collect", key]
        self._aside.pop(("walk", digest), None)
        self._aside.update({("collect", key): item for key, item in aside.items()})
        self._lost[digest] = list(aside)
        self._done[digest] = self._input(capture)

    def _enter(
        self,
        connection: Connection,
        capture: Capture,
        found: Sequence[tuple[Report, str]],
        lost: Sequence[SetAside],
        address: str | None,
        when: str | None,
    ) -> dict[str, SetAside]:
        """Writes down what came of a capture; gives what of it is set aside, by key."""
        digest = capture.digest
        if address is not None:
            self.captures += documents.put_capture(connection, capture, address, when or self._at, TOOL)
        self._addresses[digest] = list(documents.addresses_of(connection, digest))
        aside: dict[str, SetAside] = {}
        for at, place in enumerate(self._addresses[digest]):
            # The first address gave the capture its name; the same bytes found elsewhere are named after where they lie.
            shown = capture.name if at == 0 else collect.masked_name("/".join(place.split("/")[-2:]))
            for number, item in enumerate(lost):
                aside[f"{digest}#{number}@{place}"] = replace(item, name=_renamed(item.name, capture.name, shown))
        new, _ = documents.put_reports(connection, digest, found)
        self.reports += new
        for key in self._lost.get(digest, ()):
            documents.take_back(connection, "collect", key)
        documents.take_back(connection, "walk", digest)
        for key, item in aside.items():
            documents.put_aside(connection, "collect", key, item)
        output = runs.digest(body for _, body in found)
        done = runs.StageRun(
            stage="collect", key=digest, input=self._input(capture), version=collect.VERSION, output=output
        )
        runs.done(connection, done)
        return aside

    def _leave(self, key: str, item: SetAside) -> None:
        self.aside.append(item)
        if self._aside.get(("walk", key)) != item:
            with self._case.writing() as connection:
                documents.put_aside(connection, "walk", key, item)
            self._aside["walk", key] = item

    def _input(self, capture: Capture) -> str:
        decided = (encode(decision).decode() for decision in self._decided.get(capture.digest[:16], ()))
        return runs.digest([capture.digest, capture.name, collect.VERSION, self._needs, *decided])


def _reports(
    capture: Capture, got: Taken, decided: Sequence[Decision]
) -> tuple[list[tuple[Report, str]], tuple[SetAside, ...]]:
    """The reports of a capture, as people corrected them, with their canonical JSON; and what of it could not be read."""
    if got.read is None:
        return [], (SetAside(name=capture.name, digest=capture.digest, reason=got.reason, error=got.error),)
    problem = next((p for report in got.read for p in loose(report, {report.id: len(report.text)})), None)
    if problem:
        # what points outside its own text is a fault of the program, whatever the document is
        return [], (
            SetAside(name=capture.name, digest=capture.digest, reason=failed("ValueError"), error="ValueError"),
        )
    found = [decided_on(report, decided) for report in got.read]
    return [(report, encode(report).decode()) for report in found], got.read.set_aside


def _address(key: str) -> str:
    """The address within the key `<digest>#<number>@<address>` of something set aside."""
    return key.partition("@")[2]


def _renamed(part: str, old: str, new: str) -> str:
    """The name of a file, or of a part of it (`name#2`, `name/attachment`), with the file called by another name."""
    return new + part[len(old) :] if part.startswith(old) else part


def _unread(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "The file went away while the run was on. Put it back and run this again."
    if isinstance(error, PermissionError):
        return "The file may not be read by this user. Change its permissions or copy it with an account that may."
    return f"The file could not be read ({error.strerror}). Check the disk and its permissions, then add it again."


def _clean(name: str) -> str:
    # A file name is bytes and need not be text; what stands in the case must be.
    return os.fsencode(name).decode("utf-8", "backslashreplace")
