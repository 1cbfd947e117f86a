from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from secondsource.model import Role
from secondsource.store.watching import Subscription, Timing
from secondsource.store.watching.outbox import State
from secondsource.watch.alerts import channel
from secondsource.watch.alerts.deliver import WAITS, Delivered, deliver, is_time
from secondsource.watch.alerts.letter import Letter

from .conftest import Watch
from .plainly import EVENT
from .posts import mail_server, web_address

apprise = pytest.importorskip("apprise", reason="needs the extra `watch`")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "PATIENCE", 0.5)


def confirmed(watch: Watch) -> None:
    watch.publish("a", "Harbour Post", f"{EVENT}, seen by Ana Porter.")
    watch.look()
    watch.publish("b", "Gulf Courier", f"{EVENT}, recorded in the port register.", "2016-03-22")
    watch.look()


def sent(watch: Watch, target: str) -> Delivered:
    return deliver(watch.case, watch.watching, watch.office, watch.now, environment={"T": target})


def mailto(port: int) -> str:
    return f"mailto://127.0.0.1:{port}?from=watch@example.org&to=duty@example.org,second@example.org"


def test_a_mail_tells_what_was_what_is_and_because_of_which_sentence(watch: Watch) -> None:
    watch.subscribe(address="https://desk.example.org")
    confirmed(watch)
    with mail_server() as post:
        assert sent(watch, mailto(post.port)) == Delivered(sent=1)
        assert sent(watch, mailto(post.port)) == Delivered()
    (mail,) = post.mails
    text = mail.get_content()
    claim = watch.case.view().claims[0].id
    assert mail.get_content_type() == "text/plain" and mail["To"] == "duty@example.org, second@example.org"
    assert mail["Subject"].startswith("Confirmed by a further independent origin: Work stoppage, Kuwait")
    assert "It was at least 1, at most 1 independent origin; it is at least 2, at most 2 independent origins." in text
    assert "Because of: Gulf Courier, 22 March 2016 [" in text and f"https://desk.example.org/claims/{claim}" in text
    assert mail["Message-ID"] == f"<{watch.watching.outbox.of(1)[0].key}@secondsource.invalid>"


def test_what_was_taken_but_not_answered_comes_once_more_under_the_same_id(watch: Watch) -> None:
    watch.subscribe()
    confirmed(watch)
    with mail_server() as post:
        post.moods = ["hang up"]
        assert sent(watch, mailto(post.port)) == Delivered(failed=1)
        watch.now += timedelta(hours=1)
        assert sent(watch, mailto(post.port)) == Delivered(sent=1)
    one, two = post.mails
    assert "Claim c" in one.get_content() and "/claims/" not in one.get_content(), "nobody outside reaches a desk"
    assert one["Message-ID"] == two["Message-ID"] and one.get_content() == two.get_content()


@pytest.mark.parametrize("mood", ["refuse", "nobody", "silent"])
def test_a_mail_that_is_not_taken_is_kept_and_tried_again_later(watch: Watch, mood: str) -> None:
    watch.subscribe()
    confirmed(watch)
    with mail_server() as post:
        post.moods = [mood]
        assert sent(watch, mailto(post.port)) == Delivered(failed=1)
        assert sent(watch, mailto(post.port)) == Delivered(), "not before its hour"
        watch.now += WAITS[0]
        assert sent(watch, mailto(post.port)) == Delivered(sent=1)
        assert len(post.mails) == 1
    (message,) = watch.watching.outbox.of(1)
    assert (message.state, message.attempts) == (State.SENT, 2)


def test_what_a_server_says_goes_into_no_list(watch: Watch) -> None:
    watch.subscribe()
    confirmed(watch)
    with mail_server() as post:
        post.moods = ["refuse"]
        sent(watch, mailto(post.port))
    (message,) = watch.watching.outbox.of(1)
    assert message.why and "@" not in message.why and "127.0.0.1" not in message.why


def test_a_call_holds_the_alerts_as_values_and_a_key(watch: Watch) -> None:
    watch.subscribe(up_to="GREEN")
    confirmed(watch)
    with web_address() as post:
        assert sent(watch, f"json://127.0.0.1:{post.port}/hook") == Delivered(sent=1)
    ((headers, body),) = post.calls
    assert headers["Idempotency-Key"] == body["key"] == watch.watching.outbox.of(1)[0].key
    (alert,) = body["alerts"]
    assert alert["level"] == "now" and alert["changes"][0]["kind"] == "confirmed" and body["tlp"] == "TLP:GREEN"
    assert alert["changes"][0]["because"][0]["reference"].count(".s") == 1


