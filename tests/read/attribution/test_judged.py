"""“The government denied reports that X”: it has a word on X; and who tells what another one told."""

from __future__ import annotations

import pytest

from secondsource.model import Factuality, LinkKind

from ..made import contents, statements


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The government denied reports that fifty men had fled.", Factuality.DENIED),
        ("The government has denied a report that fifty men had fled.", Factuality.DENIED),
        ("The government dismissed rumours that fifty men had fled.", Factuality.DENIED),
        ("The government dismissed as baseless reports that fifty men had fled.", Factuality.DENIED),
        ("Reports that fifty men had fled were denied by the government.", Factuality.DENIED),
        ("The government rejected as groundless a Yonhap report that fifty men had fled.", Factuality.DENIED),
        ("The government confirmed reports that fifty men had fled.", Factuality.ASSERTED),
    ],
)
def test_who_denies_or_confirms_a_report_has_a_word_on_what_it_tells(text: str, factuality: Factuality) -> None:
    (found,) = statements(text)
    assert contents(text, (found,)) == ["fifty men had fled"]
    assert (found.chain.names, found.factuality) == (["government"], factuality)


def test_reports_that_are_denied_by_nobody_in_particular_are_denied() -> None:
    (found,) = statements("Reports that fifty men had fled were denied.")
    assert (found.chain.names, found.factuality) == (["unnamed reports (Harbour Paper)"], Factuality.DENIED)


def test_who_is_denied_something_denies_nothing() -> None:
    (found,) = statements("Fifty workers were denied food and fled the camp.")
    assert found.factuality is Factuality.ASSERTED


def test_reports_that_nobody_judges_still_tell() -> None:
    (found,) = statements("The clerk took note of reports that fifty men had fled.")
    assert found.chain.names == ["unnamed reports (Harbour Paper)"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The agency told lawmakers that ten men fled, a lawmaker told reporters.",
            ["unnamed lawmaker (Harbour Paper)", "agency"],
        ),
        (
            "The agency said that ten men fled, Lee Seong-kweun told Yonhap.",
            ["Yonhap News Agency", "Lee Seong-kweun", "agency"],
        ),
        (
            "The agency told lawmakers at a closed briefing that ten men had fled, Lee Seong-kweun told reporters.",
            ["Lee Seong-kweun", "agency"],
        ),
    ],
)
def test_who_tells_at_the_end_tells_what_the_first_one_told(text: str, chain: list[str]) -> None:
    found = dict(zip(contents(text, statements(text)), statements(text), strict=True))
    told = next(s for words, s in found.items() if words.startswith("ten men"))
    assert told.chain.names == chain


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The newspaper Al-Rai said that ten men fled.", "Al-Rai", LinkKind.OUTLET),
        ("Kuwaiti newspaper Al-Rai said that ten men fled.", "Al-Rai", LinkKind.OUTLET),
        ("The construction firm Zenco said that ten men fled.", "Zenco", LinkKind.BODY),
        ("Radio host Ivo Sand said that ten men fled.", "Ivo Sand", LinkKind.PERSON),
        ("Labour ministry spokesman Ivo Sand said that ten men fled.", "Ivo Sand", LinkKind.PERSON),
    ],
)
def test_what_a_name_is_called_says_what_it_is(text: str, name: str, kind: LinkKind) -> None:
    (found,) = statements(text)
    assert [(link.name, link.kind) for link in found.chain.links] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Seoul said that ten men fled.", "Seoul"),
        ("The South said that ten men fled.", "South Korea"),
        ("Kuwait said that ten men fled.", "Kuwait"),
        ("The White House said that ten men fled.", "White House"),
        ("By Seoul's own estimate, 1,200 men remained in Kuwait.", "Seoul"),
        ("By the ministry's count, 1,200 men remained in Kuwait.", "ministry"),
    ],
)
def test_a_country_or_its_seat_is_a_government_and_no_person(text: str, name: str) -> None:
    (found,) = statements(text)
    assert [(link.name, link.kind) for link in found.chain.links] == [(name, LinkKind.BODY)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Michael Jordan was arrested in Doha. Jordan said that ten men fled.", "Michael Jordan"),
        ("Florence said that ten men fled.", "Florence"),
        ("Moscow mayor Ivo Sand said that ten men fled.", "Ivo Sand"),
    ],
)
def test_a_person_who_is_called_like_a_place_stays_a_person(text: str, name: str) -> None:
    assert [(link.name, link.kind) for link in statements(text)[-1].chain.links] == [(name, LinkKind.PERSON)]


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        ("Benjamin J. Rhodes was at the yard.", "Mr. Rhodes said that ten men fled.", "Benjamin J. Rhodes"),
        ("Secretary of State John Kerry was in Doha.", "Mr. Kerry said that ten men fled.", "John Kerry"),
        ("Gov. Mike Pence was in Doha.", "Pence said that ten men fled.", "Mike Pence"),
        ("When Trump came, ten men fled. Donald Trump was glad.", "Trump said that ten men fled.", "Donald Trump"),
        ("The yard was shut.", "Defence minister Gen Nakatani said that ten men fled.", "Gen Nakatani"),
        ("The yard was shut.", "Secretary of state Madeleine Albright said that ten men fled.", "Madeleine Albright"),
    ],
)
def test_one_person_has_one_name(first: str, then: str, name: str) -> None:
    assert statements(f"{first} {then}")[-1].chain.names == [name]
