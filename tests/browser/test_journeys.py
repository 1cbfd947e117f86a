"""The main journeys through the desk, as a person takes them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


def decides(page: Page, label: str = "M. Weiss") -> None:
    """Fills in who decides, wherever the page asks for it."""
    for field in page.get_by_label("Who decides").all():
        if field.is_visible():
            field.fill(label)


def test_the_kuwait_claim_is_found_and_its_lineage_read(page: Page, desk: str) -> None:
    page.goto(desk)
    page.get_by_role("searchbox").fill("strike Kuwait")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("status")).to_contain_text("of")
    first = page.locator("table.list tbody tr").first
    expect(first).to_contain_text("Kuwait")
    first.get_by_role("link").first.click()
    expect(page.locator("svg.lineage")).to_be_visible()
    expect(page.get_by_role("heading", name="Support", exact=False)).to_be_visible()
    page.get_by_role("link", name="In place").first.click()
    expect(page.locator("mark.w0").first).to_be_visible()


def test_a_statement_is_corrected_support_is_seen_to_change_and_the_undo_brings_it_back(page: Page, desk: str) -> None:
    page.goto(f"{desk}/review")
    before = page.locator(".sub").inner_text()
    page.get_by_text("Correct the statement").click()
    page.get_by_label("How sure").select_option("rumoured")
    decides(page)
    page.locator("details[open]").get_by_label("Why", exact=True).fill("the paper itself calls it a rumour")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("corrected by M. Weiss")
    expect(page.get_by_text("Already corrected by M. Weiss")).to_be_visible()
    page.goto(f"{desk}/decisions")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("factuality = rumoured")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("tbody")).to_contain_text("taken back")
    page.goto(f"{desk}/review")
    expect(page.locator(".sub")).to_have_text(before)


def test_a_list_is_narrowed_by_law_and_time_and_taken_along(page: Page, desk: str) -> None:
    page.goto(desk)
    page.get_by_text("More: law, grade, outlet, time, order").click()
    page.get_by_label("Happened since").fill("2016-01-01")
    page.get_by_label("Happened until").fill("2016-12-31")
    page.get_by_label("Order").select_option("early")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("status")).to_contain_text("earliest event first")
    shown = page.locator("table.list tbody tr").count()
    assert shown > 0
    with page.expect_download() as taken:
        page.get_by_role("link", name="JSON Lines").click()
    assert taken.value.suggested_filename == "claims.jsonl"
    assert len(taken.value.path().read_text(encoding="utf-8").splitlines()) == shown
    page.get_by_role("link", name="in time").click()
    expect(page.get_by_label("Happened since")).to_have_value("2016-01-01")


def test_a_review_needs_no_mouse(page: Page, desk: str) -> None:
    """Who decides is remembered, the first button has the focus: from the second statement on, one key is enough."""
    page.goto(f"{desk}/review")
    decides(page)
    page.get_by_role("button", name="Accept as read").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("accepted")
    waiting = int(page.locator(".sub").inner_text().split()[0])
    for done in range(1, 6):
        expect(page.get_by_role("button", name="Accept as read")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".sub")).to_contain_text(f"{waiting - done} wait")


def test_two_people_at_once_lose_nothing(page: Page, desk: str) -> None:
    other = page.context.new_page()
    page.goto(f"{desk}/review")
    second = page.locator("#next + ol a").first.get_attribute("href")
    other.goto(f"{desk}{second}")
    for one, name in ((page, "M. Weiss"), (other, "S. Park")):
        decides(one, name)
        one.get_by_role("button", name="Accept as read").click()
        expect(one.get_by_role("status")).to_contain_text(name)
    page.goto(f"{desk}/decisions")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("S. Park")


@pytest.mark.parametrize("address", ["/claims/none", "/reports/none", "/nowhere"])
def test_what_is_not_there_says_so_and_leads_back(page: Page, desk: str, address: str) -> None:
    page.goto(f"{desk}{address}")
    expect(page.get_by_role("heading", name="Not to be had")).to_be_visible()
    page.get_by_role("link", name="To the claims").click()
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
