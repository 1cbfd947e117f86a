"""The same input gives the same exports and dossiers, whatever the order, the number of workers, the locale, the time zone, the hash seed and the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from secondsource.store import Case

PROGRAM = """
import hashlib, io, sys
from datetime import UTC, datetime
from pathlib import Path
from secondsource import pipeline, publish
from secondsource.store import Case

def main(folder, workers, *runs):
    with Case.open(Path(folder)) as case:
        for files in runs:
            pipeline.run(case, map(Path, files.split()), now=datetime(2026, 1, 1, tzinfo=UTC), workers=int(workers))
        view = case.view()
    kinds = [(what, form) for what in publish.WHAT for form in publish.FORMATS]
    kinds += [(publish.WHOLE, form) for form in publish.EXCHANGE if form not in ("prov", "provn")]
    for what, form in kinds:
        out = io.BytesIO()
        publish.export(view, what, form, out)
        print(what, form, hashlib.sha256(out.getvalue()).hexdigest())
    for form in publish.DOSSIER_FORMATS:
        print("dossier", form, hashlib.sha256(publish.edition(view, form).data).hexdigest())

if __name__ == "__main__":
    main(*sys.argv[1:])
"""
"""PROV is left out: it tells in which order documents came."""
HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
ELSEWHERE = {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "OMP_NUM_THREADS": "1"}


def in_a_process(environment: dict[str, str], *words: str) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if name not in (*HERE, "LANG", "PYTHONUTF8")}
    done = subprocess.run(
        [sys.executable, *words], env=kept | environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()


def copied(files: Sequence[Path], folder: Path) -> list[str]:
    folder.mkdir()
    return [str(shutil.copy(path, folder)) for path in files]


def test_the_same_input_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    Case.create(tmp_path / "one", now="2026-01-01T00:00:00Z").close()
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    files = sorted(corpus.iterdir())
    here, elsewhere = copied(files, tmp_path / "in"), copied(files[::-1], tmp_path / "elsewhere")
    wanted = in_a_process(HERE, str(program), str(tmp_path / "one"), "1", " ".join(here))
    runs = (" ".join(elsewhere[1::2]), " ".join(elsewhere[::2]))
    assert len(wanted) > 50
    assert in_a_process(ELSEWHERE, str(program), str(tmp_path / "other"), "2", *runs) == wanted
