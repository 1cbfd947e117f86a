from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from secondsource.cli.explain import explanation, print_explained
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
    Mention,
    PartialDate,
    PersonalData,
    PersonalKind,
    Place,
    Quantity,
    Range,
    Reading,
    Region,
    RegionKind,
    Report,
    Span,
    Statement,
    When,
    statement_id,
)
from secondsource.read import default_reader
from secondsource.subjects import Subject

TEXT = (
    "Rumours say that the brickyard has closed.\n\n"
    "The Harbour Post reported that 40 builders stopped work in Kuwait on March 18, citing a foreman. "
    "Write to Bo Marsh at bo@example.org.\n\n"
    "ADVERT: boats."
)


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def known(value: str) -> Known:
    return Known(value=value, how=How.GIVEN, why="given")


@pytest.fixture(scope="module")
def reading() -> Reading:
    report = Report(
        id="r",
        capture="0" * 64,
        part=0,
        name="note.txt",
        text=TEXT,
        outlet=known("Gulf Courier"),
        published=known("2016-03-20"),
        language=known("en"),
        regions=(Region(span=at("ADVERT: boats."), kind=RegionKind.RELATED),),
        personal=(
            PersonalData(span=at("Bo Marsh"), kind=PersonalKind.PRIVATE_PERSON),
            PersonalData(span=at("bo@example.org"), kind=PersonalKind.EMAIL),
        ),
    )
    rumours = Link(name="Rumours", kind=LinkKind.RUMOUR, span=at("Rumours"))
    rumour = stated(
        at("the brickyard has closed"),
        cue=at("say"),
        speaker=at("Rumours"),
        chain=Chain((rumours,)),
        factuality=Factuality.RUMOURED,
        marks=(Mark(of="factuality: rumoured", span=at("Rumours")), Mark(of="basis: rumour", span=at("say"))),
    )
    stopped = stated(
        at("40 builders stopped work in Kuwait on March 18"),
        cue=at("citing"),
        speaker=at("a foreman"),
        chain=Chain(
            (
                Link(name="Harbour Post", kind=LinkKind.OUTLET, span=at("The Harbour Post")),
                Link(name="unnamed foreman (Harbour Post)", kind=LinkKind.UNNAMED, span=at("a foreman")),
            )
        ),
        how="according to",
    )
    event = Mention(
        id="r.e1",
        report="r",
        statement=stopped.id,
        type="WORK_STOPPAGE",
        trigger=at("stopped work"),
        when=When(date=PartialDate("2016-03-18"), span=at("March 18"), why="as written"),
        place=Place(name="Kuwait", country="KW", span=at("Kuwait")),
        quantities=(Quantity(what="workers", range=Range(40, 40), span=at("40 builders")),),
    )
    return Reading(report=report, statements=(rumour, stopped), mentions=(event,))


def stated(*content: Span, **more: Any) -> Statement:
    given = {
        "content": content,
        "cue": None,
        "speaker": None,
        "chain": Chain(),
        "basis": Basis.UNKNOWN,
        "anonymity": Anonymity.NONE,
        "factuality": Factuality.ASSERTED,
        "confidence": 0.5,
        "how": "clause",
        **more,
    }
    return Statement(id=statement_id("r", given["content"]), report="r", **given)


def printed(reading: Reading, *, colour: bool = False, as_json: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=colour, width=100, color_system="standard" if colour else None)
    print_explained(reading, console, as_json=as_json)
    return out.getvalue()


def test_without_a_terminal_marks_are_words_in_brackets(reading: Reading) -> None:
    shown = printed(reading)
    assert "[content 1: the brickyard has closed]" in shown
    assert "[cue 2: citing] [speaker 2: a foreman]" in shown
    assert "[teller 2: The Harbour Post] reported" in shown
    assert "[left out: ADVERT: boats.]" in shown
    assert "\x1b" not in shown


def test_under_each_statement_stands_why(reading: Reading) -> None:
    shown = printed(reading)
    assert "factuality rumoured (by “Rumours" in shown
    for number, statement in enumerate(reading.statements, start=1):
        block = shown.split(f"\n  {number}  ", 1)[1]
        assert block.startswith(str(statement.chain))
        assert f"found by the rule “{statement.how}”, confidence {statement.confidence:.2f}" in block
    assert "event WORK_STOPPAGE, “stopped work”, 2016-03-18, Kuwait, KW" in shown


