from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    How,
    Known,
    Mention,
    Report,
    Span,
    Statement,
    statement_id,
)  # fmt: skip
from secondsource.read.events import mentions
from secondsource.read.prose import prose
from secondsource.subjects import Subject

OWN = {
    "cue": None,
    "speaker": None,
    "chain": Chain(),
    "basis": Basis.UNKNOWN,
    "anonymity": Anonymity.NONE,
    "confidence": 1.0,
    "how": "test",
}


def report(text: str, language: str = "en", title: str | None = None) -> Report:
    def known(value: str | None) -> Known | None:
        return Known(value=value, how=How.GIVEN, why="test") if value else None

    return Report(
        id="r",
        capture="c" * 64,
        part=0,
        name="r",
        text=text,
        title=known(title),
        published=known("2016-06-08"),
        language=known(language),
    )


def statement(
    text: str, content: str, factuality: Factuality = Factuality.ASSERTED, cue: str | None = None
) -> Statement:
    start = text.index(content)
    spans = (Span(start, start + len(content)),)
    row = {**OWN, "cue": Span(text.index(cue), text.index(cue) + len(cue)) if cue else None}
    return Statement(id=statement_id("r", spans), report="r", content=spans, factuality=factuality, **row)  # type: ignore[arg-type]


def read(
    pack: Subject,
    text: str,
    *contents: str,
    factuality: Factuality = Factuality.ASSERTED,
    cue: str | None = None,
    language: str = "en",
) -> list[Mention]:
    found = report(text, language)
    told = [statement(text, c, factuality, cue) for c in contents or (text.rstrip("."),)]
    return list(mentions(prose(found) if language == "en" else None, found, told, pack))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Forty tailors in Dandong went on strike in February.", "WORK_STOPPAGE"),
        ("The crew refused to work on Sunday.", "WORK_STOPPAGE"),
        ("Hundreds of men rioted at the plant.", "PROTEST_OR_RIOT"),
        ("Three cooks ran away from the restaurant.", "DESERTION"),
        ("The firm had not paid them their wages.", "WAGE_WITHHOLDING"),
        ("The ministry issued 200 work permits in May.", "WORK_AUTHORISATION"),
        ("The airline suspended its flights to Doha.", "FLIGHT_OR_ROUTE_CHANGE"),
        ("Officers seized $40,000 in cash at the airport.", "CASH_SEIZURE"),
        ("Police arrested two managers in Moscow.", "DETENTION"),
        ("A bricklayer died in a fall.", "DEATH_OR_ACCIDENT"),
        ("The Council adopted the resolution on March 2.", "LEGAL_ADOPTION"),
        ("The bank closed the account of the firm.", "ACCOUNT_CLOSURE"),
        ("Poland expelled a diplomat in May.", "EXPULSION"),
        ("The freighter docked at Rajin.", "VESSEL_ENTRY"),
        ("A broker laundered the money through Macau.", "MONEY_LAUNDERING"),
        ("The guards beat a carpenter.", "HUMAN_RIGHTS_ABUSE"),
    ],
)
def test_each_kind_by_its_words(pack: Subject, text: str, kind: str) -> None:
    assert kind in [m.type for m in read(pack, text)]


def test_an_event_has_its_date_place_number_and_people(pack: Subject) -> None:
    (found,) = read(pack, "About 100 builders in Kuwait rose up against a foreman on March 19.")
    assert found.type == "PROTEST_OR_RIOT"
    assert found.when is not None and str(found.when.date) == "2016-03-19"
    assert found.place is not None and (found.place.name, found.place.country) == ("Kuwait", "KW")
    assert [(q.what, q.range.low, q.range.high) for q in found.quantities] == [("workers", 90, 110)]
    assert "workers" in [a.role for a in found.actors]


def test_three_events_in_one_sentence_keep_their_own_dates(pack: Subject) -> None:
    text = "Two men fled in March, dozens of workers went on strike in April, and police arrested a foreman in May."
    assert [(m.type, str(m.when.date) if m.when else None) for m in read(pack, text)] == [
        ("DESERTION", "2016-03"),
        ("WORK_STOPPAGE", "2016-04"),
        ("DETENTION", "2016-05"),
    ]


