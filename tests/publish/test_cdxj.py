from __future__ import annotations

import gzip
import json

import pytest

from secondsource.publish.cdxj import BLOCK, Entry, index, surt

ENTRY = Entry(url="https://a.example/x", at="2024-05-01T06:00:00Z", media="text/html", status=200, digest="sha256:ab", offset=7, length=9, file="data.warc.gz")  # fmt: skip


@pytest.mark.parametrize(
    ("url", "key"),
    [
        # As the library surt 0.3.1 of the Internet Archive gives them.
        ("http://www.example.com/", "com,example)/"),
        ("https://Example.com/A/B.html?z=1&a=2", "com,example)/a/b.html?a=2&z=1"),
        ("https://www2.example.co.kr/news?idxno=1234", "kr,co,example)/news?idxno=1234"),
        ("http://example.com:8080/x", "com,example:8080)/x"),
        ("https://example.com:443", "com,example)/"),
        ("https://news.example.kr/%ED%95%9C?q=%ea", "kr,example,news)/%ed%95%9c?q=%ea"),
        ("https://example.com/한?q=파업", "com,example)/%ed%95%9c?q=%ed%8c%8c%ec%97%85"),
        ("https://example.com/a/?utm=1&utm=0&b", "com,example)/a?b&utm=0&utm=1"),
        ("http://10.0.0.1/x", "1,0,0,10)/x"),
        ("https://example.com/a?b=c?d=e", "com,example)/a?b=c?d=e"),
    ],
)
def test_keys_are_those_that_replayers_look_for(url: str, key: str) -> None:
    assert surt(url) == key


def test_no_address_breaks_a_line() -> None:
    for url in (
        "http://[::1",
        "urn:sha256:a b",
        "http://a.example:99999999/",
        "http://a.example/a b\nc",
        "HTTP://A.EXAMPLE",
    ):
        assert not set(surt(url)) & set(" \n\r\t") or url == "x"


def test_a_line_says_where_its_record_lies() -> None:
    key, at, values = ENTRY.line.split(" ", 2)
    assert (key, at) == ("example,a)/x", "20240501060000")
    assert json.loads(values)["offset"] == 7 and json.loads(values)["status"] == 200


def test_each_block_can_be_read_by_itself() -> None:
    entries = [
        Entry(
            url=f"https://a.example/{n:04}", at="2024", media="", status=None, digest="d", offset=n, length=1, file="f"
        )
        for n in reversed(range(2 * BLOCK + 5))
    ]
    data, blocks = index(entries)
    lines = gzip.decompress(data).decode().splitlines()
    assert lines == sorted(entry.line for entry in entries)
    meta, *where = blocks.decode().splitlines()
    assert meta.startswith("!meta 0 ") and len(where) == 3
    for number, line in enumerate(where):
        place = json.loads(line.split(" ", 2)[2])
        block = gzip.decompress(data[place["offset"] : place["offset"] + place["length"]]).decode().splitlines()
        assert block == lines[number * BLOCK : (number + 1) * BLOCK] and line.split(" ")[0] == block[0].split(" ")[0]
