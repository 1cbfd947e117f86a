from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.read.gazetteer import gazetteer
from secondsource.read.place import find_places, places
from secondsource.subjects import load
from secondsource.subjects.loader import read_yaml

ROWS: list[dict[str, Any]] = read_yaml(load().data("places.yaml"))["places"]


def named(text: str, language: str = "en") -> list[tuple[str, str | None, str]]:
    return [(p.name, p.country, p.kind) for p in find_places(text, language=language)]


def test_places_of_the_pack_come_first() -> None:
    assert named("They left Doha for Vladivostok.") == [("Doha", "QA", "city"), ("Vladivostok", "RU", "city")]
    assert named("A riot in inner Mongolia.") == [("Inner Mongolia", "CN", "region")]
    assert named("From Ningpo by sea.") == [("Ningbo", "CN", "city")]


def test_two_ends_of_a_link_are_a_route_in_the_other_country() -> None:
    assert named("Flights between Pyongyang and Kuwait City stopped.") == [("Pyongyang-Kuwait", "KW", "route")]
    assert named("The Pyongyang-Kuwait route is idle.") == [("Pyongyang-Kuwait", "KW", "route")]


def test_a_state_after_the_name_decides() -> None:
    (paris, *_) = places("He was born in Paris, Texas.")
    assert abs(float(str(paris["lat"])) - 33.66) < 0.2
    (paris, *_) = places("She flew to Paris on Monday.")
    assert abs(float(str(paris["lat"])) - 48.85) < 0.2


def test_one_sense_in_a_document() -> None:
    found = [
        p
        for p in places("In Paris, Texas, it rained. The mayor of Paris was glad.")
        if abs(float(str(p["lat"])) - 33.66) < 0.2
    ]
    assert len(found) == 2


def test_people_and_common_words_are_no_places() -> None:
    assert places("Mr. Jordan said that Reading is hard.") == []
    assert places("Paris Hilton, 29, agreed.") == []


def test_a_nationality_is_kept_apart() -> None:
    assert named("A Russian official spoke.")[0][2] == "nationality"


def test_korean_names() -> None:
    assert named("지난달 카타르 도하에서", "ko") == [("Qatar", "QA", "country"), ("Doha", "QA", "city")]
    assert named("평양-쿠웨이트 노선", "ko") == [("Pyongyang-Kuwait", "KW", "route")]


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Hamhŭng", "Hamhung", "KP"),
        ("Hamheung", "Hamhung", "KP"),
        ("P'yŏngyang", "Pyongyang", "KP"),
        ("P’yongyang", "Pyongyang", "KP"),
        ("Ch'ŏngjin", "Chongjin", "KP"),
        ("Ch’ongjin", "Chongjin", "KP"),
        ("Cheongjin", "Chongjin", "KP"),
        ("Namp'o", "Nampho", "KP"),
        ("Nampo", "Nampho", "KP"),
        ("Gaeseong", "Kaesong", "KP"),
        ("Najin", "Rason", "KP"),
        ("Sonbong", "Rason", "KP"),
        ("Manpo", "Manpho", "KP"),
        ("Sinp’o", "Sinpho", "KP"),
        ("Pyongsong", "Phyongsong", "KP"),
        ("Songjin", "Kimchaek", "KP"),
        ("Danchon", "Tanchon", "KP"),
        ("Hoeryeong", "Hoeryong", "KP"),
        ("Shinuiju", "Sinuiju", "KP"),
        ("Antung", "Dandong", "CN"),
        ("Mukden", "Shenyang", "CN"),
        ("Dairen", "Dalian", "CN"),
        ("Peking", "Beijing", "CN"),
        ("Tientsin", "Tianjin", "CN"),
        ("Tsingtao", "Qingdao", "CN"),
        ("Ussuriisk", "Ussuriysk", "RU"),
        ("St. Petersburg", "Saint Petersburg", "RU"),
        ("Ulan-Bator", "Ulaanbaatar", "MN"),
        ("Gdansk", "Gdańsk", "PL"),
        ("Stettin", "Szczecin", "PL"),
        ("Salmiyah", "Salmiya", "KW"),
        ("Al-Khor", "Al Khor", "QA"),
        ("Al Wakra", "Al Wakrah", "QA"),
        ("Rangoon", "Yangon", "MM"),
        ("Kompong Som", "Sihanoukville", "KH"),
        ("Burma", "Myanmar", "MM"),
    ],
)
def test_old_and_other_spellings(words: str, name: str, country: str) -> None:
    assert [(n, c) for n, c, _ in named(f"They were seen in {words} that year.")] == [(name, country)]


