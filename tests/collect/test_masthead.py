"""The outlet that the first line names beside the day."""

from __future__ import annotations

import pytest

from secondsource.model import How, RegionKind

REST = "The crew has not been paid, and the owner of the site has not answered a letter from the town about the matter.\n\n"


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("Harbour Gazette (fictional), 12 May 2019", "Harbour Gazette (fictional)", "2019-05-12"),
        ("The Tidewater & Coast Ledger — May 12, 2019", "The Tidewater & Coast Ledger", "2019-05-12"),
        ("2019-05-12 | Quay News", "Quay News", "2019-05-12"),
        ("Yonhap (12 May 2019)", "Yonhap News Agency", "2019-05-12"),
        ("물결일보, 2019년 5월 12일", "물결일보", "2019-05-12"),
        ("Портовый Вестник, 12 мая 2019", "Портовый Вестник", "2019-05-12"),
    ],
)
def test_a_name_beside_a_day_is_the_outlet(read, line, outlet, day):
    report = read(f"{line}\n\n{REST}{REST}")
    assert (report.outlet.value, report.outlet.how) == (outlet, How.STATED)
    assert report.outlet.span.of(report.text) in line
    assert report.published.value == day
    assert [r.span.of(report.text) for r in report.regions if r.kind is RegionKind.BOILERPLATE] == [line]


def test_the_line_after_it_is_the_title(read):
    report = read(f"Harbour Gazette, 12 May 2019\n\nCrew sits down\n\n{REST}{REST}")
    assert (report.outlet.value, report.title.value) == ("Harbour Gazette", "Crew sits down")


@pytest.mark.parametrize(
    "line",
    [
        "Kuwait City, 12 May 2019",  # a dateline
        "Loggers flown home on 12 May 2019, the Gazette says",
        "Press, May 2019",  # no day
        "Gazette 1 May 2019 to 3 May 2019",
        "the end of the news, 12 May 2019",
    ],
)
def test_any_other_line_names_no_outlet(read, line):
    assert read(f"{line}\n\n{REST}{REST}").outlet is None


def test_a_line_by_itself_is_no_head(read):
    assert read("Harbour Gazette, 12 May 2019").outlet is None
