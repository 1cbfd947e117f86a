from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from secondsource import read
from secondsource.model import Decision, DecisionKind
from secondsource.pipeline import rebuild, run, standstill
from secondsource.store import Case
from secondsource.subjects import load

from .conftest import NOW, STAMP
from .rules import RuleReader


@pytest.fixture
def case(tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(read, "default_reader", lambda _: RuleReader())
    made = Case.create(tmp_path / "case", now=STAMP)
    run(made, [corpus], now=NOW)
    return made


def test_a_run_without_news_does_not_even_ask_for_a_reader(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "default_reader", None)
    again = run(case, [corpus], now=NOW)
    assert again.idle
    assert sorted(item.name for item in again.set_aside) == ["e.pdf", "f.txt"]


def test_whatever_changes_ends_the_standstill(case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = load(case.about.subject)
    assert standstill.holds(case, pack)
    case.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c1", who="Min", at=STAMP, why=""))
    assert not standstill.holds(case, pack)
    run(case, [], now=NOW)
    assert standstill.holds(case, pack)
    run(case, [], reader=RuleReader(version="2"), now=NOW)
    assert not standstill.holds(case, pack), "another reader has been here"
    run(case, [], now=NOW)
    assert standstill.holds(case, pack)
    monkeypatch.setattr(standstill, "program", lambda: "another program")
    assert not standstill.holds(case, pack)
    monkeypatch.undo()
    monkeypatch.setattr(read, "default_reader", lambda _: RuleReader())
    (corpus / "g.txt").write_text("A cook said that the masons stopped work in Kuwait.")
    assert run(case, [corpus], now=NOW).read == 1
    assert rebuild(case, now=NOW).read == 6


def test_another_version_of_an_installed_reader_ends_it_though_its_package_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = metadata.EntryPoint("xx", "nowhere:made", "secondsource.readers")
    digests = []
    for version in ("1", "2", "1"):
        monkeypatch.setattr(metadata, "entry_points", lambda group: [entry])
        monkeypatch.setattr(standstill, "_readers", lambda _, v=version: {"xx": SimpleNamespace(version=v)})
        standstill.program.cache_clear()
        digests.append(standstill.program())
    standstill.program.cache_clear()
    assert digests[0] == digests[2] != digests[1]


def test_what_a_fault_has_spoilt_is_read_again_by_another_program(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "0.txt").write_text("This is poison for the reader.")
    assert run(case, [corpus], now=NOW).read == 1
    assert run(case, [corpus], reader=RuleReader(), now=NOW).read == 0
    monkeypatch.setattr("secondsource.pipeline.reading.program", lambda: "another program")
    mended = run(case, [corpus], reader=RuleReader(poison="nothing"), now=NOW)
    assert mended.read == 1
    assert "0.txt" not in {item.name for item in mended.set_aside}


def test_a_run_without_news_loads_no_language_model(tmp_path: Path, corpus: Path) -> None:
    standstill.program.cache_clear()  # the files may have been edited since an earlier test asked
    with Case.create(tmp_path / "own", now=STAMP) as made:
        run(made, [corpus / "d.txt"], now=NOW)
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from secondsource.pipeline import run; from secondsource.store import Case\n"
        "with Case.open(Path(sys.argv[1])) as case:\n"
        "    assert run(case, [Path(sys.argv[2])], now=datetime.now(UTC)).idle\n"
        "print(sorted({'spacy', 'numpy', 'networkx', 'trafilatura', 'docx', 'alembic'} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "own"), str(corpus / "d.txt")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