@pytest.mark.parametrize(
    "words", ["Dalian", "Yanji", "Tumen", "Harbin", "Nakhodka", "Warsaw", "Dubai", "Windhoek", "Phnom Penh", "Gdynia"]
)
def test_a_present_name_is_the_town_of_its_row(words: str) -> None:
    (row,) = [r for r in ROWS if r["name"] == words]
    ((name, country, kind),) = named(f"They were seen in {words} that year.")
    assert (name, country, kind) == (words, row["country"], "city")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("South P'yŏngan Province", "South Phyongan Province"),
        ("South Pyongan", "South Phyongan Province"),
        ("Pyeongannam-do", "South Phyongan Province"),
        ("North Phyongan", "North Phyongan Province"),
        ("Chagang", "Jagang Province"),
        ("Jagang Province", "Jagang Province"),
        ("Hwanghaenam-do", "South Hwanghae Province"),
        ("North Hwanghae", "North Hwanghae Province"),
        ("Kangwŏn-do", "Kangwon Province"),
        ("South Hamgyŏng", "South Hamgyong Province"),
        ("North Hamgyeong Province", "North Hamgyong Province"),
        ("Yanggang Province", "Ryanggang Province"),
        ("Ryanggang", "Ryanggang Province"),
    ],
)
def test_provinces_of_north_korea(words: str, name: str) -> None:
    assert named(f"A source in {words} said so.") == [(name, "KP", "region")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Camp 14", "Camp 14 Kaechon"),
        ("kwan-li-so No. 14", "Camp 14 Kaechon"),
        ("Camp No. 15", "Camp 15 Yodok"),
        ("the Yodok camp", "Camp 15 Yodok"),
        ("Political Prison Camp No. 16", "Camp 16 Hwasong"),
        ("the Bukchang political prison camp", "Camp 18 Pukchang"),
        ("Camp 25", "Camp 25 Chongjin"),
        ("the Susong camp", "Camp 25 Chongjin"),
        ("the Kaesong Industrial Zone", "Kaesong Industrial Complex"),
        ("Mt. Kumgang", "Mount Kumgang resort"),
        ("Tongch'ang-ri", "Sohae Satellite Launching Station"),
        ("Musudan-ri", "Tonghae Satellite Launching Ground"),
        ("P'unggye-ri", "Punggye-ri"),
        ("Nyongbyon", "Yongbyon"),
        ("the port of Nampo", "Nampho port"),
        ("Najin port", "Rajin port"),
        ("Sunan International Airport", "Sunan airport"),
        ("Wonsan-Kalma", "Wonsan-Kalma"),
        ("Masikryong", "Masikryong"),
    ],
)
def test_camps_and_sites(words: str, name: str) -> None:
    assert named(f"He worked at {words} for years.") == [(name, "KP", "site")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A riot in Inner Mongolia.", "en"),
        ("A riot in inner Mongolia.", "en"),
        ("내몽골에서 폭동이 있었다.", "ko"),
        ("네이멍구자치구에서", "ko"),
        ("Во Внутренней Монголии", "ru"),
    ],
)
def test_inner_mongolia_is_in_china(text: str, language: str) -> None:
    assert named(text, language) == [("Inner Mongolia", "CN", "region")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She left Equatorial Guinea for Papua New Guinea.", [("Equatorial Guinea", "GQ"), ("Papua New Guinea", "PG")]),
        ("He came from South Africa to South Sudan.", [("South Africa", "ZA"), ("South Sudan", "SS")]),
        (
            "Workers in the Democratic Republic of Congo and the Republic of Congo.",
            [("Democratic Republic of the Congo", "CD"), ("Republic of the Congo", "CG")],
        ),
        ("They crossed the Tumen River.", [("Tumen River", None)]),
        ("They live in Benin City.", [("Benin City", "NG")]),
        ("A ship in the Gulf of Oman.", [("Gulf of Oman", None)]),
        ("Workers from the Middle East and Africa.", [("Middle East", None), ("Africa", None)]),
    ],
)
def test_a_longer_name_is_not_the_shorter_one_in_it(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(name, country) for name, country, _ in named(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Artyom Petrov was glad.",
        "The emir, Sheikh Sabah Al-Ahmad, spoke.",
        "Engineer Ahmadi agreed.",
        "The Tumen Rose sailed.",
        "The Shanghai Cooperation Organisation met.",
    ],
)
def test_people_firms_and_ships_named_as_a_place(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("량강도", "Ryanggang Province", "KP"),
        ("양강도", "Ryanggang Province", "KP"),
        ("자강도", "Jagang Province", "KP"),
        ("함경북도", "North Hamgyong Province", "KP"),
        ("라선", "Rason", "KP"),
        ("나선특별시", "Rason", "KP"),
        ("평성", "Phyongsong", "KP"),
        ("황해남도 해주", "Haeju", "KP"),
        ("함경북도 무산", "Musan", "KP"),
        ("개성공단", "Kaesong Industrial Complex", "KP"),
        ("요덕수용소", "Camp 15 Yodok", "KP"),
        ("제14호 관리소", "Camp 14 Kaechon", "KP"),
        ("녕변", "Yongbyon", "KP"),
        ("동창리", "Sohae Satellite Launching Station", "KP"),
        ("투먼", "Tumen", "CN"),
        ("도문", "Tumen", "CN"),
        ("옌볜", "Yanbian", "CN"),
        ("흑룡강성", "Heilongjiang", "CN"),
        ("다롄", "Dalian", "CN"),
        ("칭다오", "Qingdao", "CN"),
        ("하얼빈", "Harbin", "CN"),
        ("연해주", "Primorsky Krai", "RU"),
        ("아무르주", "Amur Oblast", "RU"),
        ("나홋카", "Nakhodka", "RU"),
        ("체그도민", "Chegdomyn", "RU"),
        ("하산역", "Khasan", "RU"),
        ("살미야", "Salmiya", "KW"),
        ("루사일", "Lusail", "QA"),
        ("아부다비", "Abu Dhabi", "AE"),
        ("적도기니", "Equatorial Guinea", "GQ"),
        ("콩고민주공화국", "Democratic Republic of the Congo", "CD"),
        ("프놈펜", "Phnom Penh", "KH"),
        ("비엔티안", "Vientiane", "LA"),
        ("바르샤바", "Warsaw", "PL"),
        ("중동", "Middle East", None),
        ("걸프 지역", "Gulf states", None),
        ("동남아", "Southeast Asia", None),
        ("아프리카", "Africa", None),
        ("유럽", "Europe", None),
    ],
)
def test_korean_names_of_the_field(words: str, name: str, country: str | None) -> None:
    (found,) = find_places(f"지난해 {words}에서 노동자들이", language="ko")
    assert (found.name, found.country, found.span.of(f"지난해 {words}에서 노동자들이")) == (name, country, words)


