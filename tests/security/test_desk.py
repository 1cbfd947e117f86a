"""What browsers and strangers meet at the desk, by the points of docs/security.md that no other test shows."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
from pathlib import Path

import lxml.html
import pytest
import uvicorn
from starlette.testclient import TestClient

from secondsource.desk import create_app
from secondsource.desk.bench import now
from secondsource.desk.serve import CIPHERS, serve
from secondsource.model import Role
from secondsource.store.office import Office, WeakPassword, passwords
from secondsource.store.office.sessions import Kind
from tests.desk.staff.conftest import HERE, WORDS, Browser, app, fields, folder, office, quick, read_once, reader

__all__ = ["app", "folder", "office", "quick", "read_once", "reader"]


@pytest.fixture(scope="module")
def standing(read_once: Path, tmp_path_factory: pytest.TempPathFactory):
    """A desk that nobody changes, for who only looks at its answers."""
    case = Path(shutil.copytree(read_once, tmp_path_factory.mktemp("standing") / "case"))
    keeper = Office(case).people.add("Keeper Kim", Role.KEEPER, at="2026-03-01T09:00:00Z")
    token = Office(case).sessions.begin(keeper, now(), "a test")
    return create_app(case), token


@pytest.fixture
def stranger(standing) -> TestClient:
    return TestClient(standing[0], base_url=HERE, follow_redirects=False)


@pytest.fixture
def somebody(standing) -> TestClient:
    return TestClient(standing[0], base_url=HERE, cookies={"session": standing[1]})


SAID = {
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "cache-control",
}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(("/login", 200), ("/style.css", 200), ("/desk.js", 200), ("/healthz", 200), ("/", 303), ("/none", 303)),
        *(("/api/claims", 401), ("/alerts.atom", 401), ("/api/none", 401), ("/language?to=ko", 303)),
    ],
)
def test_every_answer_to_a_stranger_has_the_headers(stranger, address: str, status: int) -> None:
    answer = stranger.get(address)
    assert answer.status_code == status
    assert set(answer.headers) >= SAID
    assert answer.headers["cache-control"] == "no-store" and answer.headers["x-content-type-options"] == "nosniff"
    assert "server" not in answer.headers and "x-powered-by" not in answer.headers


@pytest.mark.parametrize(
    "address", ["/", "/none", "/api/claims", "/api/none", "/claims.csv", "/alerts.atom", "/dossier/file?format=md"]
)
def test_every_answer_to_somebody_has_the_headers_and_a_type_with_its_coding(somebody, address: str) -> None:
    answer = somebody.get(address)
    assert set(answer.headers) >= SAID
    kind = answer.headers["content-type"]
    assert "json" in kind or "charset=utf-8" in kind
    assert "access-control-allow-origin" not in answer.headers


def test_the_policy_lets_in_no_script_or_style_but_the_desks_own(somebody) -> None:
    policy = dict(part.split(" ", 1) for part in somebody.get("/").headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }


def test_over_https_browsers_are_told_to_stay_there_and_every_cookie_is_theirs_alone(app) -> None:
    client = TestClient(app, base_url="https://127.0.0.1:8765", follow_redirects=False)
    assert "strict-transport-security" not in Browser(app).client.get("/login").headers
    page = client.get("/login")
    told = re.fullmatch(r"max-age=(\d+); includeSubDomains", page.headers["strict-transport-security"])
    assert told and int(told[1]) >= 365 * 86400
    answers = [page, client.post("/login", data={**fields(page, "/login"), "name": "rea der", "password": WORDS})]
    answers += [client.get("/language?to=ko")]
    cookies = [cookie for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    assert len(cookies) >= 4
    for cookie in cookies:
        assert "; Secure" in cookie and "HttpOnly" in cookie and re.search("SameSite=(lax|strict)", cookie), cookie
        assert len(cookie.partition(";")[0]) < 4096
    assert {c.partition("=")[0] for c in cookies} == {
        "__Host-before",
        "__Host-session",
        "__Host-device",
        "__Host-language",
    }


def test_a_new_session_ends_the_one_before(app, office) -> None:
    browser = Browser(app, "Rea Der")
    held = browser.client.cookies["session"]
    old = TestClient(app, base_url=HERE, cookies={"session": held}, follow_redirects=False)
    assert old.get("/").status_code == 200
    sent = fields(browser.get("/me"), "/me/password")
    sent |= {"old": WORDS, "new": "nine kettles by the quay", "again": "nine kettles by the quay"}
    browser.client.post("/me/password", data=sent)
    assert old.get("/").status_code == 303
    assert browser.client.cookies["session"] != held


def test_a_session_that_somebody_was_given_before_is_not_used_on(app, office) -> None:
    """Session fixation: who plants a cookie in a browser has nothing of who signs in with it."""
    browser = Browser(app)
    browser.client.cookies.set("session", "planted")
    browser.sign_in("Rea Der")
    assert office.sessions.person("planted", "2026-03-01T09:00:00Z") is None


def test_all_that_one_is_signed_in_with_is_ended_at_once(app, office, reader) -> None:
    person = office.people.named("Rea Der")
    other = Browser(app, "Rea Der")
    key = office.sessions.begin(person, "2026-11-01T09:00:00Z", "a notebook", Kind.KEY)
    page = lxml.html.document_fromstring(reader.get("/me").text)
    form = next(f for f in page.iter("form") if "all" in dict(f.form_values()))
    reader.client.post(form.get("action"), data={name: value or "" for name, value in form.form_values()})
    for who in (reader, other):
        assert who.client.get("/", follow_redirects=False).status_code == 303
    assert (
        TestClient(app, base_url=HERE).get("/api/case", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    )


def test_signing_out_clears_what_the_browser_kept(reader) -> None:
    sent = fields(reader.get("/me"), "/logout")
    answer = reader.client.post("/logout", data=sent, follow_redirects=False)
    assert answer.headers["clear-site-data"] == '"cache", "storage"'


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused_and_none_is_taken_for_another(reader, office, method: str) -> None:
    for address in ("/", "/people", "/api/claims", "/login"):
        assert reader.client.request(method, address).status_code in (405, 404)
    over = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}
    assert reader.client.get("/me/password", headers=over).status_code == 405
    assert reader.client.get("/me/keys?_method=POST&label=x", headers=over).status_code == 405
    assert not [
        s for s in office.sessions.of(office.people.named("Rea Der"), "2026-03-01T09:00:00Z") if s.kind is Kind.KEY
    ]


def test_no_other_origin_is_let_in(somebody) -> None:
    answer = somebody.options(
        "/api/claims", headers={"Origin": "https://evil.invalid", "Access-Control-Request-Method": "GET"}
    )
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/../../etc/passwd",
            "/..%2f..%2fetc%2fpasswd",
            "/reports/..%2f..%2fcase.toml",
            "/style.css/../case.db",
            "/case.db",
        ),
        *(
            "/office.db",
            "/case.toml",
            "/.git/config",
            "/templates/",
            "/captures/",
            "/desk.css",
            "/docs",
            "/api/docs",
            "/%00",
        ),
    ],
)
def test_no_file_is_served_by_its_path(somebody, address: str) -> None:
    answer = somebody.get(address)
    assert answer.status_code == 404
    assert "root:" not in answer.text and "SQLite" not in answer.text


@pytest.mark.parametrize("name", ['x"\r\nX-Evil: 1', "../../x", "report\u202e", "x;filename=evil.exe"])
def test_what_is_asked_for_makes_no_file_name_or_header(somebody, name: str) -> None:
    for asked in ({"form": name}, {"language": name}, {"format": name}):
        answer = somebody.get("/dossier/file", params={"format": "md", **asked})
        assert answer.status_code in (400, 404)
        assert "x-evil" not in answer.headers and "content-disposition" not in answer.headers


def test_no_form_sends_what_is_secret_in_an_address(app, reader, office) -> None:
    for page in (Browser(app).client.get("/login"), reader.get("/me"), reader.get("/work"), reader.get("/")):
        tree = lxml.html.document_fromstring(page.text)
        for form in tree.iter("form"):
            secret = form.xpath(".//input[@name='token' or @type='password']")
            assert not secret or form.get("method") == "post"
        for field in tree.xpath("//input[@type='password']"):
            assert field.get("autocomplete") in ("current-password", "new-password")
            assert not {"onpaste", "readonly"} & set(field.attrib)
        assert "token=" not in " ".join(tree.xpath("//a/@href"))


def test_fields_that_a_form_does_not_have_change_nothing(reader, office) -> None:
    sent = fields(reader.get("/me"), "/me/keys")
    more = {"label": "x", "role": "keeper", "id": "1", "sees-sources": "on", "kind": "session", "person": "1"}
    reader.client.post("/me/keys", data={**sent, **more})
    rea = office.people.named("Rea Der")
    assert rea.role is Role.READER and not rea.sees
    assert {s.kind for s in office.sessions.of(office.people.named("Keeper Kim"), "2026-03-01T09:00:00Z")} == set()


@pytest.mark.parametrize(
    "host", ["evil.invalid", "127.0.0.1.evil.invalid", "desk.example.org.evil.invalid", "", "[::2]"]
)
def test_a_desk_that_has_names_answers_to_no_other(read_once: Path, host: str) -> None:
    named = TestClient(create_app(read_once, ("desk.example.org",), others=True), base_url=HERE)
    assert named.get("/", headers={"Host": "desk.example.org:8765"}).status_code == 200
    assert named.get("/", headers={"Host": host}).status_code == 421


def test_served_to_others_by_a_name_it_still_only_shows(read_once: Path) -> None:
    named = TestClient(create_app(read_once, ("desk.example.org",), others=True), base_url="http://desk.example.org")
    assert named.post("/people/eyes", data={"eyes": "2"}).status_code == 403


def test_how_it_is_served(read_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **more: told.append({**more, "app": app}))
    serve(read_once, say=lambda _: None)
    serve(read_once, host="0.0.0.0", allow_others=True, names=["desk.example.org"], say=lambda _: None)
    assert [(t["server_header"], t["access_log"], t["proxy_headers"]) for t in told] == [
        (False, False, False),
        (False, False, True),
    ]
    client = TestClient(told[1]["app"], base_url="http://desk.example.org")
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": "evil.invalid"}).status_code == 421


def test_the_desk_calls_nobody_whatever_it_is_asked(somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    def called(*_: object, **__: object) -> None:
        raise AssertionError("the desk called somebody")

    monkeypatch.setattr(socket.socket, "connect", called)
    monkeypatch.setattr(socket, "getaddrinfo", called)
    for asked in (
        "/search?q=http://169.254.169.254/",
        "/?q=file:///etc/passwd",
        "/language?back=http://evil.invalid/",
        "/reports?q=gopher://x",
    ):
        assert somebody.get(asked).status_code == 200


@pytest.mark.parametrize(
    "password",
    [
        *("passwordpassword1", "iloveyouiloveyou", "qwertyuiop123456", "letmeinletmein123", "administrator2024"),
        *(
            "1q2w3e4r5t6y7u8i9o",
            "secondsource secondsource",
            "north korea north korea",
            "keeper-keeper-keeper",
            "aaaaaaaaaaaaaaaaaa",
        ),
    ],
)
def test_a_password_that_leaked_or_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword, match="tried first"):
        passwords.digest_of(password)


@pytest.mark.parametrize(
    "password",
    [
        "seven barges in the fog",
        "오래된 항구의 등불 일곱 개가 켜졌다",
        "x" * 3 + " lamps " * 20,
        "no capitals no digits",
    ],
)
def test_a_long_password_of_any_composition_is_taken(password: str) -> None:
    assert passwords.weakness(password) == ""


def test_a_refusal_is_written_into_the_record(reader, office) -> None:
    reader.get("/people", 403)
    assert reader.client.get("/api/record").status_code == 403
    written = [s.entry.object for s in office.record.entries(who="Rea Der", act="refused")]
    assert written == ["GET /api/record", "GET /people"]


def test_https_is_spoken_as_it_is_recommended() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(CIPHERS)
    for cipher in context.get_ciphers():
        assert cipher["aead"] and cipher["strength_bits"] >= 128
        assert cipher["protocol"] == "TLSv1.3" or (
            cipher["protocol"] == "TLSv1.2" and cipher["name"].startswith("ECDHE")
        )
