"""A desk on a case made by hand."""

from __future__ import annotations

from pathlib import Path

import lxml.html
from starlette.testclient import TestClient

from secondsource.desk.app import desk
from secondsource.desk.shelf import Shelf, Shown
from secondsource.store.view import CaseView

HERE = "http://127.0.0.1:8765"
SCRIPT = '<script src="/desk.js" defer></script>'
"""The only one that a page may have."""


def scripts(root: lxml.html.HtmlElement) -> list[str]:
    """The scripts of a page as they are written."""
    return [lxml.html.tostring(s, encoding="unicode", with_tail=False) for s in root.iter("script")]


class Held(Shelf):
    """A shelf that holds a case made by hand."""

    def __init__(self, view: CaseView) -> None:
        self.folder = Path("nowhere")
        self.held = Shown.of(view)

    def shown(self) -> Shown:
        return self.held


def client_of(view: CaseView) -> TestClient:
    return TestClient(desk(Held(view)), base_url=HERE)


def page(client: TestClient, address: str, status: int = 200) -> lxml.html.HtmlElement:
    """The page at an address, which keeps to the rules of every page and leads nowhere that is not there."""
    answer = client.get(address)
    assert answer.status_code == status, address
    assert len(answer.content) < 300_000
    root = lxml.html.document_fromstring(answer.text)
    assert scripts(root) in ([], [SCRIPT]), address
    assert not root.xpath("//style | //img | //@style"), address
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)), address
    for href in root.xpath("//a/@href"):
        if href.startswith("#"):
            assert href[1:] in ids, href
        elif not href.startswith(("https://", "/language?")):
            assert client.get(href.partition("#")[0]).status_code == 200, href
    return root