def test_on_a_terminal_marks_are_colours(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    shown = printed(reading, colour=True)
    assert "\x1b[32mthe brickyard has closed\x1b[0m" in shown
    assert "[content" not in shown
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert "the brickyard has closed[1]." in plain


def test_personal_data_are_masked_in_every_form(reading: Reading) -> None:
    for shown in (printed(reading), printed(reading, colour=True), printed(reading, as_json=True)):
        assert "Marsh" not in shown
        assert "example.org" not in shown
    assert "██ █████" in printed(reading)


def test_a_private_speaker_is_masked_in_the_chain_too() -> None:
    text = "Bo Marsh said they left."
    chain = Chain((Link(name="Bo Marsh", kind=LinkKind.PERSON, span=at("Bo Marsh", text)),))
    one = made(text, [(at("they left", text),)], chain=chain, speaker=at("Bo Marsh", text))
    hidden = replace(
        one,
        report=replace(
            one.report, personal=(PersonalData(span=at("Bo Marsh", text), kind=PersonalKind.PRIVATE_PERSON),)
        ),
    )
    assert "Marsh" not in printed(hidden)
    assert "Marsh" not in printed(hidden, as_json=True)


def test_json_says_the_same_with_spans(reading: Reading) -> None:
    (line,) = printed(reading, as_json=True).splitlines()
    told = json.loads(line)
    assert told == json.loads(json.dumps(explanation(reading)))
    assert len(told["text"]) == len(TEXT)
    assert [s["id"] for s in told["statements"]] == [s.id for s in reading.statements]
    rumour = told["statements"][0]
    assert rumour["factuality"]["value"] == "rumoured"
    assert rumour["factuality"]["rests_on"]

    def pieces(item: object) -> list[dict[str, object]]:
        if isinstance(item, dict):
            own = [item] if "span" in item else []
            return own + [p for value in item.values() for p in pieces(value)]
        return [p for value in item for p in pieces(value)] if isinstance(item, list) else []

    found = pieces(told)
    assert found
    assert all(told["text"][p["span"][0] : p["span"][1]] == p["words"] for p in found)


def made(text: str, contents: list[tuple[Span, ...]], **more: Any) -> Reading:
    report = Report(id="r", capture="0" * 64, part=0, name="n", text=text)
    statements = tuple(stated(*content, **more) for content in contents)
    return Reading(report=report, statements=statements, mentions=())


def test_marks_that_cross_are_closed_and_opened_again() -> None:
    shown = printed(made("abcdef", [(Span(0, 4),), (Span(2, 6),)]))
    assert "[content 1: ab[content 2: cd]][content 2: ef]" in shown


def test_words_marked_for_two_statements_are_marked_once() -> None:
    shown = printed(made("Ann left.", [(Span(4, 8),)] * 2, speaker=Span(0, 3)))
    assert "[speaker 1, 2: Ann] [content 1, 2: left]." in shown


def test_a_model_is_called_one() -> None:
    assert "found by the model “remote:toy”" in printed(made("They left.", [(Span(0, 9),)], how="remote:toy"))


def test_document_text_never_acts_on_the_terminal() -> None:
    text = "They \x1b[2Jleft\u202e the\tport. [bold]Now[/bold]"
    for colour in (False, True):
        shown = printed(made(text, [(Span(0, 10),)]), colour=colour)
        assert "\x1b[2J" not in shown
        assert "\u202e" not in shown
        assert "[bold]Now[/bold]" in shown


def test_the_built_in_reader_is_explained(pack: Subject) -> None:
    text = "Ann Lee, a minister, said that wages were late. “They left,” she said."
    reading = default_reader(pack).read(Report(id="r", capture="0" * 64, part=0, name="n", text=text))
    shown = printed(reading)
    assert reading.statements
    assert shown.count("found by the ") == len(reading.statements)
    assert len(explanation(reading)["statements"]) == len(reading.statements)


def test_a_text_without_statements_says_so() -> None:
    assert "No statements were found." in printed(made("They left.", []))
    assert "No statements were found." in printed(made("", []))
