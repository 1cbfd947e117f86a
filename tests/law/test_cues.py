"""Cue words in running text."""

from __future__ import annotations

import pytest

from secondsource.law.claim_facts import negation
from secondsource.law.cues import Cues, Negation, hits
from secondsource.model import Span


@pytest.mark.parametrize(
    ("text", "language", "cue", "found", "negated"),
    [
        ("The men were beaten at night.", "en", "beaten", "beaten", False),
        ("The men were not beaten.", "en", "beaten", "beaten", True),
        ("They weren't beaten.", "en", "beaten", "beaten", True),
        ("Nobody was hurt, but men were beaten.", "en", "beaten", "beaten", False),
        ("He lived in an unbeaten town.", "en", "beaten", None, False),
        ("Guards threatens them daily.", "en", "threatened", "threatens", False),
        ("Their passports were taken on arrival.", "en", "passports taken", "passports were taken", False),
        ("Passports. Taken all in all, fine.", "en", "passports taken", None, False),
        ("It is raining.", "en", "IT", None, False),
        ("He is an IT worker.", "en", "IT", "IT", False),
        ("두 달째 임금체불이 이어졌다.", "ko", "임금 체불", "임금체불", False),
        ("임금 체불은 없었다.", "ko", "임금 체불", "임금 체불", True),
        ("구타하지 않았다고 했다.", "ko", "구타", "구타", True),
        ("구타당했다. 돈은 없었다.", "ko", "구타", "구타", False),
    ],
)
def test_a_cue(text, language, cue, found, negated, pack):
    got = hits(text, [Span(0, len(text))], Cues.of({language: [cue]}), negation(pack))
    assert [hit.span.of(text) for hit in got] == ([found] if found else [])
    assert all(hit.negated is negated for hit in got)


def test_the_longer_cue_wins(pack):
    text = "The office stopped issuing permits."
    got = hits(text, [Span(0, len(text))], Cues.of({"en": ["issued", "stopped issuing"]}), negation(pack))
    assert [hit.span.of(text) for hit in got] == ["stopped issuing"]


def test_nothing_outside_the_spans(pack):
    text = "Beaten men spoke. Others did not."
    assert hits(text, [Span(18, 33)], Cues.of({"en": ["beaten"]}), negation(pack)) == []


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("hand over .. pay", "They hand over most of their pay", "hand over most of their pay"),
        ("hand over .. pay", "They hand over the keys. Their pay is low", None),
        ("(passport|papers) .. (kept|held)", "Their papers, all of them, are held", "papers, all of them, are held"),
        ("(passport|papers) <> (kept|held)", "The office held on to every passport", "held on to every passport"),
        ("in =threes", "They walk in threes", "in threes"),
        ("in =threes", "for the third time in three weeks", None),
        ("loyalty payments", "to keep up “loyalty” payments", "loyalty” payments"),
    ],
)
def test_how_a_cue_may_be_written(phrase, text, found):
    no = Negation.of({"en": [], "ko": [], "en_reach": 3, "ko_reach": 8})
    hit = hits(text, [Span(0, len(text))], Cues.of({"en": [phrase]}), no)
    assert [h.span.of(text) for h in hit] == ([found] if found else [])
