"""The engine of a cluster, on real clusters of this machine: what dies takes nothing along, and what comes out is the same."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from secondsource.bulk import ray_cluster
from secondsource.bulk.copies import near_copies
from secondsource.bulk.engine import Died, Done
from secondsource.bulk.local_engine import LocalEngine
from secondsource.bulk.ray_cluster import NoCluster, NoStart, NoToken
from secondsource.bulk.ray_engine import OtherVersion, RayEngine, _work
from secondsource.model import SecondsourceError

from .harm import Harm, Harmed
from .press import Poisoned, archive, bulk, papers, poisoned

pytestmark = [
    pytest.mark.xdist_group("ray"),
    # looked for and not loaded: Ray takes in its environment when it is loaded
    pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (extra `cluster`)"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes as Linux shows them"),
]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class Cluster:
    """A first node and one more, each of one processor, on the loopback address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.begun: list[subprocess.Popen] = []
        self.address = ""
        self.address = self.more()
        self.more()

    def more(self) -> str:
        command = [sys.executable, str(HERE / "ray_node.py"), str(self.folder), *filter(None, [self.address])]
        node = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
        )
        self.begun.append(node)
        assert node.stdout is not None
        return node.stdout.readline().strip()

    def end(self) -> None:
        for node in reversed(self.begun):
            node.kill()
            node.communicate()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    # a path to a socket has 107 letters at most
    folder = Path(tempfile.mkdtemp(prefix="ray-test-"))
    (folder / "token").write_text(secrets.token_hex(32), encoding="ascii")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_AUTH_MODE", "token")
        patch.setenv("RAY_AUTH_TOKEN_PATH", str(folder / "token"))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
        made = Cluster(folder)
        try:
            yield made
        finally:
            made.end()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("bodies")
    rows = []
    for number in range(60):
        words = [f"w{number % 20}-{k}" for k in range(40)]
        rows.append(
            {"id": f"{number:03}", "published": f"2016-05-{number % 28 + 1:02}", "text": " ".join(words[number % 7 :])}
        )
    for at in range(6):
        pq.write_table(pa.Table.from_pylist(rows[at::6]), folder / f"{at}.parquet")
    return sorted(folder.iterdir())


def content(folder: Path) -> dict[str, object]:
    return {
        name.relative_to(folder).as_posix(): pq.read_table(name).to_pydict()
        for name in sorted(folder.rglob("*.parquet"))
    }


