import pytest

from secondsource.model import Anonymity, Basis, Factuality

from ..made import contents, statements


def test_a_report_that_emerged_is_an_unnamed_source_that_was_read():
    text = "In April a report emerged that forty welders had left the yard. Two cooks also fled."
    first, second = statements(text, outlet="Harbour Paper")
    assert contents(text, (first,)) == ["forty welders had left the yard"]
    assert first.chain.names == ["unnamed report (Harbour Paper)"]
    assert (first.basis, first.anonymity) == (Basis.READ, Anonymity.UNNAMED)
    assert second.chain == first.chain


def test_word_goes_round():
    text = "Word goes round the harbour that the welders are to be sent away."
    (found,) = statements(text)
    assert found.factuality is Factuality.RUMOURED
    assert found.basis is Basis.RUMOUR
    assert found.speaker is not None
    assert contents(text, (found,)) == ["the welders are to be sent away"]


def test_who_has_it_from_whom_is_a_chain_and_a_rumour():
    text = "The clerk at the port office has it from the girls upstairs that ninety men will lose their papers."
    (found,) = statements(text)
    assert len(found.chain) == 2
    assert found.factuality is Factuality.RUMOURED


def test_if_you_believe_the_porter():
    text = "A ship is to take the men home before Easter, if you believe the lockkeeper."
    (found,) = statements(text)
    assert found.factuality is Factuality.RUMOURED
    assert found.chain.names == ["lockkeeper (Harbour Paper)"]


def test_reports_that_something_is_so_tell_it_and_nothing_after_it():
    text = "I took note of reports that the men were smuggling cash. The harbour was closed in May."
    first, second = statements(text)
    assert first.basis is Basis.READ
    assert second.chain.names == []


@pytest.mark.parametrize(
    ("text", "chain", "factuality"),
    [
        ("It is said among the loggers that ten men fled.", "unnamed loggers (Harbour Paper)", Factuality.ASSERTED),
        ("It is rumoured among the loggers that ten men fled.", "unnamed loggers (Harbour Paper)", Factuality.RUMOURED),
        ("Word among the loggers is that ten men fled.", "word", Factuality.RUMOURED),
        ("The talk in the port is that ten men fled.", "talk", Factuality.RUMOURED),
        ("There is talk among the loggers that ten men fled.", "talk", Factuality.RUMOURED),
        ("Rumour has it that ten men fled.", "rumour", Factuality.RUMOURED),
    ],
)
def test_what_people_say_to_one_another(text: str, chain: str, factuality: Factuality) -> None:
    (found,) = statements(text)
    assert contents(text, (found,)) == ["ten men fled"]
    assert found.chain.names == [chain]
    assert found.factuality is factuality


def test_the_problem_that_is_named_is_no_word_that_goes_round() -> None:
    (found,) = statements("The problem is that ten men fled.")
    assert found.chain.names == []
