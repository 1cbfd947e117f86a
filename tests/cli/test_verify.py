from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from .conftest import call


def test_a_sound_case_verifies(ask: Callable[..., Result]) -> None:
    result = ask("verify")
    assert result.exit_code == 0
    assert "All is well" in result.stdout
    assert "3 captures" in result.stdout
    assert "2 reports" in result.stdout
    assert ask("verify", "--quiet").output == ""


def test_a_flipped_bit_is_found_and_shows_in_the_exit_code(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "case")
    path = next(p for p in sorted(tmp_path.glob("case/captures/*/*")) if p.stat().st_size)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    result = call("verify", "--case", tmp_path / "case", "--json")
    assert result.exit_code == 4
    assert path.name in {json.loads(line)["object"] for line in result.stdout.splitlines()}
