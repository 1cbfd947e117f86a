"""Does everything that the program can do without the network, with words planted in what it reads, and keeps what each command said.

`python everything.py FOLDER` is run as a process of its own, in a namespace without a network where the system allows it.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

WORD, NAME, MAIL, TITLE, ASKED = "Zqwordle", "Zqnamov", "zqmail", "Zqtitular", "zqsought"
"""Planted in a text, as a person in it, in addresses, in titles, in what is searched for."""
TEXT = (
    "KUWAIT CITY - Some 40 North Korean builders stopped work in Kuwait on March 18, a foreman, Kim {name}, said on Saturday. "
    "He said that {word} wages of $300 had been withheld for six months. Write to {mail}@example.org."
)
SAID = TEXT.format(word=WORD, name=NAME, mail=MAIL)


def corpus(folder: Path) -> None:
    """Documents that are read, and some that cannot be, each with planted words."""
    folder.mkdir()
    report = {"id": "a", "outlet": "The Harbour Post", "published": "2016-03-19", "language": "en"}
    (folder / "a.json").write_text(json.dumps({**report, "title": f"{TITLE} builders", "text": SAID}))
    (folder / "b.eml").write_text(
        f"From: {NAME} <{MAIL}@example.org>\nTo: desk@example.org\nSubject: {TITLE}\nDate: Sat, 19 Mar 2016 10:00:00 +0000\n"
        f"Message-ID: <1@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{SAID}\n"
    )
    (folder / "c.html").write_text(f"<html><head><title>{TITLE}</title></head><body><p>{SAID}<p><b>{WORD}")
    (folder / "d.json").write_text('{"id": "d", "text": "' + SAID)
    (folder / "e.pdf").write_bytes(b"%PDF-1.4\n" + SAID.encode())
    (folder / "f.docx").write_bytes(b"PK\x03\x04" + SAID.encode())
    (folder / "g.xml").write_text(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{TITLE}</title><item>{SAID}'
    )
    (folder / "h.json").write_text(json.dumps({"id": NAME, "text": 7, "title": WORD, "published": MAIL}))


class All:
    """Calls the commands one after the other, in this process as a shell would in one of its own."""

    def __init__(self, work: Path) -> None:
        self.work, self.case, self.out = work, work / "case", work / "out"
        self.logs = work / "logs"
        for folder in (self.logs, self.out):
            folder.mkdir(mode=0o700)
        self.codes: dict[str, int] = {}

    def call(self, label: str, *words: object, typed: str = "") -> None:
        """Runs a command; what it said is in `logs/LABEL.out` and `.err`."""
        from secondsource.cli.main import main

        kept = [os.dup(n) for n in (0, 1, 2)]
        sys.stdout.flush()
        for n, end in ((1, "out"), (2, "err")):
            handle = os.open(self.logs / f"{label}.{end}", os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            os.dup2(handle, n)
            os.close(handle)
        sys.stdin, argv, sys.argv = io.StringIO(typed), sys.argv, ["secondsource", *map(str, words)]
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for n, handle in enumerate(kept):
                os.dup2(handle, n)
                os.close(handle)
            sys.argv = argv
        self.codes[label] = code if isinstance(code, int) else int(code is not None)

    def on(self, label: str, *words: object, typed: str = "") -> None:
        """Runs a command on the case."""
        self.call(label, *words, "--case", self.case, typed=typed)

    def serve(self) -> None:
        """Serves the desk in a process of its own and asks for a page of every kind, and for some that are not there."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = [sys.executable, "-m", "secondsource.cli.main", "serve", "--port", str(port), "--case", str(self.case)]
        with (self.logs / "serve.out").open("wb") as out, (self.logs / "serve.err").open("wb") as err:
            desk = subprocess.Popen(words, stdout=out, stderr=err)
        try:
            self.statuses = _asked_all(f"http://127.0.0.1:{port}", self.case)
        finally:
            desk.send_signal(signal.SIGINT)
            desk.wait(30)


def _asked_all(base: str, case: Path) -> dict[str, int]:
    from secondsource.desk import create_app

    kinds = {path: _pattern(path) for path in _paths(create_app(case).routes)}
    waiting = [kind for kind in kinds if "{" not in kind]
    waiting += [
        f"/search?q={ASKED}",
        f"/?text={WORD}+{ASKED}",
        f"/api/search?q={ASKED}",
        f"/reports/{ASKED}",
        f"/{ASKED}",
    ]
    waiting += [
        f"/numbers?q={ASKED}",
        f"/claims/{ASKED}",
        f"/api/claims/{ASKED}",
        f"/record?who={ASKED}&before={ASKED}",
    ]
    seen: dict[str, int] = {}
    done: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen[address], page = _asked(base + address)
        for link in re.findall(r'(?:href|src|action)="(/[^"#]*)', page):
            link = link.replace("&amp;", "&")
            kind = next((k for k, found in kinds.items() if found.match(urllib.parse.urlsplit(link).path)), "")
            if kind and kind not in done:
                done.add(kind)
                waiting += [link, "/api" + link] if kind == "/claims/{claim}" else [link]
    return seen


