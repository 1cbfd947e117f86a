"""Bytes into the case: each file kept as it is, entered with its custody, and taken apart into reports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from secondsource import __version__, collect
from secondsource.model import Capture, Report, SetAside, Unreadable, digest_of
from secondsource.model.codec import encode
from secondsource.store import Case, documents, runs
from secondsource.subjects import Subject

from .check import loose
from .result import Progress

TOOL = f"secondsource {__version__}"


class Intake:
    """One run's taking in of documents.

    Args:
        case: where to.
        pack: the subject, by which outlets are known.
        at: ISO 8601 instant in UTC for new custody entries.
    """

    def __init__(self, case: Case, pack: Subject, at: str) -> None:
        self.captures = 0
        self.reports = 0
        self.aside: list[SetAside] = []
        self._case = case
        self._pack = pack
        self._at = at
        self._touched: set[str] = set()
        with case.reading() as connection:
            self._known = {capture.digest: capture for capture in documents.all_captures(connection)}
            self._seen = {(entry.capture, entry.path) for entry in documents.all_custody(connection)}
            self._done = {key: run.input for key, run in runs.runs(connection, "collect").items()}
            self._aside = documents.all_aside(connection)

    def concerns(self, capture: str) -> bool:
        """Whether the capture was part of this run's input, or the run had none."""
        return not self._touched or capture in self._touched

    def take(self, paths: Sequence[Path], tell: Progress) -> None:
        """Takes in everything below the paths, then takes apart again whatever an older version took apart."""
        items = list(collect.walk(paths)) if paths else []
        for at, item in enumerate(items, start=1):
            if isinstance(item, SetAside):
                self._leave(_clean(item.name), item)
            else:
                self._file(item.path, _clean(item.name))
            tell("collect", at, len(items))
        stale = [d for d, capture in self._known.items() if self._done.get(d) != self._input(capture)]
        for at, digest in enumerate(sorted(stale), start=len(items) + 1):
            self._take_apart(self._known[digest], self._case.archive.get(digest), None)
            tell("collect", at, len(items) + len(stale))
        if not paths:
            self.aside.extend(item for (stage, _), item in self._now_aside().items() if stage != "read")

    def _file(self, path: Path, name: str) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = (
                f"The file could not be read ({error.strerror}). Check the disk and its permissions, then add it again."
            )
            self._leave(name, SetAside(name=name, digest="", reason=reason, error=type(error).__name__))
            return
        if ("walk", name) in self._aside:
            with self._case.writing() as connection:
                documents.take_back(connection, "walk", name)
        digest = digest_of(data)
        self._touched.add(digest)
        capture = self._known.get(digest)
        address = _clean(str(path))
        if capture and (digest, address) in self._seen and self._done.get(digest) == self._input(capture):
            known = (self._aside["collect", key] for key in self._entries(digest))
            self.aside.extend(item for item in known if item not in self.aside)
            return
        if capture is None:
            capture = Capture(digest=digest, size=len(data), media=collect.media_of(data, name), name=name)
        self._case.archive.put(data)
        self._take_apart(capture, data, address)

    def _take_apart(self, capture: Capture, data: bytes, address: str | None) -> None:
        found, lost = self._reports(capture, data)
        with self._case.writing() as connection:
            if address is not None:
                self.captures += documents.put_capture(connection, capture, address, self._at, TOOL)
            new, _ = documents.put_reports(connection, capture.digest, found)
            self.reports += new
            for key in self._entries(capture.digest):
                documents.take_back(connection, "collect", key)
            for number, item in enumerate(lost):
                documents.put_aside(connection, "collect", f"{capture.digest}#{number}", item)
            runs.done(
                connection,
                runs.StageRun(
                    stage="collect",
                    key=capture.digest,
                    input=self._input(capture),
                    version=collect.VERSION,
                    output=runs.digest(body for _, body in found),
                ),
            )
        if address is not None:
            self.aside.extend(lost)
        self._known[capture.digest] = capture
        self._done[capture.digest] = self._input(capture)
        if address is not None:
            self._seen.add((capture.digest, address))

    def _reports(self, capture: Capture, data: bytes) -> tuple[list[tuple[Report, str]], tuple[SetAside, ...]]:
        """The reports of a capture with their canonical JSON, and what of it could not be read."""
        try:
            found = collect.read_capture(data, capture.name, self._pack)
            problem = next((p for report in found for p in loose(report, {report.id: len(report.text)})), None)
            if problem:
                raise ValueError(problem)
            return [(report, encode(report).decode()) for report in found], found.set_aside
        except Unreadable as error:
            reason, kind = str(error), type(error).__name__
        except Exception as error:
            kind = type(error).__name__
            reason = f"Taking the document apart failed ({kind}). It is kept as it is; please report this fault."
        return [], (SetAside(name=capture.name, digest=capture.digest, reason=reason, error=kind),)

    def _entries(self, digest: str) -> list[str]:
        return [key for stage, key in self._aside if stage == "collect" and key.partition("#")[0] == digest]

    def _leave(self, name: str, item: SetAside) -> None:
        self.aside.append(item)
        if self._aside.get(("walk", name)) != item:
            with self._case.writing() as connection:
                documents.put_aside(connection, "walk", name, item)

    def _input(self, capture: Capture) -> str:
        return runs.digest([capture.digest, capture.name, collect.VERSION, self._pack.digest])

    def _now_aside(self) -> dict[tuple[str, str], SetAside]:
        with self._case.reading() as connection:
            return documents.all_aside(connection)


def _clean(name: str) -> str:
    # A file name is bytes and need not be text; what stands in the case must be.
    return os.fsencode(name).decode("utf-8", "backslashreplace")
