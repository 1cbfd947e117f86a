"""What reports say of the law, for a reader: a provision a line, with what it adds to the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.law import said
from secondsource.model import How, Known, Reading, Report
from secondsource.publish.footnotes import Notes, source_lines
from secondsource.publish.lawsaid import law_said, text_lines
from secondsource.subjects import load

TEXT = "Resolution 2375 prohibits North Korea from sending new workers abroad."


@pytest.fixture
def told(view):
    published = Known(value="2018-08-03", how=How.GIVEN, why="test")
    outlet = Known(value="The Harbour Post", how=How.GIVEN, why="test")
    report = Report(
        id="law", capture=view.captures[0].digest, part=0, name="law.txt", text=TEXT, outlet=outlet, published=published
    )
    return replace(view, readings=(*view.readings, Reading(report=report, statements=(), mentions=())))


def test_each_provision_is_a_line_and_the_sentence_has_its_note(told):
    notes = Notes(told, source_lines(told))
    (line,) = law_said(told, load(), notes)
    assert (line.who, line.quote) == ("The Harbour Post", TEXT)
    assert line.bearing == "the text says part of it"
    (rule,) = line.rules
    assert rule[0].startswith("S/RES/2375 (2017), para 17: ")
    assert any("not the sender" in sentence for sentence in rule)
    assert any("para 8" in sentence for sentence in line.beside)
    assert notes.notes[line.note - 1].quote == TEXT


def test_the_same_as_text(told):
    (item,) = said(told.readings[-1:], load())
    text = "\n".join(text_lines(told, item))
    assert f"“{TEXT}”" in text
    assert "has it that the law forbids such acts: the text says part of it" in text
