"""A pack that builds on another takes from it what is of no one subject, and keeps apart what is."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import BadPack
from secondsource.subjects import Subject, load


def written(folder: Path, **files: str) -> Subject:
    for name, text in {"subject.yaml": "id: x\nbase: dprk_labour\n", **files}.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Subject(folder)


def test_what_is_of_no_one_subject_comes_from_the_base(tmp_path, pack):
    small = written(tmp_path)
    assert small.base is load("dprk_labour")
    assert dict(small.indicators) == dict(pack.indicators)
    assert small.sources["AP"] == pack.sources["AP"]
    assert small.naming == pack.naming
    assert small.cues("ko") == pack.cues("ko")
    assert small.languages == pack.languages
    assert small.data("places.yaml") == pack.folder / "places.yaml"


def test_what_is_of_one_subject_does_not(tmp_path):
    small = written(tmp_path)
    assert not any((small.event_types, small.provisions, small.entities, small.hosts, small.examples))


def test_ones_own_wins(tmp_path, pack):
    small = written(
        tmp_path,
        **{
            "cues/en/events.yaml": "lists:\n  goods: shoe|boot\nspeech: [X]\n",
            "cues/eo/time.yaml": "months: {}\n",
            "sources/ap.yaml": "id: AP\nname: Another Post\nkind: outlet\n",
            "indicators/one.yaml": "id: ONE\nnumber: 1\nilo_name: One\nmeaning: m\n",
            "names.yaml": "titles: [squire]\n",
            "places.yaml": "places: []\n",
        },
    )
    events, base = small.cues("en")["events"], pack.cues("en")["events"]
    assert events["lists"] == {**base["lists"], "goods": "shoe|boot"}
    assert events["speech"] == ["X"]
    assert events["wish"] == base["wish"]
    assert small.sources["AP"].name == "Another Post"
    assert len(small.sources) == len(pack.sources)
    assert list(small.indicators) == ["ONE"]
    assert small.naming == {"titles": ["squire"]}
    assert "eo" in small.languages
    assert small.data("places.yaml") == tmp_path / "places.yaml"


def test_the_law_shares_its_general_words_and_no_fact_but_those_of_every_event(tmp_path, pack):
    small = written(tmp_path, **{"law_vocabulary.yaml": "facts:\n- {name: ship.length, type: number, meaning: m}\n"})
    assert [fact["name"] for fact in small.law["facts"]] == ["event.type", "event.date", "event.country", "ship.length"]
    assert small.law["outcomes"] == pack.law["outcomes"]
    assert small.law["factuality"] == pack.law["factuality"]
    assert not any(small.law.get(name) for name in ("country_groups", "derived_facts", "fact_cues", "country_facts"))


def test_the_digest_of_a_part_changes_with_the_base(tmp_path):
    base = written(
        tmp_path / "base", **{"subject.yaml": "id: base\n", "cues/en/a.yaml": "b: 1\n", "hosts/a.yaml": "x: 1\n"}
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "subject.yaml").write_text("id: own\nbase: ../base\n")

    def digests():
        load.cache_clear()
        own = Subject(tmp_path / "own")
        return own.digest_of_parts("cues"), own.digest_of_parts("hosts")

    before = digests()
    (base.folder / "cues" / "en" / "a.yaml").write_text("b: 2\n")
    (base.folder / "hosts" / "a.yaml").write_text("x: 2\n")
    after = digests()
    load.cache_clear()
    assert before[0] != after[0]
    assert before[1] == after[1]


@pytest.mark.parametrize(
    ("base", "says"), [("nowhere", "no subject pack “nowhere”"), ("uyghur_labour", "builds on another pack itself")]
)
def test_a_base_that_is_none_is_named(tmp_path, base, says):
    small = written(tmp_path, **{"subject.yaml": f"id: x\nbase: {base}\n"})
    with pytest.raises(BadPack, match=says):
        _ = small.sources


def test_the_second_regime_is_data_alone():
    folder = load("uyghur_labour").folder
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".yaml"}
    assert not (folder / "indicators").exists()
