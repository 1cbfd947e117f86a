"""The page of a claim: the slider of days, and what the lines of its picture rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.desk.app import desk
from secondsource.desk.known_steps import at_step, href_of, steps_of
from secondsource.publish.lineage import CROWD
from secondsource.store.view import CaseView
from secondsource.trace.knowledge import Known
from tests.desk.conftest import HERE, Held, Page, client_of, said
from tests.desk.holding import SCRIPT, scripts


@pytest.fixture
def reader(view: CaseView) -> Iterator[TestClient]:
    """A reader of the case made by hand, in which the support of the claim changed on two days."""
    held = Held(view)
    days = (Known(day=date(2016, 6, day), at_least=1, at_most=most, reports=()) for day, most in ((7, 1), (8, 2)))
    held.held.steps[view.claims[0].id] = tuple(days)
    with TestClient(desk(held), base_url=HERE) as client:
        yield client


def test_the_slider_has_a_step_for_each_day_and_one_for_now(page: Page, view: CaseView) -> None:
    address = f"/claims/{view.claims[0].id}"
    root = page(address)
    links = root.xpath('//nav[@class="known"]/a/@href')
    (slider,) = root.xpath('//form[@class="slide"]//input')
    options = root.xpath('//datalist[@id="steps"]/option/@label')
    assert slider.get("type") == "range" and slider.get("max") == str(len(options)) == slider.get("value")
    assert len(options) == len(links) + 1 and len(links) > 1
    assert root.xpath("//output")[0].text_content() == options[-1] == "now: all reports of the case"
    assert root.xpath('//label[@for="step"]') and root.xpath(f'//*[@id="{slider.get("aria-describedby")}"]')
    early = page(links[0])
    assert early.xpath('//form[@class="slide"]//input/@value') == ["1"]
    assert early.xpath("//output")[0].text_content() == options[0]


def test_a_step_leads_to_its_day_without_a_script(reader: TestClient, page: Page, view: CaseView) -> None:
    address = f"/claims/{view.claims[0].id}"
    links = page(address).xpath('//nav[@class="known"]/a/@href')
    for number, href in enumerate([*links, address], start=1):
        answer = reader.get(address, params={"step": str(number)}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, href)


@pytest.mark.parametrize("step", ["0", "99", "x", "-1", "01", " 1"])
def test_a_step_that_is_not_there_is_said(reader: TestClient, view: CaseView, step: str) -> None:
    answer = reader.get(f"/claims/{view.claims[0].id}", params={"step": step})
    assert answer.status_code == 404 and "steps 1 to" in answer.text


def test_a_day_between_two_steps_stands_at_the_earlier_one(page: Page, view: CaseView) -> None:
    root = page(f"/claims/{view.claims[0].id}?as_known_on=2020-01-01")
    (slider,) = root.xpath('//form[@class="slide"]//input')
    assert int(slider.get("value")) == int(slider.get("max")) - 1
    steps = steps_of(())
    assert at_step(steps, "") == at_step(steps, "2016-01-01") == steps[-1]
    assert href_of("c1", steps[-1]) == "/claims/c1"


def test_only_a_page_with_a_slider_has_a_script_and_that_is_small(
    reader: TestClient, page: Page, view: CaseView
) -> None:
    assert scripts(page(f"/claims/{view.claims[0].id}")) == [SCRIPT]
    assert scripts(page("/")) == scripts(page(f"/reports/{view.reports[0].id}")) == []
    answer = reader.get("/desk.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert 0 < len(answer.content) < 5000
    assert not {"http", "eval", "innerHTML", "import"} & set(answer.text.replace("(", " ").split())


def lines(root: lxml.html.HtmlElement) -> dict[str, str]:
    """Where each line of the picture leads, with what it says."""
    return {a.get("href", ""): a.get("aria-label", "") for a in root.xpath('//*[@class="lineage"]//a')}


def test_every_line_of_the_picture_leads_to_the_words_of_both_sides(page: Page, view: CaseView) -> None:
    root = page(f"/claims/{view.claims[0].id}")
    found = lines(root)
    assert list(found) == ["#e1", "#e2", "#e3", "#e4"]
    assert root.xpath('//*[@class="lineage"]/@role') == ["group"]
    told = {f"#{li.get('id')}": li for li in root.xpath('//ol[@class="evidence"]/li')}
    assert list(told) == list(found)
    (translated,) = (told[href] for href, words in found.items() if "translates" in words)
    assert [said(dt) for dt in translated.xpath(".//dt")] == ["The one who took", "The giver"]
    taker, giver = (said(dd) for dd in translated.xpath(".//dd"))
    assert taker.startswith("가상일보는 하버와이어를 인용해") and "Dozens of dock hands refused to work" in giver
    assert "without saying so" in said(translated) and "Same facts in the same order." in said(translated)
    own = said(told["#e1"])
    assert "So the chain of tellers in the text has it." in own and "a foreman at the Vessa yard" in own
    for href in root.xpath('//ol[@class="evidence"]//a/@href'):
        if href.startswith("#"):
            assert href[1:] in root.xpath("//@id")
        else:
            assert page(href.partition("#")[0]).find_class("w0"), href


def test_a_crowd_in_one_box_has_the_words_of_all_its_reports(view: CaseView) -> None:
    courier, relay, origin = view.readings[1], view.relays[0], view.supports[0].origins[0]
    ids = [f"r{n}" for n in range(CROWD)]
    more = tuple(replace(courier, report=replace(courier.report, id=i), statements=(), mentions=()) for i in ids)
    wire = view.readings[0].report.id
    relays = tuple(
        replace(
            relay,
            taker=i,
            evidence=tuple((replace(mine, report=i), theirs) for mine, theirs in relay.evidence),
            why=f"Report {i} names it.",
        )
        for i in ids
    )
    support = replace(
        view.supports[0],
        origins=(replace(origin, reports=(*origin.reports, *ids), paths=(*origin.paths, *((i, wire) for i in ids))),),
    )
    crowded = replace(
        view,
        readings=(*view.readings, *more),
        claims=(replace(view.claims[0], reports=(*view.claims[0].reports, *ids)),),
        traced=replace(view.traced, relays=(*view.relays, *relays), supports=(support,)),
    )
    root = lxml.html.document_fromstring(client_of(crowded).get(f"/claims/{view.claims[0].id}").text)
    (crowd,) = (li for li in root.xpath('//ol[@class="evidence"]/li') if "13 reports" in said(li.find("p")))
    assert "Report r0 names it." in said(crowd) and "Report r11 names it." in said(crowd)
    assert said(crowd).endswith("and 9 more")
