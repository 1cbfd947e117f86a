from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.watch.fetch.address import has_password, parsed
from secondsource.watch.fetch.errors import BadAddress


@pytest.mark.parametrize(
    "url",
    [
        "", "post.example/a", "ftp://post.example/a", "file:///etc/passwd", "javascript:alert(1)", "http:///a", "http://", "http://[::1", "//post.example",
        "http://post.example:99999/", "http://post.example:x/", "http://a b.example/", "http://a\\@b.example/", "http://a.example/\r\nHost: b", "http://a.example/\x00",
        "http://[fe80::1%25eth0]/", "http://a..%00/", "https://" + "a" * 5000, "gopher://127.0.0.1:6379/_x", "data:text/html,x", "http://exa<mple/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        parsed(url)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("HTTPS://Post.Example", "https://post.example/"),
        ("http://u:p@post.example/a#b", "http://post.example/a"),
        (
            "http://post.example/뉴스?q=북한 노동자",
            "http://post.example/%EB%89%B4%EC%8A%A4?q=%EB%B6%81%ED%95%9C%20%EB%85%B8%EB%8F%99%EC%9E%90",
        ),
        ("https://한국.example/", "https://xn--3e0b707e.example/"),
        ("http://post.example:80/a%20b", "http://post.example/a%20b"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
    ],
)
def test_an_address_is_written_one_way(url: str, wanted: str) -> None:
    assert parsed(url).url == wanted
    assert parsed(wanted).url == wanted


def test_a_reference_is_read_from_where_it_stands() -> None:
    assert parsed("../b?c", "https://post.example/a/1/").url == "https://post.example/a/b?c"
    assert parsed("//other.example/x", "https://post.example/").url == "https://other.example/x"


def test_a_password_in_an_address_is_seen() -> None:
    assert has_password("https://u:p@post.example/") and has_password("https://u@post.example")
    assert not has_password("https://post.example/@u") and not has_password("http://[::1")


@given(st.text(max_size=60))
def test_whatever_is_given_only_bad_address_is_raised_and_nothing_breaks_out_of_a_line(text: str) -> None:
    for url in (text, "http://a.example/" + text, "http://" + text):
        try:
            target = parsed(url)
        except BadAddress:
            continue
        assert target.url.isascii() and target.url.isprintable() and " " not in target.url and "@" not in target.origin
        assert parsed(target.url) == target
