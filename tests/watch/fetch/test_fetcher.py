from __future__ import annotations

import gzip
import ssl
from dataclasses import replace
from datetime import timedelta

import pytest

from secondsource.store.watching import Watching
from secondsource.watch.fetch import Fetcher, NotFetched, Permission, decoded
from secondsource.watch.fetch.errors import (
    BadAddress,
    BrokenAnswer,
    NoAnswer,
    NotWelcome,
    PrivateAddress,
    Refused,
    Resting,
    RobotsUnknown,
    TooManyRedirects,
    TooMuch,
    TooSlow,
    Trouble,
)

from ..conftest import HERE, QUICK, Time, fetcher_of
from ..site import Asked, Site


def test_a_page_is_fetched_with_all_that_was_said(site: Site, fetcher: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.say(200, b"<p>words", ETag='"1"', X_Twice="1")
    got = fetcher.fetch(f"{site.url}/a#part", HERE, said=(("title", "A"),))
    assert (got.asked, got.url, got.status, got.body, got.address) == (
        f"{site.url}/a",
        f"{site.url}/a",
        200,
        b"<p>words",
        "127.0.0.1",
    )
    assert got.at == "2026-03-01T09:00:00Z" and got.header("etag") == '"1"' and got.said == (("title", "A"),)
    path, sent = site.asked[-1]
    assert path == "/a" and sent == dict(got.request) and sent["Host"] == f"127.0.0.1:{site.port}"
    assert sent["User-Agent"] == "secondsource/test" and "Cookie" not in sent and "Referer" not in sent


def test_without_permission_this_machine_is_not_asked(site: Site, fetcher: Fetcher) -> None:
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(BadAddress):
            fetcher.fetch(f"http://{host}:{site.port}/a")
        with pytest.raises(PrivateAddress):
            fetcher.fetch(f"http://{host}/a")
    assert site.asked == []


def test_a_name_that_changes_its_address_between_look_ups_is_asked_only_where_it_was_checked(
    site: Site, watching: Watching, time: Time
) -> None:
    answers = iter([["1.1.1.1"], ["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[tuple[str, ...]] = []
    fetcher = fetcher_of(watching, time, resolve=lambda *_: next(answers))

    def ask(target, addresses, fields, *, cut=0):  # type: ignore[no-untyped-def]
        asked.append(tuple(addresses))
        raise NoAnswer

    fetcher._client.ask = ask  # type: ignore[method-assign]
    with pytest.raises((PrivateAddress, RobotsUnknown)):
        fetcher.fetch("http://rebind.example/a")
    assert all(addresses == ("1.1.1.1",) for addresses in asked) and site.asked == []


def test_the_connection_goes_to_the_checked_address_and_speaks_of_the_host(
    site: Site, watching: Watching, time: Time
) -> None:
    site.paths["/a"] = b"here"
    looked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"]

    fetcher = fetcher_of(watching, time, resolve=resolve)
    assert fetcher.fetch(f"http://wiki.example:{site.port}/a", Permission(frozenset({"wiki.example"}))).body == b"here"
    assert site.asked[-1][1]["Host"] == f"wiki.example:{site.port}" and set(looked) == {"wiki.example"}


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.2/x", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost/"],
)
def test_a_redirect_into_a_private_network_is_not_followed(to: str, site: Site, fetcher: Fetcher) -> None:
    site.lead("/a", to)
    with pytest.raises(PrivateAddress):
        fetcher.fetch(f"{site.url}/a", HERE)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "javascript:1", "ftp://a.example/", "http://", "//:80"])
def test_a_redirect_to_what_is_no_web_address_is_not_followed(to: str, site: Site, fetcher: Fetcher) -> None:
    site.lead("/a", to)
    with pytest.raises(BadAddress, match="was not followed"):
        fetcher.fetch(f"{site.url}/a", HERE)


