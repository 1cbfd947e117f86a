from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace
from types import ModuleType
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import How, Known, NoCase, Outcome, PartialDate, Traced, When
from secondsource.publish import UnknownFormat, edition
from secondsource.publish.paper.as_markdown import md
from secondsource.store.view import CaseView


def dossier(*asked: Any, **more: Any) -> str:
    return edition(*asked, **more).data.decode()


EDITIONS = [(f, r) for f in ("html", "md") for r in (False, True)]


def page(view: CaseView, redacted: bool = False) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(dossier(view, "html", redacted))


@pytest.mark.parametrize(("format", "redacted"), EDITIONS)
def test_no_edition_shows_personal_data_or_comments(
    view: CaseView, made: ModuleType, format: str, redacted: bool
) -> None:
    text = html.unescape(dossier(view, format, redacted)).replace("\\", "")
    assert not [secret for secret in made.SECRETS if secret in text]
    assert "555 019" not in text
    assert made.COMMENT not in text
    assert ("█" in text) is not redacted


@pytest.mark.parametrize(("format", "redacted"), EDITIONS)
def test_the_same_case_gives_the_same_bytes(made: ModuleType, format: str, redacted: bool) -> None:
    assert dossier(made.made(), format, redacted) == dossier(made.made(), format, redacted)


def test_words_of_a_report_never_become_markup(view: CaseView) -> None:
    root = page(view)
    assert not root.xpath("//script | //img | //b")
    assert not [a for a in root.xpath("//a/@href") if not a.startswith(("#", "https://"))]
    assert "javascript:alert(1)" in root.text_content()


def test_nothing_is_asked_from_outside(view: CaseView) -> None:
    text = dossier(view)
    root = lxml.html.document_fromstring(text)
    assert not root.xpath("//link | //iframe | //object | //@src | //@style")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    (policy,) = root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "@import" not in style[1]


@pytest.mark.parametrize("redacted", [False, True])
def test_every_inner_link_leads_somewhere_and_no_id_stands_twice(view: CaseView, redacted: bool) -> None:
    root = page(view, redacted)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert {ref for refs in root.xpath("//@aria-labelledby") for ref in refs.split()} <= set(ids)


def test_the_annex_marks_exactly_the_words_of_each_note(view: CaseView) -> None:
    root = page(view)
    notes = root.xpath('//ol[@class="notes"]/li')
    assert len(notes) >= 8
    for note in notes:
        number = note.get("id")[1:]
        inside = "".join(
            m.text_content() for m in root.xpath(f'//mark[contains(concat(" ", @class, " "), " w{number} ")]')
        )
        quoted = note.find("q")
        strong = quoted.find("strong")
        words = (strong if strong is not None else quoted).text_content()
        assert " ".join(inside.split()) == words
        capture = note.find("code").text_content()
        assert len(capture) == 16
        assert any(r.capture.startswith(capture) for r in view.reports)


def test_a_denial_is_shown_apart_and_named_in_the_lead(view: CaseView) -> None:
    text = dossier(view, "md")
    told, _, rest = text.partition("### Denials")
    assert "No strike took place" not in told
    assert "No strike took place" in rest.partition("###")[0]
    assert "and denied in 1 report" in told


def test_law_is_said_in_neutral_words_and_kinds_are_kept_apart(view: CaseView) -> None:
    text = dossier(view, "md")
    breach = text.index("#### Held against rules that bind")
    exposure = text.index("**Exposure (a risk of designation, not a ban)**")
    spared = text.index("**Was not in force then:**")
    assert breach < text.index("would breach, if confirmed", breach) < exposure < spared
    assert "a paper is granted | not known" in text[breach:exposure]
    assert "exposes to designation: a risk, not a ban" in text[exposure:spared]
    assert "check before relying on it" in text[spared:].lower()
    assert "guilty" not in text.lower()


def test_an_inferred_date_is_shown_as_inferred_and_an_unknown_one_as_unknown(view: CaseView) -> None:
    text = page(view).text_content()
    assert "June 2016 (inferred: it cites Harbour Wire of 7 June" in text
    assert "Quay Bulletin, date not known." in text


def test_rival_values_stand_side_by_side_with_who_gives_them(view: CaseView) -> None:
    tables = page(view).xpath('//table[contains(@class, "rivals")]')
    said = [" ".join(t.text_content().split()) for t in tables]
    assert any("24–99 workers" in t and "90–110 workers" in t and "Harbour Wire (R1)" in t for t in said)
    assert all("these cannot all be right" in t for t in said)


def test_every_set_aside_document_and_every_capture_is_listed(view: CaseView) -> None:
    text = page(view).text_content()
    assert "scan<1>.pdf" in text
    assert all(c.digest in text for c in view.captures)


def test_korean_words_carry_their_language(view: CaseView) -> None:
    assert page(view).xpath('//q[@lang="ko"]')[0].text_content().startswith("베사 부두")


def test_every_note_of_the_markdown_is_defined_once(view: CaseView) -> None:
    text = dossier(view, "md")
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert len(defined) == len(set(defined))
    assert used == set(defined)
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_markdown_holds_no_tag_but_its_own_anchors(view: CaseView) -> None:
    text = dossier(view, "md")
    assert not re.sub(r'<a id="[^"<>]+"></a>|<(?:https|javascript)[^>\s]*>', "", text).count("<")


def test_a_redacted_edition_tells_nothing_of_an_unnamed_source(view: CaseView) -> None:
    for format in ("html", "md"):
        text = dossier(view, format, redacted=True)
        assert "foreman" not in text
        assert "Ada Quill" not in text
        assert "unnamed source A (Harbour Wire)" in html.unescape(text).replace("\\", "")
        assert "painted" not in text


