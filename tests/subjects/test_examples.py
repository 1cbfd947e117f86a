from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import BadPack
from secondsource.subjects import Subject, load
from secondsource.subjects.loader import read_yaml


def written(folder: Path, text: str) -> Path:
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    return folder


def test_examples_come_by_type(tmp_path: Path) -> None:
    text = (
        "type: DENIAL\nexamples:\n- {text: The firm denied it., published: 2016-05-10, events: [{trigger: denied}]}\n"
    )
    found = load().examples_in(written(tmp_path, text))
    assert [e.events[0].trigger for e in found["DENIAL"]] == ["denied"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type: NOTHING\nexamples: []\n", "no event type “NOTHING”"),
        ("type: DENIAL\n", "examples"),
        ("[1, 2]\n", "one.yaml"),
        (
            "type: DENIAL\nexamples:\n- {text: It is so., published: 2016-05, events: [{trigger: denied}]}\n",
            "stands 0 times",
        ),
        ("type: [", "not YAML"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadPack, match=said):
        load().examples_in(written(tmp_path, text))


def test_the_packs_own_examples_are_half_traps(pack: Subject) -> None:
    for path in sorted((pack.folder / "examples").glob("*.yaml")):
        examples = read_yaml(path)["examples"]
        traps = [e for e in examples if not e["events"]]
        assert len(examples) >= 20, path.name
        assert 0.4 <= len(traps) / len(examples) <= 0.6, path.name
        assert all(e["why"] for e in traps), path.name


@pytest.fixture
def pack() -> Subject:
    return load()