@pytest.mark.parametrize("kind", [Factuality.FORECAST, Factuality.OPINION, Factuality.CONDITIONAL])
def test_what_is_not_told_as_happened_is_no_event(pack: Subject, kind: Factuality) -> None:
    assert read(pack, "Dozens of workers went on strike in Kuwait.", factuality=kind) == []


def test_wishes_and_possible_deeds_are_no_events(pack: Subject) -> None:
    assert "REPATRIATION" not in [m.type for m in read(pack, "They demanded to be sent home.")]
    assert "DEFECTION" not in [m.type for m in read(pack, "Agents looked for anyone who might defect.")]


def test_a_denied_event_keeps_the_denial(pack: Subject) -> None:
    found = read(
        pack,
        "The ministry denied that workers had rioted in Kuwait.",
        "workers had rioted in Kuwait",
        factuality=Factuality.DENIED,
        cue="denied",
    )
    assert [(m.type, m.factuality) for m in found] == [
        ("DENIAL", Factuality.DENIED),
        ("PROTEST_OR_RIOT", Factuality.DENIED),
    ]


def test_a_government_is_not_where_it_happened(pack: Subject) -> None:
    (found,) = read(pack, "Pyongyang summoned dozens of workers home from Kuwait on May 17.")
    assert found.place is not None and found.place.country == "KW"


def test_without_a_date_it_was_before_the_report_and_no_more_is_said(pack: Subject) -> None:
    (found,) = read(pack, "North Korean builders have rioted.")
    assert found.when is not None and str(found.when.date) == "../2016-06-08" and found.when.span is None
    assert found.place is None


def test_the_law_gets_its_facts_with_their_words(pack: Subject) -> None:
    text = "The ministry renewed 50 work permits for construction workers in May."
    (found,) = [m for m in read(pack, text) if m.type == "WORK_AUTHORISATION"]
    facts = {a.name: (a.value, a.span.of(text)) for a in found.attributes}
    assert facts["authorisation.act"] == ("renew", "renewed")
    assert facts["authorisation.kind"] == ("work_permit", "work permits")
    assert facts["work.purpose"] == ("construction", "construction")


def test_lost_papers_are_counted_as_papers(pack: Subject) -> None:
    (found,) = read(pack, "Thirty North Koreans lost their permits in May.")
    assert [(q.what, q.range.low) for q in found.quantities] == [("permits", 30)]


def test_korean_events(pack: Subject) -> None:
    found = read(pack, "지난달 17일 노동자 수십 명이 쿠웨이트에서 파업을 벌였다", language="ko")
    assert [(m.type, str(m.when.date) if m.when else None, m.place.country if m.place else None) for m in found] == [
        ("WORK_STOPPAGE", "2016-05-17", "KW")
    ]


def test_no_statement_no_event(pack: Subject) -> None:
    found = report("Dozens of workers went on strike.")
    assert mentions(prose(found), found, [], pack) == ()


def test_reading_twice_gives_the_same(pack: Subject) -> None:
    text = "Two men fled in March and dozens of workers went on strike in April."
    assert read(pack, text) == read(pack, text)


def test_every_type_has_patterns_and_what_is_said_of_types_names_types_of_the_pack(pack: Subject) -> None:
    cues = pack.cues("en")["events"]
    assert [kind for kind, event in pack.event_types.items() if not event.patterns.get("en")] == []
    for name in ("cues", "older"):
        assert set(cues[name]) <= set(pack.event_types), name
    for name in ("first", "numbered", "placeless", "routes", "states", "stocks", "lawmaking"):
        assert set(cues[name]) <= set(pack.event_types), name
    for kinds in cues["attributes_of"].values():
        assert set(kinds) <= set(pack.event_types)
    assert {event.counts for event in pack.event_types.values()} <= {*cues["quantities"], ""}


def test_an_estimate_without_a_number_is_none(pack: Subject) -> None:
    assert read(pack, "The report questions how such estimates are made.") == []


def test_campaigns_have_citations(pack: Subject) -> None:
    files: list[Path] = sorted((pack.folder / "campaigns").glob("*.yaml"))
    assert files
    assert all("citations:\n- http" in f.read_text(encoding="utf-8") for f in files)


