"""A case with people: a keeper, a reviewer, an analyst and a reader, each signed in with a browser of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from secondsource import pipeline
from secondsource.desk import create_app
from secondsource.model import Role, Sensitive
from secondsource.store import Case
from secondsource.store.office import Office, passwords

HERE = "http://127.0.0.1:8765"
AT = "2026-03-01T09:00:00Z"
WORDS = "seven barges in the fog"
ONE = (
    "Some 40 North Korean builders stopped work in Kuwait on March 18, a foreman said on Saturday. "
    "The foreman said that wages had been withheld for six months. Write to desk@harbour.example or call +965 2222 3333."
)
TWO = "The ministry said that 40 North Korean builders stopped work in Kuwait on March 18 and went back on March 19."

Sends = Callable[..., object]


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("staff")
    (tmp_path / "in").mkdir()
    for name, outlet, day, text in (
        ("a", "The Harbour Post", "2016-03-19", ONE),
        ("b", "Gulf Courier", "2016-03-20", TWO),
    ):
        row = {
            "id": name,
            "outlet": outlet,
            "published": day,
            "language": "en",
            "title": f"Builders {name}",
            "text": text,
        }
        (tmp_path / "in" / f"{name}.json").write_text(json.dumps(row))
    with Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z") as case:
        pipeline.run(case, [tmp_path / "in"], now=datetime(2026, 1, 1, tzinfo=UTC))
    return tmp_path / "case"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: cheap)
    passwords._nobody.cache_clear()


@pytest.fixture
def folder(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read_once, tmp_path / "case"))


@pytest.fixture
def office(folder: Path) -> Office:
    made = Office(folder)
    made.people.add("Keeper Kim", Role.KEEPER, at=AT, password=WORDS, sees=frozenset(Sensitive))
    made.people.add("Rev Iewer", Role.REVIEWER, at=AT, password=WORDS)
    made.people.add("Ana Lyst", Role.ANALYST, at=AT, password=WORDS)
    made.people.add("Rea Der", Role.READER, at=AT, password=WORDS)
    return made


@pytest.fixture
def app(folder: Path, office: Office):
    return create_app(folder)


class Browser:
    """Somebody at a desk."""

    def __init__(self, app, name: str = "") -> None:
        self.client = TestClient(app, base_url=HERE, follow_redirects=True)
        if name:
            self.signed = self.sign_in(name)

    def sign_in(self, name: str, password: str = WORDS, back: str = "/"):
        page = self.client.get("/login", params={"back": back})
        return self.client.post("/login", data={**fields(page, "/login"), "name": name, "password": password})

    def get(self, address: str, status: int = 200):
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return answer

    def send(self, page: str, ending: str, code: int = 200, to: str = "", **more: str):
        """Fills in the form of a page whose address ends so."""
        root = lxml.html.document_fromstring(self.get(page).text)
        found = next(f for f in root.iter("form") if f.get("action").endswith(ending))
        sent = {name: value or "" for name, value in found.form_values()}
        answer = self.client.post(to or found.get("action"), data={**sent, **more})
        assert answer.status_code == code, (answer.status_code, told(answer))
        return answer


def fields(page, ending: str) -> dict[str, str]:
    root = lxml.html.document_fromstring(page.text)
    found = next(f for f in root.iter("form") if f.get("action").endswith(ending))
    return {name: value or "" for name, value in found.form_values()}


def told(answer) -> str:
    return " ".join(lxml.html.document_fromstring(answer.text).text_content().split())


def case_view(folder: Path):
    with Case.open(folder) as case:
        return case.view()


@pytest.fixture
def keeper(app) -> Browser:
    return Browser(app, "Keeper Kim")


@pytest.fixture
def reviewer(app) -> Browser:
    return Browser(app, "Rev Iewer")


@pytest.fixture
def analyst(app) -> Browser:
    return Browser(app, "Ana Lyst")


@pytest.fixture
def reader(app) -> Browser:
    return Browser(app, "rea der")
