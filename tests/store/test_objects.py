"""Captures in a folder elsewhere, in memory and in a store that speaks S3: the same promises everywhere."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from secondsource.model import SecondsourceError, digest_of
from secondsource.store import LostCapture, stores
from secondsource.store.archive import hashed
from secondsource.store.errors import BadAddress, NoBucket, StoreAway, StoreDenied
from secondsource.store.originals import Originals, originals
from tests import objectstore

_FRESH = count(1)


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "s3":
        return request.getfixturevalue("s3").bucket() + "/case one/captures"
    return {"folder": "", "file": (tmp_path / "else where").as_uri(), "memory": f"memory://m{next(_FRESH)}/captures"}[
        request.param
    ]


@pytest.fixture
def archive(address: str, tmp_path: Path) -> Originals:
    return originals(tmp_path, address)


@pytest.fixture
def gate(s3: objectstore.Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[objectstore.Gate]:
    made = objectstore.Gate(s3.port)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{made.port}")
    monkeypatch.setattr(stores, "SILENT", 1.0)
    monkeypatch.setattr(stores, "TRIES", 1)
    yield made
    made.close()


@pytest.mark.parametrize("size", [0, 1, 70_000, 12_000_000])
def test_what_goes_in_comes_out_and_twice_is_once(archive: Originals, size: int) -> None:
    data = (b"forty men " * (size // 10 + 1))[:size]
    digest = archive.put(data)
    assert archive.put(data) == digest == digest_of(data)
    assert archive.get(digest) == data
    with archive.opened(digest) as stream:
        assert hashed(stream) == (digest, size)
    assert archive.holds(digest, size) and not archive.holds(digest, size + 1)
    assert list(archive.digests()) == [digest]


def test_all_are_listed_in_order_and_taken_away_one_by_one(archive: Originals) -> None:
    assert list(archive.digests()) == []
    made = sorted(archive.put(str(n).encode()) for n in range(30))
    assert list(archive.digests()) == made
    archive.remove(made[3])
    archive.remove(made[3])
    assert list(archive.digests()) == made[:3] + made[4:]
    assert not archive.holds(made[3], 1)


def test_what_is_missing_says_so_and_where(archive: Originals) -> None:
    archive.put(b"another")
    with pytest.raises(LostCapture, match="missing"):
        archive.get("0" * 64)
    with pytest.raises(FileNotFoundError):
        archive.opened("0" * 64)
    assert not archive.holds("0" * 64, 0)


def test_what_was_changed_is_not_handed_out_and_is_mended(s3: objectstore.Server, tmp_path: Path) -> None:
    address = s3.bucket() + "/captures"
    archive = originals(tmp_path, address)
    digest = archive.put(b"forty men")
    stores.connected(address).pipe_file(f"{address.partition('://')[2]}/{digest[:2]}/{digest}", b"fifty men")
    with pytest.raises(LostCapture, match=digest):
        archive.get(digest)
    archive.put(b"forty men")
    assert archive.get(digest) == b"forty men"


def test_what_was_held_is_asked_anew_after_a_sweep(s3: objectstore.Server, tmp_path: Path) -> None:
    address = s3.bucket() + "/captures"
    mine, other = originals(tmp_path, address), originals(tmp_path, address)
    digest = digest_of(b"forty men")
    assert not mine.holds(digest, 9)
    other.put(b"forty men")
    assert not mine.holds(digest, 9)
    mine.sweep()
    assert mine.holds(digest, 9)


@pytest.mark.parametrize(
    "address",
    ["ftp://host/x", "s3://", "file://host/x", "file:///", "elsewhere", "../captures", "http://host/bucket", "zip::s3://b/x"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadAddress):
        originals(tmp_path, address)


@pytest.mark.parametrize("address", ["s3://key:very-secret@bucket/x", "s3://bucket/x?access_key=very-secret"])
def test_keys_do_not_belong_into_an_address_and_are_not_repeated(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadAddress, match="AWS_ACCESS_KEY_ID") as caught:
        originals(tmp_path, address)
    assert "very-secret" not in str(caught.value)


@pytest.mark.parametrize("endpoint", ["ftp://host", "host:9000", "https://u:very-secret@host"])
def test_an_endpoint_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    with pytest.raises(BadAddress, match="AWS_ENDPOINT_URL") as caught:
        originals(tmp_path, "s3://bucket/x").put(b"x")
    assert "very-secret" not in str(caught.value)


def _asked(archive: Originals) -> Iterator[SecondsourceError]:
    """What each way of asking ends in."""
    for ask in (
        lambda: archive.put(b"forty men"),
        lambda: archive.get("0" * 64),
        lambda: archive.opened("0" * 64),
        lambda: list(archive.digests()),
        lambda: archive.remove("0" * 64),
    ):
        with pytest.raises(SecondsourceError) as caught:
            ask()
        yield caught.value


def test_a_bucket_that_is_not_there_is_named(s3: objectstore.Server, tmp_path: Path) -> None:
    for error in _asked(originals(tmp_path, "s3://no-such-bucket/captures")):
        assert isinstance(error, NoBucket) and "no-such-bucket" in str(error)


def test_who_has_no_keys_is_told_so_and_no_key_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not objectstore.PYTHON.exists():
        pytest.skip(objectstore.MISSING)
    with objectstore.running(strict=True) as strict:
        address = strict.bucket() + "/captures"
        for name, value in strict.settings().items():
            monkeypatch.setenv(name, value)
        for error in _asked(originals(tmp_path, address)):
            assert isinstance(error, StoreDenied)
            assert "of-a-test" not in str(error)


def test_a_store_that_is_away_or_silent_is_said_so(
    gate: objectstore.Gate, s3: objectstore.Server, tmp_path: Path
) -> None:
    address = s3.bucket() + "/captures"
    archive = originals(tmp_path, address)
    digest = archive.put(b"eight men")
    gate.shut()
    for error in _asked(archive):
        assert isinstance(error, StoreAway) and address in str(error)
    gate.state = "held"
    with pytest.raises(StoreAway):
        archive.get(digest)
    gate.state = "open"
    assert archive.get(digest) == b"eight men"


def test_a_store_that_goes_away_while_it_is_read_from_is_said_so(
    gate: objectstore.Gate, s3: objectstore.Server, tmp_path: Path
) -> None:
    archive = originals(tmp_path, s3.bucket())
    stream = archive.opened(archive.put(bytes(40_000_000)))
    stream.read(1000)
    gate.shut()
    with pytest.raises(StoreAway):
        hashed(stream)


@pytest.mark.parametrize("after", [200_000, 5_600_000, 11_000_000])
def test_half_an_upload_is_nowhere_to_be_seen(
    gate: objectstore.Gate, s3: objectstore.Server, tmp_path: Path, after: int
) -> None:
    archive = originals(tmp_path, s3.bucket())
    archive.put(b"before")
    gate.shut_after = gate.sent + after
    with pytest.raises(StoreAway):
        archive.put(os.urandom(12_000_000))
    gate.shut_after, gate.state = None, "open"
    gc.collect()
    assert list(originals(tmp_path, archive.address).digests()) == [digest_of(b"before")]


@pytest.mark.parametrize("after", [100_000, 7_000_000, 11_500_000])
def test_a_writer_that_is_killed_leaves_nothing_half_made(
    gate: objectstore.Gate, s3: objectstore.Server, tmp_path: Path, after: int
) -> None:
    address = s3.bucket()
    write = "import os, sys; from pathlib import Path; from secondsource.store.originals import originals; originals(Path(), sys.argv[1]).put(os.urandom(12_000_000))"
    gate.held_after = after
    process = subprocess.Popen([sys.executable, "-c", write, address])
    while gate.state != "held":
        time.sleep(0.01)
        assert process.poll() is None
    process.kill()
    process.wait()
    gate.held_after, gate.state = None, "open"
    gc.collect()
    assert list(originals(tmp_path, address).digests()) == []
