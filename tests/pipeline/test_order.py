from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource.model import Decision, DecisionKind, claim_id
from secondsource.pipeline import rebuild, run, verify
from secondsource.store import Case

from .conftest import NOW, STAMP, state
from .rules import RuleReader


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "case", now=STAMP)


def test_a_run_takes_everything_in_and_says_what_it_did(case: Case, corpus: Path) -> None:
    told: list[tuple[str, int, int]] = []
    result = run(case, [corpus], reader=RuleReader(), now=NOW, progress=lambda *step: told.append(step))
    view = case.view()
    assert (result.captures, result.reports, result.read) == (6, 5, 5)
    assert result.stages == ("join", "trace", "weigh", "law")
    assert result.claims == len(view.claims) > 0
    assert sorted(item.name for item in result.set_aside) == ["e.pdf", "f.txt"]
    assert {r.name for r in view.reports} == {"a", "b", "c1", "c2", "d.txt"}
    assert {"collect", "read", "join", "trace", "weigh", "law"} <= {stage for stage, _, _ in told}
    assert all(0 <= done <= total for _, done, total in told)
    assert set(result.timings) >= {"collect", "read", "join", "trace", "weigh", "law"}
    assert verify(case) == []


def test_a_second_run_of_the_same_input_does_nothing(case: Case, corpus: Path) -> None:
    first = run(case, [corpus], reader=RuleReader(), now=NOW)
    before, stamp = state(case), (case.folder / "case.db-wal").stat().st_size
    again = run(case, [corpus], reader=_refuses(), now=NOW.replace(year=2020))
    assert again.idle
    assert again.claims == first.claims
    assert again.set_aside == first.set_aside
    assert state(case) == before
    assert (case.folder / "case.db-wal").stat().st_size == stamp, "not a page of the database was written"


def test_only_what_is_new_is_read(case: Case, corpus: Path) -> None:
    run(case, [corpus], reader=RuleReader(), now=NOW)
    (corpus / "g.txt").write_text("A cook said that the masons stopped work in Kuwait.")
    result = run(case, [corpus], reader=RuleReader(), now=NOW)
    assert (result.captures, result.reports, result.read) == (1, 1, 1)


def test_a_new_reader_reads_again_but_takes_nothing_apart_again(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(case, [corpus], reader=RuleReader(), now=NOW)
    monkeypatch.setattr("secondsource.collect.read_capture", _never)
    result = run(case, [corpus], reader=RuleReader(version="2"), now=NOW)
    assert (result.captures, result.reports, result.read) == (0, 0, 5)
    assert result.stages == (), "it found the same, so nothing that follows is stale"


def test_new_ways_of_taking_apart_change_only_what_they_change(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(case, [corpus], reader=RuleReader(), now=NOW)
    monkeypatch.setattr("secondsource.collect.VERSION", "of tomorrow")
    result = run(case, [], reader=_refuses(), now=NOW)
    assert (result.captures, result.reports, result.read, result.stages) == (0, 0, 0, ())


def test_the_order_of_arrival_does_not_matter(case: Case, corpus: Path, tmp_path: Path) -> None:
    run(case, [corpus], reader=RuleReader(), now=NOW)
    with Case.create(tmp_path / "other", now=STAMP) as other:
        for path in sorted(corpus.iterdir(), reverse=True):
            run(other, [path], reader=RuleReader(), now=NOW)
        assert state(other, custody=False) == state(case, custody=False)


def test_a_rebuild_gives_the_same_bytes(case: Case, corpus: Path) -> None:
    run(case, [corpus], reader=RuleReader(), now=NOW)
    view = case.view()
    merged = Decision(
        kind=DecisionKind.MERGE,
        object=view.claims[0].id,
        values={"with": view.claims[-1].id},
        who="Min",
        at=STAMP,
        why="one strike",
    )
    case.ledger.append(merged)
    run(case, [], reader=RuleReader(), now=NOW)
    before = state(case)
    shutil.rmtree(corpus)
    result = rebuild(case, reader=RuleReader(), now=NOW)
    assert (result.read, result.stages) == (5, ("join", "trace", "weigh", "law"))
    assert state(case) == before


def test_decisions_are_applied_taken_back_and_listed_when_their_object_is_gone(case: Case, corpus: Path) -> None:
    (corpus / "z.json").write_text(
        (corpus / "a.json").read_text().replace("2016-03-19", "2011-01-05").replace('"a"', '"z"')
    )
    run(case, [corpus], reader=RuleReader(), now=NOW)
    before = state(case)
    one, *_, other = case.view().claims
    assert one.id != other.id
    merge = Decision(kind=DecisionKind.MERGE, object=one.id, values={"with": other.id}, who="Min", at=STAMP, why="w")
    entry = case.ledger.append(merge)
    case.ledger.append(replace(merge, kind=DecisionKind.ACCEPT, object=claim_id("no mention"), values={}))
    result = run(case, [], reader=_refuses(), now=NOW)
    view = case.view()
    assert "join" in result.stages
    assert any({*one.mentions, *other.mentions} <= set(claim.mentions) for claim in view.claims)
    assert [d.object for d in view.unmet] == [claim_id("no mention")]
    case.ledger.append(Decision(kind=DecisionKind.UNDO, object=entry.hash, who="Min", at=STAMP, why="w"))
    run(case, [], reader=_refuses(), now=NOW)
    assert replace(case.view(), unmet=(), ledger=()).claims == tuple(c for c in case.view().claims)
    assert [c.id for c in case.view().claims] == [c.id for c in _claims_of(before)]


def _claims_of(data: bytes) -> list[object]:
    import msgspec

    from secondsource.model import Claim
    from secondsource.model.codec import decode, encode

    return list(decode(encode(msgspec.json.decode(data)[3]), tuple[Claim, ...]))


def _never(*_: object) -> None:
    raise AssertionError("this must not be called")


def _refuses() -> RuleReader:
    """The same reader by name and version, which fails on every text: whatever it is asked to read shows."""
    return RuleReader(poison="")
