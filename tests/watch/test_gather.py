from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from secondsource.model import Report
from secondsource.pipeline import rebuild, verify
from secondsource.store import Case
from secondsource.store.errors import CaseBusy
from secondsource.store.watching import Outcome, Part, Source, SourceKind, SourceState, Watching
from secondsource.watch.gather import gather
from secondsource.watch.gathered import Gathered
from secondsource.watch.sources import add

from ..pipeline.rules import RuleReader
from .conftest import AT, QUICK, Time, fetcher_of
from .pages import STRIKE, feed, page, sitemap
from .site import Asked, Site

STAMP = "2026-03-01T09:00:00Z"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=STAMP) as made:
        yield made


@pytest.fixture
def watching(case: Case) -> Iterator[Watching]:
    with Watching(case.folder) as made:
        yield made


class Desk:
    """A case with what is watched for it, gathered at the time that the clock shows."""

    def __init__(self, case: Case, watching: Watching, site: Site, time: Time) -> None:
        self.case, self.watching, self.site, self.time = case, watching, site, time
        self.fetcher = fetcher_of(watching, time)

    def watch(self, kind: SourceKind, address: str, **more: object) -> Source:
        web = address.startswith("/") and kind in (SourceKind.FEED, SourceKind.PAGE, SourceKind.SITEMAP)
        whole = self.site.url + address if web else address
        return add(self.watching, kind, whole, at=STAMP, private=True, **more)  # type: ignore[arg-type]

    def gather(self, **more: object) -> Gathered:
        return gather(self.case, self.watching, fetcher=self.fetcher, reader=RuleReader(), **more)  # type: ignore[arg-type]

    @property
    def reports(self) -> list[Report]:
        return [reading.report for reading in self.case.view().readings]


@pytest.fixture
def desk(case: Case, watching: Watching, site: Site, time: Time) -> Desk:
    return Desk(case, watching, site, time)


def outcomes(got: Gathered) -> dict[str, str]:
    return {item.url.rpartition("/")[2]: item.outcome.value for item in got.came}


def test_a_feeds_pages_come_into_the_case_with_what_the_feed_says(desk: Desk) -> None:
    desk.site.paths |= {
        "/rss": feed(desk.site.url, ["/a", "/b"], source="Harbour Wire", pubDate="Fri, 27 Feb 2026 08:00:00 GMT"),
        "/a": page("Strike in Kuwait", *STRIKE, outlet="", day=""),
        "/b": page("Workers in Kuwait", *STRIKE),
    }
    desk.watch(SourceKind.FEED, "/rss")
    got = desk.gather()
    assert outcomes(got) == {"rss": "read", "a": "new", "b": "new"} and (got.captures, got.reports) == (2, 2)
    first, second = sorted(desk.reports, key=lambda r: r.url.value if r.url else "")
    assert (
        first.outlet
        and first.outlet.value == "Harbour Wire"
        and first.published
        and first.published.value.startswith("2026-02-27")
    )
    assert second.outlet and second.outlet.value == "The Post"
    assert got.claims >= 1 and verify(desk.case) == []
    assert [c.path for c in desk.case.view().custody] == [f"{desk.site.url}/a", f"{desk.site.url}/b"]


def test_what_is_not_due_is_not_asked_for(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("Strike", *STRIKE)}
    desk.watch(SourceKind.FEED, "/rss", every=3600)
    desk.gather()
    count = len(desk.site.asked)
    desk.time.on(minutes=50)
    assert desk.gather().came == [] and len(desk.site.asked) == count
    desk.time.on(minutes=11)
    assert outcomes(desk.gather()) == {"rss": "read"}


