"""Corrections are laid over what was read, and come off again without a trace."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import (
    BadCorrection,
    Decision,
    DecisionKind,
    Factuality,
    LinkKind,
    Region,
    RegionKind,
    Span,
    corrected,
    located,
    mention_with,
    open_text,
    statement_with,
)
from tests.newsroom import Newsroom, Says

TEXT = "The builders stopped work in Kuwait on 18 March, the foreman said"


def reading():
    room = Newsroom()
    return room.publish(
        "a",
        "First Paper",
        "2019-06-01",
        Says(
            text=TEXT,
            trigger="stopped",
            when="2019-05-03",
            place="Kuwait",
            country="KW",
            chain=(("the foreman", LinkKind.ROLE),),
        ),
        Says(text="Flights resumed", type="FLIGHT_OR_ROUTE_CHANGE", trigger="resumed"),
    )


def made(kind, target, **values):
    return Decision(kind=kind, object=target, who="M. Weiss", at="2026-01-01T00:00:00Z", why="test", values=values)


def test_fields_of_a_statement_are_set_and_it_says_that_a_person_did_it():
    one = reading()
    statement = one.statements[0]
    at = TEXT.index("the foreman")
    found = statement_with(
        statement,
        {"speaker": f"{at}-{at + 11}", "chain": "Delta Wire > role:the foreman", "factuality": "denied"},
        one.report.text,
    )
    assert found.speaker.of(one.report.text) == "the foreman"
    assert found.chain.names == ["Delta Wire", "the foreman"]
    assert found.chain.innermost.span.of(one.report.text) == "the foreman"
    assert (found.factuality, found.how, found.confidence, found.id) == (
        Factuality.DENIED,
        "decided",
        1.0,
        statement.id,
    )
    assert statement_with(statement, {"speaker": "", "chain": ""}, one.report.text).chain.names == []


def test_those_who_tell_it_together_are_written_with_a_plus_between():
    one = reading()
    statement = one.statements[0]
    found = statement_with(
        statement, {"chain": "Delta Wire > the foreman + body:port police + Ivo Sand"}, one.report.text
    )
    both = found.chain.links[-1]
    assert (both.name, both.kind) == ("the foreman, port police and Ivo Sand", LinkKind.GROUP)
    assert [(m.name, m.kind) for m in both.members] == [
        ("the foreman", LinkKind.ROLE),
        ("port police", LinkKind.BODY),
        ("Ivo Sand", LinkKind.PERSON),
    ]
    assert statement_with(found, {"chain": " > ".join(found.chain.names)}, one.report.text).chain == found.chain
    assert statement_with(found, {"chain": "Ivo Sand"}, one.report.text).chain.links == (both.members[-1],)
    assert statement_with(found, {"chain": " + > + "}, one.report.text).chain.links == ()


def test_fields_of_an_event_are_set():
    one = reading()
    found = mention_with(
        one.mentions[0],
        {
            "type": "PROTEST_OR_RIOT",
            "when": "2016-03-18",
            "place": "Ahmadi",
            "country": "kw",
            "number": "workers=90..110",
        },
        one.report.text,
    )
    assert (found.type, str(found.when.date), found.place.name, found.place.country) == (
        "PROTEST_OR_RIOT",
        "2016-03-18",
        "Ahmadi",
        "KW",
    )
    (number,) = found.quantities
    assert (number.what, number.range.low, number.range.high) == ("workers", 90, 110)
    assert (
        mention_with(found, {"number": "workers=", "when": "", "place": "", "country": ""}, one.report.text).place
        is None
    )


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"content": "5-5"}, "no place in the text"),
        ({"speaker": "3-99999"}, "no place in the text"),
        ({"basis": "guessed"}, "guessed"),
        ({"weight": "3"}, "no field"),
        ({"content": ""}, "no place in the text"),
    ],
)
def test_what_does_not_fit_a_statement_is_named(values, says):
    one = reading()
    with pytest.raises(BadCorrection, match=says):
        statement_with(one.statements[0], values, one.report.text)


@pytest.mark.parametrize(
    "values",
    [
        {"when": "last week"},
        {"country": "Kuwait"},
        {"number": "many"},
        {"number": "workers=x..y"},
        {"number": "workers=9..3"},
        {"number": "workers=inf"},
        {"number": "workers=nan"},
        {"number": "workers=1e400"},
        {"number": "workers=-5"},
        {"number": "workers=" + "9" * 400},
    ],
)
def test_what_does_not_fit_an_event_is_named(values):
    one = reading()
    with pytest.raises(BadCorrection):
        mention_with(one.mentions[0], values, one.report.text)


def test_no_correction_reaches_what_readers_commented():
    one = reading()
    said = "secretly hides the worker"
    text = f"{one.report.text}\n\n{said} in a room"
    at = text.index(said)
    regions = (Region(span=Span(at, len(text)), kind=RegionKind.COMMENTS),)
    report = replace(one.report, text=text, regions=regions)
    shown = open_text(report)
    assert len(shown) == len(text) and said not in shown and shown[:at] == text[:at]
    with pytest.raises(BadCorrection, match="does not have the words"):
        located("hides the worker", shown, Span(0, 1))
    for place in (f"{at}-{at + 6}", f"{at - 10}-{at + 6}"):
        with pytest.raises(BadCorrection, match="comments of readers"):
            statement_with(one.statements[0], {"content": place}, shown)
        forced = made(DecisionKind.CORRECT, one.statements[0].id, content=place)
        (after,) = corrected([replace(one, report=report)], [forced])
        assert after.statements[0].content == one.statements[0].content


def test_a_rejected_statement_takes_its_events_along_and_a_rejected_event_leaves_its_statement():
    one = reading()
    (gone,) = corrected([one], [made(DecisionKind.REJECT, one.statements[0].id)])
    assert (len(gone.statements), [m.type for m in gone.mentions]) == (1, ["FLIGHT_OR_ROUTE_CHANGE"])
    (less,) = corrected([one], [made(DecisionKind.REJECT, one.mentions[0].id)])
    assert (len(less.statements), len(less.mentions)) == (2, 1)


def test_a_later_correction_stands_above_an_earlier_one():
    one = reading()
    target = one.mentions[0].id
    (found,) = corrected(
        [one], [made(DecisionKind.CORRECT, target, when="2016-01"), made(DecisionKind.CORRECT, target, when="2016-02")]
    )
    assert str(found.mentions[0].when.date) == "2016-02"


def test_what_cannot_be_applied_any_more_changes_nothing():
    one = reading()
    assert corrected([one], [made(DecisionKind.CORRECT, one.statements[0].id, speaker="1-99999")]) == (one,)
    assert corrected(
        [one], [made(DecisionKind.CORRECT, "gone.s1-2", basis="told"), made(DecisionKind.ACCEPT, one.statements[0].id)]
    ) == (one,)


@given(st.sampled_from(["basis", "anonymity", "factuality", "speaker", "chain", "cue"]), st.text(max_size=20))
def test_no_value_breaks_a_reading(field, value):
    one = reading()
    (found,) = corrected([one], [made(DecisionKind.CORRECT, one.statements[0].id, **{field: value})])
    assert found.report == one.report
    assert [s.id for s in found.statements] == [s.id for s in one.statements]
    assert all(isinstance(s.content[0], Span) for s in found.statements)


def test_words_are_found_where_they_stand_nearest():
    text = "The foreman spoke. Later the foreman went home."
    assert located("the foreman", text, Span(30, 40)) == "25-36"
    assert located("The  foreman", text, Span(30, 40)) == "0-11"
    assert located("3-9, 12-15", text, Span(0, 1)) == "3-9, 12-15"
    assert located(" ", text, Span(0, 1)) == ""
    with pytest.raises(BadCorrection, match="does not have the words"):
        located("the minister", text, Span(0, 1))
