"""Sentences in which a parser loses the thread: commas and a verb of saying show who says it."""

import pytest

from secondsource.model import Basis, LinkKind

from ..made import contents, statements


def only(text, **more):
    found = statements(text, **more)
    assert len(found) == 1, contents(text, found)
    return found[0]


WHAT = "633 workers rioted in Juneas Crossing on February 7, 2016"


@pytest.mark.parametrize(
    ("tail", "chain", "basis"),
    [
        ("a driver who was there told the Waspeam News", ["Waspeam News", "driver (Waspeam News)"], Basis.WITNESSED),
        (
            "a businessman in the town told the Waspeam News",
            ["Waspeam News", "unnamed businessman in the town (Waspeam News)"],
            Basis.TOLD,
        ),
        (
            "Drothtrous Botrou, a manager of the firm, told the Musfath Chronicle",
            ["Musfath Chronicle", "Drothtrous Botrou"],
            Basis.UNKNOWN,
        ),
        (
            "Bilpris Feantres, who saw it, told the Glithskoul Courier",
            ["Glithskoul Courier", "Bilpris Feantres"],
            Basis.WITNESSED,
        ),
        (
            "the Mealbram Monitor reported, citing the Glithskoul Courier",
            ["Mealbram Monitor", "Glithskoul Courier"],
            Basis.READ,
        ),
        ("pictures of the Kaithlis gate camera show", ["Kaithlis gate camera"], Basis.SENSOR),
    ],
)
def test_who_stands_at_the_end_of_a_sentence(tail, chain, basis):
    text = f"{WHAT}, {tail}."
    found = only(text, outlet="Skandhor Tribune")
    assert found.chain.names == chain
    assert found.basis is basis
    assert contents(text, (found,)) == [WHAT]


def test_a_report_that_cites_before_it_says_what():
    text = "The Lounkle Chronicle reported, citing the Stosmurk Mail, that 696 workers were flown home on June 3, 2016."
    found = only(text)
    assert found.chain.names == ["Lounkle Chronicle", "Stosmurk Mail"]
    assert contents(text, (found,)) == ["696 workers were flown home on June 3, 2016"]


@pytest.mark.parametrize("name", ["Glithskoul Courier", "Evening Observer", "Quay Monitor"])
def test_a_paper_named_after_people_is_a_paper(name):
    found = only(f"260 workers were sent home on June 3, the {name} reported.")
    assert [(link.name, link.kind) for link in found.chain.links] == [(name, LinkKind.OUTLET)]
    people = only("260 workers were sent home on June 3, couriers said.")
    assert people.chain.innermost.kind is not LinkKind.OUTLET


@pytest.mark.parametrize(
    "text",
    [
        "The men left the site on June 3, and a lorry that nobody had told the town about took them home.",
        "On June 3, the workers who stayed told jokes by the gate and in the yard of the mill until morning.",
        "Nobody came, nobody told.",
    ],
)
def test_no_frame_no_speaker(text):
    assert all(not s.chain.links for s in statements(text) if s.how == "layout")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The customs put it in April at $168,000.", "customs", "it in April at $168,000"),
        (
            "By contrast a UN panel in 2020 put the state's share of IT pay at some $20 million a year.",
            "UN panel in 2020",
            "the state's share of IT pay at some $20 million a year",
        ),
        (
            "I do not believe it, because the strike there was in December, if Radio Free Asia has it right.",
            "Radio Free Asia",
            "the strike there was in December",
        ),
        ("The strike began in May, if the Quay Courier is right.", "Quay Courier", "The strike began in May"),
    ],
)
def test_who_puts_a_figure_and_whom_the_writer_leaves_it_to(text, source, content):
    found = only(text)
    assert found.chain.names == [source]
    assert contents(text, (found,)) == [content]


@pytest.mark.parametrize(
    "text", ["They would all go home, if the price is right.", "The company put forty men at the gate of the yard."]
)
def test_prices_and_gates_tell_nothing(text):
    assert all(not s.chain.links for s in statements(text))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Tracking data show one flight in May; before that the line had been silent.",
            "Tracking data",
            "one flight in May",
        ),
        (
            "For the flights she is content: two tracking notes show one flight to Kuwait in May, after ten weeks.",
            "two tracking notes",
            "one flight to Kuwait in May, after ten weeks",
        ),
    ],
)
def test_what_a_device_shows_is_told_by_the_device(text, source, content):
    (found,) = [s for s in statements(text) if s.chain.links]
    assert [(link.name, link.kind) for link in found.chain.links] == [(source, LinkKind.SENSOR)]
    assert found.basis is Basis.SENSOR
    assert contents(text, (found,)) == [content]


def test_a_paper_with_its_name_between_commas_is_that_paper():
    text = "Radio Free Asia spoke first. The paper in question, Chosun Ilbo, had about 100 men rising up on March 19."
    found = statements(text)
    assert [s.chain.names for s in found if "rising" in contents(text, (s,))[0]] == [["Chosun Ilbo"]]


@pytest.mark.parametrize(
    "text", ["The tracker shows up at 9 in the yard.", "The satellite firm's manager shows 3 men."]
)
def test_what_is_no_device_shows_nothing(text):
    assert all(not s.chain.links for s in statements(text) if s.how == "layout")
