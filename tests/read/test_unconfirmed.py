"""“There is no evidence that X”, “the ministry has not confirmed that X”: X is told, and not as a fact."""

from __future__ import annotations

import pytest

from secondsource.model import Factuality

from .made import statements


@pytest.mark.parametrize(
    "text",
    [
        "No independent confirmation of the strike was available.",
        "There has been no official confirmation of the strike.",
        "There was no confirmation that fifty workers had fled.",
        "Neither the ministry nor the embassy confirmed the strike.",
        "The ministry has not confirmed that fifty workers fled.",
        "Fifty workers fled, a claim that could not be verified.",
        "There is no evidence that fifty workers fled.",
        "There is no sign that fifty workers fled.",
        "Fifty workers fled, but the embassy did not confirm it.",
    ],
)
def test_what_nobody_confirms_is_possible(text: str) -> None:
    (found,) = statements(text)
    assert found.chain.names == []
    assert found.factuality is Factuality.POSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "Three workers died in a fire, but police did not confirm the cause.",
        "Three workers died in a fire, without any sign of violence.",
        "The ministry confirmed that fifty workers fled.",
        "Evidence of the strike was found in the camp.",
    ],
)
def test_what_is_told_besides_is_a_fact(text: str) -> None:
    assert statements(text)[0].factuality is Factuality.ASSERTED


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The same paper had reported that ten men fled, which turned out to be false.", Factuality.DENIED),
        ("Reports that ten men fled turned out to be false.", Factuality.DENIED),
        ("A story that ten men fled was later retracted.", Factuality.DENIED),
        ("The paper reported that ten men fled, but it proved wrong.", Factuality.DENIED),
        ("The paper reported that ten men fled, but the manager proved wrong about the date.", Factuality.ASSERTED),
        ("The ministry said that ten men fled, and reports that they died proved false.", Factuality.ASSERTED),
    ],
)
def test_what_is_taken_back_in_the_same_sentence_is_denied(text: str, factuality: Factuality) -> None:
    assert statements(text)[0].factuality is factuality
