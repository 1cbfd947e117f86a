"""The program as a user runs it, from a folder that is not the checkout. It is run in this process, for a process of its own loads for seconds what is loaded here;
`apart` runs one of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from typer.testing import CliRunner

from secondsource.cli.commands import app
from secondsource.publish import export
from secondsource.store import Case
from secondsource.subjects import loader


@dataclass(frozen=True)
class Program:
    """Runs `secondsource` with a case in a temporary folder."""

    folder: Path
    last: ClassVar[Path | None] = None
    """The folder of the program that was run last: a subject of one's own goes by a path that starts there, and may have been changed since."""

    @property
    def case(self) -> Path:
        return self.folder / "case"

    def __call__(self, *arguments: str, code: int = 0, case: bool = True) -> str:
        """The standard output; the exit code must be `code`."""
        if Program.last != self.folder or any(self.folder.glob("*/subject.yaml")):
            loader.load.cache_clear()
            Program.last = self.folder
        with contextlib.chdir(self.folder):
            done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, [*arguments, *self._where(case)])
        trace = "".join(traceback.format_exception(done.exception)) if done.exception else ""
        assert done.exit_code == code, f"{arguments}: {done.exit_code}\n{done.output[-4000:]}\n{trace[-4000:]}"
        return done.stdout

    def apart(self, *arguments: str, code: int = 0, case: bool = True) -> str:
        """The same in a process of its own."""
        env = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "secondsource.cli.main", *arguments, *self._where(case)],
            cwd=self.folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def rows(self, what: str) -> list[dict[str, Any]]:
        """What `export` writes: there are many questions and one case."""
        written = io.BytesIO()
        with Case.open(self.case) as case:
            export(case.view(), what, "jsonl", written)
        return [json.loads(line) for line in written.getvalue().decode().splitlines()]

    def _where(self, case: bool) -> list[str]:
        return ["--case", str(self.case)] if case else []
