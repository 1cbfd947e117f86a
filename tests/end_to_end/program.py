"""The program as a user runs it: a process of its own, from a folder that is not the checkout."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.publish import export
from secondsource.store import Case


@dataclass(frozen=True)
class Program:
    """Runs `secondsource` with a case in a temporary folder."""

    folder: Path

    @property
    def case(self) -> Path:
        return self.folder / "case"

    def __call__(self, *arguments: str, code: int = 0, case: bool = True) -> str:
        """The standard output; the exit code must be `code`."""
        where = ["--case", str(self.case)] if case else []
        env = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "secondsource.cli.main", *arguments, *where],
            cwd=self.folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def rows(self, what: str) -> list[dict[str, Any]]:
        """What `export` writes, without a process of its own: there are many questions and one case."""
        written = io.BytesIO()
        with Case.open(self.case) as case:
            export(case.view(), what, "jsonl", written)
        return [json.loads(line) for line in written.getvalue().decode().splitlines()]
