"""One finding as a picture: each element with a sign, a word and what it rests on."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from secondsource.model import Outcome
from secondsource.publish.findingline import finding_svg
from secondsource.subjects import load

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(view):
    finding = next(f for f in view.findings if f.outcome is Outcome.BREACH_IF_CONFIRMED)
    return ElementTree.fromstring(str(finding_svg(view, finding, "<Strike> & more", load())))


def test_every_element_has_its_state_as_sign_and_word(drawn):
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert {"✓", "met", "?", "not known"} <= set(words)
    assert "would breach, if confirmed" in words
    assert any("nothing is said of it" in (word or "") for word in words)


def test_it_is_told_to_those_who_hear_it(drawn):
    assert "the worker is a national of the DPRK: met." in drawn.find(f"{SVG}desc").text
    assert drawn.find(f"{SVG}title").text.startswith("<Strike> & more")


def test_nothing_stands_below_the_picture(drawn):
    assert max(float(text.get("y")) for text in drawn.iter(f"{SVG}text")) < float(drawn.get("height"))
