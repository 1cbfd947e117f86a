from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import ModuleType

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.desk.rule_pages import no_provision, provision_named
from secondsource.store.view import CaseView
from secondsource.subjects import load
from tests.desk.conftest import Page, client_of, said

PACK = load("dprk_labour")


def test_every_provision_of_the_pack_has_its_page(page: Page) -> None:
    for item in PACK.provisions.values():
        root = page(f"/law/provisions/{item.id}")
        text = said(root)
        assert " ".join(item.summary.split()) in text
        assert "not legal advice" in text
        assert "None" not in text
        levels = [int(h.tag[1]) for h in root.xpath("//h1 | //h2 | //h3 | //h4")]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), item.id
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), item.id
        assert all(str(s).split()[0].rstrip(";,") in text for s in item.verification.get("sources", ()))


def test_what_it_asks_stands_point_by_point_in_every_wording(page: Page) -> None:
    root = page("/law/provisions/EU-2017-1509-IV")
    titles = [h.text_content() for h in root.xpath("//h2")]
    assert "What it asks, from 1 September 2017 to 16 October 2017" in titles
    assert "What it asks, from 17 October 2017" in titles
    points = [" ".join(li.text_content().split()) for li in root.xpath('//ul[@class="points"]/li')]
    assert "sum of the transfer: more than 5,000 EUR" in points
    assert "sum of the transfer: more than 15,000 EUR" in points


def test_exceptions_and_deadlines_are_there(page: Page) -> None:
    text = said(page("/law/provisions/UN-2397-8"))
    assert "The person is a national of the host State (must be invoked)" in text
    assert "22 December 2019" in text
    assert "lack of flights" in text


def test_its_findings_lead_to_claim_and_finding(page: Page, view: CaseView) -> None:
    root = page("/law/provisions/UN-2375-17")
    (row,) = root.xpath('//table[contains(@class, "found")]/tbody/tr')
    claim = view.claims[0].id
    assert row.xpath(".//a/@href") == [f"/claims/{claim}", f"/claims/{claim}/law/UN-2375-17"]
    assert "would breach, if confirmed" in row.text_content()
    assert "a paper is granted" in row.text_content()
    assert row.xpath("./td[@class='law-breach']")


def test_a_provision_that_no_claim_touches_says_so(page: Page) -> None:
    assert "No claim of this case tells of what it speaks of" in said(page("/law/provisions/PL-2016-VISA"))


def test_ids_are_found_in_any_case_and_missing_ones_are_told(reader: TestClient) -> None:
    assert provision_named("us-eo13722-2AIV", PACK) == "US-EO13722-2aiv"
    assert provision_named("nothing", PACK) is None
    assert "UN-2397-8" in no_provision("2397", PACK)
    answer = reader.get("/law/provisions/UN-2397")
    assert answer.status_code == 404
    assert "UN-2397-8" in answer.text
    answer = reader.get("/law/provisions/%3Cscript%3E")
    assert answer.status_code == 404
    assert "<script" not in answer.text


def test_more_findings_than_a_page_holds_are_turned_over(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.desk.rule_pages.PAGE", 2)
    view = made.made()
    finding = next(f for f in view.findings if f.provision == "UN-2375-17")
    claims = tuple(replace(view.claims[0], id=f"c{n:012d}") for n in range(5))
    findings = tuple(replace(finding, claim=claim.id) for claim in claims)
    with client_of(replace(view, claims=claims, findings=findings)) as reader:
        root = lxml.html.document_fromstring(reader.get("/law/provisions/UN-2375-17?page=2").text)
        at = "/law/provisions/UN-2375-17?page="
        assert root.xpath("//nav/a[@rel]/@href") == [f"{at}1#case", f"{at}3#case"]
        assert "5 claims: 5 would breach, if confirmed" in said(root)
        assert reader.get("/law/provisions/UN-2375-17?page=4").status_code == 404
