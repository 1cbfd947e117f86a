from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Region, RegionKind, Report, Span
from secondsource.publish.compared import LONG, MANY, Compared, compared


def report(text: str) -> Report:
    return Report(id="r-0", capture="0" * 64, part=0, name="r.txt", text=text)


def between(was: str, now: str) -> Compared:
    return compared(report(was), report(now))


def test_sentences_are_aligned_and_their_words_compared() -> None:
    found = between(
        "One hundred men stopped work on Monday. They were paid. Nobody came.",
        "Eighty men stopped work on Monday. A guard says so. They were paid late. Nobody came.",
    )
    assert [p.kind for p in found.passages] == ["changed", "new", "changed", "same"]
    assert [(b.mark, b.text.strip()) for b in found.passages[0].bits] == [
        ("gone", "One hundred"),
        ("new", "Eighty"),
        ("", "men stopped work on Monday."),
    ]
    assert found.by == "sentence" and 0.5 < found.alike < 1


def test_words_that_went_stand_apart_from_those_that_stayed() -> None:
    (passage,) = between(
        "Men protested over wages that were overdue, he said.", "Men protested over wages, he said."
    ).passages
    assert [(b.mark, b.text) for b in passage.bits] == [
        ("", "Men protested over wages"),
        ("gone", " that were overdue"),
        ("", ", he said."),
    ]


def test_korean_and_chinese_words_are_compared() -> None:
    (passage,) = between("노동자 수십 명이 파업했다고 말했다.", "노동자 스무 명이 파업했다고 말했다.").passages
    assert [b.text.strip() for b in passage.bits if b.mark] == ["수십", "스무"]
    (passage,) = between("工人罢工了三天。", "工人罢工了五天。").passages
    assert [b.text for b in passage.bits if b.mark] == ["三", "五"]


def test_what_is_no_prose_of_the_report_is_not_compared() -> None:
    was, now = report("Title\nHe came. Spam one"), report("Headline\nHe came. Other spam")
    was, now = (
        replace(
            r,
            regions=(
                Region(span=Span(0, r.text.index("\n")), kind=RegionKind.TITLE),
                Region(span=Span(r.text.index("came.") + 5, len(r.text)), kind=RegionKind.COMMENTS),
            ),
        )
        for r in (was, now)
    )
    assert compared(was, now).same


def test_nothing_changed_and_nothing_left() -> None:
    assert between("", "").same and between("He came.", "He  came.").same
    assert [p.kind for p in between("He came.", "").passages] == ["gone"]
    assert between("He came.", "").alike == 0


def test_a_long_text_is_compared_by_paragraph() -> None:
    lines = [f"Line {n} of the long report stands here." for n in range(LONG // 30)]
    changed = [*lines[:50], "Another line.", *lines[51:]]
    found = between("\n".join(lines), "\n".join(changed))
    assert found.by == "paragraph"
    assert [(p.kind, p.was, p.now) for p in found.passages if p.kind != "same"] == [
        ("gone", lines[50], ""),
        ("new", "", "Another line."),
    ]
    assert between("a b. " * (MANY + 1), "a c. ").by == "paragraph"


def test_texts_of_a_megabyte_that_have_no_line_in_common_are_one_passage_for_another() -> None:
    found = between("a\nb\n" * 250_000, "c\nd\n" * 250_000)
    assert [p.kind for p in found.passages] == ["gone", "new"]


WORDS = st.lists(st.sampled_from(["men", "went", "home", "on", "Monday", "of", "Vessa", "came."]), max_size=30)


@given(was=WORDS, now=WORDS)
def test_both_texts_can_be_read_out_of_what_is_shown(was: list[str], now: list[str]) -> None:
    found = between(" ".join(was), " ".join(now))

    def read(*marks: str) -> list[str]:
        return " ".join(b.text for p in found.passages for b in p.bits if b.mark in marks).split()

    def letters(words: list[str]) -> str:
        return "".join(words)

    assert letters(read("", "gone")) == letters(was)
    assert letters(read("", "new")) == letters(now)
    assert 0 <= found.alike <= 1
    assert found.same == (letters(was) == letters(now))