@pytest.fixture(scope="module")
def expected(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    out = tmp_path_factory.mktemp("local") / "out"
    with LocalEngine(1) as engine:
        assert near_copies(files, out, engine).found == 20
    return content(out)


def squared_or_dead(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 4:
        os._exit(0)
    return number * number


def process(_: int) -> int:
    return os.getpid()


def refused(number: int) -> int:
    if number == 2:
        raise SecondsourceError("There is no room.")
    return number


def test_a_cluster_of_this_machine_alone(cluster: Cluster, capfd: pytest.CaptureFixture[str]):
    with RayEngine(2) as engine:
        assert engine.workers == 2
        outcomes = list(engine.map(squared_or_dead, range(7)))
        assert sorted(o.value for o in outcomes if isinstance(o, Done)) == [0, 1, 4, 25, 36]
        assert sorted(o.part for o in outcomes if isinstance(o, Died)) == [3, 4]
        first = {o.value for o in engine.map(process, range(8)) if isinstance(o, Done)}
        assert len(first) <= 2
        assert os.getpid() not in first
        with pytest.raises(SecondsourceError, match="no room") as caught:
            list(engine.map(refused, range(5)))
        assert "in refused" in "".join(caught.value.__notes__)
        assert outside(os.getpid()) == set()
    assert list(Path(tempfile.gettempdir()).glob(f"secondsource-ray-{os.getpid()}-*")) == []
    assert capfd.readouterr().out == ""


def outside(pid: int) -> set[str]:
    """Addresses at which the machine listens for the processes begun by this one, other than the loopback."""
    family, waiting, sockets = {pid}, [pid], set[str]()
    while waiting:
        one = Path(f"/proc/{waiting.pop()}")
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            begun = {int(c) for t in one.glob("task/*/children") for c in t.read_text().split()} - family
            family |= begun
            waiting += begun
            for link in (one / "fd").iterdir():
                with suppress(OSError):
                    sockets.add(str(link.readlink()))
    loopback = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
    lines = [
        line.split() for kind in ("tcp", "tcp6") for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]
    ]
    heard = {f[1].split(":")[0] for f in lines if f[3] == "0A" and f"socket:[{f[9]}]" in sockets}
    assert heard
    return heard - loopback


def test_a_worker_killed_on_a_cluster_of_two_nodes(cluster: Cluster, files, expected, tmp_path: Path):
    with RayEngine(address=cluster.address) as engine:
        assert engine.workers == 2
        near_copies(files, tmp_path / "out", Harmed(engine, Harm(str(tmp_path / "marks"))))
    assert (tmp_path / "marks" / "1").exists()
    assert content(tmp_path / "out") == expected


@dataclass(frozen=True)
class Read:
    """An engine whose workers read plainly, and are ended by certain words."""

    engine: RayEngine

    @property
    def workers(self) -> int:
        return self.engine.workers

    def map(self, function, parts: Iterable):
        return self.engine.map(partial(poisoned, function), parts)

    def close(self) -> None:
        self.engine.close()


def test_a_bulk_run_gives_the_same_bytes_as_on_one_machine_and_sets_poison_aside(cluster: Cluster, tmp_path: Path):
    for number in range(3):
        records = papers(6, **({"p3": "KILL"} if number == 1 else {}))
        (tmp_path / f"{number}.warc.gz").write_bytes(archive(records))
    inputs = sorted(tmp_path.glob("*.gz"))
    with RayEngine(2, cluster.address) as engine:
        summary = bulk(inputs, tmp_path / "cluster", engine=Read(engine))
    with Poisoned(1) as engine:
        here = bulk(inputs, tmp_path / "here", engine=engine)
    assert (summary.aside, summary.deaths, summary.counts) == (here.aside, here.deaths, here.counts)
    assert summary.aside == 1
    parts = {path.name: path.read_bytes() for path in (tmp_path / "cluster" / "parts").glob("*.parquet")}
    assert parts == {path.name: path.read_bytes() for path in (tmp_path / "here" / "parts").glob("*.parquet")}
    assert len(parts) == 3


def test_the_program_killed_and_begun_again(cluster: Cluster, files, expected, tmp_path: Path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "tests.bulk.harm", cluster.address, str(files[0].parent), str(out)]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -signal.SIGKILL
    done = {path: path.stat().st_ino for path in out.glob("between/signed/*/*/keys.npy")}
    assert 0 < len(done) < len(files)
    with RayEngine(2, cluster.address) as engine:
        near_copies(files, out, engine, keep=True)
    assert {path: path.stat().st_ino for path in done} == done
    assert content(out) == expected


def test_a_node_killed_midway(cluster: Cluster, files, expected, tmp_path: Path):
    victim = cluster.begun[-1]
    with RayEngine(2, cluster.address) as engine:
        near_copies(files, tmp_path / "out", Harmed(engine, Harm(str(tmp_path / "marks"), victim=victim.pid)))
    assert victim.wait(60) == -signal.SIGKILL
    assert content(tmp_path / "out") == expected


def test_a_cluster_without_a_token_is_not_joined(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("RAY_AUTH_TOKEN", raising=False)
    monkeypatch.delenv("RAY_AUTH_TOKEN_PATH", raising=False)
    with pytest.raises(NoToken):
        RayEngine(2, "127.0.0.1:6379")
    monkeypatch.setenv("RAY_AUTH_TOKEN", "known")
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    with pytest.raises(NoToken):
        RayEngine(2, "127.0.0.1:6379")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nowhere", "127.0.0.1:x", "127.0.0.1:99999"])
def test_a_cluster_that_does_not_answer_is_said_so_at_once(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    monkeypatch.setenv("RAY_AUTH_TOKEN", "known")
    with pytest.raises(NoCluster, match="does not answer"):
        RayEngine(2, address)


def test_a_cluster_that_does_not_start_is_said_so_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    class Stuck:
        def init(self, **_: object) -> None:
            raise Exception("The current node timed out during startup.")

        def shutdown(self) -> None:
            pass

    monkeypatch.setenv("RAY_AUTH_TOKEN", "known")
    monkeypatch.setattr(ray_cluster, "_ray", lambda further: Stuck())
    with pytest.raises(NoStart, match=r"half minute.*timed out"):
        RayEngine(2)
    assert list(Path(tempfile.gettempdir()).glob(f"secondsource-ray-{os.getpid()}-*")) == []


def test_a_node_of_another_version_is_named():
    fine, error = _work("0.0.1", process, 0)
    assert not fine
    assert isinstance(error, OtherVersion)