@pytest.mark.parametrize(
    "text",
    [
        "파업에 나선 노동자들",
        "임금을 해주지 않아 협상이 무산됐다",
        "원산지 증명서를 위조하는 수단",
        "가족을 위해 상해를 입고도",
        "천진난만하게 대련하다가",
        "‘자력갱생’이란 말리지 못할 개성",
        "아흐마디네자드와 다카하시",
        "집에 가나 봐 하고 하산했다",
    ],
)
def test_korean_words_that_only_look_like_a_place(text: str) -> None:
    assert named(text, "ko") == []


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [("Владивостоке", "ru", "Vladivostok"), ("КНДР", "ru", "North Korea"), ("丹东", "zh", "Dandong")],
)
def test_names_in_russian_and_chinese(words: str, language: str, name: str) -> None:
    assert [n for n, _, _ in named(words, language)] == [name]


@pytest.mark.parametrize(
    "name", [row["name"] for row in ROWS if row["kind"] in ("country", "bloc") and "en" in row["names"]]
)
def test_a_country_or_a_bloc_has_no_point(name: str) -> None:
    (row,) = [r for r in ROWS if r["name"] == name]
    for words in row["names"]["en"]:
        (found,) = find_places(words)
        place = found.told(span=found.span)
        assert (found.name, place.lat, place.lon, place.precision) == (name, None, None, row["kind"])


def test_a_row_of_the_pack_is_whole() -> None:
    for row in ROWS:
        assert row["kind"] in {"country", "region", "city", "site", "route", "bloc"}, row
        assert (row["country"] is None) == (row["kind"] == "bloc") or row["kind"] == "region", row
        assert row["country"] is None or re.fullmatch("[A-Z]{2}", row["country"]), row
        assert ("lat" in row) == ("lon" in row), row
        assert row["kind"] not in ("country", "bloc") or "lat" not in row, row
        assert -90 <= row.get("lat", 0) <= 90, row
        assert -180 <= row.get("lon", 0) <= 180, row
        assert set(row["names"]) <= {"en", "ko", "zh", "ru"}, row
        assert all(row["names"].values()), row


def test_a_name_of_the_pack_is_one_place_only() -> None:
    assert [n for n, times in Counter(row["name"] for row in ROWS).items() if times > 1] == []
    told = Counter((lang, name) for row in ROWS for lang, names in row["names"].items() for name in names)
    assert [key for key, times in told.items() if times > 1] == []


def test_a_korean_name_has_two_syllables_or_more() -> None:
    names = [name for row in ROWS for name in row["names"].get("ko", ()) if name != "UAE"]
    assert [name for name in names if len(re.findall("[가-힣]", name)) < 2] == []


def test_a_town_of_the_pack_lies_where_the_gazetteer_has_it() -> None:
    known = gazetteer()
    for row in ROWS:
        if row["kind"] != "city" or "lat" not in row:
            continue
        names = [name for names in row["names"].values() for name in (row["name"], *names)]
        entries = [
            e for n in names if n in known for e in known.find(n) if e.country == row["country"] and e.feature == "P"
        ]
        assert not entries or any(
            abs((e.lat or 0) - row["lat"]) < 0.1 and abs((e.lon or 0) - row["lon"]) < 0.1 for e in entries
        ), row


def test_the_gazetteer_knows_what_it_says() -> None:
    entry = gazetteer().find("Dandong")[0]
    assert (entry.country, entry.feature) == ("CN", "P")
    assert entry.population > 100_000
    assert gazetteer().find("Nowhere in Particular") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Paris", ",", "Texas", "in", "Georgia", "St.", "New", "York", "the", "\n", "T&T", "U.S.", "said", "."]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_spans_stay_inside_and_apart(text: str) -> None:
    found = find_places(text)
    assert all(p.span.of(text).strip() for p in found)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(found))
