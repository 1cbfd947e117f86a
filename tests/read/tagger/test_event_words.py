import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.read.tagger.event_words import EventWords, load_events
from secondsource.read.tagger.weights import (
    EVENTS_MODEL,
    EVENTS_VARIABLE,
    MANIFEST,
    OFF,
    TOKENS,
    VARIABLE,
    WeightsDamaged,
    installed_events,
)
from secondsource.subjects import load

there = pytest.mark.skipif(installed_events() is None, reason="the trained weights are left out here")


@pytest.fixture
def folder(tmp_path):
    files = {EVENTS_MODEL: b"a network", TOKENS: b"{}"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    (tmp_path / MANIFEST).write_text(json.dumps({"name": "made here", "types": ["DENIAL"], "sha256": digests}))
    return tmp_path


def test_one_variable_names_their_folder_and_the_other_switches_both_off(folder, monkeypatch):
    monkeypatch.setenv(EVENTS_VARIABLE, str(folder))
    assert installed_events().types == ("DENIAL",)
    monkeypatch.setenv(VARIABLE, OFF)
    assert installed_events().folder == folder
    monkeypatch.delenv(EVENTS_VARIABLE)
    assert installed_events() is None
    monkeypatch.setenv(EVENTS_VARIABLE, OFF)
    assert load_events() is None


def test_damaged_weights_are_said(folder):
    with pytest.raises(WeightsDamaged):
        EventWords(installed_events(str(folder)))
    (folder / EVENTS_MODEL).write_bytes(b"another")
    with pytest.raises(WeightsDamaged, match=r"is not the file that weights\.json names"):
        EventWords(installed_events(str(folder)))
    (folder / MANIFEST).write_text("{}")
    with pytest.raises(WeightsDamaged, match="not what it should be"):
        installed_events(str(folder))


@there
def test_it_knows_the_types_of_the_pack():
    assert set(installed_events().types) == set(load().event_types)


@there
@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Forty builders at the Orrin yard downed tools on 3 May.", "downed tools", "WORK_STOPPAGE"),
        ("Customs officers relieved two men of $80,000 in undeclared notes.", "relieved", "CASH_SEIZURE"),
        ("The bank shut the firm's dollar account in June.", "shut", "ACCOUNT_CLOSURE"),
    ],
)
def test_words_that_no_pattern_holds_are_marked(text, words, kind):
    best = max(load_events().marks(text), key=lambda m: m.probability)
    assert best.type == kind
    assert words in best.span.of(text) or best.span.of(text) in words


@there
def test_stretches_are_read_alone_and_keep_their_place():
    text = "The men downed tools on Monday. Nothing else is known of them."
    start = text.index("Nothing")
    assert [m for m in load_events().marks(text, [Span(start, len(text))]) if m.probability > 0.5] == []
    assert load_events().marks(text, []) == []
    assert load_events().marks("") == []


@there
@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_spans_inside_it(text):
    for mark in load_events().marks(text):
        assert 0 <= mark.span.start < mark.span.end <= len(text)
        assert 0 < mark.probability <= 1