def test_a_page_that_says_something_else_is_a_new_version_and_everything_is_computed_anew(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("Strike", *STRIKE)}
    desk.watch(SourceKind.FEED, "/rss")
    assert desk.gather().claims == 1
    corrected = [
        STRIKE[0].replace("100 North", "60 North"),
        *STRIKE[1:],
        "Correction: An earlier version of this article gave a wrong number of workers.",
    ]
    desk.site.paths["/a"] = page("Strike", *corrected)
    desk.time.on(hours=7)
    got = desk.gather()
    assert outcomes(got)["a"] == "changed" and "join" in got.stages and "trace" in got.stages
    first, second = desk.reports
    from secondsource.subjects import load
    from secondsource.trace.versions import versions

    at = {c.capture: c.at for c in desk.case.view().custody}
    groups = versions(desk.reports, load(), at)
    assert set(groups) == {first.id, second.id}
    old, new = groups[first.id]
    assert "100 North" in next(r.text for r in desk.reports if r.id == old)
    assert "60 North" in next(r.text for r in desk.reports if r.id == new)
    assert verify(desk.case) == []


def test_a_page_that_takes_itself_back_counts_no_more(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("Strike", *STRIKE)}
    desk.watch(SourceKind.FEED, "/rss")
    desk.gather()
    (support,) = desk.case.view().traced.supports
    assert support.at_most == 1 and support.withdrawn == ()
    desk.site.paths["/a"] = page(
        "Strike", "This article has been retracted because its source could not be verified.", *STRIKE
    )
    desk.time.on(hours=7)
    assert outcomes(desk.gather())["a"] == "changed"
    (support,) = desk.case.view().traced.supports
    assert support.at_most == 0 and len(support.withdrawn) == 2
    before = desk.case.view().traced
    rebuild(desk.case, now=AT, reader=RuleReader())
    assert desk.case.view().traced == before


def test_the_same_words_in_other_bytes_are_only_noted(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("Strike", *STRIKE)}
    desk.watch(SourceKind.FEED, "/rss")
    desk.gather()
    for hours, extra in (
        (7, "<script>token=1</script><div class=ad>Buy</div>"),
        (14, "<nav>12 comments</nav><!-- 7 -->"),
        (60, "<aside>Updated 5 minutes ago</aside>"),
    ):
        desk.site.paths["/a"] = page("Strike", *STRIKE, extra=extra)
        desk.time.now = AT + timedelta(hours=hours)
        got = desk.gather()
        assert outcomes(got)["a"] == "same" and got.captures == 0, extra
    desk.time.on(days=4)
    assert outcomes(desk.gather())["a"] == "untouched"
    assert len(desk.reports) == 1
    assert [f.outcome.value for f in desk.watching.fetches.since(0) if f.url.endswith("/a")] == [
        "new",
        "same",
        "same",
        "same",
        "untouched",
    ]


def test_an_unchanged_page_is_asked_for_by_its_tag(desk: Desk) -> None:
    def tagged(asked: Asked) -> None:
        known = asked.headers.get("If-None-Match") == '"v1"'
        asked.say(
            304 if known else 200,
            b"" if known else page("Strike", *STRIKE),
            ETag='"v1"',
            Last_Modified="Fri, 27 Feb 2026 08:00:00 GMT",
        )

    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": tagged}
    desk.watch(SourceKind.FEED, "/rss")
    desk.gather()
    desk.time.on(hours=7)
    assert outcomes(desk.gather())["a"] == "untouched"
    assert desk.site.asked[-1][1]["If-Modified-Since"] == "Fri, 27 Feb 2026 08:00:00 GMT"


def test_a_page_is_looked_at_ever_more_seldom_and_at_last_no_more(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("Strike", *STRIKE)}
    source = desk.watch(SourceKind.FEED, "/rss")
    desk.gather()
    desk.watching.sources.set_state(source, SourceState.ON, due="2099-01-01T00:00:00Z")
    days = []
    for _ in range(500):
        (only,) = desk.watching.addresses.of(source.id, Part.PAGE)
        if not only.due:
            break
        desk.time.on(days=1)
        if desk.gather().came:
            days.append((desk.time.now - AT).days)
    assert days[:5] == [1, 2, 4, 8, 16] and 380 < days[-1] < 400 and len(days) < 20


