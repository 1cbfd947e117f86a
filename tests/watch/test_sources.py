from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.store.watching import SourceKind, SourceTaken, Watching
from secondsource.watch.fetch import Permission
from secondsource.watch.sources import BadInterval, BadSource, add, interval_of, permission_of, seconds_of

AT = "2026-03-01T09:00:00Z"


@pytest.mark.parametrize(("text", "seconds"), [("5m", 300), ("6h", 21_600), (" 1D ", 86_400), ("2w", 1_209_600)])
def test_an_interval_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds and seconds_of(interval_of(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "6", "4m", "0h", "-1h", "1y", "99999h", "1.5h"])
def test_another_interval_is_refused(text: str) -> None:
    with pytest.raises(BadInterval):
        seconds_of(text)


@pytest.mark.parametrize(
    ("kind", "address", "says"),
    [
        ("feed", "https://u:p@post.example/rss", "without them"), ("feed", "post.example/rss", "no web address"), ("page", "ftp://a/", "no web address"),
        ("folder", "https://post.example/", "a path"), ("mailbox", "https://post.example/", "a path"), ("mailbox", "imap://mail.example/INBOX", "over TLS only"),
        ("mailbox", "imaps://ana:pw@mail.example/INBOX", "without them; --user"), ("mailbox", "imaps://mail.example/INBOX", "--user"), ("mailbox", "imaps:///", "none of a mailbox"),
        ("mailbox", "imaps://mail.example:x/", "none of a mailbox"), ("folder", "nowhere/at/all", "is not there"), ("list", "nowhere.txt", "is not there"),
    ],
)  # fmt: skip
def test_what_can_never_work_is_said_at_once(kind: str, address: str, says: str, watching: Watching) -> None:
    with pytest.raises(BadSource, match=says):
        add(watching, SourceKind(kind), address, at=AT)
    assert watching.sources.all() == ()


def test_a_mailbox_of_a_server_needs_to_know_where_its_password_is(watching: Watching) -> None:
    for secret in ("", "plain", "env:", "env:a b", "file:"):
        with pytest.raises(BadSource, match="--password-env"):
            add(watching, SourceKind.MAILBOX, "imaps://mail.example", at=AT, user="ana", secret=secret)
    for user in ("a b", 'ana"', "ana\r\nX", "아나"):
        with pytest.raises(BadSource, match="The user's name"):
            add(watching, SourceKind.MAILBOX, "imaps://mail.example", at=AT, user=user, secret="env:MAIL")
    made = add(watching, SourceKind.MAILBOX, "imaps://mail.example:1993/", at=AT, user="ana", secret="env:MAIL")
    assert made.address == "imaps://mail.example:1993/INBOX"
    with pytest.raises(BadSource, match="Only an IMAP"):
        add(watching, SourceKind.FEED, "https://post.example/rss", at=AT, user="ana")


def test_paths_are_kept_whole_and_called_by_their_last_part(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "file").write_text("x")
    made = add(watching, SourceKind.FOLDER, str(tmp_path / "in"), at=AT)
    assert Path(made.address) == tmp_path / "in" and made.name == "in"
    with pytest.raises(BadSource, match="is a file"):
        add(watching, SourceKind.FOLDER, str(tmp_path / "file"), at=AT)
    with pytest.raises(BadSource, match="is no file"):
        add(watching, SourceKind.LIST, str(tmp_path / "in"), at=AT)
    with pytest.raises(SourceTaken):
        add(watching, SourceKind.FOLDER, str(tmp_path / "in"), at=AT)


def test_permission_reaches_only_the_sources_own_host(watching: Watching, tmp_path: Path) -> None:
    feed = add(watching, SourceKind.FEED, "http://wiki.example/rss", at=AT, private=True)
    assert permission_of(feed) == Permission(frozenset({"wiki.example"}))
    other = add(watching, SourceKind.FEED, "https://post.example/rss#x", at=AT)
    assert permission_of(other) == Permission() and other.address == "https://post.example/rss"
    (tmp_path / "list.txt").write_text("x")
    assert permission_of(add(watching, SourceKind.LIST, str(tmp_path / "list.txt"), at=AT, private=True)).every
