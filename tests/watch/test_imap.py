from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource.store.watching import Source, SourceKind, Watching
from secondsource.watch import imap
from secondsource.watch.fetch import Permission
from secondsource.watch.fetch.errors import BadCertificate, NoAnswer, PrivateAddress
from secondsource.watch.imap import NoFolder, NoPassword, NotLetIn, mails, password_of
from secondsource.watch.sources import add

from .post import Post, delivering

AT = "2026-03-01T09:00:00Z"
EVERY = Permission(every=True)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with delivering(tmp_path) as made:
        yield made


@pytest.fixture
def box(watching: Watching, post: Post) -> Source:
    return add(
        watching,
        SourceKind.MAILBOX,
        f"imaps://mail.example:{post.port}/INBOX",
        at=AT,
        user="ana",
        secret="env:SECRET",
        private=True,
    )


def here(*_: object) -> list[str]:
    return ["127.0.0.1"]


def fetched(box: Source, post: Post, password: str = "right") -> list[tuple[bytes, str, str]]:
    return [(m.data, m.address, mark) for m, mark in mails(box, password, EVERY, resolve=here, trust=post.trust)]


def test_new_messages_are_fetched_and_none_is_marked_as_seen(box: Source, post: Post) -> None:
    post.mails |= {3: b"Subject: one\r\n\r\nwords", 5: b"Subject: two\r\n\r\n" + bytes(range(256)) * 100}
    found = fetched(box, post)
    assert [data for data, _, _ in found] == [post.mails[3], post.mails[5]]
    assert found[0][1] == f"imaps://mail.example:{post.port}/INBOX;UIDVALIDITY=7/;UID=3" and found[-1][2] == "7:5"
    assert any(t.startswith("EXAMINE") for t in post.told) and not any("STORE" in t or "BODY[]" in t for t in post.told)


def test_it_goes_on_from_its_mark(box: Source, post: Post) -> None:
    post.mails |= {3: b"one", 5: b"two"}
    assert [d for d, _, _ in fetched(replace(box, mark="7:3"), post)] == [b"two"]
    assert fetched(replace(box, mark="7:5"), post) == []
    post.validity = 8
    assert len(fetched(replace(box, mark="7:5"), post)) == 2


def test_a_wrong_password_and_a_wrong_folder_are_said(box: Source, post: Post) -> None:
    with pytest.raises(NotLetIn):
        fetched(box, post, "wrong")
    with pytest.raises(NoFolder):
        fetched(replace(box, address=box.address.replace("INBOX", "Other")), post)
    post.folder = '"&vBvHQNO4ycDVaA-/a b"'
    post.mails |= {1: b"one"}
    assert len(fetched(replace(box, address=box.address.replace("INBOX", "받은편지함/a%20b")), post)) == 1


def test_a_certificate_that_does_not_hold_is_not_believed(box: Source, post: Post) -> None:
    with pytest.raises(BadCertificate):
        list(mails(box, "right", EVERY, resolve=here, trust=ssl.create_default_context()))
    with pytest.raises(BadCertificate):
        other = replace(box, address=box.address.replace("mail.example", "other.example"))
        list(mails(other, "right", EVERY, resolve=here, trust=post.trust))
    assert not any("LOGIN" in t for t in post.told)


def test_a_server_in_a_private_network_needs_permission(box: Source, post: Post) -> None:
    with pytest.raises(PrivateAddress):
        list(mails(box, "right", Permission(), resolve=here, trust=post.trust))


def test_a_message_that_lies_about_its_size_is_given_up(
    box: Source, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.mails |= {1: b"small"}
    post.lies = 10_000_000_000
    with pytest.raises(NoAnswer):
        fetched(box, post)
    post.lies = 0
    monkeypatch.setattr(imap, "LARGEST", 3)
    assert [data for data, _, _ in fetched(box, post)] == [b""]


def test_the_password_is_read_where_it_is_kept(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("pass word\nnext\n")
    (tmp_path / "secret").chmod(0o640)
    with pytest.raises(NoPassword, match="read by others"):
        password_of(f"file:{tmp_path / 'secret'}")
    (tmp_path / "secret").chmod(0o600)
    assert password_of(f"file:{tmp_path / 'secret'}") == "pass word"
    assert password_of("env:X", {"X": "y"}) == "y"
    for secret in ("env:X", f"file:{tmp_path / 'none'}"):
        with pytest.raises(NoPassword):
            password_of(secret, {})


def test_the_password_stands_in_no_file_of_the_case(box: Source, watching: Watching, post: Post) -> None:
    post.mails |= {1: b"one"}
    fetched(box, post)
    watching.close()
    for file in watching.folder.glob("watch.db*"):
        assert b"right" not in file.read_bytes()
