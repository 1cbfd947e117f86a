"""Statements about the future, as a person may register them."""

from __future__ import annotations

import pytest

from secondsource.forecast.registered.chances import OWN, chance_in, scale
from secondsource.forecast.registered.found import MORE, OPEN, candidate, candidates
from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    How,
    Known,
    Link,
    LinkKind,
    Mark,
    Reading,
    Report,
    Span,
    Statement,
    statement_id,
)
from secondsource.store.view import CaseView

TEXT = "More will leave Kuwait, a foreman said. If pay stays away, more will leave, he said. They came. 임금이 밀리면 떠날 것이다."
REPORT = "1f0c0000000000aa-0"


def statement(words: str, factuality: Factuality, mark: str = "", who: str = "") -> Statement:
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    marked = Span(TEXT.index(mark, span.start), TEXT.index(mark, span.start) + len(mark)) if mark else None
    links = (Link(name=who, kind=LinkKind.ROLE, span=span),) if who else ()
    return Statement(
        id=statement_id(REPORT, (span,)),
        report=REPORT,
        content=(span,),
        cue=None,
        speaker=None,
        chain=Chain(links),
        basis=Basis.UNKNOWN,
        anonymity=Anonymity.NONE,
        factuality=factuality,
        confidence=1.0,
        how="by hand",
        marks=(Mark(of=f"factuality: {factuality.value}", span=marked),) if marked else (),
    )


@pytest.fixture
def view() -> CaseView:
    report = Report(
        id=REPORT,
        capture="1f0c" + "0" * 60,
        part=0,
        name="a.txt",
        text=TEXT,
        outlet=Known(value="The Harbour Post", how=How.GIVEN, why=""),
        published=Known(value="2016-06-09T08:00:00Z", how=How.GIVEN, why=""),
    )
    statements = (
        statement("More will leave Kuwait", Factuality.FORECAST, "will", "foreman"),
        statement("If pay stays away, more will leave", Factuality.CONDITIONAL, "If"),
        statement("They came", Factuality.ASSERTED),
        statement("임금이 밀리면 떠날 것이다", Factuality.CONDITIONAL, "밀리면"),
    )
    reading = Reading(report=report, statements=statements, mentions=())
    return CaseView(id="x", title="", created="", subject="dprk_labour", readings=(reading,))


def test_a_forecast_comes_with_who_said_it_when_and_where(view):
    (one,) = candidates(view)
    assert (one.words, one.speaker, one.outlet, one.made) == (
        "More will leave Kuwait", "foreman", "The Harbour Post", "2016-06-09",
    )  # fmt: skip
    assert view.words(one.refs[0]) == one.words
    assert one.condition == "" and one.chance is None


def test_what_is_conditional_is_found_only_if_asked_for(view):
    found = list(candidates(view, OPEN | set(MORE)))
    assert [c.condition for c in found] == ["", "If pay stays away", "임금이 밀리면"]
    assert found[1].speaker == ""


def test_any_statement_can_be_looked_at(view):
    report = view.report(REPORT)
    assert candidate(view, report, view.statements[2]).words == "They came"


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("They will probably leave", "probably", 0.55, 0.80),
        ("It is very likely that they leave", "very likely", 0.80, 0.95),
        ("Unlikely to stay", "Unlikely", 0.20, 0.45),
        ("It is not likely", "not likely", 0.20, 0.45),
        ("It is almost certain", "almost certain", 0.95, 0.99),
    ],
)
def test_words_of_probability_suggest_the_range_of_the_scale(text, words, low, high):
    found = chance_in(text)
    assert (found.words, found.low, found.high, found.scale) == (words, low, high, "ICD 203")


def test_a_figure_of_its_own_stands_above_words():
    found = chance_in("There is likely a 70 percent chance that they leave")
    assert (found.low, found.high, found.scale) == (0.7, 0.7, OWN)


def test_words_without_a_range_suggest_nothing():
    assert chance_in("They may leave, likelier or not, with 70 percent of the pay") is None


def test_the_ranges_of_the_scale_follow_one_another():
    rows = scale()["words"]
    assert [row["low"] for row in rows[1:]] == [row["high"] for row in rows[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "Crews work in remote areas of Siberia",
        "It is not very likely that they leave",
        "It is not probable",
        "They are less likely to return",
        "He named his likely successor",
        "How likely that is nobody says",
    ],
)
def test_words_that_are_denied_compared_or_said_of_a_thing_suggest_nothing(text):
    assert chance_in(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("a 60 to 70 percent chance", 0.6, 0.7), ("a 60-70% probability", 0.6, 0.7), ("a 12.75% chance", 0.1275, 0.1275)],
)
def test_figures_are_read_whole(text, low, high):
    found = chance_in(text)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "mark", "condition"),
    [
        ("If 10,000 workers are sent home, income falls", "If", "If 10,000 workers are sent home"),
        ("Firms will close if exports fall by 3.5 percent", "if", "if exports fall by 3.5 percent"),
        ("If the U.S. imposes more, they will leave", "If", "If the U.S. imposes more"),
        ("In the event of a strike, they will be flown home", "In the event", "In the event of a strike"),
        ("если зарплату не выплатят, рабочие уедут", "если", "если зарплату не выплатят"),
        ("如果工资不发，工人就会离开", "如果", "如果工资不发"),
        ("給料が払われなければ、労働者は帰国する", "払われなければ", "給料が払われなければ"),
        ("They will leave as long as nobody pays", "as long as", ""),
    ],
)
def test_a_condition_is_the_clause_that_its_mark_opens_or_ends(text, mark, condition):
    spans = (Span(0, len(text)),)
    said = Statement(
        id=statement_id(REPORT, spans),
        report=REPORT,
        content=spans,
        cue=None,
        speaker=None,
        chain=Chain(()),
        basis=Basis.UNKNOWN,
        anonymity=Anonymity.NONE,
        factuality=Factuality.CONDITIONAL,
        confidence=1.0,
        how="by hand",
        marks=(Mark(of="factuality: conditional", span=Span(text.index(mark), text.index(mark) + len(mark))),),
    )
    report = Report(id=REPORT, capture="1f0c" + "0" * 60, part=0, name="a.txt", text=text)
    reading = Reading(report=report, statements=(said,), mentions=())
    view = CaseView(id="x", title="", created="", subject="dprk_labour", readings=(reading,))
    assert candidate(view, report, said).condition == condition