def test_what_is_forbidden_has_not_happened(pack: Subject) -> None:
    assert read(pack, "The rules prohibit the deployment of workers to Qatar.") == []
    assert "DEFECTION" not in [m.type for m in read(pack, "Boats were kept in port to prevent defections.")]


def test_an_event_stands_between_what_it_is_told_to_come_after_and_before(pack: Subject) -> None:
    found = read(pack, "Air Koryo stopped its flights between the signing of H.R. 757 and the vote on Resolution 2270.")
    assert {m.type: str(m.when.date) for m in found if m.when} == {
        "FLIGHT_OR_ROUTE_CHANGE": "2016-02-18/2016-03-02",
        "LEGAL_ADOPTION": "2016-02-18",
    }


def test_two_deeds_in_one_sentence_are_two_events(pack: Subject) -> None:
    text = "On May 17 the airline resumed its flights to Kuwait, which had been halted on February 23."
    assert [str(m.when.date) for m in read(pack, text) if m.when and m.type == "FLIGHT_OR_ROUTE_CHANGE"] == [
        "2016-05-17",
        "2016-02-23",
    ]


def test_profits_sent_home_are_money_not_people(pack: Subject) -> None:
    assert "REPATRIATION" not in [m.type for m in read(pack, "The firms had trouble repatriating their profits.")]


def test_what_may_come_is_no_event_and_what_may_have_been_is_one(pack: Subject) -> None:
    ahead = read(pack, "It could cause more defections in May.", factuality=Factuality.POSSIBLE)
    been = read(pack, "Two men may have fled in May.", factuality=Factuality.POSSIBLE)
    assert [m.type for m in ahead] == []
    assert [m.type for m in been] == ["DESERTION"]


def test_customs_seize_at_home(pack: Subject) -> None:
    (found,) = [m for m in read(pack, "Sri Lankan customs seized $90,000 in cash.") if m.type == "CASH_SEIZURE"]
    assert found.place is not None and found.place.country == "LK"


def when(found: list[Mention], kind: str) -> list[str]:
    return [str(m.when.date) for m in found if m.type == kind and m.when]


def test_a_clause_of_the_date_says_what_was_on_it(pack: Subject) -> None:
    text = "It was closed on February 18, when the President signed the act."
    assert when(read(pack, text), "LEGAL_ADOPTION") == ["2016-02-18"]


def test_what_had_happened_was_before_the_day_on_which_it_was_told(pack: Subject) -> None:
    text = "In April the paper printed a letter that two men had fled."
    assert when(read(pack, text), "DESERTION") == ["../2016-04"]


def test_a_sentence_that_points_back_dates_what_was_told(pack: Subject) -> None:
    text = "Two men fell from the roof and died. That was in the night to 2 June."
    assert set(when(read(pack, text), "DEATH_OR_ACCIDENT")) == {"2016-06-02"}


def test_a_denial_that_is_news_is_of_the_month_of_the_report(pack: Subject) -> None:
    text = "The firm has denied that men were hurt."
    found = read(pack, text, "men were hurt", factuality=Factuality.DENIED, cue="denied")
    assert when(found, "DENIAL") == ["2016-06"]


def test_a_site_that_is_only_described_is_a_place(pack: Subject) -> None:
    text = "Sixty men went on strike. They worked at the old cement plant until then."
    (strike,) = [m for m in read(pack, text) if m.type == "WORK_STOPPAGE"]
    assert strike.place is not None
    assert (strike.place.name, strike.place.country, strike.place.precision) == ("old cement plant", None, "named")


def test_a_country_is_no_point(pack: Subject) -> None:
    (strike,) = [m for m in read(pack, "Sixty men went on strike in Kuwait.") if m.type == "WORK_STOPPAGE"]
    assert strike.place is not None
    assert (strike.place.country, strike.place.precision, strike.place.lat) == ("KW", "country", None)


def test_two_capitals_without_a_word_for_travel_are_no_link(pack: Subject) -> None:
    found = read(pack, "The airline stopped its flights. Relations between Pyongyang and Kuwait were poor.")
    assert all(not m.place or m.place.precision != "route" for m in found)


