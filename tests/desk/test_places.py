from __future__ import annotations

from secondsource.desk.places import finding_href, linked, named, number_href, source_href, tongue, words_href
from secondsource.model import Quantity, Range, Ref, Span


def test_addresses_carry_only_what_is_asked() -> None:
    assert words_href(Ref("a/b", Span(3, 9))) == "/reports/a%2Fb?words=3-9#w0"
    assert finding_href("c1", "UN-2397-8", law_of="", as_known_on="2018-01-01") == (
        "/claims/c1/law/UN-2397-8?as_known_on=2018-01-01"
    )
    of = Quantity(what="USD", range=Range(1.2e9, None), span=Span(0, 1), per="year")
    assert number_href(of) == "/numbers/history?what=USD&low=1200000000&per=year"
    assert source_href("name:하버") == "/sources/name:%ED%95%98%EB%B2%84"


def test_names_in_other_letters_carry_their_language() -> None:
    assert [tongue(text) for text in ("Reuters", "연합뉴스", "共同通信", "Интерфакс")] == ["", "ko", "zh", "ru"]
    assert str(named("연합<b>")) == '<span lang="ko">연합</span>&lt;b&gt;'
    assert str(named("A & B")) == "A &amp; B"


def test_addresses_in_a_text_become_links_and_nothing_else_does() -> None:
    text = 'https://a.example/x (quotes <b> in full); javascript:alert(1); http://b.example/y"z.'
    found = str(linked(text))
    assert found.count("<a ") == 2
    assert "&lt;b&gt;" in found
    assert 'href="https://a.example/x"' in found
    assert 'href="http://b.example/y"' in found