def test_a_page_that_goes_is_noted_as_withdrawn_and_stays_in_the_case(desk: Desk) -> None:
    desk.site.paths |= {
        "/rss": feed(desk.site.url, ["/a", "/b", "/c"]),
        **{f"/{n}": page(f"Strike {n}", *STRIKE) for n in "abc"},
        "/": b"front",
    }
    desk.watch(SourceKind.FEED, "/rss")
    taken = {item.url[-1]: item.capture for item in desk.gather().new}
    desk.site.paths["/a"] = lambda asked: asked.say(410, b"gone")
    del desk.site.paths["/b"]
    desk.site.lead("/c", "/")
    desk.time.on(hours=7)
    got = desk.gather()
    assert {item.url[-1]: item.capture for item in got.gone} == taken
    assert {item.url[-1]: item.why for item in got.gone} == {
        "a": "It is there no more (status 410).", "b": "It is there no more (status 404).", "c": "It leads to the site's front page now.",
    }  # fmt: skip
    assert len(desk.watching.addresses.gone()) == 3 and len(desk.reports) == 3
    desk.time.on(days=2)
    assert desk.gather().gone == ()
    desk.site.paths["/a"] = page("Strike a", *STRIKE)
    desk.time.on(days=30)
    assert outcomes(desk.gather())["a"] == "same"
    assert {a.url[-1] for a in desk.watching.addresses.gone()} == {"b", "c"}


def test_what_was_never_there_is_given_up_after_some_tries(desk: Desk) -> None:
    desk.site.paths["/rss"] = feed(desk.site.url, ["/a"])
    source = desk.watch(SourceKind.FEED, "/rss")
    tries = 0
    for _ in range(60):
        tries += outcomes(desk.gather()).get("a") == "refused"
        desk.time.on(days=1)
    (only,) = desk.watching.addresses.of(source.id, Part.PAGE)
    assert tries == 3 and only.due == "" and "status 404" in only.why


def test_a_page_to_which_two_addresses_lead_is_taken_once(desk: Desk) -> None:
    desk.site.paths |= {
        "/rss": feed(desk.site.url, ["/a?utm_source=rss", "/short", "/other"]),
        "/map": sitemap(desk.site.url, ["/a", "/a?fbclid=1", "/short"]),
        "/a": page("Strike", *STRIKE), "/a?utm_source=rss": page("Strike", *STRIKE),
    }  # fmt: skip
    desk.site.lead("/short", "/a")
    desk.site.lead("/other", "/a")
    desk.watch(SourceKind.FEED, "/rss")
    desk.watch(SourceKind.SITEMAP, "/map")
    got = desk.gather()
    assert len(got.new) == 1 and len(desk.reports) == 1
    desk.time.on(days=1)
    assert desk.gather().captures == 0


def test_a_sitemap_leads_on_to_further_ones_packed_or_not(desk: Desk) -> None:
    index = f"<sitemapindex><sitemap><loc>{desk.site.url}/1.xml.gz</loc></sitemap><sitemap><loc>{desk.site.url}/2.xml</loc><lastmod>2026-02-01</lastmod></sitemap></sitemapindex>"
    desk.site.paths |= {
        "/map": index.encode(), "/1.xml.gz": gzip.compress(sitemap(desk.site.url, ["/a"])), "/2.xml": sitemap(desk.site.url, ["/b"]),
        "/a": page("A", *STRIKE), "/b": page("B", *STRIKE),
    }  # fmt: skip
    desk.watch(SourceKind.SITEMAP, "/map")
    assert outcomes(desk.gather()) == {"map": "read", "1.xml.gz": "read", "2.xml": "read", "a": "new", "b": "new"}
    desk.time.on(hours=7)
    assert {"1.xml.gz", "map"} <= set(outcomes(desk.gather())) and desk.site.times("/2.xml") == 1
    desk.site.paths["/map"] = index.replace("2026-02-01", "2026-03-01T12:00:00Z").encode()
    desk.time.on(hours=7)
    assert "2.xml" in outcomes(desk.gather())


def test_what_an_index_says_has_changed_is_asked_for_at_once(desk: Desk) -> None:
    desk.site.paths |= {"/map": sitemap(desk.site.url, ["/a"], "2026-02-01"), "/a": page("A", *STRIKE)}
    desk.watch(SourceKind.SITEMAP, "/map", every=3600)
    desk.gather()
    desk.time.on(hours=2)
    assert "a" not in outcomes(desk.gather())
    desk.site.paths["/map"] = sitemap(desk.site.url, ["/a"], "2026-03-01T11:30:00Z")
    desk.time.on(hours=2)
    assert "a" in outcomes(desk.gather())


