"""Versions of a publication, and what changed between them."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource import client as asking
from secondsource.desk.version_pages import Left, near_changes
from secondsource.model import Report
from secondsource.publish.compared import Passage, compared
from tests.desk.conftest import HERE, client_of, said
from tests.desk.through import instead_of_the_network
from tests.desk.twice import versions


@pytest.fixture
def twice(made: ModuleType) -> tuple[TestClient, str, str]:
    view, first, second = versions(made)
    return client_of(view), first, second


def root_of(client: TestClient, address: str) -> lxml.html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return lxml.html.document_fromstring(answer.text)


def test_a_report_says_which_version_it_is_and_leads_to_what_changed(twice: tuple[TestClient, str, str]) -> None:
    client, first, second = twice
    one, two = (said(root_of(client, f"/reports/{i}").find_class("versions")[0]) for i in (first, second))
    assert one == "Version 1 of 2 of this publication; what changed in version 2. To read: version 2."
    assert two == "Version 2 of 2 of this publication; what changed since version 1. To read: version 1."
    for report in (first, second):
        (href,) = root_of(client, f"/reports/{report}").xpath(
            '//p[contains(@class, "versions")]/a[contains(., "what")]/@href'
        )
        assert href == f"/reports/{first}/changes?to={second}"


def test_a_report_of_one_version_says_nothing_of_versions(made: ModuleType) -> None:
    view = made.made()
    client = client_of(view)
    report = view.reports[0].id
    assert not root_of(client, f"/reports/{report}").find_class("versions")
    answer = client.get(f"/reports/{report}/changes")
    assert answer.status_code == 404 and "one version" in answer.text


def test_what_changed_is_shown_word_by_word(twice: tuple[TestClient, str, str]) -> None:
    client, first, _ = twice
    root = root_of(client, f"/reports/{first}/changes")
    words = root.find_class("compared")[0]
    assert [e.text_content().strip() for e in words.xpath(".//del")] == ["Dozens of"]
    assert [e.text_content().strip() for e in words.xpath(".//ins")] == [
        "Twenty",
        "Nobody refused to work, the yard says.",
    ]
    told = said(root)
    assert "How many or how much: workers 24–99 workers → 20 workers" in told
    assert "Gone (1)" in told and "New (2)" in told
    assert "Nobody refused to work the yard · denied" in told
    assert "█" in root.text_content()
    for href in root.xpath("//main//a/@href"):
        assert client.get(href.partition("#")[0]).status_code == 200, href


def test_the_other_way_round_and_the_last_version_by_itself(twice: tuple[TestClient, str, str]) -> None:
    client, first, second = twice
    back = root_of(client, f"/reports/{second}/changes?to={first}").find_class("compared")[0]
    assert [e.text_content().strip() for e in back.xpath(".//ins")] == ["Dozens of"]
    by_itself = root_of(client, f"/reports/{second}/changes")
    assert said(by_itself.find_class("compared")[0]) == said(
        root_of(client, f"/reports/{first}/changes").find_class("compared")[0]
    )


def test_reports_that_are_no_versions_may_be_compared_and_it_is_said(
    twice: tuple[TestClient, str, str], made: ModuleType
) -> None:
    client, first, _ = twice
    other = made.made().reports[3].id
    told = said(root_of(client, f"/reports/{first}/changes?to={other}"))
    assert "not versions of one publication" in told and "hardly a word in common" in told
    same = said(root_of(client, f"/reports/{other}/changes?to={other}"))
    assert "Nothing changed" in same


@pytest.mark.parametrize(
    "address", ["/reports/none/changes", "/reports/{}/changes?to=none", "/reports/{}/changes?to=%00"]
)
def test_what_is_not_there_is_said(twice: tuple[TestClient, str, str], address: str) -> None:
    client, first, _ = twice
    assert client.get(address.format(first)).status_code == 404
    assert client.get(f"/api{address.format(first)}").json()["error"]["code"] == "not_found"


def test_a_claim_counts_versions_of_a_report_once(made: ModuleType) -> None:
    view, _, _ = versions(made)
    lead = root_of(client_of(view), f"/claims/{view.claims[0].id}").find_class("lead")[0]
    assert said(lead).startswith("Told in 3 reports (4 versions) by 3 outlets, ")
    before = root_of(client_of(made.made()), f"/claims/{view.claims[0].id}").find_class("lead")[0]
    assert said(before).startswith("Told in 3 reports by 3 outlets, ")
    alone = replace(
        view, claims=(replace(view.claims[0], reports=view.claims[0].reports[:1] + view.claims[0].reports[-1:]),)
    )
    told = said(root_of(client_of(alone), f"/claims/{view.claims[0].id}").find_class("lead")[0])
    assert told.startswith("Told in 1 report (Harbour Wire, 2 versions), published 7 June 2016")


def test_the_api_gives_the_same(twice: tuple[TestClient, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    client, first, second = twice
    found: dict[str, Any] = client.get(f"/api/reports/{first}/changes").json()
    assert (found["was"], found["now"], found["together"]) == (first, second, True)
    assert found["versions"] == [first, second] and found["by"] == "sentence"
    assert [p["kind"] for p in found["passages"]] == ["changed", "same", "same", "new", "same"]
    (value,) = found["values"]
    assert (value["was"], value["now"]) == (["24..99 workers"], ["20 workers"])
    assert len(found["gone"]) == 1 and len(found["came"]) == 2
    instead_of_the_network(monkeypatch, client)
    assert asking.Desk(HERE).changes(first, second) == found


def test_only_what_changed_is_shown_with_its_neighbours() -> None:
    def text(*sentences: str) -> Report:
        return Report(id="r-0", capture="0" * 64, part=0, name="r", text=" ".join(sentences))

    many = [f"Sentence {n} stands here." for n in range(20)]
    rows, rest = near_changes(compared(text(*many), text(*many[:10], "Another one came in.", *many[10:])).passages)
    assert [row.count if isinstance(row, Left) else row.kind for row in rows] == [9, "same", "new", "same", 9]
    assert rest == 0


def test_a_page_has_an_end_and_says_what_it_leaves_out() -> None:
    passage = Passage(kind="new", was="", now="x" * 100, bits=())
    rows, rest = near_changes([passage] * 3000)
    assert len(rows) + rest == 3000 and 0 < len(rows) < 300
    rows, rest = near_changes([replace(passage, now="x" * 200_000)] * 2)
    assert (len(rows), rest) == (1, 1)
