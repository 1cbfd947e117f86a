"""Documents taken apart side by side: the same case comes of it as one after the other, and whoever interrupts it need not wait."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import digest_of
from secondsource.pipeline import Delivery, confined, intake, run, take_in
from secondsource.pipeline.confined import Beside, ConfinementFailed, Limits
from secondsource.pipeline.confined import contents as module
from secondsource.pipeline.confined.jobs import Order
from secondsource.pipeline.confined.workshop import Workshop
from secondsource.store import Case
from secondsource.subjects import Subject
from tests.collect import documents
from tests.pipeline.conftest import NOW, STAMP
from tests.pipeline.rules import RuleReader

pytestmark = pytest.mark.xdist_group("confined")
SLOW = b"<html><body>" + b"<p>A foreman said that forty men stopped work in Kuwait on Monday.</p>" * 15_000


@pytest.fixture(autouse=True)
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.VARIABLE, "on")


@dataclass
class Thing:
    number: int
    size: int = 1

    def __len__(self) -> int:
        return self.size


@given(st.lists(st.integers(0, 40_000_000), max_size=12), st.integers(1, 4))
def test_things_end_in_their_order_and_few_are_in_hand(sizes: list[int], workers: int) -> None:
    begun: list[int] = []
    ended: list[int] = []
    most = 0

    def begin(thing: Thing) -> Thing:
        nonlocal most
        begun.append(thing.number)
        most = max(most, len(begun) - len(ended))
        return thing

    class Threads(Beside):
        def __init__(self) -> None:
            self._workers, self._pool = workers, object() if workers > 1 else None  # type: ignore[assignment]

    things = [Thing(number, size) for number, size in enumerate(sizes)]
    steps = Threads().in_turn(things, begin, lambda thing: ended.append(thing.number))
    assert sum(1 for _ in steps) == len(things)
    assert begun == ended == list(range(len(things)))
    assert most <= (workers + 1 if workers > 1 else 1)


def folder(into: Path) -> Path:
    """Documents of many kinds, one of them twice, one that cannot be read, one under two names with other bytes between."""
    into.mkdir()
    for number in range(6):
        (into / f"{number}.txt").write_bytes(documents.BODY.encode() * (number + 1))
    (into / "page.html").write_text(documents.PAGE)
    (into / "page again.html").write_text(documents.PAGE)
    (into / "1 again.txt").write_bytes(documents.BODY.encode())
    (into / "mail.eml").write_text(documents.MAIL)
    (into / "damaged.pdf").write_bytes(b"%PDF-1.4 cut short")
    (into / "empty.txt").write_bytes(b"")
    return into


def test_the_same_case_comes_of_it_whatever_the_number_of_workers(tmp_path: Path) -> None:
    source, views, told = folder(tmp_path / "in"), [], []
    for workers in (1, 2, 5):
        with Case.create(tmp_path / f"case{workers}", now=STAMP) as case:
            steps: list[tuple[str, int, int]] = []
            result = run(
                case,
                [source],
                reader=RuleReader(),
                now=NOW,
                workers=workers,
                progress=lambda *s, to=steps: to.append(s),
            )
            told.append((result.captures, result.reports, result.set_aside, [s for s in steps if s[0] == "collect"]))
            views.append(replace(case.view(), id=""))
            assert run(case, [source], reader=RuleReader(), now=NOW, workers=workers).idle
    assert views[0] == views[1] == views[2]
    assert told[0] == told[1] == told[2]
    assert told[0][3] == [("collect", at, 12) for at in range(1, 13)]


def test_what_is_delivered_is_the_same_case_whatever_the_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(folder(tmp_path / "in").iterdir())
    items = [
        Delivery(data=path.read_bytes(), address=f"https://post.example/{path.name}", name=path.name, at=STAMP)
        for path in (*files, files[0])
    ]
    views, told = [], []
    for number in (1, 2, 5):
        monkeypatch.setattr(intake, "processors", lambda number=number: number)
        with Case.create(tmp_path / f"case{number}", now=STAMP) as case:
            taken = take_in(case, items)
            told.append(taken)
            run(case, (), reader=RuleReader(), now=NOW, workers=1)
            views.append(replace(case.view(), id=""))
    assert views[0] == views[1] == views[2]
    assert told[0] == told[1] == told[2]
    assert told[0].digests == tuple(digest_of(item.data) for item in items)


def test_one_that_takes_too_long_holds_nobody_up_but_who_comes_after(
    pack: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workshop(pack.folder, Limits(seconds=1, seconds_each=0))
    monkeypatch.setattr(module, "_shop", lambda _: shop)
    source = folder(tmp_path / "in")
    (source / "3 slow.html").write_bytes(SLOW)
    try:
        with Case.create(tmp_path / "case", now=STAMP) as case:
            result = run(case, [source], reader=RuleReader(), now=NOW, workers=3)
    finally:
        shop.close()
    assert [(item.name, item.error) for item in result.set_aside if item.error == "TookTooLong"] == [
        ("3 slow.html", "TookTooLong")
    ]
    assert result.captures == 11


def test_threads_ask_side_by_side_while_the_server_is_killed(pack: Subject) -> None:
    shop, answers = Workshop(pack.folder), []
    order = Order(job="capture", name="a.txt")

    def ask() -> None:
        answers.extend(shop.ask(order, documents.BODY.encode()).error for _ in range(6))

    try:
        shop.ask(order, documents.BODY.encode())
        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.03)
        assert shop.process is not None
        os.kill(shop.process, 9)
        for thread in threads:
            thread.join(60)
    finally:
        shop.close()
    assert answers == [""] * 18


def test_who_interrupts_need_not_wait_for_a_document_that_takes_long(
    pack: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workshop(pack.folder, Limits(seconds=300))
    monkeypatch.setattr(module, "_shop", lambda _: shop)
    futures = []
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Beside(pack, 2) as beside:
        futures.append(beside.begin(SLOW * 20, "slow.html"))
        while shop.process is None:
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert time.monotonic() - start < 20
    assert isinstance(futures[0].exception(10), ConfinementFailed)
    assert confined.taken(documents.BODY.encode(), "a.txt", pack).error == ""
    shop.close()
