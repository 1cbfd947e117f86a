"""The levers of the scenario model, moved by keyboard, with and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from .test_pages import RULES

LONG = 60_000
"""Milliseconds within which an answer must be there on a machine that does much else; how fast it is on one at rest is measured, not tested."""


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_a_lever_is_moved_by_keyboard_and_the_answer_follows_in_place(page: Page, desk: str) -> None:
    page.goto(f"{desk}/scenario?preset=gulf-2016")
    before = page.get_by_role("status").inner_text()
    lever = page.get_by_label("Late pay")
    lever.focus()
    with page.expect_response(re.compile(r"/scenario\?.*late=0\.08"), timeout=LONG) as answered:
        for _ in range(2):
            page.keyboard.press("ArrowRight")
    assert float(answered.value.headers["server-timing"].partition("dur=")[2]) > 0
    expect(page.locator(".lever:has(#late) .value")).to_have_text("0.08")
    expect(page.get_by_role("status")).not_to_have_text(before)
    expect(page.get_by_role("heading", name="What the change makes")).to_be_visible()
    expect(page.locator("svg.fan")).to_contain_text("Late pay 0.08")
    expect(lever).to_be_focused()
    assert page.url == f"{desk}/scenario?preset=gulf-2016&late=0.08"
    told = page.locator("#told").inner_text()
    page.reload()
    expect(lever).to_have_value("0.08")
    assert page.locator("#told").inner_text() == told


def test_what_was_moved_back_is_the_preset_again(page: Page, desk: str) -> None:
    page.goto(f"{desk}/scenario?preset=bare-spiral&substitution=0.65")
    page.get_by_label("Substitution", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{desk}/scenario?preset=bare-spiral", timeout=LONG)
    expect(page.get_by_text("This is the preset as it is.")).to_be_visible()
    assert "preset%3Dbare-spiral" in (page.locator(".tongues a").get_attribute("href") or "")


def test_where_others_are_asking_the_page_asks_again_by_itself(browser: Browser, desk: str) -> None:
    context = browser.new_context()
    page, refused = context.new_page(), []

    def once(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.fulfill(status=503, headers={"Retry-After": "0.1"}, body="")

    page.goto(f"{desk}/scenario?preset=gulf-2016")
    page.route(re.compile(r"/scenario\?.*squeeze="), once)
    page.get_by_label("Squeeze when income is missing").focus()
    page.keyboard.press("End")
    page.wait_for_url(f"{desk}/scenario?preset=gulf-2016&squeeze=0.2", timeout=LONG)
    expect(page.get_by_role("heading", name="What the change makes")).to_be_visible()
    assert len(refused) == 1
    context.close()


def test_the_levers_work_without_a_script_on_a_narrow_screen(plain: Page, desk: str) -> None:
    plain.goto(f"{desk}/scenario?preset=gulf-2016")
    plain.get_by_label("Pressure", exact=True).focus()
    plain.keyboard.press("Home")
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_label("Pressure", exact=True)).to_have_value("0")
    expect(plain.get_by_role("heading", name="What the change makes")).to_be_visible()
    assert "pressure=0" in plain.url


def test_a_value_out_of_range_leads_to_a_page_that_says_what_to_write(page: Page, desk: str) -> None:
    page.goto(f"{desk}/scenario?late=5")
    expect(page.get_by_role("alert")).to_contain_text("from 0.01 to 0.2")


@pytest.mark.parametrize("width", [1200, 320])
def test_the_page_is_accessible_in_the_dark_too(page: Page, desk: str, width: int) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{desk}/scenario?late=0.1")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
