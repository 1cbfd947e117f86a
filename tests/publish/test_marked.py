from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import lxml.html
import pytest

from secondsource.model import Marking
from secondsource.publish import dossier
from secondsource.publish.marked import Markings, line_of, markings, page_rules
from secondsource.store.view import CaseView

EDITIONS = [(f, r) for f in ("html", "md") for r in (False, True)]


@pytest.fixture
def marked(view: CaseView) -> CaseView:
    """One report strictly marked, one less so, two not."""
    wire, courier = (report.id for report in view.reports[:2])
    return replace(view, marks={wire: Marking.AMBER_STRICT, courier: Marking.GREEN})


@pytest.mark.parametrize(("format", "redacted"), EDITIONS)
def test_where_nothing_is_marked_nothing_is_said_of_it(view: CaseView, format: str, redacted: bool) -> None:
    text = dossier(view, format, redacted)
    assert "TLP:" not in text
    assert "not marked" not in text.casefold()
    assert page_rules(markings(view)) == ""


@pytest.mark.parametrize("redacted", [False, True])
def test_every_edition_says_the_strictest_marking_at_head_and_foot(marked: CaseView, redacted: bool) -> None:
    root = lxml.html.document_fromstring(dossier(marked, "html", redacted))
    for place in ("header", "footer"):
        (label,) = root.xpath(f'//{place}/p[@class="tlp"]/strong')
        assert (label.text, label.get("class")) == ("TLP:AMBER+STRICT", "tlp-amber")
    written = dossier(marked, "md", redacted).strip().splitlines()
    assert written[0].startswith("**TLP:AMBER+STRICT**")
    assert written[-1] == written[0]
    assert written[-3] == "---"


def test_claims_and_reports_say_their_own(marked: CaseView) -> None:
    root = lxml.html.document_fromstring(dossier(marked))
    assert root.xpath('//section[@class="claim"]/h2/span[contains(@class, "tlp-tag")]/text()') == ["TLP:AMBER+STRICT"]
    wanted = ["TLP:AMBER+STRICT", "TLP:GREEN", "not marked", "not marked"]
    for place in ('//table[@class="sources"]', "//article/h3"):
        assert root.xpath(f'{place}//span[contains(@class, "tlp-tag")]/text()') == wanted
    text = dossier(marked, "md")
    assert re.search(r"^## 1\. .* \(TLP:AMBER\+STRICT\)$", text, re.M)
    assert re.findall(r"^\| R\d \|.*?\((TLP:[A-Z+]+|not marked)\)", text, re.M) == wanted


def test_reports_marked_clear_do_not_clear_the_others(view: CaseView) -> None:
    seen = replace(view, marks={view.reports[0].id: Marking.CLEAR})
    root = lxml.html.document_fromstring(dossier(seen))
    assert root.xpath("//header/p/strong/text()") == ["Not marked as a whole"]
    assert root.xpath("//h2/span[contains(@class, 'tlp-tag')]/text()") == ["not marked"]


@pytest.mark.parametrize("marking", Marking)
def test_every_printed_page_has_the_label_in_its_colour(view: CaseView, marking: Marking) -> None:
    text = dossier(replace(view, marks={view.id: marking}))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in text
    for place in ("top", "bottom"):
        assert f'@{place}-right{{content:"{marking.label}";font:bold 12pt sans-serif;color:{marking.colour}' in style[1]
    assert f".{line_of(marking).style} " in style[1] or marking is Marking.CLEAR
    assert page_rules(Markings()) == ""


def test_nothing_is_styled_in_line(marked: CaseView) -> None:
    assert not lxml.html.document_fromstring(dossier(marked)).xpath("//@style")
