from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..watch.pages import STRIKE, feed, page
from ..watch.site import Site, serving
from .conftest import call


@pytest.fixture
def site():  # type: ignore[no-untyped-def]
    with serving() as made:
        yield made


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def test_nothing_is_watched_at_first(case: Path) -> None:
    for command in ("list", "log", "gone"):
        result = call("watch", command, "--case", case)
        assert result.exit_code == 0 and result.stdout == ""
    assert "add --help" in call("watch", "list", "--case", case).stderr


def test_what_is_added_is_listed_paused_resumed_and_removed(case: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert (
        call(
            "watch", "add", "feed", "https://post.example/rss", "--every", "1h", "--name", "The Post", "--case", case
        ).exit_code
        == 0
    )
    assert call("watch", "add", "folder", tmp_path / "in", "--case", case).exit_code == 0
    words = (
        "watch",
        "add",
        "mailbox",
        "imaps://mail.example/INBOX",
        "--user",
        "ana",
        "--password-env",
        "MAIL",
        "--case",
        case,
    )
    assert call(*words).exit_code == 0
    rows = [json.loads(line) for line in call("watch", "list", "--json", "--case", case).stdout.splitlines()]
    assert [(r["number"], r["kind"], r["name"], r["every"], r["state"]) for r in rows] == [
        (1, "feed", "The Post", 3600, "on"), (2, "folder", "in", 21600, "on"), (3, "mailbox", "imaps://mail.example/INBOX", 21600, "on"),
    ]  # fmt: skip
    assert rows[2]["password"] == "env:MAIL"
    assert call("watch", "pause", "The Post", "--case", case).exit_code == 0
    assert "paused" in call("watch", "list", "--case", case).stdout
    assert call("watch", "resume", "1", "--case", case).exit_code == 0
    assert call("watch", "remove", "https://post.example/rss", "--case", case).exit_code == 0
    assert len(call("watch", "list", "--json", "--case", case).stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "feed", "https://u:secret@post.example/rss"), "without them"),
        (("add", "feed", "post.example"), "no web address"),
        (("add", "feed", "https://post.example/rss", "--every", "1s"), "30m, 6h"),
        (("add", "folder", "nowhere-at-all"), "is not there"),
        (("add", "mailbox", "imap://mail.example/"), "over TLS only"),
        (("pause", "7"), "No source is called"),
    ],
)
def test_what_cannot_be_is_one_sentence(words: tuple[str, ...], says: str, case: Path) -> None:
    result = call("watch", *words, "--case", case)
    assert (
        result.exit_code == 1
        and says in result.stderr
        and result.stderr.count("\n") == 1
        and "secret" not in result.stderr
    )


def test_without_a_case_watching_begins_one(tmp_path: Path) -> None:
    for words in (("list",), ("gather",), ("remove", "1")):
        result = call("watch", *words, "--case", tmp_path / "none")
        assert result.exit_code == 1 and "There is no case" in result.stderr
    assert call("watch", "add", "feed", "https://post.example/rss", "--case", tmp_path / "none").exit_code == 0
    assert "https://post.example/rss" in call("watch", "list", "--case", tmp_path / "none").stdout


def test_gathering_says_what_came_and_what_did_not(case: Path, site: Site) -> None:
    site.paths |= {"/rss": feed(site.url, ["/a", "/b"]), "/a": page("Strike", *STRIKE)}
    call("watch", "add", "feed", f"{site.url}/rss", "--allow-private", "--case", case)
    result = call("watch", "gather", "--delay", "0", "--quiet", "--json", "--case", case)
    assert result.exit_code == 0, result.output
    (got,) = (json.loads(line) for line in result.stdout.splitlines())
    assert [item["url"] for item in got["new"]] == [f"{site.url}/a"] and "404" in got["failed"][0]["why"]
    assert (got["captures"], got["reports"], got["left"]) == (1, 1, 0)
    again = call("watch", "gather", "--delay", "0", "--case", case)
    assert again.exit_code == 0 and "Nothing is due." in again.stdout
    log = call("watch", "log", "--json", "--case", case).stdout.splitlines()
    assert [json.loads(line)["outcome"] for line in log] == ["refused", "new", "read"]
    assert call("verify", "--case", case).exit_code == 0


def test_two_do_not_gather_at_once(case: Path) -> None:
    from secondsource.store.lock import alone

    with alone(case, name="watch.lock"):
        result = call("watch", "gather", "--case", case)
    assert result.exit_code == 1 and "Another program" in result.stderr


def test_a_private_address_is_not_fetched_unless_allowed(case: Path, site: Site) -> None:
    call("watch", "add", "page", f"{site.url}/a", "--case", case)
    result = call("watch", "gather", "--delay", "0", "--case", case)
    assert "not had" in result.stdout and "--allow-private" in result.stdout and site.asked == []


def test_asked_to_end_it_ends_after_what_is_under_way_and_goes_on_the_next_time(case: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(30)]
    site.paths |= {"/rss": feed(site.url, paths), **{p: page(f"Strike {p}", *STRIKE) for p in paths}}
    call("watch", "add", "feed", f"{site.url}/rss", "--allow-private", "--case", case)
    words = [sys.executable, "-m", "secondsource.cli.main", "watch", "gather", "--delay", "1.5", "--case", str(case)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ})
    for _ in range(600):
        if sum(site.times(p) for p in paths) >= 2:
            break
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130 and "left for the next time" in out and "Traceback" not in err, err
    asked = {p for p in paths if site.times(p)}
    assert 2 <= len(asked) < 10
    rest = call("watch", "gather", "--delay", "0", "--quiet", "--json", "--case", case)
    assert len(json.loads(rest.stdout)["new"]) == 30 - len(asked) and all(site.times(p) == 1 for p in paths)