def test_a_sitemap_that_is_a_bomb_is_refused(desk: Desk) -> None:
    desk.site.paths["/map"] = gzip.compress(bytes(200_000_000), 9)
    desk.fetcher.manners = replace(QUICK, unpacked=1_000_000)
    desk.watch(SourceKind.SITEMAP, "/map")
    (only,) = desk.gather().failed
    assert "unpacks to more than 1 MB" in only.why


def test_a_list_is_read_from_disk_and_what_it_names_no_longer_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    desk.site.paths |= {"/a": page("A", *STRIKE), "/b": page("B", *STRIKE)}
    names = tmp_path / "names.txt"
    names.write_text(f"# mine\n{desk.site.url}/a\n{desk.site.url}/b\n")
    desk.watch(SourceKind.LIST, str(names), every=3600)
    assert outcomes(desk.gather()) == {"a": "new", "b": "new"}
    names.write_text(f"{desk.site.url}/b\n")
    desk.time.on(hours=2)
    assert outcomes(desk.gather()) == {"b": "untouched"}
    names.write_text(f"{desk.site.url}/a\n{desk.site.url}/b\n")
    desk.time.on(hours=2)
    assert set(outcomes(desk.gather())) == {"a", "b"}
    names.unlink()
    desk.time.on(hours=2)
    desk.gather()
    assert "Put it back" in desk.watching.sources.all()[0].why


def test_a_page_that_is_watched_is_asked_for_as_often_as_was_said(desk: Desk) -> None:
    desk.site.paths["/a"] = page("A", *STRIKE)
    desk.watch(SourceKind.PAGE, "/a", every=3600)
    assert outcomes(desk.gather()) == {"a": "new"}
    for _ in range(5):
        desk.time.on(hours=1)
        assert outcomes(desk.gather()) == {"a": "untouched"}
    desk.site.paths["/a"] = lambda asked: asked.say(500, b"")
    desk.time.on(hours=1)
    desk.gather()
    (source,) = desk.watching.sources.all()
    assert source.failures == 1 and "status 500" in source.why


def test_a_page_that_a_feed_found_first_is_asked_for_as_often_as_its_own_source_says(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("A", *STRIKE)}
    desk.watch(SourceKind.FEED, "/rss", every=86_400)
    desk.gather()
    desk.watch(SourceKind.PAGE, "/a", every=3600)
    desk.time.on(hours=1)
    assert outcomes(desk.gather()) == {"a": "untouched"}
    assert desk.gather().came == []
    desk.time.on(hours=1)
    assert outcomes(desk.gather()) == {"a": "untouched"}


def test_how_long_an_answer_holds_is_respected(desk: Desk) -> None:
    desk.site.paths |= {
        "/rss": lambda asked: asked.say(200, feed(desk.site.url, ["/a"]), Cache_Control="public, max-age=43200"),
        "/a": lambda asked: asked.say(200, page("A", *STRIKE), Cache_Control="max-age=172800"),
    }
    desk.watch(SourceKind.FEED, "/rss", every=3600)
    desk.gather()
    desk.time.on(hours=11)
    assert desk.gather().came == []
    desk.time.on(hours=2)
    assert outcomes(desk.gather()) == {"rss": "read"}
    desk.time.on(hours=36)
    assert set(outcomes(desk.gather())) == {"rss", "a"}