def korean(pack: Subject, text: str) -> list[tuple[str, str | None, list[tuple[str, float | None]]]]:
    return [
        (m.type, m.place.country if m.place else None, [(q.what, q.range.low) for q in m.quantities])
        for m in read(pack, text, language="ko")
    ]


def test_korean_clauses_have_their_own_events_places_and_numbers(pack: Subject) -> None:
    text = "쿠웨이트에서 노동자 40명이 파업을 했고, 카타르에서 노동자 2명이 달아났다"
    assert korean(pack, text) == [("WORK_STOPPAGE", "KW", [("workers", 40)]), ("DESERTION", "QA", [("workers", 2)])]


def test_two_korean_events_of_a_kind_in_two_clauses(pack: Subject) -> None:
    text = "3월에는 이 노선의 비행이 없었고, 5월에 한 차례 운항이 있었다"
    assert [m[0] for m in korean(pack, text)] == ["FLIGHT_OR_ROUTE_CHANGE", "FLIGHT_OR_ROUTE_CHANGE"]


def test_a_campaign_was_when_it_was_whatever_else_the_sentence_dates(pack: Subject) -> None:
    text = "In April a crew complained of the hours kept since the “70-day battle” was declared."
    assert when(read(pack, text), "MOBILISATION_CAMPAIGN") == ["2016-02-23/2016-05-02"]


def places(found: list[Mention]) -> list[tuple[str, str | None, str | None]]:
    return [(m.type, m.place.name if m.place else None, m.place.country if m.place else None) for m in found]


@pytest.mark.parametrize(
    "second",
    ["The route had been idle since February.", "It had suspended that service in the days after a vote in Vienna."],
)
def test_a_line_pointed_back_at_runs_from_home_to_the_place_told_before(pack: Subject, second: str) -> None:
    first = "The airline resumed flights to Kuwait on May 17."
    found = read(pack, f"{first} {second}", first[:-1], second[:-1])
    assert ("FLIGHT_OR_ROUTE_CHANGE", "Pyongyang-Kuwait", "KW") in places(found)[1:]


def test_a_line_with_an_end_of_its_own_is_that_line(pack: Subject) -> None:
    first, second = "The airline resumed flights to Kuwait on May 17.", "It suspended the service to Oman in March."
    assert places(read(pack, f"{first} {second}", first[:-1], second[:-1]))[-1][2] == "OM"


@pytest.mark.parametrize(
    "second", ["2월 23일 이후 이 노선은 끊겨 있었다", "2월 23일 운항을 멈춘 이 노선이 다시 열렸다"]
)
def test_a_line_pointed_back_at_in_korean(pack: Subject, second: str) -> None:
    first = "고려항공 여객기가 지난달 17일 쿠웨이트에 다시 들어갔다"
    found = read(pack, f"{first}. {second}.", first, second, language="ko")
    assert ("FLIGHT_OR_ROUTE_CHANGE", "Pyongyang-Kuwait", "KW") in places(found)[1:]


def test_where_the_people_are_at_the_head_of_a_korean_sentence(pack: Subject) -> None:
    text = "쿠웨이트의 북한 노동자들이 밀린 노임 때문에 잇달아 반발했다고 소식통이 밝혔다."
    assert ("PROTEST_OR_RIOT", "Kuwait", "KW") in places(
        read(pack, text, "밀린 노임 때문에 잇달아 반발했다", language="ko")
    )


def test_whoever_came_home_by_a_line_was_at_its_end(pack: Subject) -> None:
    first, second = "평양-쿠웨이트 노선의 운항이 중단됐다", "노동자들은 귀국했다"
    found = read(pack, f"{first}. {second}.", first, second, language="ko")
    assert ("REPATRIATION", "Kuwait", "KW") in places(found)


def kinds(pack: Subject, text: str, *contents: str, **more: object) -> list[tuple[str, str]]:
    return [(m.type, text[m.trigger.start : m.trigger.end]) for m in read(pack, text, *contents, **more)]  # type: ignore[arg-type]


