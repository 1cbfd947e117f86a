"""A small disk of the test's own, which can be filled and made read-only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Disk:
    """A file system in memory, mounted at a folder."""

    folder: Path

    def fill(self, left: int) -> None:
        """Leaves so many bytes, roughly."""
        self.free()
        there = os.statvfs(self.folder)
        (self.folder / "fill").write_bytes(bytes(max(0, there.f_bavail * there.f_bsize - left)))

    def free(self) -> None:
        """Takes away what fills it."""
        (self.folder / "fill").unlink(missing_ok=True)

    def remount(self, options: str) -> None:
        """Mounts it with other options: `ro`, `rw`."""
        subprocess.run(["mount", "-o", f"remount,{options}", self.folder], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Eight megabytes; skipped where nothing can be mounted."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", folder], check=True)
