from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.join import join
from secondsource.model import Basis, How, Known, LinkKind, Reading, Report
from secondsource.subjects import Subject
from secondsource.trace import trace
from secondsource.trace.versions import address_of, versions
from tests.newsroom import Newsroom, Says

WORDS = (
    "Work at the cannery stopped on Monday and nobody was let out of the gate until the evening, the paper has learnt. "
)


def given_(value: str) -> Known:
    return Known(value=value, how=How.GIVEN, why="")


def report(number: int, **values: str) -> Report:
    digest = f"{number:064x}"
    fields = {
        "outlet": "Post",
        "title": "Strike",
        "published": "2019-05-03",
        **{k: v for k, v in values.items() if k != "text"},
    }
    known = {name: given_(value) for name, value in fields.items() if value}
    return Report(
        id=f"r{number}", capture=digest, part=0, name=f"{number}.txt", text=values.get("text", WORDS), **known
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.post.example/a", "http://post.example/a/"),
        ("https://post.example/a?utm_source=x&utm_medium=y", "https://post.example/a#comments"),
        ("https://post.example/a?b=2&a=1", "https://post.example/a?a=1&fbclid=9&b=2"),
        ("https://web.archive.org/web/20160608120000/http://post.example/a", "https://post.example/a"),
        ("https://POST.example:443/a", "https://post.example/a"),
    ],
)
def test_what_tells_no_publications_apart_is_taken_off(one: str, other: str) -> None:
    assert address_of(one) == address_of(other) != ""


@pytest.mark.parametrize(
    "url", ["", "https://post.example/", "mailto:a@b.example", "javascript:alert(1)", "http://[", "https://p.example/█"]
)
def test_what_names_no_page_is_no_address(url: str) -> None:
    assert address_of(url) == ""


def test_pages_are_told_apart_by_what_they_ask() -> None:
    assert address_of("https://post.example/a?id=1") != address_of("https://post.example/a?id=2")


def test_one_address_of_one_outlet_is_one_publication_in_the_order_it_was_obtained(pack: Subject) -> None:
    url = "https://post.example/a"
    one, two = report(1, url=url), report(2, url=url + "?utm_source=x", title="Correction: Strike", text="Withdrawn.")
    assert versions([two, one], pack) == {"r1": ("r1", "r2"), "r2": ("r1", "r2")}
    late_first = {one.capture: "2026-02-01T00:00:00Z", two.capture: "2026-01-01T00:00:00Z"}
    assert versions([one, two], pack, late_first)["r1"] == ("r2", "r1")


def test_a_story_taken_over_with_its_address_is_another_publication(pack: Subject) -> None:
    url = "https://post.example/a"
    assert versions([report(1, url=url), report(2, url=url, outlet="Courier")], pack) == {}


def test_without_an_address_outlet_day_title_and_most_words_must_agree(pack: Subject) -> None:
    mended = WORDS.replace("Monday", "Tuesday")
    assert set(versions([report(1), report(2, text=mended)], pack)) == {"r1", "r2"}
    assert set(versions([report(1, url="https://post.example/a"), report(2)], pack)) == {"r1", "r2"}
    for other in (
        report(2, text="Prices of rice rose in the north, and traders say that corn will follow soon. "),
        report(2, title="Other"),
        report(2, published="2019-05-04"),
        report(2, outlet="Courier"),
        report(2, title=""),
    ):
        assert versions([report(1), other], pack) == {}, other
    two_pages = [report(1, url="https://post.example/a"), report(2, url="https://post.example/b")]
    assert versions(two_pages, pack) == {}


@given(order=st.permutations(range(6)))
def test_the_order_of_reports_does_not_matter(pack: Subject, order: list[int]) -> None:
    urls = [
        "https://post.example/a",
        "",
        "https://post.example/b",
        "http://post.example/a/",
        "",
        "https://post.example/b",
    ]
    reports = [report(n, url=url) for n, url in enumerate(urls)]
    assert versions([reports[n] for n in order], pack) == versions(reports, pack)


