from __future__ import annotations

import json

import pytest

from secondsource.model import Factuality
from secondsource.read.remote.answer import understood
from secondsource.read.remote.errors import AnswerNotJson, AnswerUnusable

ROW = {
    "sentence": 0,
    "content": ["they left"],
    "cue": "said",
    "speaker": "Ann Lee",
    "chain": [{"words": "Ann Lee", "sentence": 0, "kind": "person"}],
    "factuality": "asserted",
}


def rows(*items):
    return understood(json.dumps({"statements": items}))


def test_a_row_keeps_its_words():
    (row,) = rows(ROW).rows
    assert (row.content, row.speaker, row.factuality) == (("they left",), "Ann Lee", Factuality.ASSERTED)


@pytest.mark.parametrize("around", ["```json\n{}\n```", "Here it is:\n{}\nThat is all.", "<think>{{maybe</think>\n{}"])
def test_what_stands_around_the_json_is_passed_over(around):
    words = around.replace("{}", json.dumps({"statements": [ROW]}))
    assert len(understood(words).rows) == 1


@pytest.mark.parametrize("words", ["", "I cannot do that.", '{"statements": [', "{'statements': []}", "}{"])
def test_no_json(words):
    with pytest.raises(AnswerNotJson):
        understood(words)


def test_json_too_deep_to_be_one():
    with pytest.raises(AnswerNotJson):
        understood('{"a":' * 100_000 + "1" + "}" * 100_000)


@pytest.mark.parametrize(
    "words", ["{}", '{"statements": {}}', '{"statements": ["x"]}', '{"statements": [{"content": 3}]}']
)
def test_another_form(words):
    with pytest.raises(AnswerUnusable):
        understood(words)


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": []},
        {"content": [3]},
        {"content": [" "]},
        {"factuality": "certain"},
        {"factuality": None},
        {"chain": "Ann Lee"},
        {"chain": [{"words": "Ann Lee", "kind": "wizard"}]},
        {"chain": [{"kind": "person"}]},
        {"speaker": ["Ann Lee"]},
        {"cue": 1},
    ],
)
def test_a_row_of_wrong_types_is_dropped_alone(wrong):
    answer = rows(ROW, {**ROW, **wrong})
    assert (len(answer.rows), answer.malformed) == (1, 1)


@pytest.mark.parametrize(
    "loose", [{"sentence": "0"}, {"sentence": True}, {"basis": "heard"}, {"marks": 3}, {"events": [{}]}]
)
def test_what_a_statement_can_do_without_is_left_out(loose):
    (row,) = rows({**ROW, **loose}).rows
    assert (row.basis, row.marks, row.events) == (None, (), ())


def test_a_content_of_one_piece_may_be_bare_words():
    assert rows({**ROW, "content": "they left"}).rows[0].content == ("they left",)
