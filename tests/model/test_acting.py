import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from secondsource.model.acting import SIGN, acts, escaped, harmless

ACTING = "\x00\x07\x1b\x7f\x85\x9b\u061c\u200b\u200e\u2028\u202e\u2066\u2069\ufeff\ufff9\ufffe\U000e0041"


@pytest.mark.parametrize("sign", ACTING)
def test_each_is_seen_and_has_a_sign_in_its_place(sign):
    assert acts(f"a{sign}b")
    assert harmless(f"a{sign}b") == f"a{SIGN}b"


@pytest.mark.parametrize(
    "text", ["plain", "두 사람이 말했다", "\ta\nb\r\n", "می\u200cخواهم", "co\u00adoperate", "👩\u200d🚒", "№ — “”"]
)
def test_what_a_script_needs_stays(text):
    assert not acts(text)
    assert harmless(text) == text


@given(st.text(max_size=30))
def test_the_length_stays_and_nothing_acts_any_more(text):
    still = harmless(text)
    assert len(still) == len(text)
    assert not acts(still)
    assert harmless(still) == still


@given(st.text(max_size=30))
def test_json_says_the_same_and_does_not_act(text):
    said = escaped(json.dumps(text, ensure_ascii=False))
    assert not acts(said)
    assert json.loads(said) == text


def test_markup_stays_markup():
    assert isinstance(harmless(Markup("<b>\u202e</b>")), Markup)
