"""The case made by hand in the tests of publish, for the pages of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.desk.app import desk
from secondsource.desk.shelf import Shelf, Shown
from secondsource.model import Claim
from secondsource.pipeline import as_known_on
from secondsource.publish.tongue import ENGLISH, speaking
from secondsource.store.view import CaseView
from tests.publish.conftest import made, view

__all__ = ["made", "view"]

HERE = "http://127.0.0.1:8765"
Page = Callable[[str], lxml.html.HtmlElement]


class Held(Shelf):
    """A shelf that holds a case made by hand."""

    def __init__(self, view: CaseView) -> None:
        self.folder = Path("nowhere")
        self.held = Shown.of(view)

    def shown(self) -> Shown:
        return self.held.in_language()

    def known(self, day: date, claim: Claim) -> Shown:
        with speaking(ENGLISH):
            then = Shown.of(as_known_on(self.held.view, day))
        return then.in_language()


def client_of(view: CaseView) -> TestClient:
    """A reader of the desk of a case made by hand."""
    return TestClient(desk(Held(view)), base_url=HERE)


@pytest.fixture
def reader(view: CaseView) -> Iterator[TestClient]:
    """A reader of the case made by hand."""
    with client_of(view) as client:
        yield client


@pytest.fixture
def page(reader: TestClient) -> Page:
    """Gets a page that is there, parsed."""

    def get(address: str) -> lxml.html.HtmlElement:
        answer = reader.get(address)
        assert answer.status_code == 200, (address, answer.text)
        return lxml.html.document_fromstring(answer.text)

    return get


def said(root: lxml.html.HtmlElement) -> str:
    """The words of a page, white space made one."""
    return " ".join(root.text_content().split())
