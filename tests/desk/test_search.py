import lxml.html
from starlette.testclient import TestClient

from secondsource.desk.searching import Searching
from secondsource.store.view import CaseView

from .conftest import Held, Page, client_of, said


def test_the_page_shows_the_sentence_and_leads_to_it(page: Page, reader: TestClient):
    root = page("/search?q=strike&what=reports")
    rows = root.xpath("//ol[@class='answers']/li")
    assert rows and all(row.xpath(".//mark") for row in rows if row.xpath(".//blockquote"))
    for href in root.xpath("//ol[@class='answers']//a/@href"):
        assert reader.get(href.partition("#")[0]).status_code == 200
    quoted = next(row for row in rows if row.xpath(".//blockquote"))
    target = page(quoted.xpath(".//a/@href")[0].partition("#")[0])
    marked = " ".join("".join(target.xpath("//mark[contains(@class, 'w0')]//text()")).split())
    assert marked and marked[:20] in " ".join(quoted.xpath("string(.//blockquote)").split())


def test_every_kind_is_found_by_page_and_api(page: Page, reader: TestClient):
    for what in ("reports", "statements", "claims"):
        answer = reader.get("/api/search", params={"q": "vessa", "what": what}).json()
        assert answer["total"] == len(answer["rows"]) > 0
        assert f"{answer['total']} found" in said(page(f"/search?q=vessa&what={what}"))
        for row in answer["rows"]:
            assert row["what"] == what
            if row["span"]:
                text = reader.get(f"/api/reports/{row['report_id']}").json()["report"]["text"]
                assert " ".join(text[slice(*row["span"])].split()) == row["text"]


def test_comments_and_personal_data_are_not_found(reader: TestClient, made):
    for words in (*made.SECRETS, made.COMMENT, "quill harbourwire", "fennimore"):
        for what in ("reports", "statements", "claims"):
            assert reader.get("/api/search", params={"q": words, "what": what}).json()["total"] == 0, (words, what)
    assert reader.get("/api/search", params={"q": "dock"}).json()["total"] > 0


def test_what_is_not_understood_is_said_in_place(page: Page, reader: TestClient):
    assert "takes a day" in said(page("/search?q=from:soon"))
    answer = reader.get("/api/search", params={"q": "from:soon"})
    assert answer.status_code == 400 and answer.json()["error"]["code"] == "bad_search"
    assert "Nothing fits" in said(page("/search?q=zeppelin"))
    assert reader.get("/search", params={"q": "vessa", "page": 9}).status_code == 404
    assert "longer than 1,000" in said(page("/search?q=" + "x" * 1001))
    assert reader.get("/search", params={"q": "x" * 60_000}).status_code == 200
    assert not page("/search").xpath("//ol[@class='answers']")


def test_a_hostile_search_stays_text(page: Page):
    root = page("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not root.xpath("//main//script") and root.xpath("//input[@id='q']/@value") == ["<script>alert(1)</script>"]


def test_a_finder_is_kept_as_long_as_the_case_stands(view: CaseView):
    shelf = Held(view)
    searching = Searching(shelf)
    assert searching.finder(shelf.held) is searching.finder(shelf.held)
    other = Held(view)
    assert searching.finder(other.held) is not searching.finder(shelf.held)


def test_the_list_of_reports_leads_to_the_text(page: Page):
    assert page("/reports?q=vessa").xpath("//a[@href='/search?q=vessa']")


def test_korean_answers_say_their_language(view: CaseView):
    with client_of(view) as client:
        root = lxml.html.document_fromstring(client.get("/search", params={"q": "베사"}).text)
    assert (
        root.xpath("//ol[@class='answers']//blockquote/@lang")
        == ["ko"] * len(root.xpath("//ol[@class='answers']//blockquote"))
        != []
    )
