"""A marked dossier in the browser: accessible at two widths, its label on every printed page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from secondsource.model import Marking
from secondsource.publish import dossier
from tests.publish.made import made

from .test_pages import RULES

MARGIN = 44
"""Points at the edge of a page that hold nothing of its text."""


@pytest.fixture
def written() -> str:
    """A dossier of which one report is strictly marked, one less so, two not."""
    view = made()
    wire, courier = (report.id for report in view.reports[:2])
    return dossier(replace(view, marks={wire: Marking.RED, courier: Marking.CLEAR})).decode()


@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_marked_dossier_is_accessible_and_fits(page: Page, written: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(written)
    found = Axe().run(page, options=RULES).response["violations"]
    assert not [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_label_is_at_the_head_and_foot_of_every_printed_page(page: Page, written: str) -> None:
    page.set_content(written)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(printed) > 1
    for sheet in printed:
        width, height = sheet.get_size()
        for low, high in ((0, MARGIN), (height - MARGIN, height)):
            text = sheet.get_textpage().get_text_bounded(width / 2, low, width, high)
            assert text.strip() == "TLP:RED"
