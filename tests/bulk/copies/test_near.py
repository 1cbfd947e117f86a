"""Near-copies on disk are those of all bodies at once, whatever the files, their order, and who works on them."""

from __future__ import annotations

import errno
import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.bulk.copies import compared as comparing
from secondsource.bulk.copies import met, near_copies, paired, signed
from secondsource.bulk.copies.met import RUNS, ranges
from secondsource.bulk.copies.near import CopiesStopped
from secondsource.bulk.engine import Died, Done
from secondsource.model import RegionKind, Span
from secondsource.model.codec import encode
from secondsource.model.report import Region
from secondsource.store.errors import NoRoom
from secondsource.trace.copies import LEAST_WORDS, common
from secondsource.trace.shared import candidates
from secondsource.trace.words import Words, words_in
from tests.newsroom import Newsroom, Says


class Here:
    """Works in this process, in a disorder of its own; may die in some parts."""

    workers = 1

    def __init__(self, seed: int = 0, dies: Callable[[object, int], bool] = lambda part, turn: False) -> None:
        self.chance = random.Random(seed)
        self.dies = dies
        self.turns: dict[object, int] = {}
        self.did: list[object] = []

    def map(self, function, parts: Iterable) -> Iterator:
        every = list(parts)
        self.chance.shuffle(every)
        for part in every:
            turn = self.turns[part] = self.turns.get(part, 0) + 1
            if self.dies(part, turn):
                yield Died(part, "Its process was ended by the signal SIGKILL.")
            else:
                self.did.append(part)
                yield Done(part, function(part))

    def close(self) -> None:
        pass


