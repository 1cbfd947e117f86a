"""The case of the tests of moving, with something in every table, and ways to back it up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from secondsource.store.backup import Keys, Made, backup
from tests.store.moving.conftest import _made, folder, server

__all__ = ["_made", "folder", "server"]
NOW = "2026-05-04T03:02:01Z"
PHRASE = "four plain words together"


@pytest.fixture
def keep(folder: Path, tmp_path: Path) -> Callable[..., Made]:
    """Backs that case up into the folder `backup` beside it."""

    def made(*, to: Path = tmp_path / "backup", **given: object) -> Made:
        return backup(folder, to, at=NOW, tool="test", given=Keys(**given))  # type: ignore[arg-type]

    return made
