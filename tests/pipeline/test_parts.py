"""An edited part of the pack makes stale what looks at it and nothing else; what a stage says it does not look at, it does not open."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from secondsource import collect, join, law, trace, weigh
from secondsource.model import Reading
from secondsource.pipeline import run
from secondsource.pipeline.parts import _DATING, _UNSEEN
from secondsource.read import default_reader
from secondsource.store import Case
from secondsource.subjects import Subject, loader

from .conftest import NOW, STAMP
from .rules import RuleReader

DEMO = Path(__file__).parents[2] / "demo" / "corpus"
WATCHED: list[set[str]] = []
"""The set that the hook fills now; an audit hook cannot be taken away again, but it can be given nothing to do."""


@pytest.fixture
def pack_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(loader.HERE / "dprk_labour", tmp_path / "pack"))


@pytest.fixture
def case(tmp_path: Path, pack_copy: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=STAMP, subject=str(pack_copy)) as made:
        yield made


def edited(case: Case, corpus: Path, path: Path, old: str, new: str) -> tuple[int, tuple[str, ...]]:
    """Reports read and stages computed by a run after an edit of the pack."""
    run(case, [corpus], reader=RuleReader(), now=NOW)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    loader.load.cache_clear()
    result = run(case, [corpus], reader=RuleReader(), now=NOW)
    assert (result.captures, result.reports) == (0, 0)
    return result.read, result.stages


def test_an_edited_provision_recomputes_the_law_and_reads_nothing_again(
    case: Case, corpus: Path, pack_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sorted((pack_copy / "provisions").glob("*.yaml"))[0]
    run(case, [corpus], reader=RuleReader(), now=NOW)
    monkeypatch.setattr("secondsource.collect.read_capture", None)
    assert edited(case, corpus, path, "summary: ", "summary: Edited. ") == (0, ("law",))


def test_another_day_of_adoption_is_news_for_whoever_dates_texts_by_it(
    case: Case, corpus: Path, pack_copy: Path
) -> None:
    path = next(p for p in sorted((pack_copy / "provisions").glob("*.yaml")) if "  adopted: 20" in p.read_text())
    assert edited(case, corpus, path, "  adopted: 20", "  adopted: 19") == (5, ("law",))


def test_an_edited_host_reads_nothing_again(case: Case, corpus: Path, pack_copy: Path) -> None:
    path = sorted((pack_copy / "hosts").glob("*.yaml"))[0]
    read, stages = edited(case, corpus, path, "country:", "# edited\ncountry:")
    # What trace and weigh look at is as it was, and they are asked only what follows from claims that differ: there are none.
    assert (read, stages) == (0, ("join", "trace", "weigh", "law"))


def test_an_edited_cue_reads_again_and_the_stages_after_find_nothing_new(
    case: Case, corpus: Path, pack_copy: Path
) -> None:
    path = pack_copy / "cues" / "en" / "collect.yaml"
    path.write_text("# edited\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    read, stages = edited(case, corpus, path, "# edited", "# edited twice")
    # Joining takes the names of building sites from the cues.
    assert (read, stages) == (5, ("join", "trace", "weigh", "law"))


def test_the_digest_of_parts_is_theirs_alone(tmp_path: Path) -> None:
    for name in ("subject.yaml", "cues/en/a.yaml", "hosts/kw.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("id: x\n")
    before = Subject(tmp_path)
    assert before.parts == ("cues", "hosts", "subject.yaml")
    assert before.digest_of_parts("hosts", "cues") == before.digest_of_parts("cues", "hosts", "cues")
    assert before.digest_of_parts("cues", "nothing") != before.digest_of_parts("cues")
    (tmp_path / "hosts" / "kw.yaml").rename(tmp_path / "hosts" / "qa.yaml")
    after = Subject(tmp_path)
    assert after.digest_of_parts("cues", "subject.yaml") == before.digest_of_parts("cues", "subject.yaml")
    assert after.digest_of_parts("hosts") != before.digest_of_parts("hosts")
    assert after.digest != before.digest


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and WATCHED and isinstance(arguments[0], str):
        WATCHED[-1].add(arguments[0])


@contextmanager
def opened_below(folder: Path) -> Iterator[set[str]]:
    """The top-level parts of the folder from which a file is opened meanwhile."""
    WATCHED.append(set())
    parts: set[str] = set()
    try:
        yield parts
    finally:
        for name in WATCHED.pop():
            path = Path(name)
            if path.is_relative_to(folder):
                parts.add(path.relative_to(folder).parts[0])


def test_no_stage_opens_a_part_that_it_says_it_does_not_look_at(pack_copy: Path) -> None:
    sys.addaudithook(_hook)
    seen: dict[str, set[str]] = {}

    def fresh() -> Subject:
        # One that nothing is cached for.
        return Subject(pack_copy)

    files = sorted(DEMO.iterdir())
    with opened_below(pack_copy) as seen["collect"]:
        pack = fresh()
        reports = [r for path in files for r in collect.read_capture(path.read_bytes(), path.name, pack)]
    with opened_below(pack_copy) as seen["read"]:
        reader = default_reader(fresh())
        readings: list[Reading] = [reader.read(report) for report in reports]
    with opened_below(pack_copy) as seen["join"]:
        claims = join.join(readings, fresh(), ())
    with opened_below(pack_copy) as seen["trace"]:
        traced = trace.trace(readings, claims, fresh())
    with opened_below(pack_copy) as seen["weigh"]:
        weigh.grades(claims, traced, readings, fresh())
    with opened_below(pack_copy) as seen["law"]:
        pack = fresh()
        law.findings(claims, traced, readings, pack)
        law.indicators(claims, readings, pack)
    assert claims
    assert {"event_types", "cues", "places.yaml"} <= seen["read"]
    # Of the provisions these ask only when instruments were adopted, and their keys hold just that.
    for stage in _DATING:
        seen[stage].discard("provisions")
    assert {stage: sorted(parts & set(_UNSEEN[stage])) for stage, parts in seen.items()} == {s: [] for s in _UNSEEN}
