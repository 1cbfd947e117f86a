"""“The ministry said X, based on bank transfers”, “a cook who had heard it from a guard said X”: what stands behind who tells."""

from __future__ import annotations

import pytest

from secondsource.model import Basis

from ..made import contents, statements


@pytest.mark.parametrize(
    ("text", "chain", "basis"),
    [
        ("Fifty men were sent home in May, the ministry said, based on bank transfers.", ["ministry", "bank transfers"], Basis.RECORD),
        ("Fifty men were sent home, the ministry said, relying on figures from the port authority.", ["ministry", "port authority"], Basis.UNKNOWN),
        ("The ministry, relying on figures from the embassy, said fifty men were sent home.", ["ministry", "embassy"], Basis.UNKNOWN),
        ("Drawing on embassy figures, the ministry said fifty men were sent home.", ["ministry", "embassy"], Basis.UNKNOWN),
        ("Based on interviews with ten workers, the NGO said that fifty men were sent home.", ["NGO", "unnamed ten workers (Harbour Paper)"], Basis.TOLD),
        ("The panel said that 2,000 men remained in Kuwait, based on satellite imagery.", ["panel", "satellite imagery"], Basis.SENSOR),
        ("Citing bank transfers, the panel said that 2,000 men remained in Kuwait.", ["panel", "bank transfers"], Basis.RECORD),
        ("The newspaper quoted the ministry: fifty men were sent home in May.", ["newspaper", "ministry"], Basis.UNKNOWN),
    ],
)  # fmt: skip
def test_what_somebody_rests_on_stands_behind_him(text: str, chain: list[str], basis: Basis) -> None:
    (found,) = statements(text)
    assert found.chain.names == chain
    assert found.basis is basis


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said the men are paid, based on contracts, 200 dollars a month.",
        "The ministry said that the pay was cut, based on output.",
        "The ministry, based in Kuwait, said that the pay was cut.",
        "The ministry said that the pay was based on contracts.",
    ],
)
def test_what_is_paid_by_stands_behind_nobody(text: str) -> None:
    (found,) = statements(text)
    assert found.chain.names == ["ministry"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "A cook who had heard it from workers told Yonhap that fifty men had fled.",
            ["Yonhap News Agency", "cook (Yonhap News Agency)", "unnamed workers (Yonhap News Agency)"],
        ),
        (
            "A cook, who heard from the workers, said that fifty men had fled.",
            ["cook (Harbour Paper)", "unnamed workers (Harbour Paper)"],
        ),
        (
            "A driver who said he had heard it from a guard told Yonhap that fifty men had fled.",
            ["Yonhap News Agency", "driver (Yonhap News Agency)", "guard (Yonhap News Agency)"],
        ),
        (
            "A foreman who learned of it from a guard said fifty men had fled.",
            ["foreman (Harbour Paper)", "guard (Harbour Paper)"],
        ),
        # who only hears tells nothing
        ("Jurors heard from a witness that fifty men had fled.", ["unnamed witness (Harbour Paper)"]),
    ],
)
def test_from_whom_the_teller_had_heard_it_stands_behind_him(text: str, chain: list[str]) -> None:
    (found,) = statements(text)
    assert contents(text, (found,)) == ["fifty men had fled"]
    assert found.chain.names == chain


def test_of_two_speakers_only_the_one_who_heard_it_has_it_from_there() -> None:
    text = "The ministry said ten men fled, but a cook who had heard it from a guard said fifty men had fled."
    first, second = statements(text)
    assert first.chain.names == ["ministry"]
    assert second.chain.names == ["cook (Harbour Paper)", "guard (Harbour Paper)"]


@pytest.mark.parametrize(
    ("second", "chain"),
    [
        ("The embassy", ["embassy"]),
        ("The agency", ["Labour Ministry"]),
        ("The ministry", ["Labour Ministry"]),
    ],
)
def test_a_body_of_another_kind_is_not_the_one_that_spoke_before(second: str, chain: list[str]) -> None:
    found = statements(f"The Labour Ministry said ten men fled. {second} said fifty men had fled.")
    assert found[1].chain.names == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "A manager told his brother, who told a trader, who told Daily NK that the workers had been moved.",
            ["Daily NK", "unnamed trader (Daily NK)", "unnamed brother (Daily NK)", "manager (Daily NK)"],
        ),
        ("Police said, according to Interfax, that three workers died.", ["Interfax", "Police"]),
        ("In an email to NK News, the company denied that it employed North Koreans.", ["NK News", "company"]),
        (
            "Activists, citing relatives of the dead, put the number of them at five.",
            ["unnamed activists (Harbour Paper)", "unnamed relatives of the dead (Harbour Paper)"],
        ),
        ("Local media said that ten men fled.", ["unnamed local media (Harbour Paper)"]),
        ("North Korean media said that ten men fled.", ["unnamed North Korean media (Harbour Paper)"]),
    ],
)
def test_the_whole_way_that_it_took(text: str, chain: list[str]) -> None:
    assert [found.chain.names for found in statements(text)] == [chain]
