from __future__ import annotations

from threading import Barrier, Thread

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.desk.app import desk
from secondsource.desk.tongues import CHOSEN, local, wanted
from tests.desk.conftest import HERE, Held, client_of
from tests.desk.told import several


def spoken(answer) -> str:
    return str(lxml.html.document_fromstring(answer.text).get("lang"))


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("", "en"),
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("en-GB,en;q=0.9,ko;q=0.8", "en"),
        ("fr;q=0.9, ko;q=0.4, en;q=0.3", "ko"),
        ("ko;q=0, en", "en"),
        ("ko;q=nonsense", "en"),
        ("*", "en"),
        (",;q=,;;", "en"),
    ],
)
def test_the_browser_says_what_is_wanted(accepts, language, reader):
    assert wanted(accepts) == language
    answer = reader.get("/law", headers={"accept-language": accepts})
    assert spoken(answer) == language
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]


def test_a_reader_chooses_once_and_comes_back_to_the_same_page(reader):
    page = lxml.html.document_fromstring(reader.get("/law?on=2017-09-11").text)
    (to_korean,) = page.xpath('//p[@class="tongues"]/a')
    assert (to_korean.text_content(), to_korean.get("lang")) == ("한국어", "ko")
    answer = reader.get(to_korean.get("href"), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/law?on=2017-09-11")
    assert answer.cookies[CHOSEN] == "ko"
    chosen = reader.get("/law?on=2017-09-11", headers={"accept-language": "en"})
    assert spoken(chosen) == "ko"
    assert "시행 중인 조항" in chosen.text
    assert reader.get("/language?to=en&back=/reports", follow_redirects=True).url.path == "/reports"
    assert spoken(reader.get("/reports", headers={"accept-language": "ko"})) == "en"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\/x",
        "javascript:alert(1)",
        "/a\nb",
        "x",
        "",
    ],
)
def test_nobody_is_led_elsewhere(elsewhere, reader):
    assert local(elsewhere) == "/"
    answer = reader.get("/language", params={"to": "ko", "back": elsewhere}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_language_that_there_is_not_changes_nothing(reader):
    answer = reader.get("/language?to=tlh", follow_redirects=False)
    assert (answer.status_code, CHOSEN in answer.cookies) == (303, False)


def test_errors_and_pages_that_are_not_there_are_answered_in_the_language(reader):
    korean = {"accept-language": "ko"}
    missing = reader.get("/reports/none", headers=korean)
    assert (missing.status_code, spoken(missing)) == (404, "ko")
    assert "이 사안에 그런 보도가 없습니다." in missing.text
    assert "“어제”는 날짜가 아닙니다." in reader.get("/law?on=어제", headers=korean).text


def test_programs_are_answered_in_english(reader):
    korean = {"accept-language": "ko"}
    assert reader.get("/api/claims", headers=korean).text == reader.get("/api/claims").text
    assert reader.get("/healthz", headers=korean).text == reader.get("/healthz").text
    assert reader.get("/api/claims/none", headers=korean).text == reader.get("/api/claims/none").text


def test_two_readers_at_once_are_each_answered_in_their_own_language(view):
    app, together = desk(Held(view)), Barrier(2)
    answers: dict[str, list[str]] = {"en": [], "ko": []}

    def read(language: str) -> None:
        with TestClient(app, base_url=HERE, headers={"accept-language": language}) as client:
            for address in ("/", "/timeline", "/map", "/sources", "/law/said", "/numbers") * 2:
                together.wait()
                answers[language].append(client.get(address).text)

    threads = [Thread(target=read, args=(language,)) for language in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = {}
    for language in answers:
        with TestClient(desk(Held(view)), base_url=HERE, headers={"accept-language": language}) as client:
            alone[language] = [
                client.get(address).text
                for address in ("/", "/timeline", "/map", "/sources", "/law/said", "/numbers") * 2
            ]
    assert answers == alone
    assert not set(answers["en"]) & set(answers["ko"])


def test_the_case_is_the_same_whoever_reads_first(view):
    with client_of(view) as reader:
        korean = reader.get("/timeline", headers={"accept-language": "ko"}).text
        english = reader.get("/timeline").text
    with client_of(view) as reader:
        assert reader.get("/timeline").text == english
        assert reader.get("/timeline", headers={"accept-language": "ko"}).text == korean


def test_who_reads_korean_may_search_in_either_language():
    with client_of(several()) as reader:
        reader.headers["accept-language"] = "ko"
        for words in ("항공편", "cash seizure", "쿠웨이트", "kuwait"):
            page = lxml.html.document_fromstring(reader.get("/timeline", params={"q": words}).text)
            assert page.xpath('//ol[@class="dated"]/li'), words


def test_what_is_written_in_english_says_so_on_a_korean_page(view):
    with client_of(view) as reader:
        page = lxml.html.document_fromstring(reader.get("/law?on=2017-09-11", headers={"accept-language": "ko"}).text)
    assert page.get("lang") == "ko"
    assert page.xpath('//table[contains(@class, "law-rows")]//span[@lang="en"]')
