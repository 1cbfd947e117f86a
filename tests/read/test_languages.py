from importlib.metadata import EntryPoint

import pytest

from secondsource.model import How, Known, Reading, Report
from secondsource.read import default_reader, languages
from secondsource.read.languages import GROUP, LanguageReader, ReaderNotUsable, found_readers
from secondsource.read.reader import BuiltIn, own_readers


class Esperanto:
    language = "eo"
    version = "3"

    def read(self, report, pack):
        return Reading(report=report, statements=(), mentions=())


class Nothing:
    pass


def entry(name, attribute):
    return EntryPoint(name=name, value=f"{__name__}:{attribute}", group=GROUP)


def test_all_own_readers_come_through_the_hook(pack):
    readers = own_readers()
    assert sorted(readers) == ["en", "ja", "ko", "ru", "zh"]
    assert all(isinstance(r, LanguageReader) and r.language == code for code, r in readers.items())
    assert dict(default_reader(pack).tongues).keys() == readers.keys()


def test_a_package_adds_a_language(pack, monkeypatch):
    monkeypatch.setattr(languages, "entry_points", lambda group: [entry("eo", "Esperanto")] if group == GROUP else [])
    reader = default_reader(pack)
    assert "eo" in reader.tongues
    assert "eo:3" in reader.version.split("+")


def test_a_package_goes_before_the_programs_own(pack):
    report = Report(
        id="r",
        capture="0" * 64,
        part=0,
        name="r",
        text="Rumour.",
        language=Known(value="eo", how=How.GIVEN, why="given"),
    )
    assert BuiltIn(pack, found_readers([entry("eo", "Esperanto")])).read(report).report == report


@pytest.mark.parametrize("attribute", ["Nothing", "Missing"])
def test_what_is_no_reader_is_said(attribute):
    with pytest.raises(ReaderNotUsable):
        found_readers([entry("x", attribute)])


def test_two_packages_for_one_language_are_said():
    with pytest.raises(ReaderNotUsable):
        found_readers([entry("a", "Esperanto"), entry("b", "Esperanto")])