def test_a_noun_with_the_takes_an_event_up_and_is_no_further_one(pack: Subject) -> None:
    first = "Tailors in Dandong went on strike in February."
    assert [t for t, _ in kinds(pack, f"{first} The strike was not the first sign of trouble.")] == ["WORK_STOPPAGE"]
    # a day or a number of its own makes it another one
    dated = kinds(pack, f"{first} The strike in Hunchun on March 3 was a second one.")
    assert [t for t, _ in dated] == ["WORK_STOPPAGE", "WORK_STOPPAGE"]
    assert [t for t, _ in kinds(pack, f"{first} A strike in Hunchun followed.")] == ["WORK_STOPPAGE", "WORK_STOPPAGE"]


def test_how_people_live_is_not_that_they_are_there(pack: Subject) -> None:
    there = "Some 300 North Koreans work in the town."
    assert [t for t, _ in kinds(pack, there)] == ["WORK_PRESENCE"]
    assert [t for t, _ in kinds(pack, f"{there} They work in two shifts and are lodged behind the mill.")] == [
        "WORK_PRESENCE"
    ]
    from_oman = "Two men came from Oman, where their countrymen are employed on building sites."
    assert "WORK_PRESENCE" not in [t for t, _ in kinds(pack, from_oman)]


def test_one_more_of_a_kind_is_an_event_with_a_date_of_its_own(pack: Subject) -> None:
    text = "Tracking data show one flight in March and one more late in April."
    found = read(pack, text)
    assert [(m.type, str(m.when.date) if m.when else None) for m in found] == [
        ("FLIGHT_OR_ROUTE_CHANGE", "2016-03"),
        ("FLIGHT_OR_ROUTE_CHANGE", "2016-04-21/2016-04-30"),
    ]


def test_what_each_must_pay_is_told_of_a_worker(pack: Subject) -> None:
    text = "A logger in the camps has to hand over $120,000 a year to the state."
    (found,) = read(pack, text)
    assert (found.type, str(found.when.date) if found.when else None) == ("QUOTA_ORDER", "2016")
    assert kinds(pack, "A permit has to be renewed each year.") == []


def test_what_a_report_of_plans_says_would_happen_is_planned(pack: Subject) -> None:
    text = "The envoy said in May that all the loggers would leave Russia by the end of 2019."
    told = {"cue": "said", "factuality": Factuality.PLANNED}
    content = "all the loggers would leave Russia by the end of 2019"
    assert [t for t, _ in kinds(pack, text, content, **told)] == ["REPATRIATION"]
    assert kinds(pack, text, content, cue="said", factuality=Factuality.POSSIBLE) == []


def test_an_estimate_is_told_once(pack: Subject) -> None:
    text = "They bring the government about $500 million a year, the ministry reckons."
    content = "They bring the government about $500 million a year"
    assert [t for t, _ in kinds(pack, text, content, cue="reckons")] == ["ESTIMATE"]


def dates(pack: Subject, text: str, *contents: str) -> list[tuple[str, str | None]]:
    return [(m.type, str(m.when.date) if m.when else None) for m in read(pack, text, *contents)]


def test_a_term_counts_from_the_day_told_last(pack: Subject) -> None:
    text = "All permits were revoked on March 31. The holders must go home within thirty days of that date."
    assert dates(pack, text) == [("WORK_AUTHORISATION", "2016-03-31"), ("REPATRIATION", "2016-03-31/2016-04-30")]


def test_wages_owed_for_long_do_not_date_what_follows(pack: Subject) -> None:
    text = "The men demanded wages owed since March. The plant stood still for half a day."
    assert ("WORK_STOPPAGE", "../2016-06-08") in dates(pack, text)


def test_what_had_happened_before_a_report_of_april_was_before_april(pack: Subject) -> None:
    text = (
        "In April I passed on a report that seemed too good to be true: one hundred men in Kuwait had turned on their "
        "guards. In Qatar next door, two others had run to the police."
    )
    assert dates(pack, text) == [("PROTEST_OR_RIOT", "../2016-04"), ("DESERTION", "../2016-04")]


def test_two_days_with_a_clause_each(pack: Subject) -> None:
    text = (
        "The airline had suspended the service in the days between February 18, when the President signed the sanctions act, "
        "and March 2, when Resolution 2270 was adopted."
    )
    assert ("LEGAL_ADOPTION", "2016-02-18") in dates(pack, text)
    assert ("LEGAL_ADOPTION", "2016-03-02") in dates(pack, text)