def test_a_claim_without_support_grade_or_law_can_be_written_up(view: CaseView) -> None:
    bare = replace(
        view,
        traced=Traced(relays=(), supports=(), loops=(), figures=()),
        grades=(),
        findings=(),
        indicators=(),
        captures=(),
    )
    assert "support not computed" in page(bare).text_content()


def test_an_empty_case_says_so(view: CaseView) -> None:
    empty = CaseView(id="e", title="", created="2026-01-01T00:00:00Z", subject=view.subject)
    assert "No claim was found" in page(empty).text_content()
    assert "No claim was found" in dossier(empty, "md")


def test_an_unknown_format_names_those_there_are(view: CaseView) -> None:
    with pytest.raises(UnknownFormat, match="html, md, docx, pdf"):
        dossier(view, "odt")
    assert not issubclass(UnknownFormat, NoCase)


@given(st.text())
def test_markdown_words_never_open_a_tag_or_break_a_table(text: str) -> None:
    line = md(text)
    assert "<" not in line
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", line)


def test_notes_are_numbered_in_the_order_in_which_a_reader_meets_them(view: CaseView) -> None:
    seen = [int(n) for n in page(view).xpath('//sup[starts-with(@id, "u")]/a/text()')]
    assert seen == list(range(1, len(seen) + 1))
    assert len(seen) == len(page(view).xpath('//ol[@class="notes"]/li'))


def with_a_weak_claim(view: CaseView) -> CaseView:
    """The case with its last mention as a claim of its own, without support or law."""
    claim = view.claims[0]
    lone = view.readings[0].mentions[0]
    when = When(date=PartialDate("../2016-06-10?"), span=None, why="told as past; no date in the words")
    inferred = Known(value="2016-06-10?", how=How.INFERRED, why="it cites a post of that day")
    first = view.readings[0]
    mention = replace(lone, when=when)
    report = replace(first.report, published=inferred, note="Two bytes could not be read.")
    weak = replace(
        claim,
        id="c000000000000",
        title="Detention, Vessa, by perhaps 10 June 2016",
        when=when.date,
        mentions=(mention.id,),
        reports=(report.id,),
        values=(),
        conflicts=(),
    )
    rest = replace(claim, mentions=tuple(m for m in claim.mentions if m != lone.id), reports=claim.reports[1:])
    readings = (replace(first, report=report, mentions=(mention,)), *view.readings[1:])
    return replace(view, claims=(weak, rest), readings=readings)


def test_a_claim_told_once_is_kept_short_and_stands_last(view: CaseView) -> None:
    root = page(with_a_weak_claim(view))
    numbered = [" ".join(h.text_content().split()) for h in root.xpath('//h2[@id="c1"] | //div/h3[@id]')]
    assert numbered == ["1Work stoppage, Vessa, December 2015", "2Detention, Vessa, by 10 June 2016 (uncertain)"]
    (short,) = root.xpath('//div[@class="short"]')
    assert short.xpath(".//q") and short.xpath(".//sup")
    assert not short.xpath(".//svg | .//table")
    seen = [int(n) for n in root.xpath('//sup[starts-with(@id, "u")]/a/text()')]
    assert seen == list(range(1, len(seen) + 1))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= set(ids)


@pytest.mark.parametrize("format", ["html", "md"])
def test_an_inferred_date_of_a_claim_says_how_and_on_what_doubt_it_rests(view: CaseView, format: str) -> None:
    text = dossier(with_a_weak_claim(view), format)
    assert "told as past; no date in the words; when the report was published is itself inferred" in text
    assert "perhaps" not in text


@pytest.mark.parametrize("format", ["html", "md"])
def test_what_a_report_is_and_how_its_text_was_got_is_said(view: CaseView, format: str) -> None:
    text = dossier(with_a_weak_claim(view), format)
    assert "how the text was got: two bytes could not be read." in text.lower()
    assert text.count("invented") >= 3


def test_each_rule_is_told_once_however_many_claims_it_is_asked_of(view: CaseView) -> None:
    again = tuple(
        replace(f, claim="c000000000000") for f in view.findings if f.outcome is not Outcome.BREACH_IF_CONFIRMED
    )
    full = replace(with_a_weak_claim(view), findings=(*view.findings, *again))
    root = page(full)
    named = [row.get("id") for row in root.xpath('//table[@class="rules"]/tbody/tr/th')]
    assert sorted(named) == ["rule-UN-2375-17", "rule-UN-2397-8", "rule-US-EO-13722-NOWHERE"]
    assert len(root.xpath('//a[@href="#rule-UN-2397-8"]')) == 2


def test_no_word_of_the_vocabulary_s_own_reaches_a_reader(view: CaseView) -> None:
    for format in ("html", "md"):
        text = dossier(view, format)
        assert "event_types.yaml" not in text
        assert "null = open" not in text


def test_two_words_of_one_sentence_make_one_note_that_leads_back(view: CaseView, made: ModuleType) -> None:
    indicator = view.indicators[0]
    (ref,) = indicator.refs
    inner = replace(ref, span=made.span(made.WIRE, "months for their pay"))
    root = page(replace(view, indicators=(replace(indicator, refs=(ref, inner)), *view.indicators[1:])))
    assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= set(root.xpath("//@id"))
    assert len(root.xpath('//ol[@class="notes"]/li')) == len(page(view).xpath('//ol[@class="notes"]/li'))
