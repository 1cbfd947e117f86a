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
    ("head", "outlet"),
    [
        ("Crew sits down\n\nHarbour Gazette, 12 May 2019", "Harbour Gazette"),
        ("Crew sits down\nHarbour Gazette\n12 May 2019", "Harbour Gazette"),
        ("Harbour Gazette\nMay 12, 2019\n\nCrew sits down", "Harbour Gazette"),
        ("Crew sits down\n\nBy Ana Quill\n\nThe Dune Pelican, 12 May 2019", "The Dune Pelican"),
        ("Crew sits down\n\nSource: Pelican Quay, 12 May 2019", "Pelican Quay"),
        ("Crew sits down\n\n*Küstenkurier, 2019-05-12*", "Küstenkurier"),
        ("노동자 파업\n물결뉴스 | 2019.05.12", "물결뉴스"),
        ("노동자 파업\n\n출처: 물결마당 2019년 5월 12일", "물결마당"),
    ],
)
def test_outlet_and_day_may_stand_below_the_title_or_on_two_lines(read, head, outlet):
    report = read(f"{head}\n\n{REST}{REST}")
    assert (report.outlet.value, report.outlet.how, report.published.value) == (outlet, How.STATED, "2019-05-12")
    assert report.outlet.span.of(report.text) == outlet
    assert report.title.value in ("Crew sits down", "노동자 파업")


def test_a_pdf_may_run_head_and_title_together(read):
    report = read(f"Harbour Gazette 12 May 2019 Crew sits down at the yard. {REST}\n\n{REST}")
    assert (report.outlet.value, report.published.value) == ("Harbour Gazette", "2019-05-12")
    assert report.regions[0].span.of(report.text) == "Harbour Gazette 12 May 2019"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Crew sits down - World - The Dune Pelican", "The Dune Pelican"),
        ("Crew sits down | 푸른부두", "푸른부두"),
        ("Crew sits down - News", None),
        ("Crew sits down-and stays", None),
        ("The Dune Pelican - Crew sits down", None),
    ],
)
def test_the_title_of_a_page_names_its_outlet_behind_the_heading(read, title, outlet):
    report = read(
        f"<html><title>{title}</title><body><article><h1>Crew sits down</h1><p>{REST}</p><p>{REST}</p></article>",
        "a.html",
    )
    assert (report.outlet.value if report.outlet else None) == outlet
    assert report.title.value == "Crew sits down"


@pytest.mark.parametrize(
    "below",
    [
        "Ana Quill, 12 May 2019",
        "Kuwait City, 12 May 2019",
        "Ana Quill\n12 May 2019",
        "Pak Yong Sun, 12 May 2019",
        "The Long Wait\n12 May 2019",
    ],
)
def test_a_person_or_a_place_below_the_title_is_no_outlet(read, below):
    assert read(f"Crew sits down\n\n{below}\n\n{REST}{REST}").outlet is None


@pytest.mark.parametrize(
    "line",
    [
        "Kuwait City, 12 May 2019",  # a dateline
        "Loggers flown home on 12 May 2019, the Gazette says",
        "Press, May 2019",  # no day
        "Gazette 1 May 2019 to 3 May 2019",
        "Gulf News on 12 May 2019 Said So",
        "the end of the news, 12 May 2019",
    ],
)
def test_any_other_line_names_no_outlet(read, line):
    assert read(f"{line}\n\n{REST}{REST}").outlet is None


def test_a_line_by_itself_is_no_head(read):
    assert read("Harbour Gazette, 12 May 2019").outlet is None


def test_a_sender_called_like_an_outlet_is_the_outlet_and_no_person(read):
    mail = (
        "From: Lornland Courier <news@example.org>\nSubject: Crew sits down\nDate: Mon, 08 May 2017 09:00:00 +0000\n\n"
        "Forwarded by Lornland Courier: the crew sat down, the Lornland Courier said.\n"
    )
    report = read(mail, "note.eml")
    assert (report.outlet.value, report.outlet.how) == ("Lornland Courier", How.INFERRED)
    assert not report.personal


@pytest.mark.parametrize("sender", ["Pak Yong Sun", "Emily Post", "Ann Star", "News", "Kim Chol Su"])
def test_a_sender_who_may_be_a_person_stays_masked_and_is_no_outlet(read, sender):
    mail = f"From: {sender} <a@example.org>\nSubject: Crew\n\nThe crew sat down, wrote {sender} to us on that day.\n"
    report = read(mail, "note.eml")
    assert report.outlet is None
    assert sender in [item.span.of(report.text) for item in report.personal]