def test_a_korean_length_of_time_dates_its_own_clause(pack: Subject) -> None:
    text = "노동자들은 3월부터 밀린 임금을 달라고 요구했고, 공장은 한나절 동안 멈췄다."
    found = {m.type: str(m.when.date) for m in read(pack, text, language="ko") if m.when}
    assert found["WAGE_WITHHOLDING"] == "2016-03/2016-06"
    assert found["WORK_STOPPAGE"] == "../2016-06-08"


def test_a_korean_aim_told_as_past_has_the_day_told_before(pack: Subject) -> None:
    text = (
        "호텔 공사장에서 6일 노동자 두 명이 떨어져 숨졌다. 두 사람은 작업 목표를 채우지 못했다는 이유로 밤에 올라갔다."
    )
    found = {m.type: str(m.when.date) for m in read(pack, text, language="ko") if m.when}
    assert found["QUOTA_ORDER"] == "2016-06-06"


def test_a_change_told_as_a_past_state_was_when_the_state_began(pack: Subject) -> None:
    assert dates(pack, "The route to Kuwait had been idle since February.")[0][1] == "2016-02"
    assert dates(pack, "The carrier has not flown to Kuwait since February.")[0][1] == "2016-02/2016-06"
    # “late February” is no day
    assert dates(pack, "The route to Kuwait had been idle since late February.")[0][1] == "2016-02-21/2016-06-08"
    korean = read(pack, "평양-쿠웨이트 노선은 2월 23일부터 운항이 중단된 상태였다.", language="ko")
    assert [str(m.when.date) for m in korean if m.when] == ["2016-02-23"]


def test_a_return_that_was_due_is_dated_by_when_it_was_due(pack: Subject) -> None:
    found = read(pack, "콩고에서 지난달로 예정됐던 귀국이 미뤄졌다.", language="ko")
    assert [str(m.when.date) for m in found if m.when and m.type == "REPATRIATION"] == ["2016-05"]


def korean_dates(pack: Subject, text: str) -> list[tuple[str, str | None]]:
    return [(m.type, str(m.when.date) if m.when else None) for m in read(pack, text, language="ko")]


def test_korean_workers_named_by_their_work_are_no_presence_beside_an_event(pack: Subject) -> None:
    struck = "쿠웨이트에서 일하는 북한 노동자 60여 명이 파업을 벌였다."
    assert [k for k, _ in korean_dates(pack, struck)] == ["WORK_STOPPAGE"]
    there = "쿠웨이트에서 일하는 북한 노동자는 3천 명이다."
    assert [k for k, _ in korean_dates(pack, there)] == ["WORK_PRESENCE"]


def test_a_korean_verb_before_a_noun_is_an_event_of_its_own(pack: Subject) -> None:
    text = "수십 명이 5월 17일 귀국했다. 2월 23일 운항을 멈춘 이 노선에 비행기가 다시 뜬 것은 석 달 만이다."
    found = [(k, w) for k, w in korean_dates(pack, text) if k == "FLIGHT_OR_ROUTE_CHANGE"]
    assert found == [("FLIGHT_OR_ROUTE_CHANGE", "2016-02-23"), ("FLIGHT_OR_ROUTE_CHANGE", "2016-05-17")]


def test_korean_who_died_is_not_a_further_death(pack: Subject) -> None:
    text = "노동자 두 명이 떨어져 숨졌다. 숨진 이들의 임금은 돌려주지 않았다."
    assert [k for k, _ in korean_dates(pack, text)] == ["DEATH_OR_ACCIDENT", "WAGE_WITHHOLDING"]


def test_of_two_korean_words_for_one_event_the_first_tells_it(pack: Subject) -> None:
    text = "노동자 두 명이 현장을 이탈해 경찰서로 달아났다."
    assert [text[m.trigger.start : m.trigger.end] for m in read(pack, text, language="ko")] == ["이탈"]


def test_a_figure_that_a_thing_is_put_at_is_told_of_both(pack: Subject) -> None:
    found = read(pack, "A UN panel in 2020 put the state's share of IT pay at some $20 million a year.")
    told = {m.type: [q.range.low for q in m.quantities] for m in found}
    assert told == {"ESTIMATE": [18e6], "WAGE_PAYMENT": [18e6]}
