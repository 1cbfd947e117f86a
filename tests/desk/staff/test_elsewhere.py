"""Signing in with an OpenID provider: a real one on this machine, over real HTTP."""

from __future__ import annotations

import lxml.html
import pytest
from joserfc.jwk import RSAKey

from secondsource.desk import create_app
from secondsource.desk.elsewhere import BadProvider, Elsewhere, NotSignedIn, Settings, settings_of

from .conftest import HERE, Browser, told
from .provider import SHARED, Provider, provided


@pytest.fixture
def provider(monkeypatch):
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # over loopback, in this test alone
    with provided() as made:
        yield made


@pytest.fixture
def app(folder, office, provider):
    with (folder / "case.toml").open("a") as file:
        file.write(
            f'[sign_in]\nissuer = "{provider.issuer}"\nclient = "desk"\naddress = "{HERE}"\nname = "The Office"\n'
        )
    office.people.bind(office.people.named("rea der"), f"{provider.issuer} 00u1")
    return create_app(folder)


def sent_away(browser: Browser, back: str = "/") -> str:
    page = browser.client.get("/login", params={"back": back})
    assert "Sign in with The Office" in page.text
    href = lxml.html.document_fromstring(page.text).xpath("//a[starts-with(@href, '/login/elsewhere')]/@href")[0]
    answer = browser.client.get(href, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def come_back(browser: Browser, provider: Provider, back: str = "/"):
    code, state = provider.agree(sent_away(browser, back))
    return browser.client.get("/login/back", params={"code": code, "state": state})


def test_who_is_bound_to_an_account_is_let_in_and_led_on(app, provider, office):
    browser = Browser(app)
    answer = come_back(browser, provider, "/reports")
    assert str(answer.url) == f"{HERE}/reports" and "Rea Der" in answer.text
    assert office.record.entries()[0].entry.who == "Rea Der"


def test_who_is_bound_to_none_is_told_what_the_provider_calls_them(app, provider):
    provider.claims = {"sub": "00u2"}
    answer = come_back(Browser(app), provider)
    assert answer.status_code == 403 and "00u2" in told(answer) and "Builders" not in answer.text


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"azp": "another"},
        {"exp": None},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(app, provider, claims):
    provider.claims = claims
    answer = come_back(Browser(app), provider)
    assert answer.status_code == 403 and answer.url.path == "/login/back"


def test_a_token_signed_by_another_or_with_a_shared_secret_is_refused(app, provider):
    provider.key = RSAKey.generate_key(2048, {"kid": "k1"})
    assert come_back(Browser(app), provider).status_code == 403
    provider.key, provider.alg = SHARED, "HS256"
    assert come_back(Browser(app), provider).status_code == 403


def test_the_way_back_is_for_the_browser_that_was_sent_and_once(app, provider):
    browser = Browser(app)
    code, state = provider.agree(sent_away(browser))
    other = Browser(app)
    other.client.get("/login")
    assert other.client.get("/login/back", params={"code": code, "state": state}).status_code == 403
    assert browser.client.get("/login/back", params={"code": code, "state": state}).status_code == 403
    assert browser.client.get("/login/back", params={"state": "guess"}).status_code == 403


def test_one_has_ten_minutes(provider):
    seconds = iter((0.0, 0.0, 601.0))
    elsewhere = Elsewhere(Settings(issuer=provider.issuer, client="desk", address=HERE), clock=lambda: next(seconds))
    code, state = provider.agree(elsewhere.begin("b", "/"))
    with pytest.raises(NotSignedIn, match="too long ago"):
        elsewhere.finish(state, code, "b")


@pytest.mark.parametrize(
    "described", [{"issuer": "https://evil.example"}, {"token_endpoint": "http://evil.example/t"}, {"jwks_uri": ""}]
)
def test_a_provider_that_is_another_or_speaks_in_the_open_is_refused(app, provider, described):
    provider.described = described
    browser = Browser(app)
    browser.client.get("/login")
    answer = browser.client.get("/login/elsewhere")
    assert answer.status_code == 503 and "provider" in told(answer)


def test_a_closed_account_is_not_let_in_by_the_provider(app, provider, office):
    office.people.end(office.people.named("rea der"), "2026-03-02T00:00:00Z")
    assert come_back(Browser(app), provider).status_code == 403


@pytest.mark.parametrize(
    "words",
    [
        'issuer = "https://id.example"',
        'issuer = 1\nclient = "a"\naddress = "https://d.example"',
        'issuer = "http://id.example"\nclient = "a"\naddress = "https://d.example"',
        'issuer = "https://id.example"\nclient = "a"\naddress = "https://d.example"\nsecret = "s"',
    ],
)
def test_what_cannot_be_used_is_said_at_once(tmp_path, words):
    (tmp_path / "case.toml").write_text(f"[sign_in]\n{words}\n")
    with pytest.raises(BadProvider, match="sign_in"):
        settings_of(tmp_path)


def test_where_none_is_named_there_is_none(tmp_path, folder, office):
    assert settings_of(tmp_path) is None
    browser = Browser(create_app(folder))
    assert "elsewhere" not in browser.client.get("/login").text
    assert browser.client.get("/login/back").status_code == 404


def test_who_is_signed_in_is_not_signed_in_as_another(app, provider, office):
    kept = Browser(app, "Keeper Kim")
    assert kept.client.get("/login/elsewhere").url.path == "/"
    begun = Browser(app)
    code, state = provider.agree(sent_away(begun))
    assert kept.client.get("/login/back", params={"code": code, "state": state}).url.path == "/"
    assert "Keeper Kim" in kept.get("/me").text
    odd = Browser(app)
    odd.client.cookies.set("before", "caf\u00e9".encode().decode("latin-1"))
    assert odd.client.get("/login/back", params={"code": code, "state": state}).status_code == 403
    with pytest.raises(NotSignedIn):
        Elsewhere(Settings(issuer=provider.issuer, client="desk", address=HERE)).begin("", "/")
