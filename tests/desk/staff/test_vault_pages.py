"""The vault at the desk: handles, people and what was done, for keepers; nothing sealed, and no way to open it."""

from __future__ import annotations

import pytest

from secondsource.store.vault import Key, Sealed, Vault
from tests.store.vault.conftest import OTHER, quick_passphrases
from tests.store.vault.conftest import WORDS as PASSPHRASE

from .conftest import AT, told

ANA = Key(name="Ana Lyst", passphrase=PASSPHRASE)


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_passphrases(monkeypatch)


@pytest.fixture
def vault(folder):
    made = Vault(folder)
    made.begin(ANA, AT)
    made.put(ANA, Sealed(name="Qwyx", concerns=("c0ffee",)), AT)
    made.open(ANA, 1, AT)
    made.join(Key(name="Kim Min-ji", passphrase=OTHER), AT)
    yield made
    made.close()


def test_keepers_see_handles_and_openings_and_nothing_that_is_sealed(keeper, vault):
    page = keeper.get("/vault")
    said = told(page)
    for words in ("source:1", "Ana Lyst", "opened", "Kim Min-ji", "waits"):
        assert words in said
    assert "Qwyx" not in page.text and "c0ffee" not in page.text and "age1" not in page.text
    assert "<form" not in page.text.partition("<main")[2].partition("</main")[0]
    assert 'href="/vault"' in keeper.get("/work").text


def test_nobody_else_sees_it(reader, analyst, reviewer, vault):
    for browser in (reader, analyst, reviewer):
        assert "Your account may not do that" in told(browser.get("/vault", 403))
        assert "/vault" not in browser.get("/work").text


def test_where_there_is_none_it_says_how_to_make_one(keeper):
    assert "no vault yet" in told(keeper.get("/vault"))


def test_no_answer_for_programs_names_an_entry(keeper, vault):
    for address in ("/api/reports", "/api/claims", "/api/record", "/api/search?q=Qwyx"):
        answer = keeper.client.get(address)
        assert "source:1" not in answer.text and "c0ffee" not in answer.text
