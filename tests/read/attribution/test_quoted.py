"""“X quoted Y as saying that Z”, and “X reported that Z. It cited Y.”: Y says it, and X tells that Y does."""

from __future__ import annotations

import pytest

from secondsource.model import Anonymity, Basis

from ..made import contents, statements


def only(text, **more):
    found = statements(text, **more)
    assert len(found) == 1, contents(text, found)
    return found[0]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Yonhap quoted an official as saying that wages had been withheld for six months.",
            ["Yonhap News Agency", "unnamed official (Yonhap News Agency)"],
        ),
        (
            "Yonhap cited a source familiar with the matter as saying that forty workers stopped work in Kuwait.",
            ["Yonhap News Agency", "unnamed source familiar with the matter (Yonhap News Agency)"],
        ),
        (
            "The Kuwait Times quoted Ahmed Salem, a manager of the firm, as saying forty workers had refused to work.",
            ["Kuwait Times", "Ahmed Salem"],
        ),
        (
            "An official was quoted by Yonhap as saying that forty workers stopped work in Kuwait.",
            ["Yonhap News Agency", "unnamed official (Yonhap News Agency)"],
        ),
        (
            "An official was quoted as saying that forty workers stopped work in Kuwait.",
            ["unnamed official (Harbour Paper)"],
        ),
        (
            "Forty workers stopped work in Kuwait, Yonhap quoted a diplomat as saying on Tuesday.",
            ["Yonhap News Agency", "unnamed diplomat (Yonhap News Agency)"],
        ),
        (
            "“We have not been paid since March,” Yonhap quoted a worker as saying.",
            ["Yonhap News Agency", "unnamed worker (Yonhap News Agency)"],
        ),
        (
            "The paper cited the labour ministry as having said that forty men were sent to Russia.",
            ["paper", "labour ministry"],
        ),
    ],
)
def test_whoever_is_quoted_says_it_and_whoever_quotes_stands_before(text, chain):
    assert only(text).chain.names == chain


def test_the_reports_own_outlet_does_not_stand_before_whom_it_quotes():
    text = "Yonhap quoted an official as saying that wages had been withheld for six months."
    found = only(text, outlet="Yonhap News Agency")
    assert found.chain.names == ["unnamed official (Yonhap News Agency)"]
    assert (found.anonymity, found.speaker.of(text), found.cue.of(text)) == (
        Anonymity.UNNAMED,
        "an official",
        "saying",
    )


def test_who_speaks_on_is_whom_was_quoted():
    text = (
        "Yonhap quoted a foreman as saying that forty workers stopped work in Kuwait. "
        "He said that wages had been withheld for six months."
    )
    first, second = statements(text)
    assert second.chain == first.chain


@pytest.mark.parametrize(
    ("cites", "source", "basis"),
    [
        ("The report cited a foreman.", "foreman (Radio Free Asia)", Basis.TOLD),
        ("It cited sources in the city.", "unnamed sources in the city (Radio Free Asia)", Basis.TOLD),
        ("The broadcaster quoted two unnamed officials.", "unnamed officials (Radio Free Asia)", Basis.TOLD),
        ("It cited immigration records.", "immigration records", Basis.RECORD),
        ("Its report was based on the account of a driver who was there.", "driver (Radio Free Asia)", Basis.WITNESSED),
        ("It cited Kim Chol-su, a former diplomat.", "Kim Chol-su", Basis.UNKNOWN),
    ],
)
def test_a_sentence_that_only_names_the_source_puts_it_behind_what_was_told(cites, source, basis):
    text = f"Radio Free Asia reported that forty workers stopped work in Kuwait. {cites}"
    found = only(text)
    assert found.chain.names == ["Radio Free Asia", source]
    assert found.basis is basis
    assert found.chain.innermost.span.of(text) in cites


def test_what_comes_after_it_has_the_same_source():
    text = (
        "Radio Free Asia reported that forty workers stopped work in Kuwait. The report cited a foreman. "
        "Wages had been withheld for six months."
    )
    first, second = statements(text)
    assert second.chain == first.chain
    assert len(first.chain) == 2


def test_only_what_was_told_right_before_comes_from_it():
    text = (
        "Radio Free Asia reported that sixty cooks went home. Yonhap reported that forty workers stopped work in Kuwait. "
        "It cited a foreman."
    )
    first, second = statements(text)
    assert first.chain.names == ["Radio Free Asia"]
    assert second.chain.names == ["Yonhap News Agency", "foreman (Yonhap News Agency)"]


@pytest.mark.parametrize(
    "cites",
    [
        "The report cited a lack of food.",
        "It cited Resolution 2375.",
        "It cited no source.",
        "The report did not cite any source.",
        "Reuters cited a diplomat.",
        "The report was based on guesswork.",
    ],
)
def test_what_names_nobody_or_is_about_somebody_else_changes_no_chain(cites):
    text = f"Radio Free Asia reported that forty workers stopped work in Kuwait. {cites}"
    assert statements(text)[0].chain.names == ["Radio Free Asia"]


