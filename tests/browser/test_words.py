"""Reading closely, in a real browser: the words of a statement, a line of the lineage, the slider of days, two versions."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from secondsource import pipeline
from secondsource.store import Case

from .conftest import ROOT
from .test_pages import RULES

LATER = "07-upi-2016-06-08.html"
MARKED = """() => Object.fromEntries([...document.querySelectorAll('ol.said > li')].map(li => {
  const own = document.querySelectorAll('.text mark.said-' + li.value);
  return [li.value, [[...own].map(m => m.textContent).join(''), li.querySelector('q').textContent]];
}))"""


@pytest.fixture(scope="session")
def read_twice(read_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's case with one publication captured again after a correction."""
    folder = tmp_path_factory.mktemp("twice")
    page = (ROOT / "demo" / "corpus" / LATER).read_text(encoding="utf-8")
    page = page.replace("flew dozens of the laborers", "flew 24 of the laborers").replace(
        "</article>", "<p>A diplomat in Kuwait denied that anyone was sent home, News1 said.</p></article>"
    )
    (folder / LATER).write_text(page, encoding="utf-8")
    case = Path(shutil.copytree(read_case, folder / "case"))
    with Case.open(case) as opened:
        pipeline.run(opened, [folder / LATER], now=datetime(2026, 2, 1, tzinfo=UTC))
    return case


@pytest.fixture
def case(read_twice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read_twice, tmp_path / "case"))


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


def reports(page: Page, desk: str) -> list[str]:
    page.goto(f"{desk}/reports")
    return [a.get_attribute("href") or "" for a in page.locator("tbody a").all()]


def corrected(page: Page, desk: str) -> str:
    """The address of the later version."""
    for address in reports(page, desk):
        page.goto(f"{desk}{address}")
        if page.get_by_text("Version 2 of 2").count():
            return address
    raise AssertionError("no report has two versions")


def claim_of_steps(page: Page, desk: str) -> str:
    page.goto(desk)
    for address in [a.get_attribute("href") or "" for a in page.locator("table.list tbody td:nth-child(2) > a").all()]:
        page.goto(f"{desk}{address}")
        if page.get_by_label("As known on").count():
            return f"{desk}{address}"
    raise AssertionError("no claim's support changed")


def test_highlights_are_exactly_the_words(page: Page, desk: str) -> None:
    seen = 0
    for address in reports(page, desk):
        page.goto(f"{desk}{address}")
        for number, (marked, quoted) in page.evaluate(MARKED).items():
            assert "".join(marked.split()) == "".join(quoted.replace(" … ", "").split()), (address, number)
            seen += 1
    assert seen > 50


def test_one_speaker_alone(page: Page, desk: str) -> None:
    page.goto(f"{desk}{corrected(page, desk)}")
    every = page.locator(".text mark").count()
    page.locator(".speakers a").nth(1).click()
    expect(page.get_by_role("status")).to_contain_text("Only speaker 2")
    assert 0 < page.locator(".text mark").count() < every
    page.get_by_role("link", name="Every speaker").click()
    expect(page.locator(".text mark")).to_have_count(every)


def test_the_slider_shows_the_day_and_the_page_follows(page: Page, desk: str) -> None:
    address = claim_of_steps(page, desk)
    slider = page.get_by_label("As known on")
    last = slider.get_attribute("max")
    slider.focus()
    page.keyboard.press("Home")
    first = page.locator("datalist option").first.get_attribute("label") or ""
    expect(page.locator(".slide output")).to_have_text(first)
    assert slider.get_attribute("aria-valuetext") == first
    expect(page.locator("p[role=status]")).to_contain_text("As it could be known on")
    assert page.url.startswith(f"{address}?as_known_on=20")
    expect(page.get_by_label("As known on")).to_be_focused()
    page.keyboard.press("End")
    page.wait_for_url(address)
    expect(page.get_by_label("As known on")).to_have_value(str(last))


def test_the_slider_works_without_a_script(page: Page, plain: Page, desk: str) -> None:
    address = claim_of_steps(page, desk)
    plain.goto(address)
    plain.get_by_label("As known on").focus()
    plain.keyboard.press("Home")
    plain.get_by_role("button", name="Show").click()
    expect(plain.locator("p[role=status]")).to_contain_text("As it could be known on")
    assert plain.url.startswith(f"{address}?as_known_on=20")


def test_a_line_of_the_lineage_leads_to_its_words_by_keyboard_and_by_tap(page: Page, desk: str) -> None:
    page.goto(claim_of_steps(page, desk))
    line = page.locator("svg.lineage a").first
    line.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#e1")).to_be_in_viewport()
    assert page.url.endswith("#e1")
    page.locator("#e1").get_by_role("link", name="in the picture").click()
    assert page.url.endswith("#lineage-l1")
    second = page.locator("svg.lineage a path").nth(3)
    second.dispatch_event("click")
    assert page.url.endswith("#e2")


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (320, "dark")])
def test_pages_of_words_are_accessible_and_fit(page: Page, desk: str, width: int, scheme: str) -> None:
    report = corrected(page, desk)
    day = claim_of_steps(page, desk)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    wrong: list[str] = []
    for address in (
        f"{desk}{report}",
        f"{desk}{report}?speaker=2",
        f"{desk}{report}/changes",
        *(f"{desk}{other}" for other in reports(page, desk)[:3]),
        day,
        f"{day}?step=1",
    ):
        page.goto(address)
        result = Axe().run(page, options=RULES)
        wrong += [f"{address}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result.response["violations"]]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{address}: {over} pixels too wide"] if over > 0 else []
    assert wrong == []


def test_what_changed_can_be_read(page: Page, desk: str) -> None:
    page.goto(f"{desk}{corrected(page, desk)}")
    page.get_by_role("link", name="what changed since version 1").click()
    expect(page.locator(".compared del").first).to_have_text("dozens")
    expect(page.locator(".compared ins").first).to_have_text("24")
    expect(page.get_by_text("24–99 workers")).to_be_visible()
