"""Documents taken apart in processes of their own: the same is found, and what is hostile ends nothing but its own process."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource import collect
from secondsource.collect import feed, sitemap
from secondsource.collect.leads import NoFeed
from secondsource.model import Unreadable
from secondsource.model.codec import encode
from secondsource.pipeline import confined, run
from secondsource.pipeline.confined import EndedItsProcess, Limits, TookTooLong, fence, landlock, seccomp
from secondsource.pipeline.confined import contents as module
from secondsource.pipeline.confined.jobs import Order
from secondsource.pipeline.confined.workshop import Workshop
from secondsource.store import Case
from secondsource.subjects import Subject
from tests.collect import archives, documents
from tests.pipeline.conftest import NOW, STAMP
from tests.pipeline.rules import RuleReader

pytestmark = pytest.mark.xdist_group("confined")
SAMPLES = {
    "a.html": documents.PAGE.encode(),
    "a.eml": documents.MAIL.encode(),
    "a.pdf": documents.pdf(),
    "a.txt": documents.BODY.encode(),
    "a.csv": b"date,title,source,text\n2018-08-12,Strike,Harbour Wire," + documents.BODY.encode(),
    "a.jsonl": b'{"text": "A foreman said that forty men stopped work."}\n{bad\n',
    "a.warc": archives.record(archives.http(documents.PAGE.encode())),
    "damaged.pdf": b"%PDF-1.4 cut short",
    "a.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "empty.txt": b"",
}
READY = """
import os, pickle, sys
from secondsource import collect
from secondsource.pipeline.confined.jobs import Order, done, made_ready
from secondsource.subjects import load
pack = load()
made_ready("", pack)
for name, data in pickle.load(sys.stdin.buffer).items():
    if os.fork() == 0:
        made_ready(collect.media_of(data, name), pack)
        before = set(sys.modules)
        assert not done(Order(job="capture", name=name), data, pack).error
        late = [module for module in set(sys.modules) - before if module.startswith("secondsource")]
        print(name, *late, flush=True)
        os._exit(0)
    os.wait()