RFA, REUTERS, YONHAP = "Radio Free Asia", "Reuters", "Yonhap News Agency"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        # told to an outlet, or brought out by it
        (
            "In an interview with Radio Free Asia, a worker said forty men had left Kuwait.",
            [RFA, f"unnamed worker ({RFA})"],
        ),
        ("Speaking to Radio Free Asia, a worker said forty men had left Kuwait.", [RFA, f"unnamed worker ({RFA})"]),
        (
            "A worker said in an interview with Radio Free Asia that forty men had left Kuwait.",
            [RFA, f"unnamed worker ({RFA})"],
        ),
        (
            "A source in the city revealed to Radio Free Asia that forty men had left Kuwait.",
            [RFA, f"unnamed source in the city ({RFA})"],
        ),
        ("Forty men left Kuwait, the ministry said in a statement carried by KCNA.", ["KCNA", "ministry"]),
        ("The ministry said in a statement carried by KCNA that forty men left Kuwait.", ["KCNA", "ministry"]),
        ("Forty men left Kuwait, Dong-A Ilbo reported, as cited by Yonhap.", [YONHAP, "Dong-A Ilbo"]),
        ("Yonhap carried a report by Radio Free Asia that forty men had left Kuwait.", [YONHAP, RFA]),
        ("The Courier picked up a Reuters report that forty men had left Kuwait.", ["Courier", REUTERS]),
        (
            "The Quay Courier republished an account by a driver that forty men had left Kuwait.",
            ["Quay Courier", "driver (Quay Courier)"],
        ),
        # named behind the speaker
        (
            "According to Yonhap, which cited an official, forty men left Kuwait.",
            [YONHAP, f"unnamed official ({YONHAP})"],
        ),
        (
            "Forty men left Kuwait, Yonhap said in a report that cited unnamed sources.",
            [YONHAP, f"unnamed sources ({YONHAP})"],
        ),
        (
            "Forty men left Kuwait, Radio Free Asia said, attributing the information to a source in Dandong.",
            [RFA, f"unnamed source ({RFA})"],
        ),
        (
            "Forty men left Kuwait, Yonhap reported, referring to a report in the Asahi Shimbun.",
            [YONHAP, "Asahi Shimbun"],
        ),
        ("Citing a lack of food, the firm said that forty men had left Kuwait.", ["firm"]),
        # papers and pictures that an outlet has seen or shows
        ("A UN panel report seen by Reuters said forty men had left Kuwait.", [REUTERS, "UN panel report"]),
        ("A report seen by Reuters said forty men had left Kuwait.", [REUTERS, "unnamed report (Reuters)"]),
        ("A report published by Reuters said forty men had left Kuwait.", [REUTERS]),
        ("Forty men left Kuwait, according to a document obtained by NK News.", ["NK News", "document"]),
        (
            "A copy of the contract obtained by Reuters shows that forty men were sent to Kuwait.",
            [REUTERS, "copy of the contract"],
        ),
        # passives, and who is told
        ("As reported by KBS, forty men left Kuwait.", ["KBS"]),
        ("Forty men were reported by Yonhap to have left Kuwait.", [YONHAP]),
        (
            "A defector testified before the commission that forty men had left Kuwait.",
            ["unnamed defector (Harbour Paper)"],
        ),
        ("The embassy told Yonhap that it had no knowledge of the forty men who left Kuwait.", [YONHAP, "embassy"]),
    ],
)
def test_no_link_between_the_teller_and_who_knows_is_lost(text, chain):
    found = statements(text)
    assert [s.chain.names for s in found] == [chain]


def test_what_the_reports_own_outlet_was_told_or_has_seen_does_not_name_it():
    for text, names in (
        ("Speaking to Reuters, a worker said forty men had left Kuwait.", ["unnamed worker (Reuters)"]),
        ("Contracts reviewed by Reuters show that forty men were sent to Kuwait.", ["Contracts"]),
    ):
        assert only(text, outlet="Reuters").chain.names == names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The ministry said that forty men had left Kuwait, adding that all of them had been paid.",
            {"forty men had left Kuwait": ["ministry"], "all of them had been paid": ["ministry"]},
        ),
        (
            "Forty men had left Kuwait, the ministry said, adding that all of them had been paid.",
            {"Forty men had left Kuwait": ["ministry"], "all of them had been paid": ["ministry"]},
        ),
        (
            "The foreman denied the claim, saying that all workers had been paid in full.",
            {"all workers had been paid in full": ["foreman (Harbour Paper)"]},
        ),
    ],
)
def test_what_is_added_is_told_by_whoever_spoke(text, told):
    found = statements(text)
    assert dict(zip(contents(text, found), [s.chain.names for s in found], strict=True)) == told