def written(folder: Path, bodies: list[dict], cuts: list[int]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    schema = pa.schema([("id", pa.string()), ("published", pa.string()), ("text", pa.string())])
    bounds = [0, *sorted(cuts), len(bodies)]
    out = []
    for at, (low, high) in enumerate(itertools.pairwise(bounds)):
        out.append(folder / f"{at}.parquet")
        pq.write_table(pa.Table.from_pylist(bodies[low:high], schema=schema), out[-1])
    return out


def pairs_of(found) -> list[dict]:
    return [row for file in found.pairs for row in pq.read_table(file).to_pylist()]


def everything(folder: Path) -> dict[str, object]:
    return {
        str(file.relative_to(folder)): pq.read_table(file).to_pydict()
        for file in [*sorted((folder / "pairs").iterdir()), folder / "groups.parquet"]
    }


def at_once(bodies: list[dict]) -> list[tuple[str, str, int]]:
    """The definition: candidates among all bodies in order of publication, each compared word by word."""
    once = {}
    for body in sorted(bodies, key=lambda b: b["published"] or "9999"):
        once.setdefault(body["id"], body)
    order = sorted(once.values(), key=lambda b: (b["published"] or "9999", b["id"]))
    out = []
    for i, j in candidates([b["text"] for b in order], LEAST_WORDS):
        mine, theirs = words_in(order[j]["text"]), words_in(order[i]["text"])
        held = {tuple(theirs[k : k + 5]) for k in range(len(theirs) - 4)}
        covered = {k + step for k in range(len(mine) - 4) if tuple(mine[k : k + 5]) in held for step in range(5)}
        if len(covered) >= LEAST_WORDS:
            out.append((order[i]["id"], order[j]["id"], len(covered)))
    return sorted(out)


@st.composite
def bodies(draw) -> list[dict]:
    texts = draw(st.lists(st.lists(st.sampled_from("abcdefghijklmnop"), max_size=50), max_size=8))
    for which, start, length in draw(
        st.lists(st.tuples(st.integers(0, 7), st.integers(0, 20), st.integers(15, 40)), max_size=8)
    ):
        if which < len(texts):
            texts.append([*"xyz", *texts[which][start : start + length], *"zyx"])
    days = st.sampled_from([None, "2016", "2016-05-17", "2016-05-18T10:00:00Z"])
    out = [
        {"id": f"r{n % 11}" if n < 11 else f"r{n}", "published": draw(days), "text": " ".join(t)}
        for n, t in enumerate(texts)
    ]
    return (
        out + [{**body, "published": draw(days)} for body in draw(st.lists(st.sampled_from(out), max_size=2))]
        if out
        else out
    )


@given(bodies=bodies(), chance=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_the_pairs_are_those_of_all_at_once_however_they_are_parted(bodies, chance):
    expected = at_once(bodies)
    mixed = chance.sample(bodies, len(bodies))
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        one = near_copies(written(folder / "a", bodies, []), folder / "one", Here())
        for module, value in ((signed, "SEGMENT"), (met, "AT_ONCE"), (paired, "AT_ONCE"), (comparing, "AT_ONCE")):
            patch.setattr(module, value, chance.choice([3, 20, 100]))
        patch.setattr(signed, "_ROWS", 2)
        cuts = [chance.randint(0, len(bodies)) for _ in range(chance.randint(0, 3))]
        near_copies(written(folder / "b", mixed, cuts), folder / "many", Here(chance.random()))
        assert sorted((p["earlier"], p["later"], p["words"]) for p in pairs_of(one)) == expected
        assert everything(folder / "one") == everything(folder / "many")


def test_what_alignment_would_accept_is_never_lost():
    chance = random.Random(5)
    base = [f"w{n}" for n in range(200)]
    texts = []
    for _ in range(60):
        start = chance.randrange(150)
        words = base[start : start + 50]
        for _ in range(chance.randrange(8)):
            words[chance.randrange(len(words))] = chance.choice("abcdef")
        texts.append(words)
    rows = [{"id": f"{n:03}", "published": "2016", "text": " ".join(words)} for n, words in enumerate(texts)]
    with TemporaryDirectory() as name:
        found = near_copies(written(Path(name) / "in", rows, [20]), Path(name) / "out", Here())
        said = {(p["earlier"], p["later"]): p for p in pairs_of(found)}
    for i, j in candidates([row["text"] for row in rows], LEAST_WORDS):
        words = common(Words(tuple(texts[j]), ()), Words(tuple(texts[i]), ())).words
        pair = said.get((f"{i:03}", f"{j:03}"))
        assert words < LEAST_WORDS or (pair is not None and pair["words"] >= words)
        if pair is not None:
            assert (pair["earlier_words"], pair["later_words"]) == (50, 50)


COPY = " ".join(f"w{n}" for n in range(30))
ROWS = [
    {"id": "b", "published": "2016-05-02", "text": f"{COPY} in short"},
    {"id": "a", "published": "2016-05-01", "text": COPY},
    {"id": "c", "published": None, "text": COPY + " and much besides " + " ".join(f"v{n}" for n in range(90))},
    {"id": "d", "published": "2016-05-03", "text": "of something else altogether"},
]


def test_pairs_and_groups_by_publication(tmp_path: Path):
    found = near_copies(written(tmp_path / "in", ROWS, [1, 3]), tmp_path / "out", Here())
    assert [(p["earlier"], p["later"], p["runs"], p["words"]) for p in pairs_of(found)] == [
        ("a", "b", 26, 30),
        ("a", "c", 26, 30),
        ("b", "c", 26, 30),
    ]
    assert pq.read_table(found.groups).to_pylist() == [
        {"group": "a", "id": "a", "size": 2},
        {"group": "a", "id": "b", "size": 2},
    ]
    assert (found.bodies, found.found) == (4, 1)
    assert not (tmp_path / "out" / "between").exists()


def test_nothing_in_nothing_out(tmp_path: Path):
    found = near_copies([], tmp_path / "out", Here())
    assert (found.bodies, found.found, pairs_of(found)) == (0, 0, [])
    assert near_copies(written(tmp_path / "in", [], []), tmp_path / "other", Here()).bodies == 0


def test_a_part_whose_worker_dies_is_done_again_and_a_third_time_stops(tmp_path: Path):
    files = written(tmp_path / "in", ROWS, [2])
    once = Here(dies=lambda part, turn: turn == 1)
    near_copies(files, tmp_path / "out", once)
    near_copies(files, tmp_path / "plain", Here())
    assert everything(tmp_path / "out") == everything(tmp_path / "plain")
    with pytest.raises(CopiesStopped, match="SIGKILL"):
        near_copies(files, tmp_path / "never", Here(dies=lambda part, turn: isinstance(part, met.Range)))


def test_it_goes_on_where_it_was_and_begins_anew_when_the_files_changed(tmp_path: Path):
    files = written(tmp_path / "in", ROWS, [2])
    with pytest.raises(CopiesStopped):
        near_copies(files, tmp_path / "out", Here(dies=lambda part, turn: isinstance(part, paired.Stretch)))
    further = Here()
    near_copies(files, tmp_path / "out", further)
    assert {type(part) for part in further.did} == {paired.Stretch}
    again = Here()
    assert near_copies(files, tmp_path / "out", again).found == 1
    assert again.did == []
    files = written(tmp_path / "in", [*ROWS, {"id": "e", "published": "2017", "text": COPY}], [2])
    assert len(pairs_of(near_copies(files, tmp_path / "out", Here()))) == 6


def test_every_run_is_of_one_range():
    for keys, many in ((0, 0), (10, 3), (10**9, 10**7), (1, 2**30)):
        cuts = ranges(keys, many)
        assert cuts[0][0] == 0
        assert cuts[-1][1] == 1 << RUNS
        assert all(a[1] == b[0] for a, b in itertools.pairwise(cuts))
        assert (cuts[0][1] - 1).bit_length() + many.bit_length() <= 64


def test_of_the_parts_of_a_bulk_run_only_what_the_reports_say_themselves(tmp_path: Path):
    rows = []
    for name, text, noise in (("a", COPY, ""), ("b", "Something else. ", COPY), ("c", f"So it is. {COPY}", "")):
        report = replace(Newsroom().publish(name, "Daily NK", "2016-05-17", Says(text=text)).report, text=text + noise)
        start = len(text)
        if noise:
            region = Region(span=Span(start, start + len(noise)), kind=RegionKind.COMMENTS)
            report = replace(report, regions=(region,))
        rows.append({"id": name, "published": "2016", "text": report.text, "report": encode(report).decode()})
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "part.parquet")
    found = near_copies([tmp_path / "part.parquet"], tmp_path / "out", Here())
    assert [(p["earlier"], p["later"]) for p in pairs_of(found)] == [("a", "c")]


def test_a_full_disk_is_said_so_and_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    files = written(tmp_path / "in", ROWS, [2])
    with monkeypatch.context() as patch:
        patch.setattr(met.np, "save", full)
        with pytest.raises(NoRoom):
            near_copies(files, tmp_path / "out", Here())
    assert [path for path in (tmp_path / "out").rglob("*") if path.name.startswith(".")] == []
    assert near_copies(files, tmp_path / "out", Here()).found == 1