@pytest.mark.parametrize("mood", ["500", "429", "302", "silent", "taken, then silent"])
def test_a_call_that_fails_is_tried_again_under_the_same_key(watch: Watch, mood: str) -> None:
    watch.subscribe()
    confirmed(watch)
    with web_address() as post:
        post.moods = [mood]
        assert sent(watch, f"json://127.0.0.1:{post.port}/hook") == Delivered(failed=1)
        watch.now += WAITS[0]
        assert sent(watch, f"json://127.0.0.1:{post.port}/hook") == Delivered(sent=1)
        assert len({body["key"] for _, body in post.calls}) == 1


def test_after_the_last_try_it_is_given_up_and_stays_in_the_list(watch: Watch) -> None:
    watch.subscribe()
    confirmed(watch)
    total = Delivered()
    for wait in (*WAITS, timedelta()):
        total = sent(watch, "json://127.0.0.1:9/nobody")
        watch.now += wait
    assert total == Delivered(given_up=1)
    assert watch.watching.outbox.of(1)[0].state is State.GIVEN_UP
    assert sent(watch, "json://127.0.0.1:9/nobody") == Delivered()


def test_where_the_address_is_missing_nothing_is_given_up(watch: Watch) -> None:
    watch.subscribe()
    confirmed(watch)
    for _ in range(len(WAITS) + 3):
        assert deliver(watch.case, watch.watching, watch.office, watch.now, environment={}) == Delivered(failed=1)
        watch.now += timedelta(minutes=15)
    assert "The variable T is not set" in watch.watching.outbox.of(1)[0].why
    with mail_server() as post:
        assert sent(watch, mailto(post.port)) == Delivered(sent=1)


def test_what_was_closed_meanwhile_is_withheld(watch: Watch) -> None:
    watch.subscribe()
    confirmed(watch)
    keeper = watch.office.people.add("Kim", Role.KEEPER, at="2016-04-01T00:00:00Z", password="a long pass phrase 3")
    closed = next(r.id for r in watch.case.view().reports if r.name == "b")
    watch.office.closings.close(closed, keeper, "2016-04-02T00:00:00Z", "a source at risk")
    with mail_server() as post:
        assert sent(watch, mailto(post.port)) == Delivered(withheld=1)
        assert post.mails == []


def test_a_digest_waits_for_its_day_and_tells_all_in_one(watch: Watch) -> None:
    watch.subscribe("day", timing=Timing.DAILY, made="2016-04-03T01:00:00Z")
    confirmed(watch)  # told on the third
    assert watch.now.day == 3
    watch.publish("c", "Gulf Courier", f"It is not true that {EVENT}.", "2016-03-30")
    with mail_server() as post:
        assert sent(watch, mailto(post.port)) == Delivered()
        watch.look()
        assert sent(watch, mailto(post.port)) == Delivered(sent=1)
        assert sent(watch, mailto(post.port)) == Delivered()
    (mail,) = post.mails
    assert "(+ 1 more)" in mail["Subject"] and mail.get_content().count("Claim c") == 2


def test_a_week_ends_on_monday() -> None:
    weekly = Subscription(name="w", target="env:T", kinds=("now",), timing=Timing.WEEKLY, told="2016-04-01T09:00:00Z")
    assert not is_time(weekly, datetime(2016, 4, 3, 23, tzinfo=UTC))
    assert is_time(weekly, datetime(2016, 4, 4, 0, tzinfo=UTC))


def test_nothing_goes_over_the_network_for_others_to_read() -> None:
    letter = Letter(key="k", subject="s", text="t", alerts=())
    for address in ("mailto://mail.example.org?from=a@example.org&to=b@example.org", "json://hook.example.org/x"):
        with pytest.raises(channel.Unsent, match="for others to read"):
            channel.send(address, letter, datetime(2016, 4, 1, tzinfo=UTC))


def test_apprise_logs_no_address(watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    watch.subscribe()
    confirmed(watch)
    with caplog.at_level(logging.DEBUG), web_address() as post:
        post.moods = ["500"]
        sent(watch, f"json://someone:secret@127.0.0.1:{post.port}/hook")
    assert "secret" not in caplog.text and "127.0.0.1" not in "".join(
        r.getMessage() for r in caplog.records if r.name.startswith("apprise")
    )


def test_the_messages_of_a_korean_subscription_are_in_korean(watch: Watch) -> None:
    watch.subscribe(language="ko")
    confirmed(watch)
    with mail_server() as post:
        assert sent(watch, mailto(post.port)).sent == 1
    assert "2016년 3월 22일" in post.mails[0].get_content()
