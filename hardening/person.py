"""Somebody with a browser of their own: signs in at a desk on this machine, opens pages, fills in forms."""

from __future__ import annotations

from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import lxml.html


class Person:
    """A browser.

    Args:
        port: of the desk, on loopback.
    """

    def __init__(self, port: int) -> None:
        self.at = f"http://127.0.0.1:{port}"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> str:
        """The page at a path. Raises HTTPError if it is none, ValueError if it is the page to sign in at."""
        return self._read(address, None)

    def sign_in(self, name: str, password: str) -> None:
        """Signs in. Raises ValueError if nobody is let in."""
        page = self.get("/login?back=/")
        sent = _fields(page, "/login") | {"name": name, "password": password}
        self._read("/login", sent)

    def claims(self, address: str) -> list[str]:
        """The paths of the claims that a page leads to."""
        links = lxml.html.document_fromstring(self.get(address)).xpath("//main//a/@href")
        paths = {link.partition("?")[0].partition("#")[0] for link in links}
        return sorted(path for path in paths if path.startswith("/claims/") and path.count("/") == 2)

    def send(self, address: str, ending: str, words: dict[str, str]) -> bool:
        """Fills in the form of a page whose address ends so; False if the page has none."""
        page = self.get(address)
        root = lxml.html.document_fromstring(page)
        action = next((f.get("action") for f in root.iter("form") if f.get("action", "").endswith(ending)), None)
        if action is None:
            return False
        self._read(action, _fields(page, ending) | words)
        return True

    def _read(self, address: str, sent: dict[str, str] | None) -> str:
        data = urlencode(sent).encode() if sent is not None else None
        with self._opener.open(self.at + address, data, timeout=60) as answer:
            page: str = answer.read().decode()
            if answer.url.startswith(f"{self.at}/login") and not address.startswith("/login?"):
                raise ValueError("not signed in")
        return page


def _fields(page: str, ending: str) -> dict[str, str]:
    root = lxml.html.document_fromstring(page)
    form = next(f for f in root.iter("form") if f.get("action", "").endswith(ending))
    return {name: value or "" for name, value in form.form_values()}
