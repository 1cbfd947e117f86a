from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.store.office import WeakPassword, passwords


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "x" * 201,
        "aaaaaaaaaaaaaaaaaa",
        "harbour harbour ",
        "password" * 2,
        "kim-min-ji is the best",
        "qwertyuiopasdfgh",
        "12345678901234567",
    ],
)
def test_what_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        passwords.digest_of(password, "Kim-Min-ji")


def test_the_digest_is_argon2id_as_rfc_9106_recommends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert passwords.digest_of("seven barges in the fog").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@given(st.integers())
def test_a_password_that_is_made_up_is_taken(_: int) -> None:
    assert passwords.weakness(passwords.made_up()) == ""


def test_no_digest_lets_anybody_in() -> None:
    for digest in (None, "", "$argon2id$broken", "plain"):
        assert not passwords.fits(digest, "plain")
