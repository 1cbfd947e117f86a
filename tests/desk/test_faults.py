import logging

import pytest
from starlette.testclient import TestClient

from secondsource.desk.app import LOOPBACK, desk

from .conftest import HERE, Held


@pytest.fixture
def broken(view, monkeypatch):
    shelf = Held(view)
    app = desk(shelf, LOOPBACK)
    monkeypatch.setattr(shelf, "shown", lambda: {}["a foreman called Ana"])
    return TestClient(app, base_url=HERE, raise_server_exceptions=False)


@pytest.mark.parametrize("address", ["/", "/reports", "/api/claims", "/healthz"])
def test_a_fault_is_answered_without_its_words_and_with_the_headers_of_every_page(broken, address, caplog):
    with caplog.at_level(logging.ERROR):
        answer = broken.get(address)
    assert answer.status_code == 500
    assert "KeyError" in answer.text
    assert "Ana" not in answer.text and "Traceback" not in answer.text and ".py" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "KeyError" in caplog.text and "test_faults.py" in caplog.text
    assert "Ana" not in caplog.text


def test_all_of_it_is_shown_on_wish(broken, monkeypatch, caplog):
    monkeypatch.setenv("SECONDSOURCE_DEBUG", "1")
    broken.get("/")
    assert "a foreman called Ana" in caplog.text