@pytest.mark.parametrize(
    ("path", "answer", "why"),
    [
        ("/pic", lambda asked: asked.say(200, b"\x89PNG", Content_Type="image/png"), "picture"),
        ("/zip", lambda asked: asked.say(200, b"PK", Content_Type="application/zip"), "picture"),
        ("/br", lambda asked: asked.say(200, b"x", Content_Encoding="br"), "packed as “br”"),
        ("/bomb", lambda asked: asked.say(200, gzip.compress(bytes(60_000_000), 9), Content_Encoding="gzip"), "unpacks to more"),
        ("/403", lambda asked: asked.say(403, b""), "status 403"),
        ("/in", lambda asked: asked.say(302, Location="http://10.0.0.1/"), "private"),
        ("/loop", lambda asked: asked.say(302, Location="/loop"), "circle"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused_with_its_reason_and_takes_nothing_in(
    path: str, answer: object, why: str, desk: Desk
) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, [path, "/a"]), path: answer, "/a": page("A", *STRIKE)}  # type: ignore[dict-item]
    desk.watch(SourceKind.FEED, "/rss")
    got = desk.gather()
    (only,) = got.failed
    assert only.outcome is Outcome.REFUSED and why in only.why and len(got.new) == 1


def test_robots_txt_keeps_pages_out(desk: Desk) -> None:
    desk.site.paths |= {
        "/robots.txt": b"User-agent: *\nDisallow: /a",
        "/rss": feed(desk.site.url, ["/a", "/b"]),
        "/a": b"x",
        "/b": page("B", *STRIKE),
    }
    desk.watch(SourceKind.FEED, "/rss")
    assert outcomes(desk.gather()) == {"rss": "read", "a": "refused", "b": "new"} and desk.site.times("/a") == 0


def test_a_site_in_trouble_is_tried_again_later_and_ever_later(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": lambda asked: asked.say(503, b"")}
    source = desk.watch(SourceKind.FEED, "/rss")
    assert outcomes(desk.gather())["a"] == "failed"
    waits = []
    for _ in range(9):
        (only,) = desk.watching.addresses.of(source.id, Part.PAGE)
        waits.append(only.due)
        from secondsource.store.office.instants import moment

        desk.time.now = moment(only.due)
        desk.gather()
    desk.site.paths["/a"] = page("A", *STRIKE)
    desk.time.on(days=1, minutes=1)
    assert outcomes(desk.gather())["a"] == "new"


def test_a_feed_that_fails_says_why_and_is_asked_for_less_often(desk: Desk) -> None:
    desk.site.paths["/rss"] = b"<html>moved"
    desk.watch(SourceKind.FEED, "/rss", every=3600)
    desk.gather()
    (source,) = desk.watching.sources.all()
    assert source.failures == 1 and "no feed" in source.why and source.due == "2026-03-01T11:00:00Z"
    desk.time.on(hours=3)
    desk.gather()
    assert desk.watching.sources.all()[0].due == "2026-03-01T16:00:00Z"
    desk.site.paths["/rss"] = feed(desk.site.url, [])
    desk.time.on(hours=24)
    desk.gather()
    (source,) = desk.watching.sources.all()
    assert (source.failures, source.why) == (0, "")


def test_a_page_without_words_is_kept_once_and_set_aside(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": b"<html><body><script>1</script></body></html>"}
    desk.watch(SourceKind.FEED, "/rss")
    got = desk.gather()
    assert len(got.new) == 1 and len(got.set_aside) == 1
    desk.site.paths["/a"] = b"<html><body><script>2</script></body></html>"
    desk.time.on(hours=7)
    assert outcomes(desk.gather())["a"] == "same"
    desk.site.paths["/a"] = page("Strike", *STRIKE)
    desk.time.on(hours=14)
    assert outcomes(desk.gather())["a"] == "changed" and len(desk.reports) == 1


def test_pages_in_other_encodings_are_read(desk: Desk) -> None:
    korean = "<html><head><meta charset=euc-kr><title>쿠웨이트 파업</title></head><body><p>쿠웨이트의 한 공장에서 북한 노동자 수십 명이 작업을 멈췄다고 관리자가 말했다.</p></body></html>"
    desk.site.paths |= {
        "/rss": feed(desk.site.url, ["/a"]),
        "/a": lambda asked: asked.say(200, korean.encode("euc-kr"), Content_Type="text/html"),
    }
    desk.watch(SourceKind.FEED, "/rss")
    desk.gather()
    assert "북한 노동자 수십 명" in desk.reports[0].text


def test_paused_is_paused_and_removed_is_removed(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("A", *STRIKE)}
    source = desk.watch(SourceKind.FEED, "/rss")
    desk.watching.sources.set_state(source, SourceState.PAUSED)
    assert desk.gather().came == [] and desk.site.asked == []
    desk.watching.sources.set_state(source, SourceState.ON, due=STAMP)
    desk.gather()
    desk.watching.sources.set_state(source, SourceState.ENDED)
    desk.time.on(days=3)
    assert desk.gather().came == []
    desk.watch(SourceKind.FEED, "/rss")
    got = desk.gather()
    assert got.captures == 0 and outcomes(got) == {"rss": "read", "a": "untouched"}


def test_stopped_it_ends_at_the_next_whole_step_and_the_next_one_goes_on(desk: Desk) -> None:
    paths = [f"/{n}" for n in range(6)]
    desk.site.paths |= {"/rss": feed(desk.site.url, paths), **{p: page(f"Strike {p}", *STRIKE) for p in paths}}
    desk.watch(SourceKind.FEED, "/rss")
    got = desk.gather(stop=lambda: sum(desk.site.times(p) for p in paths) >= 2)
    assert got.stopped and len(got.new) == 2 and got.left == 4 and got.stages == ()
    rest = desk.gather()
    assert len(rest.new) == 4 and not rest.stopped and rest.left == 0 and len(desk.reports) == 6 and rest.stages
    assert all(desk.site.times(p) == 1 for p in paths)


def test_no_more_than_is_said_is_fetched_at_once(desk: Desk) -> None:
    paths = [f"/{n}" for n in range(6)]
    desk.site.paths |= {"/rss": feed(desk.site.url, paths), **{p: page(f"Strike {p}", *STRIKE) for p in paths}}
    desk.fetcher.manners = replace(QUICK, most=4)
    desk.watch(SourceKind.FEED, "/rss")
    assert len(desk.gather().new) == 4 and len(desk.gather().new) == 2


def test_while_the_case_is_busy_what_was_fetched_waits(desk: Desk) -> None:
    desk.site.paths |= {"/rss": feed(desk.site.url, ["/a"]), "/a": page("A", *STRIKE)}
    desk.watch(SourceKind.FEED, "/rss")
    with desk.case.alone(), pytest.raises(CaseBusy):
        desk.gather()
    assert desk.watching.waiting.count() == 1 and desk.reports == []
    got = desk.gather()
    assert (
        got.captures == 1
        and desk.site.times("/a") == 1
        and len(desk.reports) == 1
        and desk.watching.waiting.count() == 0
    )


def test_a_rebuild_gives_the_same_case(desk: Desk) -> None:
    desk.site.paths |= {
        "/rss": feed(desk.site.url, ["/a"], source="Harbour Wire"),
        "/a": page("A", *STRIKE, outlet="", day=""),
    }
    desk.watch(SourceKind.FEED, "/rss")
    desk.gather()
    before = desk.reports
    rebuild(desk.case, now=AT, reader=RuleReader())
    assert desk.reports == before and before[0].outlet and before[0].outlet.value == "Harbour Wire"


def test_several_sites_are_asked_side_by_side(desk: Desk, time: Time) -> None:
    from .site import serving

    with serving() as other:
        for site in (desk.site, other):
            site.paths |= {
                "/rss": feed(site.url, ["/a", "/b"]),
                "/a": page(f"A {site.port}", *STRIKE),
                "/b": page(f"B {site.port}", *STRIKE),
            }
            add(desk.watching, SourceKind.FEED, f"{site.url}/rss", at=STAMP, private=True)
        assert len(desk.gather().new) == 4


def test_a_feed_cannot_lead_into_a_private_network_that_is_not_its_own(desk: Desk) -> None:
    desk.site.paths["/rss"] = (
        b"<rss version='2.0'><channel><item><link>http://10.0.0.1/</link></item><item><link>http://localhost:%d/a</link></item><item><link>file:///etc/passwd</link></item></channel></rss>"
        % desk.site.port
    )
    desk.site.paths["/a"] = page("A", *STRIKE)
    desk.watch(SourceKind.FEED, "/rss")
    got = desk.gather()
    assert len(got.failed) == 2 and got.captures == 0 and desk.site.times("/a") == 0
