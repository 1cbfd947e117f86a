from __future__ import annotations

import pytest

from secondsource.read.remote.kept import Folder, key_of


def test_what_is_kept_comes_back(tmp_path):
    kept = Folder(tmp_path / "answers")
    key = key_of("toy", [{"role": "user", "content": "say"}])
    assert kept.get(key) is None
    kept.put(key, "{“yes”}")
    assert Folder(tmp_path / "answers").get(key) == "{“yes”}"
    assert [p.name for p in (tmp_path / "answers").iterdir()] == [f"{key}.txt"]


def test_the_key_is_of_model_and_words():
    say, ask = [{"role": "user", "content": "say"}], [{"role": "user", "content": "ask"}]
    assert len({key_of("toy", say), key_of("toy", ask), key_of("boy", say)}) == 3


def test_no_key_leads_out_of_the_folder(tmp_path):
    with pytest.raises(ValueError, match="digest"):
        Folder(tmp_path).get("../secret")


def test_a_damaged_file_counts_as_none(tmp_path):
    kept = Folder(tmp_path)
    (tmp_path / f"{'a' * 64}.txt").write_bytes(b"\xff\xfe\xff")
    assert kept.get("a" * 64) is None


def test_a_lone_surrogate_can_be_kept(tmp_path):
    kept = Folder(tmp_path)
    kept.put("b" * 64, '{"statements": "\ud800"}')
    assert kept.get("b" * 64) == '{"statements": "?"}'
