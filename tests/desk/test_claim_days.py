"""The days of a claim's knowledge: with its page where that is quick, else when somebody asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from secondsource.desk.routes import claims
from tests.desk.conftest import client_of
from tests.publish.made import made


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(claims, "FEW", 0)
    return client_of(replace(made()))


def test_where_many_reports_tell_it_a_link_leads_to_the_days(client: TestClient) -> None:
    claim = next(c.id for c in made().claims if len(c.reports) > 1)
    page = client.get(f"/claims/{claim}").text
    assert f"/claims/{claim}?days=all" in page and "as_known_on=" not in page
    asked = client.get(f"/claims/{claim}", params={"days": "all"}).text
    assert "days=all" not in asked
    # Once worked out, they stand on the page for everybody.
    assert main(client.get(f"/claims/{claim}").text) == main(asked)


def test_a_day_and_a_step_are_answered_at_once(client: TestClient) -> None:
    claim = next(c.id for c in made().claims if len(c.reports) > 1)
    answer = client.get(f"/claims/{claim}", params={"step": "1"}, follow_redirects=False)
    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]
