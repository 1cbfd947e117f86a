"""Every page of the desk: axe-core finds nothing, and nothing overflows, wide or narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from secondsource.desk.tongues import CHOSEN

WAYS = (
    "/scenario?preset=bare-spiral&pressure=1.5",
    "/scenario?pressure=high",
    "/network/path",
    "/network/path?from=country:KW",
    "/timeline?by=type&year=2016",
    "/map?area=world",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def addresses(page: Page, desk: str) -> list[str]:
    """The pages of the navigation, a claim, a report, one page of each kind besides, and an error."""
    page.goto(desk)
    found = [link.get_attribute("href") or "/" for link in page.locator("nav[aria-label=Pages] a").all()]
    claim = page.locator("table.list tbody a").first.get_attribute("href") or "/"
    page.goto(f"{desk}/reports")
    report = page.locator("tbody a").first.get_attribute("href") or "/"
    page.goto(f"{desk}{claim}")
    finding = page.locator("a[href*='/law/UN']").first.get_attribute("href") or "/"
    page.goto(f"{desk}/numbers")
    number = page.locator("tbody th a").first.get_attribute("href") or "/"
    page.goto(f"{desk}/sources")
    source = page.locator("tbody th a").first.get_attribute("href") or "/"
    more = [finding, f"{finding}?law_of=2020-01-01&as_known_on=2018-01-01", number, source, "/law/provisions/UN-2397-8"]
    law = ["/law?on=2017-10-01&country=PL&about=labour", "/law?on=soon", "/law/deadlines?every=1", "/law/said"]
    staff = ["/me", "/people", "/record", "/vault", f"{claim}/decide", f"{report}/rights"]
    return list(dict.fromkeys([*found, claim, report, *more, *staff, *law, *WAYS, "/nowhere"]))


# Korean words are long and kept whole, so the narrow page is where they would overflow; the rules that axe knows are the same in both languages.
@pytest.mark.parametrize(("width", "language"), [(1200, "en"), (320, "en"), (320, "ko")])
def test_every_page_is_accessible_and_fits(page: Page, desk: str, width: int, language: str) -> None:
    wrong: list[str] = []
    found = addresses(page, desk)
    page.context.add_cookies([{"name": CHOSEN, "value": language, "url": desk}])
    for address in found:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{desk}{address}")
        assert page.locator("html").get_attribute("lang") == language
        # What axe finds on a narrow page in Korean it would find in English: the elements are the same.
        found_wrong = Axe().run(page, options=RULES).response["violations"] if (width, language) != (320, "en") else []
        wrong += [f"{address}: {v['id']}: {v['nodes'][0]['html'][:120]}" for v in found_wrong]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wrong.append(f"{address}: {over} pixels too wide at {width}")
    assert wrong == []


def test_no_page_is_heavy(page: Page, desk: str) -> None:
    for address in addresses(page, desk):
        answer = page.goto(f"{desk}{address}")
        assert answer is not None
        assert len(answer.body()) < 300_000, address
