"""The page of a report: who says what, how sure, where the original is."""

from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType

import lxml.html
import pytest

from secondsource.desk.speech import HUES, spoken
from secondsource.model import Chain, Factuality, Link, LinkKind, Reading, Span, Statement, statement_id
from secondsource.store.view import CaseView
from tests.desk.conftest import Page, client_of, said
from tests.desk.twice import versions


def marked(root: lxml.html.HtmlElement, number: int) -> str:
    """All that stands inside the marks of a statement."""
    return "".join(m.text_content() for m in root.find_class(f"said-{number}"))


def words_of(reading: Reading, statement: Statement) -> str:
    """The words of a statement as a page has them: paragraphs apart, so without the ends of lines."""
    return "".join(s.of(reading.report.text) for s in statement.content).replace("\n", "")


def nested(view: CaseView, factualities: tuple[Factuality, ...] = tuple(Factuality)) -> CaseView:
    """The Courier with statements inside, across and beside others, with a gap, by many speakers."""
    courier = view.readings[1]
    text, report = courier.report.text, courier.report.id
    hundred = text.index("About 100")
    spans = [
        (Span(hundred, hundred + 44),),
        (Span(hundred + 6, hundred + 20),),
        (Span(hundred + 10, hundred + 30),),
        (Span(hundred, hundred + 5), Span(hundred + 25, hundred + 40)),
        (Span(text.index("was painted"), text.index("Tobias")),),
        *((Span(at, at + 3),) for at in range(2, 2 + 4 * 7, 4)),
    ]
    statements = tuple(
        Statement(
            id=statement_id(report, content),
            report=report,
            content=content,
            cue=None,
            speaker=None,
            chain=Chain((Link(name=f"Speaker {chr(65 + n)}", kind=LinkKind.BODY, span=content[0]),)),
            basis=courier.statements[0].basis,
            anonymity=courier.statements[0].anonymity,
            factuality=factualities[n % len(factualities)],
            confidence=0.9,
            how="by hand",
        )
        for n, content in enumerate(spans)
    )
    return replace(
        view, readings=(view.readings[0], replace(courier, statements=statements, mentions=()), *view.readings[2:])
    )


def test_what_is_marked_is_exactly_what_is_said(view: CaseView) -> None:
    for case in (view, nested(view)):
        client = client_of(case)
        for reading in case.readings:
            root = lxml.html.document_fromstring(client.get(f"/reports/{reading.report.id}").text)
            for number, statement in enumerate(reading.statements, start=1):
                assert marked(root, number) == words_of(reading, statement), number


def test_every_highlight_has_the_number_of_its_speaker_and_how_sure_it_is(view: CaseView) -> None:
    case = nested(view)
    reading = case.readings[1]
    root = lxml.html.document_fromstring(client_of(case).get(f"/reports/{reading.report.id}").text)
    text = root.find_class("spoken")[0]
    badges = [b.text_content() for b in text.find_class("who")]
    stretches = sum(len(s.content) for s in reading.statements) + 1  # one of them goes on in a second paragraph
    assert len(badges) in (stretches - 1, stretches)
    for n, statement in enumerate(reading.statements, start=1):
        told = [b for b in badges if re.match(rf"Speaker {n}\b", b)]
        assert told
        assert all(("denied" in b) == (statement.factuality is Factuality.DENIED) for b in told)
        assert {statement.factuality.value in m.get("class").split() for m in root.find_class(f"said-{n}")} == {True}


def test_speakers_beyond_eight_have_another_pattern(view: CaseView) -> None:
    looks = [s.speaker.look for s in spoken(nested(view).readings[1])]
    assert len(looks) == len(set(looks)) == 12
    assert looks[HUES] == "hue1 pattern1" and looks[0] == "hue1"


def test_the_legend_names_every_speaker_with_the_number_of_statements(page: Page, view: CaseView) -> None:
    wire = view.readings[0]
    (item,) = page(f"/reports/{wire.report.id}").xpath('//ul[@class="speakers"]/li')
    assert said(item) == "Speaker 1: foreman at the Vessa yard (Harbour Wire) 2 statements"
    courier = said(page(f"/reports/{view.readings[1].report.id}").find_class("legend")[0])
    assert "Harbour Wire 1 statement" in courier and "the report’s own voice 1 statement" in courier
    denial = page(f"/reports/{view.readings[3].report.id}")
    assert said(denial.find_class("sureness")[0]).endswith("denied 1")
    assert "Speaker 1 denied:" in said(denial.find_class("spoken")[0])


