"""A team at the desk, each with a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from secondsource.model import Role, Sensitive
from secondsource.store.office import Office
from tests.browser.test_pages import RULES

WORDS = "seven barges in the fog"


@pytest.fixture
def team(case: Path) -> Path:
    office = Office(case)
    for name, role in (("Kim Min-ji", Role.KEEPER), ("Rev Novak", Role.REVIEWER)):
        office.people.add(name, role, at="2026-01-01T00:00:00Z", password=WORDS, sees=frozenset(Sensitive))
    office.close()
    return case


@pytest.fixture
def two(team: Path, desk: str, browser: Browser) -> Iterator[tuple[Page, Page]]:
    """The keeper's page and the reviewer's, signed in."""
    assert team
    contexts = [browser.new_context(viewport={"width": 1200, "height": 900}) for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page, name in zip(pages, ("Kim Min-ji", "Rev Novak"), strict=True):
        signs_in(page, f"{desk}/today", name)
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def signs_in(page: Page, address: str, name: str, password: str = WORDS) -> None:
    page.goto(address)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def clean(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


def test_an_account_is_made_and_its_first_sign_in_asks_for_a_password_of_ones_own(
    two: tuple[Page, Page], desk: str, browser: Browser
) -> None:
    keeper, _ = two
    keeper.goto(f"{desk}/people")
    keeper.get_by_label("Name, as decisions will be signed").fill("Ana Lopez")
    keeper.get_by_label("Role").last.select_option("analyst")
    keeper.get_by_role("button", name="Make the account").click()
    password = keeper.locator("code.key").inner_text()
    clean(keeper)
    context = browser.new_context(viewport={"width": 320, "height": 700})
    ana = context.new_page()
    ana.goto(desk)
    clean(ana)
    signs_in(ana, desk, "Ana Lopez", password)
    expect(ana.get_by_role("alert")).to_contain_text("Choose another")
    ana.get_by_label("Old password").fill(password)
    ana.get_by_label("New password", exact=True).fill("nine barges in the rain")
    ana.get_by_label("New password again").fill("nine barges in the rain")
    ana.get_by_role("button", name="Change the password").click()
    expect(ana.get_by_role("heading", name="Ana Lopez")).to_be_visible()
    ana.goto(f"{desk}/review")
    expect(ana.get_by_text("decisions are taken by its reviewers")).to_be_visible()
    clean(ana)
    context.close()


def test_a_note_names_a_colleague_and_work_is_given(two: tuple[Page, Page], desk: str) -> None:
    keeper, reviewer = two
    keeper.goto(desk)
    keeper.locator("table.list tbody a").first.click()
    keeper.get_by_label("A note").fill("Is the sum right? @Rev Novak please look.")
    keeper.get_by_role("button", name="Write the note").click()
    keeper.get_by_text("Who has it, how far it is, tags").click()
    keeper.get_by_label("Who has it", exact=True).select_option(label="Rev Novak")
    keeper.get_by_label("How far").select_option("in work")
    keeper.get_by_role("button", name="Set", exact=True).click()
    expect(keeper.get_by_text("In work; Rev Novak has it.")).to_be_visible()
    clean(keeper)
    reviewer.goto(f"{desk}/today")
    reviewer.get_by_role("link", name="1 note").click()
    expect(reviewer.locator("section[aria-labelledby=naming]")).to_contain_text("Is the sum right?")
    expect(reviewer.locator("section[aria-labelledby=mine]")).to_contain_text("in work")
    clean(reviewer)


def test_a_closed_report_is_gone_for_the_other_and_what_is_hidden_is_shown_with_a_reason(
    two: tuple[Page, Page], desk: str
) -> None:
    keeper, reviewer = two
    keeper.goto(f"{desk}/reports")
    title = keeper.locator("tbody a").first.inner_text()
    keeper.locator("tbody a").first.click()
    keeper.get_by_role("link", name="Marking, rights").click()
    keeper.get_by_label("readers’ comments").check()
    keeper.get_by_label("Why it is needed").fill("to check a quotation")
    keeper.get_by_role("button", name="Show it once").click()
    expect(keeper.get_by_role("status")).to_contain_text("written down")
    keeper.go_back()
    keeper.get_by_label("Why it is closed").fill("names a village")
    keeper.get_by_role("button", name="Close it to all but me").click()
    expect(keeper.get_by_text("Closed by Kim Min-ji")).to_be_visible()
    clean(keeper)
    reviewer.goto(f"{desk}/reports")
    assert title not in reviewer.locator("tbody a").all_inner_texts()
    reviewer.goto(f"{desk}/me")
    expect(reviewer.get_by_text("1 report is closed to you")).to_be_visible()
    keeper.goto(f"{desk}/record")
    expect(keeper.locator("tbody")).to_contain_text("to check a quotation")
    clean(keeper)


def test_a_decision_waits_until_another_has_looked(two: tuple[Page, Page], desk: str) -> None:
    keeper, reviewer = two
    keeper.goto(f"{desk}/people")
    keeper.get_by_role("button", name="Ask for a second person").click()
    reviewer.goto(f"{desk}/review")
    reviewer.get_by_label("Why it is none").fill("nobody says this here")
    reviewer.get_by_role("button", name="Reject").click()
    expect(
        reviewer.get_by_text("wait for a second person").or_(reviewer.get_by_text("waits for a second person"))
    ).to_be_visible()
    reviewer.goto(f"{desk}/decisions")
    expect(reviewer.get_by_text("Nothing has been decided yet")).to_be_visible()
    keeper.goto(f"{desk}/work")
    clean(keeper)
    keeper.get_by_label("What you looked at").fill("read it again")
    keeper.get_by_role("button", name="I have looked: put it in force").click()
    reviewer.goto(f"{desk}/decisions")
    expect(reviewer.locator("tbody")).to_contain_text("Rev Novak, seen by Kim Min-ji")
