"""What we write is read again by our own readers, equal in the fields that the format carries."""

from __future__ import annotations

import io

from hypothesis import given, settings

from secondsource import publish
from secondsource.collect import read_capture
from secondsource.model import DecisionKind, Known, Report, open_text
from secondsource.publish.exchange import citations
from secondsource.publish.exchange.handed import link_of
from secondsource.store.view import CaseView
from secondsource.subjects import load
from tests.publish.exchange.cases import cases, decided, given_out, written
from tests.publish.made import made

PACK = load("dprk_labour")


def value(known: Known | None) -> str | None:
    """A field's value, its white space made one as every reader does."""
    return " ".join(known.value.split()) if known else None


def told(known: Known | None) -> str | None:
    """An outlet as the pack calls it: reading knows outlets by their aliases."""
    from secondsource.collect.outlets import outlets_of

    return outlets_of(PACK).named(known.value) or value(known) if known else None


def words(text: str) -> str:
    return " ".join(text.split())


def same(found: Report, report: Report, *, date: bool = True) -> None:
    """The fields that a report goes by."""
    assert found.name == report.name
    if report.title:
        assert value(found.title) == value(report.title)
    if report.outlet:
        assert value(found.outlet) == told(report.outlet)
    assert value(found.url) == link_of(report)
    if report.published and date:
        assert value(found.published) == report.published.value


@settings(max_examples=20, deadline=None)
@given(cases())
def test_followthemoney_brings_back_the_reports(view: CaseView) -> None:
    found = read_capture(written(view, "ftm"), "case.ftm.json", PACK)
    reports = given_out(view).view.reports
    assert len(found) == len(reports)
    for one, report in zip(found, reports, strict=True):
        plain = report.published is not None and report.published.value in ("2016", "2016-06")
        same(one, report, date=plain)
        assert report.language is None or value(one.language) == report.language.value
        assert words(one.text) == words(open_text(report, " "))


@settings(max_examples=20, deadline=None)
@given(cases())
def test_csl_brings_back_the_citations(view: CaseView) -> None:
    found = read_capture(written(view, "csl"), "case.csl.json", PACK)
    reports = given_out(view).view.reports
    assert len(found) == len(reports)
    for one, report in zip(found, reports, strict=True):
        same(one, report)
        assert words(one.text) == words(citations.lead(report))
        if report.byline:
            assert value(one.byline) == value(report.byline)


@settings(max_examples=20, deadline=None)
@given(cases())
def test_tables_bring_back_the_reports(view: CaseView) -> None:
    stream = io.BytesIO()
    publish.export(view, "reports", "csv", stream)
    reports = given_out(view).view.reports
    for data, name in ((stream.getvalue(), "reports.csv"), (written(view, "xlsx"), "case.xlsx")):
        found = read_capture(data, name, PACK)
        assert [one.name for one in found] == [report.name for report in reports]
        for one, report in zip(found, reports, strict=True):
            same(one, report)
            assert one.label == report.label
            assert words(one.text) == words(open_text(report, " "))


@settings(max_examples=20, deadline=None)
@given(cases())
def test_a_review_comes_back_as_a_fact_check(view: CaseView) -> None:
    (one,) = read_capture(written(decided(view, DecisionKind.REJECT), "claimreview"), "case.jsonld", PACK)
    assert value(one.published) == "2026-02-03"
    assert value(one.outlet) == "person A"
    assert one.label is not None and "Rejected after review" in one.label
    assert words(view.claims[0].title) in one.text and "seen the papers" in one.text
    body = " ".join(span.of(one.text) for span in one.body())
    assert "seen the papers" in body


def test_a_case_handed_over_is_read_without_its_secrets() -> None:
    found = read_capture(written(made(), "ftm"), "case.ftm.json", PACK)
    assert [report.name for report in found] == ["wire.txt", "courier.html", "gasang.json", "bulletin.txt"]
    assert "█" in found[0].text