def test_redirects_are_followed_a_few_steps_and_not_in_a_circle(site: Site, fetcher: Fetcher) -> None:
    site.lead("/1", "/2", 301)
    site.lead("/2", f"{site.url}/3?x=1", 308)
    site.paths["/3?x=1"] = b"there"
    got = fetcher.fetch(f"{site.url}/1", HERE)
    assert (got.asked, got.url, got.body) == (f"{site.url}/1", f"{site.url}/3?x=1", b"there")
    site.lead("/a", "/b")
    site.lead("/b", "/a")
    for n in range(20):
        site.lead(f"/on{n}", f"/on{n + 1}")
    site.lead("/self", "/self")
    for path in ("/a", "/on0", "/self"):
        with pytest.raises(TooManyRedirects):
            fetcher.fetch(f"{site.url}{path}", HERE)
    assert site.times("/on6") == 0 and site.times("/a") == 1
    site.paths["/nowhere"] = lambda asked: asked.say(302)
    with pytest.raises(BrokenAnswer):
        fetcher.fetch(f"{site.url}/nowhere", HERE)


def test_a_password_in_a_redirect_is_neither_sent_nor_kept(site: Site, fetcher: Fetcher) -> None:
    site.lead("/a", f"http://user:secret@127.0.0.1:{site.port}/b")
    site.paths["/b"] = b"there"
    got = fetcher.fetch(f"{site.url}/a", HERE)
    assert got.url == f"{site.url}/b" and "Authorization" not in dict(site.asked[-1][1])


def test_what_did_not_change_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    def page(asked: Asked) -> None:
        known = asked.headers.get("If-None-Match") == '"1"' and asked.headers.get("If-Modified-Since") == "then"
        asked.say(304 if known else 200, b"" if known else b"words", ETag='"1"')

    site.paths["/a"] = page
    assert fetcher.fetch(f"{site.url}/a", HERE).status == 200
    assert fetcher.fetch(f"{site.url}/a", HERE, etag='"1"', modified="then").status == 304
    site.paths["/b"] = lambda asked: asked.say(304)
    with pytest.raises(BrokenAnswer, match="304"):
        fetcher.fetch(f"{site.url}/b", HERE)


def test_a_tag_is_told_to_no_other_server(site: Site, watching: Watching, time: Time) -> None:
    site.lead("/a", f"http://other.example:{site.port}/b")
    site.paths["/b"] = b"words"
    fetcher = fetcher_of(watching, time, resolve=lambda *_: ["127.0.0.1"])
    assert fetcher.fetch(f"{site.url}/a", Permission(every=True), etag='"1"').body == b"words"
    sent = dict(site.asked)
    assert sent["/a"]["If-None-Match"] == '"1"' and "If-None-Match" not in sent["/b"]


def test_a_tag_of_the_server_cannot_add_lines_to_a_question(site: Site, fetcher: Fetcher) -> None:
    site.paths["/a"] = b"words"
    assert fetcher.fetch(f"{site.url}/a", HERE, etag='"1"\r\nX-Evil: 1').status == 200
    assert "X-Evil" not in site.asked[-1][1]


