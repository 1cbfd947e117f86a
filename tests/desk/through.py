"""Lets the client of a desk talk to an application in the same process."""

from __future__ import annotations

import io
from email.message import Message
from urllib.request import BaseHandler, OpenerDirector, Request, build_opener
from urllib.response import addinfourl

import pytest
from starlette.testclient import TestClient

from secondsource import client


class Through(BaseHandler):
    """Answers for the network. `asked` holds the addresses, with the status of each answer."""

    handler_order = 100

    def __init__(self, app: TestClient) -> None:
        self.app, self.asked = app, list[tuple[str, int]]()

    def http_open(self, request: Request) -> addinfourl:
        answer = self.app.get(request.full_url, headers=dict(request.header_items()))
        headers = Message()
        for name, value in answer.headers.items():
            headers[name] = value
        self.asked.append((request.full_url, answer.status_code))
        found = addinfourl(io.BytesIO(answer.content), headers, request.full_url, answer.status_code)
        found.msg = answer.reason_phrase
        return found


def instead_of_the_network(monkeypatch: pytest.MonkeyPatch, app: TestClient) -> Through:
    """From now on clients of a desk ask this application."""
    through = Through(app)

    def opener(*_: object) -> OpenerDirector:
        return build_opener(through)

    monkeypatch.setattr(client, "build_opener", opener)
    return through
