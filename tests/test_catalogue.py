"""The catalogue of translations holds every text, in today's words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docs import translations as catalogue
from secondsource.publish.tongue import DOMAIN, LOCALE


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogue that a test may spoil."""
    shutil.copytree(LOCALE, tmp_path / "locale")
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path / "locale")
    return tmp_path / "locale" / "ko" / "LC_MESSAGES" / f"{DOMAIN}.po"


def spoilt(po: Path, before: str, after: str) -> list[str]:
    text = po.read_text(encoding="utf-8")
    assert text.count(before) == 1
    po.write_text(text.replace(before, after), encoding="utf-8")
    return list(catalogue.problems("ko"))


def test_every_text_is_translated_with_the_values_of_the_original_and_compiled():
    assert list(catalogue.problems("ko")) == []


def test_a_text_without_a_translation_is_found(po):
    assert "ko: “Find reports” is not translated." in spoilt(po, 'msgstr "보도 찾기"', 'msgstr ""')


def test_a_text_that_is_in_no_catalogue_is_found(po):
    found = spoilt(po, 'msgid "Find reports"', 'msgid "Seek reports"')
    assert "ko: “Find reports” is not in the catalogue." in found
    assert "ko: “Seek reports” is said nowhere." in found


def test_a_translation_that_nobody_looked_at_is_found(po):
    found = spoilt(po, 'msgid "Find reports"', '#, fuzzy\nmsgid "Find reports"')
    assert "ko: “Find reports” is not translated." in found


def test_a_translation_that_loses_a_value_is_found(po):
    found = spoilt(po, 'msgstr "가까운 수치: {figures}."', 'msgstr "가까운 수치."')
    assert "ko: the translation of “Near it stand {figures}.” has other values in it." in found


def test_a_translation_that_was_not_compiled_is_found(po):
    found = spoilt(po, 'msgstr "보도 찾기"', 'msgstr "보도 검색"')
    assert found == ["ko: the .mo file does not hold what the .po file says."]


def test_bringing_it_up_to_date_changes_nothing_where_it_is(po):
    before = {path: path.read_bytes() for path in po.parent.iterdir()}
    assert catalogue.main() == 0
    assert {path: path.read_bytes() for path in po.parent.iterdir()} == before
