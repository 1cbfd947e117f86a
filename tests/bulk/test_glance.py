"""A page that a glance passes over would not have come through the sieve: however its words are written in markup."""

from __future__ import annotations

import html
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.bulk.glance import may_concern, readings
from secondsource.bulk.sieve import Sieve
from secondsource.collect import page, read_capture
from secondsource.model import Unreadable
from secondsource.subjects import load

ROOT = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def sieve() -> Sieve:
    return Sieve.of(load())


@lru_cache(maxsize=1)
def texts() -> tuple[str, ...]:
    """Texts of the repository in every language that it has, and a few that concern the subject by one word alone."""
    found = [
        report.text
        for path in sorted((ROOT / "demo" / "corpus").iterdir())
        for report in read_capture(path.read_bytes(), path.name, load())
    ]
    for path in sorted((ROOT / "evaluation").rglob("*.jsonl"))[:40]:
        try:
            found.extend(report.text for report in list(read_capture(path.read_bytes(), path.name, load()))[:10])
        except Unreadable:
            continue
    return (
        *found,
        "Рабочие из КНДР не получили зарплату.",
        "북측 노동자들이 임금을 받지 못했다.",
        "朝鲜工人没有拿到工资。",
        "Le Nord-Coréen est resté.",
    )


def kept(data: bytes, charset: str | None) -> bool:
    """Whether the sieve lets through what is taken out of the page."""
    try:
        drafts = page.extract(data, "page.html", charset).drafts
    except Unreadable:
        return False
    return any(sieve().may_concern(draft.text) for draft in drafts)


def plainly(text: str) -> str:
    return html.escape(text)


def numbered(text: str) -> str:
    return "".join(
        f"&#{ord(sign)};" if sign.isalpha() and at % 3 == 0 else html.escape(sign) for at, sign in enumerate(text)
    )


def broken_by_tags(text: str) -> str:
    return "".join(
        f"<b>{html.escape(sign)}</b>" if sign.isalpha() and at % 7 == 0 else html.escape(sign)
        for at, sign in enumerate(text)
    )


def broken_by_lines(text: str) -> str:
    return html.escape(text).replace(" ", "<br>\n   ")


def hyphenated(text: str) -> str:
    return "".join(
        f"{html.escape(sign)}&shy;" if sign.isalpha() and at % 5 == 0 else html.escape(sign)
        for at, sign in enumerate(text)
    )


def in_a_script(text: str) -> str:
    told = "".join(f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else " " for sign in text[:400])
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{told}"}}</script><p>See above, please.</p>'


@pytest.mark.parametrize("written", [plainly, numbered, broken_by_tags, broken_by_lines, hyphenated, in_a_script])
def test_nothing_that_the_gate_lets_through_is_passed_over(written):
    through = 0
    for text in texts():
        data = f"<html><head></head><body><article><p>{written(text)}</p></article></body></html>".encode()
        if kept(data, None):
            through += 1
            assert may_concern(data, None, sieve()), text[:200]
    assert through > 10


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp949", "cp1251", "gb18030", "shift_jis", "iso2022_jp"])
def test_nor_in_any_encoding(charset: str):
    through = 0
    for text in texts():
        try:
            data = f"<html><meta charset='{charset}'><body><p>{html.escape(text)}</p></body></html>".encode(charset)
        except UnicodeEncodeError:
            continue
        if kept(data, charset):
            through += 1
            assert may_concern(data, charset, sieve()), text[:200]
    assert through > 0


_BITS = st.sampled_from(
    [
        "North",
        "Kor",
        "ea",
        "Korean",
        "Pyong",
        "yang",
        " ",
        "\n",
        "<b>",
        "</b>",
        "<br>",
        "&nbsp;",
        "&amp;",
        "<p>",
        "</p>",
        "&#8203;",
        "DPRK",
        "조선",
        "북한",
        "의",
        "’s",
        "-",
        "<i class='North Korea'>",
        "<!-- Pyongyang -->",
    ]
)


@settings(max_examples=300)
@given(st.lists(_BITS, max_size=12))
def test_nor_in_any_heap_of_words_and_tags(bits: list[str]):
    data = f"<html><body><p>{''.join(bits)}</p><p>The rest of it is about trees.</p></body></html>".encode()
    if kept(data, None):
        assert may_concern(data, None, sieve())


def test_a_page_of_something_else_is_passed_over():
    assert not may_concern(b"<html><body><p>Forty trees were planted along the river.</p></body></html>", None, sieve())
    assert readings("<p>a &amp;amp; b</p>")[1] == "a & b"