"""
"""Says for each document which modules of the program it loads that were not made ready before."""
SLOW = b"<html><body>" + b"<p>A foreman said that forty men stopped work in Kuwait on Monday.</p>" * 15_000


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.VARIABLE, "on")


@pytest.fixture(scope="module")
def shop(pack: Subject) -> Iterator[Workshop]:
    made = Workshop(pack.folder, Limits(seconds=1, seconds_each=0))
    yield made
    made.close()


def test_a_document_loads_no_module_that_the_server_could_have_made_ready():
    record = b'{"outlet": "Harbour Wire", "text": "A foreman said that forty men stopped work."}'
    samples = {
        **{name: data for name, data in SAMPLES.items() if not name.startswith(("damaged", "empty", "a.png"))},
        "a.json": record,
        "a.docx": documents.word(),
        "a.wacz": archives.wacz({"archive/a.warc": SAMPLES["a.warc"]}),
    }
    made = subprocess.run([sys.executable, "-c", READY], input=pickle.dumps(samples), capture_output=True, check=True)
    assert made.stdout.decode().split() == list(samples)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_says_the_same_wherever_it_is_taken_apart(on: None, pack: Subject, name: str) -> None:
    got = confined.taken(SAMPLES[name], name, pack)
    assert got.media == collect.media_of(SAMPLES[name], name)
    try:
        here = encode(collect.read_capture(SAMPLES[name], name, pack))
    except Unreadable as error:
        assert (got.error, got.reason) == (type(error).__name__, str(error))
    else:
        assert encode(got.read) == here


def test_leads_are_the_same_too(on: None, pack: Subject) -> None:
    rss = b"<rss version='2.0'><channel><item><title>A</title><link>https://a.example/1</link></item></channel></rss>"
    site = b"<urlset><url><loc>https://a.example/2</loc></url></urlset>"
    assert confined.feed_leads(rss, "text/xml", pack) == feed.leads(rss, "text/xml")
    assert confined.sitemap_leads(site, "https://a.example/s.xml", pack) == sitemap.leads(
        site, "https://a.example/s.xml"
    )
    assert [lead.url for lead in confined.list_leads(b"https://a.example/3", pack).leads] == ["https://a.example/3"]
    with pytest.raises(NoFeed):
        confined.feed_leads(b"<p>", "", pack)


@pytest.mark.skipif(
    not (seccomp.known() and landlock.version()), reason="this system offers less, and `doctor` says so"
)
def test_a_worker_is_refused_all_that_it_does_not_need(on: None, pack: Subject) -> None:
    assert confined.protections(pack) == dict.fromkeys(fence.ALWAYS, True)


def test_what_is_tried_is_possible_for_the_program_itself() -> None:
    assert not any(fence.tried()[name] for name in ("network", "writing", "processes", "reading"))


def test_a_document_that_takes_too_long_is_ended_and_the_next_one_is_read(shop: Workshop) -> None:
    with pytest.raises(TookTooLong):
        shop.ask(Order(job="capture", name="slow.html"), SLOW)
    assert shop.ask(Order(job="capture", name="a.txt"), SAMPLES["a.txt"]).error == ""


def test_a_document_is_ended_by_the_clock_too(pack: Subject) -> None:
    shop = Workshop(pack.folder, Limits(times=0, grace=0.3))
    try:
        with pytest.raises(TookTooLong):
            shop.ask(Order(job="capture", name="slow.html"), SLOW)
    finally:
        shop.close()


def test_a_document_that_wants_more_memory_than_it_is_given_does_not_get_it(pack: Subject) -> None:
    shop = Workshop(pack.folder, Limits(megabytes=30, megabytes_each=0))
    try:
        with suppress(EndedItsProcess):  # a library that does not get memory may also end its process
            assert shop.ask(Order(job="capture", name="slow.html"), SLOW).error == "NeedsTooMuch"
        assert shop.ask(Order(job="capture", name="a.txt"), SAMPLES["a.txt"]).error == ""
    finally:
        shop.close()


def test_what_ends_its_process_is_set_aside_and_the_rest_goes_on(
    on: None, pack: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shop: Workshop
) -> None:
    monkeypatch.setattr(module, "_shop", lambda folder: shop)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.txt").write_bytes(SAMPLES["a.txt"])
    (tmp_path / "in" / "2.html").write_bytes(SLOW)
    (tmp_path / "in" / "3.txt").write_bytes(SAMPLES["a.txt"] + b"One more.")
    with Case.create(tmp_path / "case", now=STAMP) as case:
        result = run(case, [tmp_path / "in"], reader=RuleReader(), now=NOW)
        assert (result.captures, result.reports) == (3, 2)
        assert [(item.name, item.error) for item in result.set_aside] == [("2.html", "TookTooLong")]
        assert run(case, [tmp_path / "in"], reader=RuleReader(), now=NOW).idle


def test_a_server_that_was_killed_is_begun_again(shop: Workshop) -> None:
    order = Order(job="capture", name="a.txt")
    shop.ask(order, SAMPLES["a.txt"])
    assert shop.process is not None
    os.kill(shop.process, 9)
    assert shop.ask(order, SAMPLES["a.txt"]).error == ""


def test_a_worker_is_not_believed_what_it_says_of_other_documents(pack: Subject) -> None:
    read = collect.read_capture(SAMPLES["a.txt"], "a.txt", pack)
    other = replace(read, reports=(replace(read[0], capture="0" * 64),))
    with pytest.raises(EndedItsProcess):
        module._believed(other, read[0].capture)
    assert module._believed(read, read[0].capture) is read


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_no_secret_of_the_environment_reaches_a_worker(pack: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDSOURCE_READER_KEY", "open sesame")
    shop = Workshop(pack.folder)
    try:
        shop.ask(Order(job="list"), b"https://a.example/")
        environment = Path(f"/proc/{shop.process}/environ").read_bytes()
        assert b"PATH=" in environment and b"sesame" not in environment
    finally:
        shop.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_nothing_is_left_when_the_program_is_killed(pack: Subject) -> None:
    code = (
        "import os; from pathlib import Path; from secondsource.pipeline.confined.workshop import Workshop, Order\n"
        f"shop = Workshop(Path({str(pack.folder)!r})); shop.ask(Order(job='list'), b'https://a.example/')\n"
        "print(shop.process, flush=True); os.kill(os.getpid(), 9)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    server = Path(f"/proc/{int(told.stdout)}")
    for _ in range(100):
        if not server.exists() or "\nState:\tZ" in (server / "status").read_text():
            return
        time.sleep(0.1)
    raise AssertionError("the server outlived its program")
