from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
from dataclasses import replace
from types import ModuleType
from typing import Any

import lxml.html
import pytest

from secondsource.model import Marking
from secondsource.publish import WHAT, MarkedStricter, edition, export, up_to
from secondsource.publish.marked import Markings, line_of, markings, page_rules
from secondsource.store.view import CaseView


def dossier(*asked: Any, **more: Any) -> str:
    return edition(*asked, **more).data.decode()


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
    assert page_rules(markings(view).whole) == ""


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
    assert re.findall(r"^\| (?:R\d|\[R\d\]\(#R\d\)) \|.*?\((TLP:[A-Z+]+|not marked)\)", text, re.M) == wanted


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
    assert page_rules(Markings().whole) == ""


def test_nothing_is_styled_in_line(marked: CaseView) -> None:
    assert not lxml.html.document_fromstring(dossier(marked)).xpath("//@style")


def told(view: CaseView, format: str = "html", **more: Any) -> str:
    return html.unescape(dossier(view, format, **more)).replace("\\", "")


@pytest.mark.parametrize(("format", "redacted"), EDITIONS)
def test_a_dossier_up_to_a_marking_is_that_of_the_case_without_the_stricter_reports(
    marked: CaseView, format: str, redacted: bool
) -> None:
    wire = marked.reports[0]
    kept = told(marked, format, redacted=redacted, up_to=Marking.GREEN)
    for trace in (wire.id, wire.capture[:16], wire.name, "Dock hands of Vessa down tools", "five months"):
        assert trace not in kept
        # A safe edition does not say which report a strictly marked one is; what it says is there.
        assert (
            trace in told(marked, format, redacted=redacted)
            or trace == wire.id
            or (redacted and trace != "five months")
        )
    assert "3 reports" in kept
    assert "TLP:GREEN" in kept
    assert "AMBER" not in kept


@pytest.mark.parametrize("what", WHAT)
def test_no_row_of_an_export_up_to_a_marking_comes_from_a_stricter_report(marked: CaseView, what: str) -> None:
    wire = marked.reports[0]
    out = io.BytesIO()
    export(marked, what, "jsonl", out, up_to=Marking.GREEN)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert not [trace for trace in (wire.id, wire.name, wire.capture) if trace.encode() in out.getvalue()]
    assert {row["tlp"] for row in rows} <= {"TLP:GREEN", None}
    if what == "claims":
        (claim,) = rows
        assert set(claim["reports"]) == {"courier.html", "gasang.json", "bulletin.txt"}


def test_up_to_the_strictest_marking_there_is_leaves_nothing_out(marked: CaseView) -> None:
    assert up_to(marked, Marking.AMBER_STRICT) == (marked, ())
    assert up_to(marked, None) == (marked, ())
    assert dossier(marked, up_to=Marking.RED) == dossier(marked)


def test_a_case_that_is_marked_more_strictly_does_not_go_out(marked: CaseView) -> None:
    closed = replace(marked, marks={marked.id: Marking.RED})
    for call in (dossier, lambda view, **more: export(view, "claims", "csv", io.BytesIO(), **more)):
        with pytest.raises(MarkedStricter, match=r"TLP:RED.*--up-to RED"):
            call(closed, up_to=Marking.AMBER)
    assert up_to(closed, Marking.RED)[1] == ()


def test_what_is_personal_in_a_report_that_is_left_out_stays_masked_in_the_others(
    view: CaseView, made: ModuleType
) -> None:
    """Here only the report that is left out says that the name in the other one is somebody's own."""
    wire, courier, *others = view.readings
    unaware = replace(courier, report=replace(courier.report, personal=()))
    seen = replace(view, readings=(wire, unaware, *others), marks={wire.report.id: Marking.RED})
    assert made.SECRETS[2] in unaware.report.text
    assert unaware.report.id in {r.id for r in up_to(seen, Marking.GREEN)[0].reports}
    for format, redacted in EDITIONS:
        assert made.SECRETS[2] not in told(seen, format, redacted=redacted, up_to=Marking.GREEN)
    out = io.BytesIO()
    export(seen, "reports", "jsonl", out, up_to=Marking.GREEN)
    assert made.SECRETS[2].encode() not in out.getvalue()
