"""What `make demo` runs: the corpus into a case, the claims as a table, the dossier, and how to open the desk."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROGRAM = Path(sys.executable).parent / "secondsource"
SET_ASIDE = 3
"""Exit code of a run that went on after setting documents aside."""
DESK = "http://127.0.0.1:8765/"


def shown(path: Path) -> str:
    """The path as one would type it here."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def step(*arguments: str) -> int:
    """Print a command as a user would type it, and run it."""
    print(f"\n$ secondsource {shlex.join(arguments)}", flush=True)
    return subprocess.run([str(PROGRAM), *arguments], cwd=ROOT, check=False).returncode


def table(*arguments: str) -> int:
    """The same, with columns also where the output is not a terminal and the program writes tabs."""
    if sys.stdout.isatty():
        return step(*arguments)
    print(f"\n$ secondsource {shlex.join(arguments)}", flush=True)
    done = subprocess.run(
        [str(PROGRAM), *arguments], cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    head, *rows = [line.split("\t") for line in done.stdout.splitlines()] or [[]]
    drawn = Table(*head, box=box.SIMPLE_HEAD)
    for row in rows:
        drawn.add_row(*map(escape, row))
    Console(width=150).print(drawn)
    return done.returncode


def main() -> int:
    """Run the demo. Returns the exit code of the step that fails, 3 if documents were set aside, or 0."""
    start = time.monotonic()
    case = (ROOT / (sys.argv[1] if len(sys.argv) > 1 else "demo-case")).resolve()
    dossier = case / "dossier.html"
    where = ["--case", shown(case)]
    steps = (
        ("run", shown(HERE / "corpus"), *where),
        ("show", *where),
        ("dossier", *where, "--format", "html", "--out", shown(dossier)),
    )
    ended = 0
    for arguments in steps:
        code = (table if arguments[0] == "show" else step)(*arguments)
        if code not in (0, SET_ASIDE):
            return code
        ended = ended or code
    print(f"\nDossier: {shown(dossier)}")
    print(f"Desk:    .venv/bin/secondsource serve --case {shlex.quote(shown(case))}   then open {DESK}")
    print(
        f"Done in {time.monotonic() - start:.0f} s. The reports are digests written for this project; see demo/README.md."
    )
    return ended


if __name__ == "__main__":
    sys.exit(main())