def test_one_speaker_is_shown_alone_by_address(page: Page, view: CaseView) -> None:
    courier = view.readings[1]
    address = f"/reports/{courier.report.id}"
    links = page(address).xpath('//ul[@class="speakers"]/li/a/@href')
    assert [href.partition("#")[0] for href in links] == [f"{address}?speaker=1", f"{address}?speaker=2"]
    root = page(f"{address}?speaker=2")
    assert marked(root, 1) == "" and marked(root, 2) == words_of(courier, courier.statements[1])
    assert root.xpath('//ol[@class="said"]/li/@value') == ["2"]
    assert "Only speaker 2, the report’s own voice: 1 of 2 statements." in said(root)
    kept = page(f"{address}?speaker=2&words=0-6").xpath('//ul[@class="speakers"]/li/a/@href')
    assert all("words=0-6" in href for href in kept)


@pytest.mark.parametrize("asked", ["0", "9", "x", "-1", "1 OR 1", "<script>", "１"])
def test_a_speaker_that_is_not_there_hides_nothing(page: Page, view: CaseView, asked: str) -> None:
    root = page(f"/reports/{view.readings[0].report.id}?speaker={asked}")
    assert marked(root, 1) and marked(root, 2)
    assert "no speaker of that number" in said(root)


def test_the_original_is_told_of_and_not_handed_out(made: ModuleType) -> None:
    view, first, second = versions(made)
    client = client_of(view)
    root = lxml.html.document_fromstring(client.get(f"/reports/{first}").text)
    told = said(root.find_class("original")[0])
    report = view.report(first)
    assert report is not None
    assert report.capture in told and "wire.txt, text/plain" in told
    assert "1 January 2026, 08:00:00 UTC, from collected/wire.txt" in told
    assert "3 February 2026, 09:30:00 UTC, from again/wire.txt" in told
    assert "/srv/ada" not in root.text_content()
    assert f"captures/{report.capture[:2]}/{report.capture}" in root.text_content()
    assert not [h for h in root.xpath("//a/@href") if "captures" in h]
    again = said(lxml.html.document_fromstring(client.get(f"/reports/{second}").text).find_class("original")[0])
    assert "from https://harbourwire.example/dock" in again


def test_nothing_masked_comes_to_light(made: ModuleType) -> None:
    view, first, second = versions(made)
    client = client_of(view)
    for address in (
        f"/reports/{first}",
        f"/reports/{second}",
        f"/reports/{first}/changes",
        f"/api/reports/{first}/changes",
    ):
        text = client.get(address).text
        for secret in (*made.SECRETS, made.COMMENT):
            assert secret not in text, address


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("This article has been retracted.", "it was taken back"),
        ("Correction: The year is 2017.", "it was corrected"),
        ("The yard is shut.", ""),
    ],
)
def test_a_notice_is_said_and_leads_to_its_words(made: ModuleType, words: str, says: str) -> None:
    view: CaseView = made.made()
    first = view.readings[0]
    changed = replace(first, report=replace(first.report, text=f"{first.report.text}\n\n{words}"))
    client = client_of(replace(view, readings=(changed, *view.readings[1:])))
    root = lxml.html.document_fromstring(client.get(f"/reports/{first.report.id}").text)
    labels = root.find_class("notice")
    assert [says in said(label) for label in labels] == [True] * bool(says)
    if labels:
        (href,) = labels[0].xpath(".//a/@href")
        there = lxml.html.document_fromstring(client.get(href.partition("#")[0]).text)
        assert words in said(there.get_element_by_id("w0"))


def contrast(one: str, other: str) -> float:
    """Of two colours, after WCAG 2.2."""

    def light(colour: str) -> float:
        parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_hues_can_be_read_on_in_light_and_in_dark(view: CaseView) -> None:
    style = client_of(view).get("/style.css").text
    papers = re.findall(r":root { color-scheme|:root { --paper", style)
    inks = re.findall(r"--ink: (#\w{6})", style)
    grounds = re.findall(r"--paper: (#\w{3,6})", style)
    assert papers and len(inks) == len(grounds) == 2
    for n in range(1, HUES + 1):
        hues, strong = (re.findall(rf"--hue{n}{s}: (#\w{{6}})", style) for s in ("", "s"))
        assert len(hues) == len(strong) == 2
        for ink, paper, hue, line in zip(inks, ("#ffffff", grounds[1]), hues, strong, strict=True):
            assert contrast(ink, hue) >= 7
            assert contrast(line, hue) >= 3 and contrast(line, paper) >= 3
