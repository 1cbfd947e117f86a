"""Nothing of a case with accounts is told to who has not signed in."""

from __future__ import annotations

import pytest

from secondsource.desk import create_app
from secondsource.desk.serve import LostAccounts, serve
from secondsource.desk.tongues import local
from secondsource.store.about import set_accounts

from .conftest import HERE, WORDS, Browser, fields, told

PRIVATE = (
    "/",
    "/today",
    "/reports",
    "/review",
    "/decisions",
    "/work",
    "/people",
    "/record",
    "/vault",
    "/me",
    "/claims.csv",
    "/map",
    "/law",
    "/network",
    "/set-aside",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_stranger_is_asked_to_sign_in_and_sees_nothing(app, address):
    answer = Browser(app).client.get(address)
    assert answer.url.path == "/login" and answer.status_code == 200
    for word in ("Kuwait", "Harbour", "Builders", "Rev Iewer", "overseas labour"):
        assert word not in answer.text


@pytest.mark.parametrize("address", ["/api/claims", "/api/reports", "/api/openapi.json", "/api/nothing", "/api"])
def test_a_program_without_a_key_is_told_so_in_the_shape_of_every_error(app, address):
    answer = Browser(app).client.get(address)
    assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["error"]["code"] == "sign_in"


def test_a_stranger_can_change_nothing(app, office):
    stranger = Browser(app).client
    for address in (
        "/people",
        "/people/1/end",
        "/notes/claims/x",
        "/searches",
        "/me/password",
        "/today/looked",
        "/reports/x/open",
    ):
        answer = stranger.post(address, data={"token": "x", "name": "Eve", "role": "keeper"}, follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login")
    assert len(office.people.all()) == 4
    assert stranger.get("/healthz").json() == {"status": "ok"}


def test_signing_in_leads_back_to_what_was_asked_for(app):
    browser = Browser(app)
    page = browser.client.get("/reports?q=builders")
    answer = browser.client.post("/login", data={**fields(page, "/login"), "name": "rea der", "password": WORDS})
    assert str(answer.url) == f"{HERE}/reports?q=builders" and "Builders a" in answer.text


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb", "/" + "a" * 3000],
)
def test_signing_in_leads_nowhere_else(app, address):
    assert local(address) == "/"
    assert Browser(app).sign_in("Rea Der", back=address).url.path == "/"


def test_a_wrong_password_says_no_more_than_a_wrong_name(app):
    answers = [Browser(app).sign_in(name, "wrong words in the fog") for name in ("Rea Der", "Eve Else")]
    assert [a.status_code for a in answers] == [403, 403]
    assert told(answers[0]) == told(answers[1])


def test_who_guesses_has_to_wait_and_the_right_password_too(app, office):
    for _ in range(5):
        assert Browser(app).sign_in("Rea Der", "wrong words in the fog").status_code == 403
    answer = Browser(app).sign_in("Rea Der")
    assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= 15
    assert [s.entry.act.value for s in office.record.entries(who="Rea Der")] == ["refused"] * 5


def test_the_cookie_is_kept_from_scripts_and_other_sites(app):
    browser = Browser(app).client
    page = browser.get("/login")
    answer = browser.post(
        "/login", data={**fields(page, "/login"), "name": "rea der", "password": WORDS}, follow_redirects=False
    )
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("session="))
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie


def test_over_https_the_cookie_goes_over_nothing_else(app):
    from starlette.testclient import TestClient

    browser = TestClient(app, base_url="https://127.0.0.1:8765", follow_redirects=False)
    page = browser.get("/login")
    answer = browser.post("/login", data={**fields(page, "/login"), "name": "rea der", "password": WORDS})
    cookies = answer.headers.get_list("set-cookie")
    assert all("Secure" in c for c in cookies)
    cookie = next(c for c in cookies if "session=" in c)
    assert cookie.startswith("__Host-session=") and "Secure" in cookie
    assert browser.get("/").status_code == 200


def test_a_form_from_elsewhere_signs_nobody_in(app):
    victim = Browser(app).client
    victim.get("/login")
    attackers = fields(Browser(app).client.get("/login"), "/login")
    answer = victim.post("/login", data={**attackers, "name": "Rea Der", "password": WORDS}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert victim.get("/", follow_redirects=False).status_code == 303


def test_a_token_of_one_is_no_token_of_another(app, keeper, reader):
    stolen = fields(keeper.get("/people"), "/people")["token"]
    answer = reader.client.post("/me/keys", data={"token": stolen, "label": "x"})
    assert answer.status_code == 403 and "load it again" in answer.text


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(app, reader):
    kept = dict(reader.client.cookies)
    reader.send("/me", "/logout")
    again = Browser(app)
    for name, value in kept.items():
        again.client.cookies.set(name, value)
    assert again.client.get("/").url.path == "/login"


def test_accounts_that_were_lost_open_the_desk_to_nobody(app, folder, office, reader):
    reader.get("/")
    set_accounts(folder / "case.toml")
    office.close()
    for file in folder.glob("office.db*"):
        file.unlink()
    assert Browser(app).client.get("/").url.path == "/login"
    assert Browser(create_app(folder)).client.get("/").url.path == "/login"
    for port in (1, 2):
        with pytest.raises(LostAccounts):
            serve(folder, port=port, say=lambda _: None)


def test_strangers_who_try_a_name_do_not_keep_its_owner_out(app, reader):
    for n in range(7):
        Browser(app).sign_in("Rea Der", f"wrong words in the fog {n}")
    assert Browser(app).sign_in("Rea Der").status_code == 429
    reader.send("/me", "/logout")
    assert reader.sign_in("Rea Der").status_code == 200
    for _ in range(5):
        reader.client.post("/logout", data={})
        reader.client.cookies.delete("session")
        assert reader.sign_in("Rea Der", "wrong words in the fog").status_code == 403
    assert reader.sign_in("Rea Der").status_code == 429


def test_what_was_typed_for_a_name_is_written_down_only_if_it_is_one(app, office):
    Browser(app).sign_in("my secret passphrase\n\x1b[31m", "x" * 20)
    Browser(app).sign_in(" REA  der", "x" * 20)
    assert [s.entry.who for s in office.record.entries(act="refused")] == ["Rea Der", ""]


def test_only_few_digests_are_made_at_once_and_everybody_else_is_answered_meanwhile(app, reader, monkeypatch):
    import threading

    from secondsource.store.office import passwords

    gate, fits = threading.Event(), passwords.fits
    monkeypatch.setattr("secondsource.store.office.people.fits", lambda *given: gate.wait(20) and fits(*given))
    waiting = [threading.Thread(target=lambda n=n: Browser(app).sign_in(f"name {n}")) for n in range(8)]
    for thread in waiting:
        thread.start()
    try:
        for _ in range(3):
            assert reader.client.get("/healthz").status_code == 200
    finally:
        gate.set()
        for thread in waiting:
            thread.join(30)


def test_where_nobody_has_an_account_nobody_is_asked(read_once, tmp_path):
    import shutil

    alone = Browser(create_app(shutil.copytree(read_once, tmp_path / "alone")))
    assert alone.get("/").url.path == "/"
    assert alone.get("/login").url.path == "/"
    assert "Nobody has an account" in told(alone.get("/me"))
    assert "people add" in told(alone.get("/people"))
