"""One's own account: password, sessions, keys."""

from __future__ import annotations

from starlette.testclient import TestClient

from secondsource.model import Role
from secondsource.store.office.sessions import Kind

from .conftest import AT, HERE, WORDS, Browser, told


def test_a_password_given_by_another_is_changed_first(app, office):
    office.people.add("New Comer", Role.READER, at=AT, password=WORDS, renew=True)
    browser = Browser(app)
    assert browser.sign_in("New Comer").url.path == "/me"
    assert browser.get("/reports").url.path == "/me"
    assert browser.client.get("/api/claims").status_code in (401, 403)
    words = "nine barges in the rain"
    browser.send("/me", "/me/password", old=WORDS, new=words, again=words)
    assert browser.get("/reports").url.path == "/reports"
    assert Browser(app).sign_in("New Comer").status_code == 403
    assert Browser(app).sign_in("New Comer", words).status_code == 200


def test_a_new_password_is_asked_for_twice_and_for_the_old_one(reader):
    words = "nine barges in the rain"
    for old, new, again, says in (
        ("wrong words in the fog", words, words, "old password is another"),
        (WORDS, words, words + "y", "two ways"),
        (WORDS, WORDS, WORDS, "is the old one"),
        (WORDS, "rea der and the sea", "rea der and the sea", "name of the account"),
    ):
        answer = reader.send("/me", "/me/password", 400, old=old, new=new, again=again)
        assert says in told(answer)
    assert Browser(reader.client.app).sign_in("Rea Der").status_code == 200


def test_changing_it_signs_out_everywhere_else(app, reader):
    other = Browser(app, "Rea Der")
    words = "nine barges in the rain"
    reader.send("/me", "/me/password", old=WORDS, new=words, again=words)
    assert reader.get("/").url.path == "/"
    assert other.client.get("/").url.path == "/login"


def test_a_key_lets_a_program_read_and_nothing_else(app, office, reader):
    page = reader.send("/me", "/me/keys", label="notebook")
    key = page.text.partition('<code class="key">')[2].partition("<")[0]
    program = TestClient(app, base_url=HERE, headers={"Authorization": f"Bearer {key}"})
    assert program.get("/api/claims").status_code == 200
    assert program.get("/", follow_redirects=False).status_code == 303
    assert key not in reader.get("/me").text
    session = next(
        s for s in office.sessions.of(office.people.named("rea der"), "2026-03-01T09:00:00Z") if s.kind is Kind.KEY
    )
    reader.send("/me", "/me/sessions/end", session=session.id)
    assert program.get("/api/claims").status_code == 401


def test_what_one_may_do_is_said(reader, keeper):
    def said(browser) -> str:
        return told(browser.get("/me")).partition("What you may do and see")[2].partition("Password")[0]

    assert "Notake decisions" in said(reader) and "Yes" not in said(reader)
    assert "Yestake decisions" in said(keeper) and "On askingsee e-mail" in said(keeper)
