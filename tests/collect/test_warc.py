"""One answer of a server as a web archive and back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from secondsource.collect.warc import WITHHELD, to_warc, transfers, without_secrets, written
from secondsource.model import Transfer

ANSWER = Transfer(
    asked="http://paper.example/old",
    url="https://paper.example/2024/05/01/strike?p=1",
    at="2024-05-01T06:00:00Z",
    status=200,
    reason="OK",
    request=(("User-Agent", "secondsource"), ("Host", "paper.example")),
    response=(("Content-Type", "text/html; charset=euc-kr"), ("X-Name", "caf\xe9"), ("Transfer-Encoding", "chunked")),
    body=b"<p>Dozens of builders stopped work.</p>\r\n\r\nWARC/1.1\r\nno record\r\n\r\n",
    address="192.0.2.7",
    said=(("title", "Strike at yard"), ("outlet", "Harbour Wire")),
)
one_line = st.text([chr(c) for c in range(32, 256) if c != 127], max_size=20).map(lambda text: text.strip(" "))
"""Every byte that a header field may hold, as characters of ISO 8859-1."""
names = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True).filter(lambda n: not n.startswith("X-Orig-"))
fields = st.lists(st.tuples(names, one_line), max_size=5).map(tuple)
answers = st.builds(
    Transfer,
    asked=st.just("https://paper.example/a"),
    url=st.sampled_from(["https://paper.example/a", "http://paper.example:8080/%EA?q=a b", "https://paper.example"]),
    at=st.sampled_from(["2024-05-01T06:00:00Z", "2024-05-01T15:00:00.250000+09:00"]),
    status=st.integers(100, 599),
    reason=one_line,
    request=fields,
    response=fields,
    body=st.binary(max_size=300),
    address=st.sampled_from(["", "192.0.2.7", "2001:db8::7"]),
    said=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=30)), max_size=4).map(tuple),
)


def test_an_answer_comes_back_as_it_was():
    assert transfers(to_warc(ANSWER)) == (ANSWER,)


@given(answers)
def test_any_answer_comes_back_whole_packed_or_not_and_the_same_one_gives_the_same_bytes(answer):
    kept = without_secrets(answer)
    assert transfers(to_warc(answer)) == transfers(b"".join(written(answer))) == (kept,)
    assert to_warc(kept) == to_warc(answer)


@given(st.lists(answers, max_size=3))
def test_archives_are_joined_by_writing_one_after_the_other(several):
    found = transfers(b"".join(map(to_warc, several)))
    assert [f.body for f in found] == [s.body for s in several]


def test_without_bodies_everything_else_is_the_same():
    (found,) = transfers(to_warc(ANSWER), bodies=False)
    assert found == replace(ANSWER, body=b"")


def test_another_reader_finds_the_three_records_sound():
    kinds = []
    for record in ArchiveIterator(BytesIO(to_warc(ANSWER)), check_digests="raise"):
        kinds.append(record.rec_type)
        body = record.content_stream().read()
        assert record.rec_headers.get_header("WARC-Target-URI") == ANSWER.url
        assert record.digest_checker.passed
        if record.rec_type == "response":
            assert body == ANSWER.body and record.http_headers.get_statuscode() == "200"
    assert kinds == ["response", "request", "metadata"]


def test_what_lets_a_reader_act_as_whoever_asked_is_never_written():
    answer = Transfer(
        asked="https://me:hunter2@paper.example/",
        url="https://me:hunter2@paper.example/a",
        at="2024-05-01T06:00:00Z",
        status=200,
        request=(("Authorization", "Basic hunter2"), ("cookie", "id=hunter2"), ("Referer", "https://me:hunter2@a.example/")),
        response=(("Set-Cookie", "id=hunter2"), ("Location", "//b.example/"), ("Content-Location", "https://x:hunter2@a.example/")),
        said=(("url", "https://me:hunter2@paper.example/"),),
    )  # fmt: skip
    assert b"hunter2" not in b"".join(written(answer))
    (kept,) = transfers(to_warc(answer))
    assert kept.header("set-cookie") == WITHHELD and kept.url == "https://paper.example/a"


def test_a_field_cannot_smuggle_in_another_record():
    answer = Transfer(
        asked="a",
        url="https://a.example/\r\nWARC-Type: warcinfo\r\n\r\nWARC/1.1\r\n",
        at="2024-05-01T06:00:00Z",
        status=200,
        reason="OK\r\n\r\nx",
        response=(("A\r\nB", "c\r\n\r\nWARC/1.1\r\nWARC-Type: response\0"),),
    )
    records = [r.rec_type for r in ArchiveIterator(BytesIO(to_warc(answer)))]
    assert records == ["response", "request", "metadata"]
    assert len(transfers(to_warc(answer))) == 1


def test_an_answer_without_an_instant_is_no_evidence():
    with pytest.raises(ValueError):
        to_warc(Transfer(asked="a", url="a", at="yesterday", status=200))
