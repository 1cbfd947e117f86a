"""kill -9 at random points of four passes; go on from there; alerts, standings and messages are those of an undisturbed watch."""

from __future__ import annotations

import json
import os
import random
import signal
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from secondsource.pipeline import run
from secondsource.store import Case
from secondsource.store.watching import Subscription, Watching
from secondsource.store.watching.schema import alerts, known_reports, messages, outbox, standings
from secondsource.watch.alerts.letter import Letter
from secondsource.watch.loop import once

from .plainly import EVENT, NOW, PlainReader, written

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning"),
]
PASSES = 4
KILLS = 5


class Points:
    """Counts the moments at which something is written, and ends the process at the one that is wanted."""

    def __init__(self, last: int | None) -> None:
        self.passed, self.last = 0, last

    def __call__(self, *_: object) -> None:
        self.passed += 1
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def reports(folder: Path) -> list[Path]:
    return [
        written(folder, "a", "Harbour Post", "2016-03-20", f"{EVENT}, seen by Ana Porter."),
        written(folder, "b", "Gulf Courier", "2016-03-22", f"{EVENT}, recorded in the port register."),
        written(folder, "c", "Delta Wire", "2016-03-23", f"{EVENT}, as reported by Gulf Courier."),
        written(folder, "d", "Gulf Courier", "2016-03-30", f"It is not true that {EVENT}."),
    ]


def made(folder: Path) -> Path:
    with Case.create(folder, now="2016-04-01T00:00:00Z"), Watching(folder) as watching:
        for name in ("one", "two"):
            watching.subscriptions.add(
                Subscription(name=name, target="env:T", kinds=("now", "later"), made="2016-04-01T00:00:00Z")
            )
    return folder


def passes(folder: Path, papers: list[Path], points: Points) -> None:
    """The passes that are not done yet, one report more in each."""
    here, sent = folder.with_suffix(".at"), folder.with_suffix(".sent")

    def channel(address: str, letter: Letter, now: datetime) -> None:
        points()
        with sent.open("a") as out:
            out.write(json.dumps([letter.key, letter.text]) + "\n")
        points()

    for moment in ("begin", "commit", "after_cursor_execute"):
        event.listen(Engine, moment, points)
    os.environ["T"] = "there"
    try:
        with Case.open(folder) as case:
            for number in range(int(here.read_text()) if here.exists() else 1, PASSES + 1):
                here.write_text(str(number))
                now = NOW + timedelta(days=number)

                def gather(number: int = number, now: datetime = now, case: Case = case) -> int:
                    return run(case, papers[:number], now=now, reader=PlainReader()).captures

                once(case, now=lambda now=now: now, gather=gather, reader=PlainReader(), channel=channel)  # type: ignore[misc]
    finally:
        for moment in ("begin", "commit", "after_cursor_execute"):
            event.remove(Engine, moment, points)


def killed(folder: Path, papers: list[Path], point: int) -> bool:
    child = os.fork()
    if child == 0:
        try:
            passes(folder, papers, Points(point))
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def state(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that was told and kept, without how often something was tried, and without names that are new in each case."""
    columns = {
        "alerts": select(alerts),
        "standings": select(standings).order_by(standings.c.audience, standings.c.claim),
        "known": select(known_reports).order_by(known_reports.c.audience, known_reports.c.report),
        "outbox": select(outbox.c.subscription, outbox.c.alert).order_by(outbox.c.seq),
        "messages": select(messages.c.subscription, messages.c.made, messages.c.state).order_by(
            messages.c.made, messages.c.subscription
        ),
    }
    with Watching(folder) as watching, watching.reading() as connection:
        return {name: [tuple(row) for row in connection.execute(query)] for name, query in columns.items()}


def sent_from(folder: Path) -> list[tuple[str, str]]:
    lines = folder.with_suffix(".sent").read_text().splitlines()
    return [(key, text) for key, text in map(json.loads, lines)]


def test_a_watch_killed_anywhere_tells_the_same_and_loses_nothing(tmp_path: Path) -> None:
    papers = reports(tmp_path / "in")
    points = Points(None)
    passes(made(tmp_path / "whole"), papers, points)
    wanted, texts = state(tmp_path / "whole"), {text for _, text in sent_from(tmp_path / "whole")}
    assert len(wanted["alerts"]) >= 4 and len(wanted["messages"]) >= 4, "there is something to lose"
    chance = random.Random(2016)
    for number in range(KILLS):
        folder = made(tmp_path / f"killed-{number}")
        # once somewhere, and then again and again not far behind, as long as it does not end
        at = chance.randrange(1, points.passed)
        kills = 0
        while kills < 3 and killed(folder, papers, at):
            kills += 1
            at = chance.randrange(1, max(2, points.passed // 2))
        if kills == 3:
            passes(folder, papers, Points(None))
        assert state(folder) == wanted, f"killed at {at} of {points.passed}, {kills} times"
        sent = sent_from(folder)
        assert {text for _, text in sent} == texts, "nothing is lost"
        again = Counter(key for key, _ in sent)
        assert sum(again.values()) - len(again) <= kills, "a kill sends one message once more at most, under its key"


def test_an_undisturbed_watch_sends_each_message_once(tmp_path: Path) -> None:
    papers = reports(tmp_path / "in")
    folder = made(tmp_path / "case")
    passes(folder, papers, Points(None))
    passes(folder, papers, Points(None))
    assert max(Counter(key for key, _ in sent_from(folder)).values()) == 1
