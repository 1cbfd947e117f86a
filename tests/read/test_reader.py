import json
import subprocess
import sys

import pytest

from secondsource.model import How, Known, Report
from secondsource.read import attributions, default_reader, language_of
from secondsource.read.prose import prose
from secondsource.read.reader import BuiltIn, Tongue, no_mentions, statements_en
from secondsource.read.tagger.weights import MANIFEST, MODEL, TOKENS, VARIABLE, WeightsDamaged, installed


def made(text, language=None):
    known = Known(value=language, how=How.GIVEN, why="given") if language else None
    return Report(id="r", capture="0" * 64, part=0, name="r", text=text, language=known)


def test_a_language_without_a_reader_keeps_the_report(pack):
    report = made("Les ouvriers sont partis en mai, selon le ministère.", "fr")
    reading = BuiltIn(pack, {}).read(report)
    assert reading.report == report
    assert reading.statements == ()


def test_a_reader_is_a_composition_of_functions(pack):
    reader = BuiltIn(pack, {"en": Tongue(prose, statements_en, no_mentions)})
    reading = reader.read(made("Police said two men were arrested.", "en"))
    assert len(reading.statements) == 1


def test_hangul_is_korean_whatever_stands_between():
    assert language_of(made("북한 노동자들이 쿠웨이트에서 Radio Free Asia 보도대로 파업했다고 전했다.")) == "ko"
    assert language_of(made("The workers went on strike in the port and were sent home by plane.")) == "en"
    assert language_of(made("12 34")) == "und"


def test_kana_and_chinese_characters_tell_japanese_and_chinese():
    assert language_of(made("労働者が先月帰国した。")) == "ja"
    assert language_of(made("工人上周已经罢工。")) == "zh"


def test_attributions_of_a_bare_text(pack):
    text = "The mayor said that Ann believes the plan will fail."
    (found,) = attributions(text, pack)
    assert [s.of(text) for s in found.source] == ["The mayor"]
    assert [s.of(text) for s in found.content] == ["that Ann believes the plan will fail"]


def test_an_empty_text_has_none(pack):
    assert attributions("", pack) == []


def test_a_command_that_reads_nothing_does_not_wait_for_the_parser():
    code = (
        "import sys; from secondsource.read import default_reader; from secondsource.subjects import load; "
        "r = default_reader(load()); assert r.name and r.version; sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_damaged_weights_are_said_before_anything_is_read(pack, tmp_path, monkeypatch):
    digests = dict.fromkeys((MODEL, TOKENS), "0" * 64)
    (tmp_path / MANIFEST).write_text(json.dumps({"name": "x", "scales": [], "sha256": digests}))
    (tmp_path / MODEL).write_bytes(b"not it")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(WeightsDamaged):
        default_reader(pack)


def test_without_weights_the_readers_name_and_version_say_so(pack, monkeypatch):
    monkeypatch.setenv(VARIABLE, "off")
    alone = default_reader(pack)
    assert alone.name == "rules"
    monkeypatch.delenv(VARIABLE)
    if installed() is not None:
        assert default_reader(pack).name == "rules and encoder"
        assert default_reader(pack).version.startswith(f"{alone.version}+")