@pytest.mark.parametrize("status", [404, 410])
def test_that_a_page_is_not_there_is_an_answer(status: int, site: Site, fetcher: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.say(status, b"no")
    assert fetcher.fetch(f"{site.url}/a", HERE).status == status


@pytest.mark.parametrize("status", [400, 401, 402, 403, 405, 418, 451])
def test_what_is_not_given_out_is_not_asked_for_again(status: int, site: Site, fetcher: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.say(status, b"no")
    with pytest.raises(Refused, match=str(status)) as error:
        fetcher.fetch(f"{site.url}/a", HERE)
    assert error.value.lasting and site.times("/a") == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
def test_a_site_in_trouble_is_asked_a_few_times_with_growing_rests(
    status: int, site: Site, watching: Watching, time: Time
) -> None:
    site.paths["/a"] = lambda asked: asked.say(status, b"no")
    fetcher = fetcher_of(watching, time, replace(QUICK, backoff=2.0))
    with pytest.raises(Trouble, match=str(status)):
        fetcher.fetch(f"{site.url}/a", HERE)
    assert site.times("/a") == 3 and time.waits == [2.0, 8.0]


def test_a_site_that_recovers_is_heard(site: Site, fetcher: Fetcher) -> None:
    def page(asked: Asked) -> None:
        asked.say(503 if site.times("/a") < 3 else 200, b"words", Retry_After="1")

    site.paths["/a"] = page
    assert fetcher.fetch(f"{site.url}/a", HERE).body == b"words"


def test_retry_after_is_waited_for_or_kept_for_later(
    site: Site, watching: Watching, fetcher: Fetcher, time: Time
) -> None:
    site.paths["/a"] = lambda asked: asked.say(429, b"no", Retry_After="30")
    with pytest.raises(Trouble):
        fetcher.fetch(f"{site.url}/a", HERE)
    assert time.waits == [30.0, 30.0] and site.times("/a") == 3
    time.on(minutes=5)
    site.paths["/b"] = lambda asked: asked.say(503, b"no", Retry_After="7200")
    with pytest.raises(Trouble) as error:
        fetcher.fetch(f"{site.url}/b", HERE)
    assert error.value.after == 7200 and site.times("/b") == 1
    count = len(site.asked)
    for _ in range(3):
        with pytest.raises(Resting):
            fetcher.fetch(f"{site.url}/c", HERE)
    again = fetcher_of(watching, time)
    with pytest.raises(Resting):
        again.fetch(f"{site.url}/c", HERE)
    assert len(site.asked) == count
    time.on(hours=2)
    assert again.fetch(f"{site.url}/c", HERE).status == 404


def test_retry_after_may_be_a_day(site: Site, fetcher: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.say(503, b"no", Retry_After="Sun, 01 Mar 2026 12:00:00 GMT")
    with pytest.raises(Trouble) as error:
        fetcher.fetch(f"{site.url}/a", HERE)
    assert error.value.after == 3 * 3600


def test_one_server_is_asked_with_a_rest_between(site: Site, watching: Watching, time: Time) -> None:
    fetcher = fetcher_of(watching, time, replace(QUICK, delay=2.0))
    start = time.now
    for n in range(4):
        fetcher.fetch(f"{site.url}/{n}", HERE)
    assert time.now - start == timedelta(seconds=8)  # robots.txt and four pages


# What is slow or broken.


@pytest.fixture
def hasty(watching: Watching, time: Time) -> Fetcher:
    return fetcher_of(watching, time, replace(QUICK, quiet=0.3, whole=0.6, tries=1))


def test_a_server_that_says_nothing_is_given_up(site: Site, hasty: Fetcher) -> None:
    site.paths["/a"] = lambda asked: site.ended.wait(5) and None
    with pytest.raises(TooSlow):
        hasty.fetch(f"{site.url}/a", HERE)


def test_a_server_that_drips_is_given_up_though_it_never_falls_silent(site: Site, hasty: Fetcher) -> None:
    def body(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "100000")
        asked.end_headers()
        asked.drip(b"x" * 100_000, 0.05)

    site.paths["/body"] = body
    site.paths["/head"] = lambda asked: asked.drip(b"HTTP/1.1 200 OK\r\nX-A: " + b"x" * 100_000, 0.05)
    site.paths["/chunks"] = lambda asked: asked.drip(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 10_000, 0.05
    )
    for path in ("/body", "/head", "/chunks"):
        site.hung_up.clear()
        with pytest.raises(TooSlow):
            hasty.fetch(site.url + path, HERE)
        assert site.hung_up.wait(2), path


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nwords\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nwords",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
        b"", b"\r\n\r\n", b"SSH-2.0-OpenSSH_9.6\r\n", b"\x00\xff" * 500, b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", b"HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\nx", b"HTTP/1.1 204 No\r\n\r\n", b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n",
    ],
)  # fmt: skip
def test_an_answer_that_is_broken_is_none(raw: bytes, site: Site, hasty: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.raw(raw)
    with pytest.raises((BrokenAnswer, Trouble)):
        hasty.fetch(f"{site.url}/a", HERE)


def test_an_answer_longer_than_it_says_ends_where_it_says(site: Site, hasty: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords and more")
    assert hasty.fetch(f"{site.url}/a", HERE).body == b"words"


def test_an_answer_without_length_ends_with_the_connection(site: Site, hasty: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.raw(b"HTTP/1.0 200 OK\r\n\r\nwords")
    assert hasty.fetch(f"{site.url}/a", HERE).body == b"words"


def test_headers_of_any_bytes_become_one_line_each(site: Site, hasty: Fetcher) -> None:
    site.paths["/a"] = lambda asked: asked.raw(
        b"HTTP/1.1 200 OK\r\nX-A: \xff\xfe\x00b\r\nX-B: one\r\n two\r\nX-A: again\r\nContent-Length: 1\r\n\r\nx"
    )
    got = hasty.fetch(f"{site.url}/a", HERE)
    assert [v for k, v in got.response if k == "X-A"][1] == "again"
    assert all("\n" not in v and "\r" not in v and "\0" not in v for _, v in got.response)


def test_a_huge_answer_is_not_read(site: Site, watching: Watching, time: Time) -> None:
    fetcher = fetcher_of(watching, time, replace(QUICK, largest=100_000))
    site.paths["/said"] = lambda asked: asked.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx")
    site.paths["/unsaid"] = lambda asked: asked.drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"", 0) or asked.raw(b"x" * 200_000)
    for path in ("/said", "/unsaid"):
        with pytest.raises(TooMuch):
            fetcher.fetch(site.url + path, HERE)


def test_packing_stays_as_it_came(site: Site, fetcher: Fetcher) -> None:
    packed = gzip.compress(b"words", mtime=0)
    site.paths["/a"] = lambda asked: asked.say(200, packed, Content_Encoding="gzip")
    got = fetcher.fetch(f"{site.url}/a", HERE)
    assert got.body == packed and decoded(got.body, got.header("content-encoding"), 10) == b"words"


def test_a_server_that_is_not_there_is_no_answer(fetcher: Fetcher, watching: Watching, time: Time) -> None:
    with pytest.raises((NoAnswer, RobotsUnknown)):
        fetcher.fetch("http://127.0.0.1:1025/", HERE)


def test_the_second_address_of_a_host_is_tried_when_the_first_does_not_answer(
    site: Site, watching: Watching, time: Time
) -> None:
    site.paths["/a"] = b"words"
    fetcher = fetcher_of(watching, time, resolve=lambda *_: ["127.9.9.9", "127.0.0.1"])
    assert fetcher.fetch(f"http://wiki.example:{site.port}/a", Permission(every=True)).address == "127.0.0.1"


def test_a_plain_server_is_not_taken_for_a_secure_one(site: Site, hasty: Fetcher) -> None:
    with pytest.raises(NotFetched):
        hasty.fetch(site.url.replace("http:", "https:") + "/a", HERE)


# What robots.txt says.


def robots(site: Site, text: str | bytes, status: int = 200, **fields: str) -> None:
    site.paths["/robots.txt"] = lambda asked: asked.say(
        status, text.encode() if isinstance(text, str) else text, **fields
    )


def test_what_robots_txt_forbids_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    robots(
        site,
        "User-agent: *\nDisallow: /private\nAllow: /private/but\n\nUser-agent: secondsource\nDisallow: /mine\nDisallow: /*.pdf$",
    )
    for path in ("/mine/1", "/a.pdf"):
        with pytest.raises(NotWelcome):
            fetcher.fetch(site.url + path, HERE)
        assert site.times(path) == 0
    for path in ("/private", "/a.pdf?x", "/"):
        assert fetcher.fetch(site.url + path, HERE).status == 404
    assert site.times("/robots.txt") == 1


def test_robots_txt_is_kept_for_a_day(site: Site, watching: Watching, time: Time) -> None:
    robots(site, "User-agent: *\nDisallow: /")
    for hours, times in ((0, 1), (23, 1), (2, 2)):
        time.on(hours=hours)
        with pytest.raises(NotWelcome):
            fetcher_of(watching, time).fetch(f"{site.url}/a", HERE)
        assert site.times("/robots.txt") == times


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_a_robots_txt_everything_is_allowed(status: int, site: Site, fetcher: Fetcher) -> None:
    robots(site, "User-agent: *\nDisallow: /", status)
    site.paths["/a"] = b"words"
    assert fetcher.fetch(f"{site.url}/a", HERE).status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_robots_txt_cannot_be_had_nothing_is_asked(status: int, site: Site, fetcher: Fetcher, time: Time) -> None:
    robots(site, "", status)
    site.paths["/a"] = b"words"
    for _ in range(3):
        with pytest.raises(RobotsUnknown):
            fetcher.fetch(f"{site.url}/a", HERE)
    assert site.times("/a") == 0 and site.times("/robots.txt") == 1
    robots(site, "")
    time.on(hours=1, minutes=1)
    assert fetcher.fetch(f"{site.url}/a", HERE).status == 200


def test_what_robots_txt_said_before_holds_while_it_cannot_be_had(site: Site, fetcher: Fetcher, time: Time) -> None:
    robots(site, "User-agent: *\nDisallow: /private")
    site.paths["/a"] = b"words"
    assert fetcher.fetch(f"{site.url}/a", HERE).status == 200
    robots(site, "", 503)
    time.on(hours=25)
    assert fetcher.fetch(f"{site.url}/a", HERE).status == 200
    with pytest.raises(NotWelcome):
        fetcher.fetch(f"{site.url}/private", HERE)


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe\x00U\x00s", b"<html><body>Disallow: /</body></html>", b"Disallow: /", b"\x00" * 1000, "User-agent: *\nDisallow:", "User-agent: *\nCrawl-delay: -5\n",
        "User-agent: *\nCrawl-delay: nan", "User-agent: *\nCrawl-delay: x\nRequest-rate: 0/0", "Sitemap: " * 50_000,
    ],
)  # fmt: skip
def test_a_robots_txt_that_is_none_forbids_nothing(text: str | bytes, site: Site, fetcher: Fetcher) -> None:
    robots(site, text)
    site.paths["/a"] = b"words"
    assert fetcher.fetch(f"{site.url}/a", HERE).status == 200


def test_of_an_endless_robots_txt_the_beginning_is_heard(site: Site, fetcher: Fetcher) -> None:
    robots(site, b"User-agent: *\nDisallow: /private\n" + b"# more\n" * 1_000_000)
    with pytest.raises(NotWelcome):
        fetcher.fetch(f"{site.url}/private", HERE)


def test_a_robots_txt_may_lie_elsewhere_but_not_in_a_circle_or_inside(
    site: Site, watching: Watching, time: Time
) -> None:
    site.lead("/robots.txt", "/rules")
    site.paths["/rules"] = b"User-agent: *\nDisallow: /private"
    with pytest.raises(NotWelcome):
        fetcher_of(watching, time).fetch(f"{site.url}/private", HERE)
    time.on(days=2)
    site.lead("/robots.txt", "/robots.txt")
    assert fetcher_of(watching, time).fetch(f"{site.url}/private", HERE).status == 404
    time.on(days=2)
    site.lead("/robots.txt", "http://10.0.0.1/robots.txt")
    assert fetcher_of(watching, time).fetch(f"{site.url}/private", HERE).status == 404


def test_the_rest_that_robots_txt_asks_for_is_given(site: Site, fetcher: Fetcher, time: Time) -> None:
    robots(site, "User-agent: *\nCrawl-delay: 10")
    for path in "abc":
        fetcher.fetch(f"{site.url}/{path}", HERE)
    assert sum(time.waits) == 20


def test_a_redirect_to_another_server_asks_its_robots_txt_too(site: Site, watching: Watching, time: Time) -> None:
    robots(site, "User-agent: *\nDisallow: /b")
    site.lead("/a", f"http://other.example:{site.port}/b")
    fetcher = fetcher_of(watching, time, resolve=lambda *_: ["127.0.0.1"])
    with pytest.raises(NotWelcome):
        fetcher.fetch(f"{site.url}/a", Permission(every=True))
    assert site.times("/robots.txt") == 2 and site.times("/b") == 0


def test_only_what_this_machine_believes_is_believed() -> None:
    from secondsource.watch.fetch.address import parsed
    from secondsource.watch.fetch.client import Client

    made = Client(QUICK)._connection(parsed("https://post.example/"), "1.1.1.1")
    assert made.cert_reqs == ssl.CERT_REQUIRED and made.assert_hostname == "post.example"  # type: ignore[attr-defined]
