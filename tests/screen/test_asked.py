"""Names of a case asked of lists as of their events and as of today."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.model import Claim, Mention, PartialDate, Reading, Report, Span, Status, Truth, claim_id, mention_id
from secondsource.screen import Kind, Register, decided, decision_on, events_of, names_in, screened

from .lists import entry, made

TEXT = (
    "Builders of Lantern Trading Corporation stopped work. They went home.\n"
    "Harbour Trading Corporation paid nobody. Some thirty men stopped work later.\n"
    "Delta Trading Corporation is elsewhere."
)


def case(*whens: str | None):
    report = Report(id="r-0", capture="c", part=0, name="r", text=TEXT)
    mentions, claims, at = [], [], -1
    for when in whens:
        at = TEXT.index("stopped work", at + 1)
        trigger = Span(at, at + 12)
        mention = Mention(
            id=mention_id("r-0", trigger, "WORK_STOPPAGE"),
            report="r-0",
            statement=None,
            type="WORK_STOPPAGE",
            trigger=trigger,
        )
        mentions.append(mention)
        claims.append(
            Claim(
                id=claim_id(mention.id), type="WORK_STOPPAGE", title=f"Strike {when}", mentions=(mention.id,), reports=("r-0",), when=PartialDate(when) if when else None,
                place=None, country=None, values=(), conflicts=(), status=Status.SUPPORTED,
            )
        )  # fmt: skip
    return Reading(report=report, statements=(), mentions=tuple(mentions)), tuple(claims)


@pytest.fixture
def found(pack):
    reading, claims = case("2017-03", None)
    names = names_in([reading], pack).found
    return names, events_of(names, [reading], claims)


def test_a_name_belongs_to_events_of_its_sentence_else_of_its_paragraph(found):
    names, events = found
    told = {name.name: [(event.title, event.told) for event in events[name.kind, name.key]] for name in names}
    assert told == {
        "Lantern Trading Corporation": [("Strike 2017-03", "sentence")],
        "Harbour Trading Corporation": [("Strike None", "paragraph")],
        "Delta Trading Corporation": [],
    }


def test_every_day_of_the_event_is_asked_and_today_too(found, pack):
    names, events = found
    register = Register([made("2018-01-01", entry("1", "Lantern Trading Company", listed="2017-03-15"))], pack)
    (match,) = next(s for s in screened(names, events, register, date(2018, 1, 1), {}) if s.matches).matches
    event, today = match.at
    assert event.standing.on is Truth.UNKNOWN
    assert "2017-03-15" in event.standing.why
    assert (today.event, today.standing.on) == (None, Truth.MET)


def test_a_decision_stands_beside_the_match_and_keeps_an_unlike_one(found, pack):
    names, events = found
    register = Register(
        [made("2018-01-01", entry("1", "Lantern Trading Company"), entry("2", "Quite Another Bank"))], pack
    )
    said = decided(
        decision_on(
            "Lantern Trading Corporation", Kind.BODY, ref, same=same, who="T", at="2018-01-01T00:00:00Z", why="w"
        )
        for ref, same in (("made:1", False), ("made:2", True))
    )
    matches = next(s for s in screened(names, events, register, date(2018, 1, 1), said) if s.matches).matches
    assert [(m.suggestion.ref, m.decided and m.decided.same) for m in matches] == [("made:1", False), ("made:2", True)]


def test_no_match_is_shown_as_none(found, pack):
    names, events = found
    assert [s.matches for s in screened(names, events, Register([], pack), date(2018, 1, 1), {})] == [(), (), ()]
