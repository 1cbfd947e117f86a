"""A case whose originals lie in an object store: the same case, whatever happens to the store meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.pipeline import run, verify
from secondsource.pipeline.check_again import otherwise
from secondsource.store import Case, stores
from secondsource.store.errors import StoreAway
from tests import objectstore

from .conftest import NOW, STAMP, state
from .rules import RuleReader


@pytest.fixture
def gate(s3: objectstore.Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[objectstore.Gate]:
    made = objectstore.Gate(s3.port)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{made.port}")
    monkeypatch.setattr(stores, "TRIES", 1)
    yield made
    made.close()


@pytest.fixture
def wanted(tmp_path: Path, corpus: Path) -> bytes:
    with Case.create(tmp_path / "at-home", now=STAMP) as home:
        run(home, [corpus], reader=RuleReader(), now=NOW)
        return state(home)


def test_it_is_the_case_it_would_be_at_home(
    tmp_path: Path, corpus: Path, wanted: bytes, s3: objectstore.Server
) -> None:
    with Case.create(tmp_path / "case", now=STAMP, captures=s3.bucket() + "/kuwait") as case:
        run(case, [corpus], reader=RuleReader(), now=NOW)
        assert state(case) == wanted
        assert not (case.folder / "captures").exists()
        assert [c.digest for c in sorted(case.view().captures, key=lambda c: c.digest)] == list(case.archive.digests())
        assert verify(case) == []
        assert list(otherwise(case, reader=RuleReader())) == []
    with Case.open(tmp_path / "case") as case:
        again = run(case, [corpus], reader=RuleReader(), now=NOW)
        assert (again.captures, again.read) == (0, 0)
        better = run(case, [], reader=RuleReader(version="2"), now=NOW)
        assert better.read == 5


def test_what_was_changed_in_the_store_is_found(tmp_path: Path, corpus: Path, s3: objectstore.Server) -> None:
    address = s3.bucket() + "/kuwait"
    with Case.create(tmp_path / "case", now=STAMP, captures=address) as case:
        run(case, [corpus], reader=RuleReader(), now=NOW)
        changed, lost, *_ = sorted(capture.digest for capture in case.view().captures)
        store = stores.connected(address)
        key = f"{address.partition('://')[2]}/{changed[:2]}/{changed}"
        store.pipe_file(key, b"other")
        case.archive.remove(lost)
        assert [(p.kind, p.object) for p in verify(case)] == [("capture", changed), ("capture", lost)]
        run(case, [corpus], reader=RuleReader(), now=NOW)
        assert verify(case) == []


@pytest.mark.parametrize("after", [1, 2000, 4000, 6000])
def test_a_store_that_goes_away_midway_loses_nothing(
    tmp_path: Path, corpus: Path, wanted: bytes, gate: objectstore.Gate, s3: objectstore.Server, after: int
) -> None:
    address = s3.bucket() + "/kuwait"
    with Case.create(tmp_path / "case", now=STAMP, captures=address) as case:
        gate.shut_after = after
        with pytest.raises(StoreAway, match=address):
            run(case, [corpus], reader=RuleReader(), now=NOW)
        with pytest.raises(StoreAway):
            list(case.archive.digests())
        assert case.view().set_aside == ()
        gate.shut_after, gate.state = None, "open"
        assert verify(case) == []
        run(case, [corpus], reader=RuleReader(), now=NOW)
        assert state(case) == wanted
        assert verify(case) == []
        gate.shut()
        with pytest.raises(StoreAway):
            verify(case)
