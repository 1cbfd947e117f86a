"""Whatever comes, changes and goes, and whatever people decide in between: after every step the case is what a rebuild of it gives."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource.model import Capture, Claim, Decision, DecisionKind, Reading
from secondsource.model.codec import encode
from secondsource.pipeline.derive import derive
from secondsource.pipeline.result import Clock, silent
from secondsource.store import Case, derived, documents, runs
from secondsource.store.shelf import FILE
from secondsource.trace.ecology import Settings, made, rendered

from .conftest import STAMP, state


def put(case: Case, reading: Reading) -> None:
    """The report into the case as if it had been collected and read; in place of an earlier one of that name."""
    report = reading.report
    with case.writing() as connection:
        held = Capture(digest=report.capture, size=len(report.text), media="text/plain", name=f"{report.id}.txt")
        documents.put_capture(connection, held, held.name, STAMP, "test")
        documents.put_reports(connection, held.digest, [(report, encode(report).decode())])
        output = documents.put_reading(connection, report.id, reading.statements, reading.mentions)
        runs.done(connection, runs.StageRun(stage="read", key=report.id, input=output, version="", output=output))


def take_away(case: Case, reading: Reading) -> None:
    """The report out of the case: its capture is found to hold none."""
    with case.writing() as connection:
        documents.put_reports(connection, reading.report.capture, [])


def rebuilt(case: Case, pack, beside: Path) -> bytes:
    """The same case derived from nothing."""
    folder = beside / "rebuilt"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(case.folder, folder)
    (folder / FILE).unlink()
    with Case.open(folder) as again:
        with again.writing() as connection:
            for stage in ("join", "trace", "weigh", "law"):
                runs.forget(connection, stage)
        derive(again, pack, silent, Clock())
        return state(again)


def world(seed: int, size: int) -> list[Reading]:
    """Readings of a made-up press, each in a capture of its own."""
    readings, _ = rendered(made(Settings(reports=size, seed=seed, parts=1 + seed % 2)))
    return [replace(r, report=replace(r.report, capture=(r.report.id[:16] + r.report.capture)[:64])) for r in readings]


def shorter(reading: Reading) -> Reading:
    """The reading with fewer events, as another reader finds them."""
    return replace(reading, mentions=reading.mentions[:-1])


def decision(chance: random.Random, case: Case) -> Decision:
    view = case.view()
    claim = chance.choice(view.claims)
    kind = chance.choice(("merge", "split", "relay", "cut", "reject", "correct"))
    values: dict[str, str] = {}
    relay = chance.choice(view.traced.relays) if view.traced.relays else None
    if kind in ("relay", "cut") and relay:
        what, about = (DecisionKind.ACCEPT if kind == "relay" else DecisionKind.REJECT), f"{relay.taker}>{relay.giver}"
    elif kind == "reject":
        what, about = DecisionKind.REJECT, chance.choice(view.mentions).id
    elif kind == "correct":
        what, about, values = DecisionKind.CORRECT, chance.choice(view.mentions).id, {"when": "2014-05"}
    elif kind == "split":
        some = chance.sample(claim.mentions, chance.randint(1, len(claim.mentions)))
        what, about, values = DecisionKind.SPLIT, claim.id, {"mentions": " ".join(some)}
    else:
        what, about, values = DecisionKind.MERGE, claim.id, {"with": chance.choice(view.claims).id}
    return Decision(kind=what, object=about, who="a reader", at=STAMP, why="seen", values=values)


@pytest.mark.parametrize("seed", range(3))
def test_after_every_step_the_case_is_what_a_rebuild_gives(seed, pack, tmp_path):
    chance = random.Random(seed)
    waiting, there, taken = world(seed, 60), {}, []
    chance.shuffle(waiting)
    with Case.create(tmp_path / "case", now=STAMP) as case:
        while waiting:
            for reading in [waiting.pop() for _ in range(min(len(waiting), chance.choice((1, 5, 25))))]:
                there[reading.report.id] = reading
                put(case, reading)
            for reading in chance.sample(list(there.values()), chance.choice((0, 0, 1))):
                put(case, shorter(reading))
            for reading in chance.sample(list(there.values()), chance.choice((0, 0, 1)) if len(there) > 9 else 0):
                take_away(case, there.pop(reading.report.id))
            derive(case, pack, silent, Clock())
            assert state(case) == rebuilt(case, pack, tmp_path)
            if chance.random() < 0.7:
                taken.append(case.ledger.append(decision(chance, case)).hash)
            elif taken:
                undone = Decision(kind=DecisionKind.UNDO, object=taken.pop(), who="a reader", at=STAMP, why="no")
                case.ledger.append(undone)
            derive(case, pack, silent, Clock())
            assert state(case) == rebuilt(case, pack, tmp_path)


def test_what_is_kept_may_be_lost_or_old_or_damaged(pack, tmp_path):
    readings = world(7, 60)
    with Case.create(tmp_path / "case", now=STAMP) as case:
        kept = case.folder / FILE

        def grown(some: list[Reading]) -> bool:
            for reading in some:
                put(case, reading)
            derive(case, pack, silent, Clock())
            return state(case) == rebuilt(case, pack, tmp_path)

        assert grown(readings[:20])
        old = kept.read_bytes()
        kept.unlink()
        assert grown(readings[20:25])
        kept.write_bytes(old)
        assert grown(readings[25:30])
        with kept.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * 40_000)
        assert grown(readings[30:35])
        kept.write_bytes(b"no database at all" * 1000)
        assert grown(readings[35:40])


def test_only_rows_that_differ_are_written(pack, tmp_path):
    readings = world(2, 150)
    with Case.create(tmp_path / "case", now=STAMP) as case:
        for reading in readings[1:]:
            put(case, reading)
        derive(case, pack, silent, Clock())
        with case.reading() as connection:
            before = dict(derived.about_what(connection, Claim))
        put(case, readings[0])
        clock = Clock()
        derive(case, pack, silent, clock)
        with case.reading() as connection:
            after = dict(derived.about_what(connection, Claim))
        assert 0 < len(before.items() ^ after.items()) < 30
        assert clock.touched["mentions joined again"] < 0.5 * clock.touched["mentions"]
        assert clock.touched["claims changed"] < 0.2 * clock.touched["claims"]


def test_what_somebody_changed_in_the_tables_is_not_built_upon(pack, tmp_path):
    readings = world(3, 40)
    with Case.create(tmp_path / "case", now=STAMP) as case:
        for reading in readings[:-1]:
            put(case, reading)
        derive(case, pack, silent, Clock())
        with case.writing() as connection:
            connection.exec_driver_sql("UPDATE claims SET body = replace(body, 'supported', 'disputed')")
        put(case, readings[-1])
        derive(case, pack, silent, Clock())
        assert state(case) == rebuilt(case, pack, tmp_path)
