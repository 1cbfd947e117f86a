"""Makes the sample cases of this folder: `python tests/store/samples/make.py`, in a checkout with its history.

For each state that the tables of a case have had on the main branch, the program of that day makes a small case of three digests of the demo corpus: it takes them in, decides on them, and
writes into the rooms beside the case that it knows. What it made is kept as it is, packed; what must be found in it stands in the tests.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SAMPLES = {
    "case1": "5e04aec",
    "case1-office1": "91f6f22",
    "case2-office1": "4ad0fe8",
    "case2-office1-watch1": "267421a",
    "case2-office1-watch2": "baebfc5",
    "case3-office1-watch2": "757b574",
}
"""The last commit at which the tables had these revisions, by the name of the sample."""
CORPUS = ("02-nknews-2016-05-11.md", "03-rfa-2016-06-07.json", "08-kbs-2016-06-08.docx")
_WORK = """
import importlib.util, sys
from pathlib import Path
from secondsource.model import Decision, DecisionKind
from secondsource.store import Case
AT = "2026-01-31T09:00:00Z"
folder = Path(sys.argv[1])
with Case.open(folder) as case:
    claim = sorted(case.view().claims, key=lambda c: c.id)[0]
    first = case.ledger.append(Decision(kind=DecisionKind.OVERRIDE, object=claim.id, who="M. Weiss", at=AT, why="합의", values={"grade": "C3"}))
    case.ledger.append(Decision(kind=DecisionKind.UNDO, object=first.hash, who="Kim", at=AT, why="a slip"))
if importlib.util.find_spec("secondsource.store.office"):
    from secondsource.store.office import Office
    from secondsource.store.office.record import Deed, Entry
    office = Office(folder)
    for n in range(2):
        office.record.add(Entry(who="M. Weiss", at=AT, act=Deed.TAKEN, object=f"o{n}", why="합의"))
    office.close()
if importlib.util.find_spec("secondsource.store.watching"):
    from secondsource.store.watching import Watching
    from secondsource.store.watching.values import SourceKind
    with Watching(folder) as watching:
        watching.sources.add(SourceKind.FEED, "https://post.example/rss", at=AT)
"""


def made(name: str, commit: str) -> None:
    """Makes one sample with the program of that commit."""
    with tempfile.TemporaryDirectory() as temporary:
        there = Path(temporary)
        packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as tree:
            tree.extractall(there / "then")
        environment = {**os.environ, "PYTHONPATH": str(there / "then" / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        corpus = there / "in"
        corpus.mkdir()
        for file in CORPUS:
            (corpus / file).write_bytes((ROOT / "demo" / "corpus" / file).read_bytes())

        def python(*words: str) -> None:
            subprocess.run([sys.executable, *words], cwd=there, env=environment, check=True)

        python("-m", "secondsource.cli.main", "run", "in", "--case", "case", "--quiet")
        python("-c", _WORK, "case")
        for again in ("kept.db", "desk.db", "search.db", "case.lock"):
            (there / "case" / again).unlink(missing_ok=True)
        with tarfile.open(HERE / f"{name}.tar.xz", "w:xz", preset=9) as out:
            for path in sorted((there / "case").rglob("*")):
                out.add(path, path.relative_to(there), recursive=False)


if __name__ == "__main__":
    for name, commit in SAMPLES.items():
        if len(sys.argv) < 2 or name in sys.argv[1:]:
            made(name, commit)
