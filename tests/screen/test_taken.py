"""Which file is which; what is no list is told what it seems to be."""

from __future__ import annotations

import pytest

from secondsource.screen import NotAList, format_of, parsed, together

from .lists import OFAC, content


@pytest.mark.parametrize(
    ("name", "form"),
    [("un_2018-10-29.xml", "un"), ("targets.nested.json", "ftm"), ("sdn.csv", "ofac:sdn"), ("alt.csv", "ofac:alt"), ("add.csv", "ofac:add"), ("sdn_comments.csv", "ofac:comments")],
)  # fmt: skip
def test_formats_are_known_by_content(name, form):
    assert format_of("anything", content(name)) == form


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"\x1a", "empty"), (b"PK\x03\x04..", "zip"), (b"\x1f\x8b..", "gzip"), (b"%PDF-1.4", "PDF"), (b"<!DOCTYPE html><html>", "web page"), (b'{"a": 1}\n', "JSON"), (b"hello world", "none of the lists"), (b"name,date\nx,y\n", "none of the lists"), (bytes(range(256)), "none of the lists"), (b"1,2\n", None)],
)  # fmt: skip
def test_what_is_no_list_says_what_it_is(data, words):
    if words is None:
        assert format_of("x", data) == "ofac:comments"
        return
    with pytest.raises(NotAList, match=words):
        format_of("x", data)


def test_parts_of_one_list_belong_together_and_others_stand_alone():
    names = (*OFAC, "un_2018-10-29.xml")
    files = {name: content(name) for name in names}
    formats = {name: format_of(name, data) for name, data in files.items()}
    groups = together(files, formats)
    assert groups == [("un_2018-10-29.xml",), OFAC]
    assert [parsed(group, files, formats).list for group in groups] == ["un", "ofac"]


def test_the_non_sdn_lists_are_a_list_of_their_own():
    assert together({"cons_prim.csv": b"", "sdn.csv": b""}, {"cons_prim.csv": "ofac:sdn", "sdn.csv": "ofac:sdn"}) == [
        ("cons_prim.csv",),
        ("sdn.csv",),
    ]


def test_two_of_one_part_are_refused():
    with pytest.raises(NotAList, match="both"):
        together({"a.csv": b"", "b.csv": b""}, {"a.csv": "ofac:sdn", "b.csv": "ofac:sdn"})
