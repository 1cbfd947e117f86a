"""Words of documents in what is sent: they set no header, call nobody, and are no markup of the service."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from secondsource.model.acting import acts
from secondsource.subjects import load
from secondsource.watch.alerts import channel
from secondsource.watch.alerts.alert import Alert, Cause, Told
from secondsource.watch.alerts.feed import Entry, feed
from secondsource.watch.alerts.kinds import Kind
from secondsource.watch.alerts.letter import Letter, letter
from secondsource.watch.alerts.words import said

apprise = pytest.importorskip("apprise", reason="needs the extra `watch`")

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOSTILE = (
    "x\r\nBcc: all@evil.invalid\r\n\r\n<b>loud</b> <script>alert(1)</script> @everyone @here <!channel> <@U012345> "
    "[see](https://evil.invalid) \x1b[2J \u202e =cmd|'/C calc'!A0"
)


@pytest.fixture
def made() -> tuple[Alert, Letter]:
    cause = Cause(report="r", known_as=HOSTILE, day="2016-03-20", start=0, end=1, statement="s")
    told = Told(kind=Kind.REPORT, was="", now="", because=(cause,))
    alert = Alert(claim="c1", title=f"Work stoppage, {HOSTILE}", told=(told,), reports=("r",))
    return alert, letter("key", [("1", alert)], load(), case=HOSTILE)


def test_a_mail_has_the_headers_that_we_set_and_no_other(made: tuple[Alert, Letter]) -> None:
    plugin = channel.plugin_of("mailtos://watch:secret@mail.example.org?to=duty@example.org&from=watch@example.org")
    mail = channel.mail(plugin, made[1], NOW)
    assert mail["Bcc"] is None and mail["To"] == "duty@example.org"
    assert "\n" not in str(mail["Subject"])
    assert mail.get_content_type() == "text/plain"
    head = bytes(mail).decode().partition("\r\n\r\n")[0]
    assert not [line for line in head.split("\r\n") if line.lower().startswith("bcc")]
    assert not acts(mail.get_content())


@pytest.mark.parametrize(
    "address",
    [
        "tgram://123456789:abcdefghijklmnopqrstuvwxyz012345678/12315544/?format=html",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/",
        "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js?format=markdown",
    ],
)
def test_a_chat_service_is_told_plain_words(made: tuple[Alert, Letter], address: str, monkeypatch) -> None:
    plugin = channel.plugin_of(address)
    sent: list[str] = []
    monkeypatch.setattr(plugin, "send", lambda body, title="", **_: sent.append(f"{title}\n{body}") or True)
    monkeypatch.setattr(channel, "plugin_of", lambda _: plugin)
    channel.send(address, made[1], NOW)
    assert sent
    for text in sent:
        assert "@everyone" not in text and "@here" not in text and "<!channel" not in text and "<@U0" not in text
        assert not acts(text)
        if "tgram" in address:
            assert "<script>" not in text and "<b>loud" not in text


def test_the_feed_is_whole_and_holds_text_alone(made: tuple[Alert, Letter]) -> None:
    entry = Entry(id="1", at="2026-03-01T00:00:00Z", alert=made[0], said=said(made[0], load()))
    data = feed([entry], case="x", title=HOSTILE, address="https://desk.example.org")
    root = ElementTree.fromstring(data)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"feed", "id", "title", "updated", "link", "author", "name", "entry", "category", "content"}
    assert {e.get("type") for e in root.iter() if e.tag.endswith("content")} == {"text"}
    assert not acts(data.decode())
