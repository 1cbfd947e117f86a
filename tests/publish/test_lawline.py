"""The law of a day as a picture: well-formed, escaped, with its signs explained."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from secondsource.law import bars
from secondsource.publish.lawline import law_svg
from secondsource.subjects import load

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*names, heading="In force"):
    pack = load()
    return ElementTree.fromstring(
        str(law_svg(bars([pack.provisions[n] for n in names], pack), date(2018, 6, 1), heading))
    )


def test_every_rule_has_a_row_and_is_told_to_those_who_hear_it():
    picture = drawn("UN-2375-17", "UN-2397-8", "US-EO13722-2aiv")
    words = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"UN-2375-17", "UN-2397-8", "US-EO13722-2aiv", "2018-06-01"} <= set(words)
    spoken = picture.find(f"{SVG}desc").text
    assert "S/RES/2397 (2017), para 8, from 2017-12-22; by 2019-03-22: interim report" in spoken


def test_what_was_asked_is_escaped_and_an_empty_picture_is_one():
    picture = drawn(heading="<b>&")
    assert picture.find(f"{SVG}title").text == "<b>&"
    assert float(picture.get("height")) > 0


def test_no_row_leaves_the_picture():
    picture = drawn("ILO-C029", "UN-2397-8", "PL-2016-VISA", "EU-2016-841-5c")
    wide, high = float(picture.get("width")), float(picture.get("height"))
    for mark in picture.iter(f"{SVG}rect"):
        assert 0 <= float(mark.get("x") or 0) <= wide
        assert float(mark.get("x") or 0) + float(mark.get("width")) <= wide
        assert float(mark.get("y") or 0) + float(mark.get("height")) <= high
