from __future__ import annotations

import pytest

from secondsource.read.remote import BadReaderSettings, HostNotAllowed, Settings, settings_from

LOCAL = {"url": "http://127.0.0.1:8080/v1", "model": "toy"}
AWAY = {"url": "https://models.example.org/v1", "model": "toy"}


def test_off_unless_an_address_is_given():
    assert settings_from(None, {}) is None
    assert settings_from({"model": "toy"}, {"SECONDSOURCE_READER_KEY": "k"}) is None


def test_the_case_may_name_a_server_on_this_machine():
    settings = settings_from({**LOCAL, "piece": 900}, {})
    assert (settings.url, settings.model, settings.piece, settings.key) == (LOCAL["url"], "toy", 900, "")


def test_the_environment_wins():
    environ = {"SECONDSOURCE_READER_URL": AWAY["url"], "SECONDSOURCE_READER_MODEL": "m", "SECONDSOURCE_READER_KEY": "k"}
    settings = settings_from(LOCAL, environ)
    assert (settings.host, settings.model, settings.key) == ("models.example.org", "m", "k")


def test_a_case_alone_sends_nothing_to_another_machine():
    with pytest.raises(HostNotAllowed, match=r"models\.example\.org"):
        settings_from(AWAY, {"SECONDSOURCE_READER_KEY": "k"})
    with pytest.raises(HostNotAllowed):
        settings_from(AWAY, {"SECONDSOURCE_READER_ALLOW": "other.example.org"})
    assert settings_from(AWAY, {"SECONDSOURCE_READER_ALLOW": "other.example.org, models.example.org"}).secure


def test_the_key_of_a_case_goes_to_its_own_address_alone():
    assert settings_from({**LOCAL, "key": "k"}, {}).key == "k"
    assert settings_from({**LOCAL, "key": "k"}, {"SECONDSOURCE_READER_URL": AWAY["url"]}).key == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://localhost.example.org/v1",
        "http://0.0.0.0/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/hostname",
        "127.0.0.1:8080",
        "https://",
        "https://user:secret@models.example.org/v1",
        "https://models.example.org:port/v1",
        "https://models.example.org/v1\r\nX: y",
        "https://modèles.example.org/v1",
        "",
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(BadReaderSettings) as told:
        Settings(url=url, model="toy")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/v1", "http://[::1]:1", "http://localhost/v1", "https://a.example.org"]
)
def test_this_machine_and_encrypted_ones_are_taken(url):
    assert Settings(url=url, model="toy").target.endswith("/chat/completions")


def test_the_whole_address_may_be_given_and_a_query_stays():
    settings = Settings(url="https://a.example.org/x/chat/completions?api-version=1", model="toy")
    assert settings.target == "/x/chat/completions?api-version=1"


@pytest.mark.parametrize(
    "table",
    [
        {**LOCAL, "model": ""},
        {**LOCAL, "model": "a\nb"},
        {**LOCAL, "model": 3},
        {**LOCAL, "key": "two words"},
        {**LOCAL, "key": "line\r\nbreak"},
        {**LOCAL, "timeout": 0},
        {**LOCAL, "timeout": "soon"},
        {**LOCAL, "attempts": 100},
        {**LOCAL, "piece": float("nan")},
        {**LOCAL, "proxy": "x"},
        {"url": 3, "model": "toy"},
        {"url": LOCAL["url"]},
    ],
)
def test_settings_that_are_wrong_are_said(table):
    with pytest.raises(BadReaderSettings):
        settings_from(table, {})


def test_the_key_is_never_shown():
    assert "hush" not in repr(Settings(**LOCAL, key="hush"))
