"""The how-to for languages: its reader is made, put through the hook, and reads."""

from __future__ import annotations

import re
from pathlib import Path

from secondsource.model import How, Known, Report
from secondsource.read.languages import LanguageReader
from secondsource.read.reader import BuiltIn, own_readers
from secondsource.read.worded import Worded

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "languages.md").read_text(encoding="utf-8")


def polish():
    (code,) = (block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "class Polish" in block)
    made: dict[str, object] = {}
    exec(compile(code, "languages.md", "exec"), made)
    return made["Polish"]()


def test_the_reader_of_the_page_reads(pack):
    reader = polish()
    assert isinstance(reader, LanguageReader)
    text = "Kilkudziesięciu robotników odmówiło pracy, powiedziało źródło w zatoce. Nikt nie odpowiedział."
    known = Known(value="pl", how=How.GIVEN, why="given")
    report = Report(id="r", capture="0" * 64, part=0, name="r", text=text, language=known)
    reading = BuiltIn(pack, {**own_readers(), reader.language: reader}).read(report)
    (said,) = reading.statements
    assert said.hull.of(text) == "Kilkudziesięciu robotników odmówiło pracy"
    assert said.chain.names == ["unnamed źródło w zatoce"]
    (event,) = reading.mentions
    assert (event.type, event.trigger.of(text)) == ("WORK_STOPPAGE", "odmówiło pracy")


def test_the_words_of_the_page_make_a_reader(pack, tmp_path):
    (words,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "spanish.yaml").write_text(words, encoding="utf-8")
    reader = Worded.of(tmp_path / "spanish.yaml")
    (text,) = re.findall(r"For \*(Unos .*?)\* it marks", PAGE)
    report = Report(id="r", capture="0" * 64, part=0, name="r", text=text)
    reading = reader.read(report, pack)
    assert [said.chain.names for said in reading.statements] == [["unnamed un funcionario del ministerio"]]
    assert [(m.type, m.place.name) for m in reading.mentions] == [("WORK_STOPPAGE", "Kuwait")]
    assert all(kind in pack.event_types for kind in reader.words.events)


def test_the_page_tells_of_every_language_that_is_read():
    assert set(re.findall(r"^\| \w+ \| `(\w\w)`", PAGE, re.MULTILINE)) == set(own_readers())
