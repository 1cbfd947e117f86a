"""The how-to for languages: its reader is made, put through the hook, and reads."""

from __future__ import annotations

import re
from pathlib import Path

from secondsource.model import How, Known, Report
from secondsource.read.languages import LanguageReader
from secondsource.read.reader import BuiltIn, own_readers

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "languages.md").read_text(encoding="utf-8")


def polish():
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
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


def test_the_page_tells_of_every_language_that_is_read():
    assert set(re.findall(r"^\| \w+ \| `(\w\w)`", PAGE, re.MULTILINE)) == set(own_readers())
