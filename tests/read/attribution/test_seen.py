"""“A contract seen by Meridian News says X”, “X: Pier News”, “the keeper was blunt: ‘X’”: papers, pictures and headlines that tell."""

from __future__ import annotations

import pytest

from secondsource.model import LinkKind

from ..made import contents, statements


@pytest.mark.parametrize(
    ("text", "told", "chain"),
    [
        (
            "A contract seen by Meridian News says the agency must hand four fifths of the pay to the state.",
            "the agency must hand four fifths of the pay to the state",
            ["Meridian News", "contract"],
        ),
        (
            "The ministry fined the recruiter twice, internal memos obtained by the Hill Monitor show.",
            "The ministry fined the recruiter twice",
            ["Hill Monitor", "internal memos"],
        ),
        (
            "A police report, a copy of which was obtained by Kestrel News, states that the minder beat two runaways.",
            "the minder beat two runaways",
            ["Kestrel News", "unnamed police report (Kestrel News)"],
        ),
        (
            "Visa records examined by the research group Openline suggest that 600 labourers entered as students.",
            "600 labourers entered as students",
            ["Openline", "Visa records"],
        ),
        (
            "The Lowland Radio broadcast a video showing guards herding the cleaners into a van.",
            "guards herding the cleaners into a van",
            ["Lowland Radio", "video"],
        ),
        ("Fifty welders were sent home from the yard: Pier News", "Fifty welders were sent home from the yard", ["Pier News"]),
        ("Fifty welders were sent home from the yard: Yonhap", "Fifty welders were sent home from the yard", ["Yonhap News Agency"]),
        ('The hostel keeper was blunt: "The Koreans were gone by dawn, all of them."', "The Koreans were gone by dawn, all of them", ["hostel keeper (Harbour Paper)"]),
        (
            "Analyst Peter Voss, referring to a Seaboard News dispatch, writes that the firm pulled its teams out of Yanji.",
            "the firm pulled its teams out of Yanji",
            ["Peter Voss", "Seaboard News"],
        ),
        (
            "Seaboard News cited the blog Northern Ledger as reporting, on the strength of a leaked payroll, that the bureau kept the wages.",
            "the bureau kept the wages",
            ["Seaboard News", "Northern Ledger", "leaked payroll"],
        ),
        (
            "More than 30 sailors left the ship off Port Amsel, a story first reported by Radio Lantern, which had it from a harbour pilot.",
            "More than 30 sailors left the ship off Port Amsel",
            ["Radio Lantern", "unnamed harbour pilot (Radio Lantern)"],
        ),
        ("Jurors in Malm heard from the accountant Rena Holt that the firm had kept two books.", "the firm had kept two books", ["Rena Holt"]),
        ("Word has it among taxi drivers that the restaurant will not open again.", "the restaurant will not open again", ["unnamed taxi drivers (Harbour Paper)"]),
    ],
)  # fmt: skip
def test_who_tells_it_and_what_he_has_it_from(text: str, told: str, chain: list[str]) -> None:
    (found,) = statements(text)
    assert contents(text, (found,)) == [told]
    assert found.chain.names == chain


def test_who_is_believed_by_whom() -> None:
    text = "The remaining bricklayers are believed by South Korean officials to have been sent on to Belarus."
    (found,) = statements(text)
    assert found.chain.names == ["unnamed South Korean officials (Harbour Paper)"]
    assert contents(text, (found,)) == ["The remaining bricklayers … to have been sent on to Belarus"]


def test_a_video_that_is_broadcast_is_a_device() -> None:
    (found,) = statements("The Lowland Radio broadcast a video showing guards herding the cleaners into a van.")
    assert [link.kind for link in found.chain.links] == [LinkKind.OUTLET, LinkKind.SENSOR]


@pytest.mark.parametrize(
    "text",
    [
        "The firm gave its workers three things: rice, soap, Sunday News",
        "Fifty welders were sent home from the yard: the manager",
        "The ministry published a picture of the minister.",
        "Fifty men had fled and were gone from the yard by dawn.",
    ],
)
def test_what_only_looks_like_it_tells_nothing_of_the_kind(text: str) -> None:
    assert all(found.chain.names == [] for found in statements(text))