def _twice(newsroom: Newsroom, *, versions: bool, **second: object) -> Newsroom:
    says = {"text": "Strike at the cannery stopped all lines", "when": "2019-05-03", "place": "Harbin", "country": "CN"}
    newsroom.publish(
        "a",
        "Paper A",
        "2019-06-01",
        Says(**{**says, "chain": second.pop("first", ()), "basis": Basis.SENSOR if second else Basis.UNKNOWN}),
    )  # type: ignore[arg-type]
    newsroom.publish("b", "Paper A", "2019-06-02", Says(**{**says, **second}))  # type: ignore[arg-type]
    urls = ("https://a.example/1", "https://a.example/1" if versions else "https://a.example/2")
    newsroom.readings = [
        replace(r, report=replace(r.report, url=given_(url))) for r, url in zip(newsroom.readings, urls, strict=True)
    ]
    return newsroom


@pytest.mark.parametrize(("same", "most"), [(True, 1), (False, 2)])
def test_a_second_version_is_no_further_origin(newsroom: Newsroom, pack: Subject, same: bool, most: int) -> None:
    room = _twice(newsroom, versions=same)
    (support,) = trace(room.readings, join(room.readings, pack), pack).supports
    assert (support.at_least, support.at_most) == (0, most)


@pytest.mark.parametrize(("same", "least"), [(True, 1), (False, 2)])
def test_two_versions_are_one_way_to_origins_of_unlike_access(
    newsroom: Newsroom, pack: Subject, same: bool, least: int
) -> None:
    room = _twice(
        newsroom,
        versions=same,
        first=(("Skywatch", LinkKind.SENSOR),),
        chain=(("Registry", LinkKind.RECORD),),
        basis=Basis.RECORD,
    )
    (support,) = trace(room.readings, join(room.readings, pack), pack).supports
    assert support.at_least == least
    assert len(support.origins) == 2


def test_what_a_later_version_takes_back_counts_no_more(pack: Subject) -> None:
    room = Newsroom()
    says = Says(
        text="Stopped work in Kuwait, a manager said.",
        country="KW",
        place="Kuwait",
        when="2019-05-01",
        chain=(("manager", LinkKind.ROLE),),
    )
    first = room.publish("first", "Post", "2019-05-03", says)
    other = room.publish("other", "Courier", "2019-05-09", replace(says, chain=(("clerk", LinkKind.ROLE),)))
    url = given_("https://post.example/a")
    retracted = Reading(
        report=replace(first.report, id="a-later", capture="b" * 64, url=url, text="This article has been retracted."),
        statements=(),
        mentions=(),
    )
    placed = replace(first, report=replace(first.report, url=url))
    claims = join((placed, other), pack)
    at = {placed.report.capture: "2019-05-03T10:00:00Z", "b" * 64: "2019-05-20T10:00:00Z"}
    before = trace((placed, other), claims, pack, obtained=at).supports[0]
    after = trace((placed, other, retracted), claims, pack, obtained=at).supports[0]
    assert before.at_most == 2 and before.withdrawn == ()
    assert after.at_most == 1 and after.withdrawn == (("first", "a-later"),)
    assert any("took back what it had told" in words for words in after.because)


def test_of_versions_of_one_date_the_one_obtained_first_is_the_earlier(pack: Subject) -> None:
    from secondsource.trace.case import Case

    room = Newsroom()
    one, two = (room.publish(name, "Post", "2019-05-03", Says(text="Stopped work.")) for name in ("zz", "aa"))
    url = given_("https://post.example/a")
    readings = [replace(r, report=replace(r.report, url=url, capture=c * 64)) for r, c in ((one, "c"), (two, "d"))]
    case = Case(readings, (), pack, obtained={"c" * 64: "2019-05-03T10:00:00Z", "d" * 64: "2019-05-04T10:00:00Z"})
    assert [r.report.id for r in case.readings] == ["zz", "aa"]
    assert [r.report.id for r in Case(readings, (), pack).readings] == ["aa", "zz"]
