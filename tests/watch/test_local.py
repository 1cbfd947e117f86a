"""What is watched on this machine: folders and mailboxes."""

from __future__ import annotations

import mailbox as boxes
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from secondsource.store import Case
from secondsource.store.watching import SourceKind, Watching
from secondsource.watch.gather import gather
from secondsource.watch.gathered import Gathered
from secondsource.watch.mailbox import NoMailbox, mails
from secondsource.watch.sources import add

from ..pipeline.rules import RuleReader
from .conftest import AT, Time, fetcher_of
from .pages import STRIKE

STAMP = "2026-03-01T09:00:00Z"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=STAMP) as made:
        yield made


@pytest.fixture
def watching(case: Case) -> Iterator[Watching]:
    with Watching(case.folder) as made:
        yield made


def put(file: Path, text: str, age: float = 60.0) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    when = (AT - timedelta(seconds=age)).timestamp()
    os.utime(file, (when, when))
    return file


def gathered(case: Case, watching: Watching, time: Time) -> Gathered:
    return gather(case, watching, fetcher=fetcher_of(watching, time), reader=RuleReader())


def test_documents_put_into_a_folder_come_into_the_case_once_they_are_whole(
    case: Case, watching: Watching, time: Time, tmp_path: Path
) -> None:
    put(tmp_path / "in" / "a.txt", STRIKE[0])
    put(tmp_path / "in" / "deep" / "b.txt", STRIKE[1], age=1.0)
    (tmp_path / "in" / "c.txt").write_bytes(b"")
    os.utime(tmp_path / "in" / "c.txt", (AT.timestamp() - 60,) * 2)
    add(watching, SourceKind.FOLDER, str(tmp_path / "in"), at=STAMP, every=3600)
    got = gathered(case, watching, time)
    assert got.captures == 2 and got.reports == 1 and len(got.set_aside) == 1 and got.claims == 1
    time.on(hours=1)
    got = gathered(case, watching, time)
    assert got.captures == 1 and [Path(c.url).name for c in got.came] == ["b.txt"]
    time.on(hours=1)
    assert gathered(case, watching, time).came == []
    put(tmp_path / "in" / "a.txt", STRIKE[0].replace("100", "60"), age=50.0)
    time.on(hours=1)
    assert gathered(case, watching, time).captures == 1


def test_a_folder_that_is_not_there_says_so_and_is_looked_at_again(
    case: Case, watching: Watching, time: Time, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    add(watching, SourceKind.FOLDER, str(folder), at=STAMP, every=3600)
    folder.rmdir()
    assert "Put it back" in gathered(case, watching, time).failed[0].why
    put(folder / "a.txt", STRIKE[0])
    time.on(hours=3)
    assert gathered(case, watching, time).captures == 1
    assert watching.sources.all()[0].why == ""


def message(n: int) -> str:
    return f"From: ana@mail.example\nSubject: Strike {n}\nDate: Sun, 1 Mar 2026 08:0{n}:00 +0000\n\n{STRIKE[0]}\n"


@pytest.mark.parametrize("kind", ["mbox", "maildir"])
def test_a_mailbox_that_grows_gives_its_new_messages(
    kind: str, case: Case, watching: Watching, time: Time, tmp_path: Path
) -> None:
    path = tmp_path / "box"
    box = boxes.mbox(path) if kind == "mbox" else boxes.Maildir(path)
    for n in (1, 2):
        box.add(message(n))
    box.flush()
    add(watching, SourceKind.MAILBOX, str(path), at=STAMP, every=3600)
    got = gathered(case, watching, time)
    assert (got.captures, got.reports) == (2, 2)
    time.on(hours=1)
    assert gathered(case, watching, time).came == []
    box.add(message(3))
    box.flush()
    os.utime(path if kind == "mbox" else path / "new", (AT.timestamp(),) * 2)
    time.on(hours=1)
    got = gathered(case, watching, time)
    assert len(got.new) == 1 and got.captures == 1
    assert {c.media for c in case.view().captures} == {"message/rfc822"}


@pytest.mark.parametrize("what", ["a folder", "a text", "nothing"])
def test_what_is_no_mailbox_says_so(what: str, tmp_path: Path) -> None:
    path = tmp_path / "box"
    if what == "a folder":
        path.mkdir()
    elif what == "a text":
        path.write_text("no mail")
    else:
        path.write_text("")
    with pytest.raises(NoMailbox):
        list(mails(path))
