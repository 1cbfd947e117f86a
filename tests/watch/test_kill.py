"""kill -9 in the middle of a gathering, at points all over it; gathered again, the case is that of an undisturbed one, and nothing was taken twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from secondsource.pipeline import verify
from secondsource.store import Case
from secondsource.store.watching import Outcome, Part, SourceKind, Watching
from secondsource.watch.sources import add

from ..pipeline.conftest import state
from .pages import STRIKE, feed, page, sitemap
from .site import Site

ROOT = Path(__file__).parents[2]
STAMP = "2026-03-01T09:00:00Z"
PATHS = [f"/{name}" for name in "abcde"]


def prepared(folder: Path, site: Site) -> Path:
    box = folder.parents[1] / "box.mbox"
    box.write_bytes(
        b"From a@b Sun Mar  1 09:00:00 2026\nSubject: Strike\nDate: Sun, 1 Mar 2026 08:00:00 +0000\n\n"
        + STRIKE[0].encode()
        + b"\n\n"
    )
    with Case.create(folder, now=STAMP), Watching(folder) as room:
        add(room, SourceKind.FEED, f"{site.url}/rss", at=STAMP, private=True)
        add(room, SourceKind.SITEMAP, f"{site.url}/map", at=STAMP, private=True)
        add(room, SourceKind.MAILBOX, str(box), at=STAMP)
    return folder


def gathered(*goes: tuple[Path, int]) -> list[tuple[int, int]]:
    """Gatherings one after the other, each killed at its point (0 for never): how each ended, and how many points it passed."""
    words = [str(word) for go in goes for word in go]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.watch.killed", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [(int(status), int(passed)) for status, passed in (line.split() for line in done.stdout.splitlines())]


def left(folder: Path) -> tuple[bytes, list[tuple[str, str, str]]]:
    """Everything that must be the same: the case but for the order of arrival, and how each address stands."""
    with Case.open(folder) as case, Watching(folder) as room:
        assert verify(case) == [] and room.waiting.count() == 0
        rows = [a for s in room.sources.all() for part in Part for a in room.addresses.of(s.id, part)]
        return state(case, custody=False), sorted((a.url, a.capture, a.due) for a in rows)


def test_killed_anywhere_it_is_finished_by_the_next_and_nothing_is_taken_twice(site: Site, tmp_path: Path) -> None:
    site.paths |= {
        "/rss": feed(site.url, PATHS[:3]),
        "/map": sitemap(site.url, PATHS),
        **{p: page(f"Strike {p}", *STRIKE) for p in PATHS},
    }
    whole = prepared(tmp_path / "whole" / "case", site)
    ((ended, points),) = gathered((whole, 0))
    assert ended == 0 and points > 100
    wanted = left(whole)
    chosen = sorted(random.Random(20260301).sample(range(2, points), 3))
    folders = [prepared(tmp_path / str(point) / "case", site) for point in chosen]
    killed = gathered(*zip(folders, chosen, strict=True))
    assert [ended for ended, _ in killed] == [-signal.SIGKILL] * len(chosen)
    for folder in folders:
        with Case.open(folder) as case:
            case.archive.sweep()
            assert verify(case) == [], f"{folder.parent.name} of {points}, before gathering again"
    assert [ended for ended, _ in gathered(*((folder, 0) for folder in folders))] == [0] * len(chosen)
    for folder in folders:
        assert left(folder) == wanted, f"killed at {folder.parent.name} of {points}"
        with Watching(folder) as room:
            new = [entry.url for entry in room.fetches.since(0) if entry.outcome is Outcome.NEW]
        assert len(new) == len(set(new)) == 6, f"killed at {folder.parent.name} of {points}"
    # Of each, at most what was in hand when it was killed was asked for again.
    assert sum(site.times(p) for p in PATHS) <= (1 + len(chosen)) * len(PATHS) + len(chosen)


def test_killed_again_and_again_it_still_arrives(site: Site, tmp_path: Path) -> None:
    site.paths |= {
        "/rss": feed(site.url, PATHS),
        "/map": sitemap(site.url, PATHS),
        **{p: page(f"Strike {p}", *STRIKE) for p in PATHS},
    }
    folder = prepared(tmp_path / "again" / "case", site)
    ends = [ended for ended, _ in gathered(*[(folder, 90)] * 12, (folder, 0))]
    assert ends[0] == -signal.SIGKILL and ends[-1] == 0
    with Watching(folder) as room:
        new = [entry.url for entry in room.fetches.since(0) if entry.outcome is Outcome.NEW]
    assert len(new) == len(set(new)) == 6 and left(folder)