def _paths(routes: Iterable[Any], before: str = "") -> Iterator[str]:
    for route in routes:
        inner = getattr(route, "original_router", route)
        if getattr(inner, "routes", None):
            yield from _paths(inner.routes, before + getattr(route, "path", ""))
        elif "GET" in (getattr(route, "methods", None) or ()):
            yield before + route.path


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]+\}", path)
    return re.compile("^" + "[^/]+".join(map(re.escape, parts)) + "$")


def _asked(address: str) -> tuple[int, str]:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError("the desk did not answer")


FORMATS = ("jsonl", "json", "csv", "parquet", "ftm", "stix", "prov", "provn", "claimreview", "xlsx", "geojson", "graphml", "gexf",
           "csl", "bibtex")  # fmt: skip
LINES = ("jsonl", "json", "csv", "parquet")


def do(work: Path) -> All:
    """All of it."""
    every = All(work)
    corpus(work / "in")
    every.on("run", "run", work / "in")
    every.on("show", "show")
    every.on("aside", "show", "--set-aside")
    for way in FORMATS:
        what = ("--what", "statements") if way in LINES else ()
        every.on(f"export-{way}", "export", *what, "--format", way, "--out", every.out / "deep" / f"case.{way}")
    every.on("export-redacted", "export", "--redacted", "--what", "claims", "--out", every.out / "safe.jsonl")
    for form in ("report", "letter", "customs", "press"):
        every.on(f"dossier-{form}", "dossier", "--form", form, "--format", "md", "--out", every.out / f"{form}.md")
    for way in ("html", "docx", "pdf"):
        every.on(f"dossier-{way}", "dossier", "--format", way, "--out", every.out / f"dossier.{way}")
    every.on("search", "search", ASKED)
    every.on("number", "number", "40 builders", "--svg", every.out / "number.svg")
    every.on("screen", "screen", "case")
    every.call("law-on", "law", "on", "2016-05-17", "--country", "KW", "--svg", every.out / "law.svg")
    every.on("law-said", "law", "said")
    every.call(
        "forecast",
        "forecast",
        "run",
        "--engine",
        "numpy",
        "--runs",
        "20",
        "--months",
        "12",
        "--out",
        every.out / "gulf",
    )
    every.on("forecast-found", "forecast", "found")
    every.on("mark", "mark", "a", "AMBER", "--who", "Ana", "--why", "given in confidence")
    every.on(
        "archive", "archive", "--out", every.out / "case.wacz", "--unmasked", "--who", "Ana", "--why", "for the court"
    )
    every.on("watch-add", "watch", "add", "folder", work / "in")
    (work / "in" / "new.json").write_text(
        json.dumps(
            {
                "id": "n",
                "outlet": "Gulf Courier",
                "published": "2016-03-21",
                "language": "en",
                "title": TITLE,
                "text": SAID,
            }
        )
    )
    (work / "in" / "new-bad.json").write_text('{"text": "' + SAID)
    for late in ("new.json", "new-bad.json"):
        os.utime(work / "in" / late, (1, 1))
    every.on("watch", "watch", "--once")
    every.on("watch-gather", "watch", "gather")
    every.serve()
    every.on("decide", "redact", "add", "a", "wages", "--who", "Ana", "--why", "too narrow")
    every.on("verify", "verify")
    every.on("rebuild", "rebuild")
    every.on("doctor", "doctor")
    (work / "crawl.jsonl").write_text(
        json.dumps({"id": "a", "text": SAID, "title": TITLE, "url": f"https://{MAIL}.example/{WORD}"})
        + '\n{"text": "'
        + SAID
        + "\n"
    )
    (work / "crawl.warc.gz").write_bytes(b"\x1f\x8b" + SAID.encode())
    every.call("bulk", "bulk", work / "crawl.jsonl", work / "crawl.warc.gz", "--out", work / "bulk", "--workers", "1")
    every.on("move", "move", "--database", "other.db")
    every.on(
        "people", "people", "add", "Kim", "--role", "keeper", "--password-stdin", typed="seven barges in the fog\n"
    )
    (work / "told.json").write_text(json.dumps({"codes": every.codes, "statuses": every.statuses}))
    return every


def _loopback() -> None:
    """Lifts the loopback of a namespace that was just made (ioctl SIOCSIFFLAGS, netdevice(7))."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_:
        fcntl.ioctl(any_, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))


if __name__ == "__main__":
    os.umask(0o022)
    _loopback()
    do(Path(sys.argv[1]))
