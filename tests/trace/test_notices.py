from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.model import How, Known, Region, RegionKind, Report, Span
from secondsource.subjects import Subject, load
from secondsource.trace.notices import NoticeKind, notice_of

PROSE = (
    "Dozens of workers left the site on Monday.",
    "Their wages had not been paid.",
    "The ministry said nothing.",
) * 4


def report(*lines: str, title: str = "") -> Report:
    text = "\n\n".join((*([title] if title else []), *lines))
    known = Known(value=title, how=How.GIVEN, why="") if title else None
    return Report(id="r-0", capture="0" * 64, part=0, name="r", text=text, title=known)


CORRECTIONS = [
    "Correction: An earlier version of this article gave a wrong number of workers.", "CORRECTION (March 3, 2026): The plant is in Dalian.", "Corrected: the year is 2017.",
    "*Correction, March 3, 2026: the name was misspelled.", "[Correction] The figure was 60, not 100.", "Corrections & clarifications: the article misstated the date.", "Clarification: the company has since replied.",
    "Editor's note: This article has been corrected to say that the workers left in May.", "Editor’s Note — An earlier version of this story misstated the number of workers.",
    "This story was corrected on March 3 to give the right number.", "An earlier version of this report said 100 workers were hired.", "We regret the error.", "This article incorrectly stated the number of workers.",
    "This report has been amended to include the ministry's answer.", "Corrigendum: the table was wrong.", "Correction appended",
    "[정정보도] 본지는 3월 3일자 기사에서 노동자 수를 잘못 적었습니다.", "정정: 노동자 수는 100명이 아니라 60명입니다.", "<바로잡습니다> 3월 3일자 기사 중 100명은 60명의 잘못이므로 바로잡습니다.", "■ 바로잡습니다",
    "본지 3월 3일자 기사에서 100명이라고 보도했으나 60명으로 바로잡습니다.", "【訂正】人数は60人でした。", "この記事の人数を訂正しました。", "Исправление: рабочих было 60.", "更正：人数应为60人。",
]  # fmt: skip
RETRACTIONS = [
    "This article has been retracted.", "This story has been withdrawn because its source could not be verified.", "Retraction: The Post withdraws its report of March 3.", "RETRACTED: Workers sent home",
    "Editor's note: We have retracted this article.", "The Harbour Post has retracted this story.", "Our report has been removed.", "MANDATORY KILL: Kuwait workers", "WITHDRAWN: Workers in Kuwait", "Retraction notice: the article is withdrawn.",
    "We are withdrawing this report after learning that the document was forged.", "This report has since been taken down.",
    "[기사 철회] 본 기사는 사실 확인이 부족해 철회합니다.", "기사 삭제", "본 기사는 취재원의 요청으로 삭제되었습니다.", "해당 기사를 취소합니다.", "【記事取り消し】", "この記事は取り消しました。", "Данный материал отозван редакцией.", "本文已撤回。", "撤稿声明：本报道有误。",
]  # fmt: skip
NEITHER = [
    "The ministry corrected its figure on Monday.", "Corrections officers guarded the workers.", "A retraction by the newspaper was demanded by the embassy.", "The company withdrew its report of March 3, the manager said.",
    "The workers were withdrawn in May: the contract had ended.", "Correctional facilities hold them.", "The report was removed from the ministry's website, an official said, and the workers were sent home.", "The story of a worker who left.",
    "This article describes how workers were removed from the site.", "Withdrawn workers said that they had not been paid.", "An earlier version of the plan spoke of 100 workers.",
    "The New York Post has retracted its report on the workers.", "The article was corrected after the embassy complained, its author said.", "This article is about a report that was removed.",
    "이 기사에 따르면 정부는 계획을 철회했습니다.", "이 통계를 정부는 정정했습니다.", "지난 3월 정부는 숫자를 바로잡습니다라고 말했다.", "В мае ошибка была исправлена.",
    "정부는 통계를 정정했다.", "북한은 발표를 철회했다.", "정정당당하게 일했다고 노동자들은 말했다.", "노동자들은 계약을 취소했다고 말했다.", "合同被撤回。",
]  # fmt: skip


@pytest.mark.parametrize("words", CORRECTIONS)
@pytest.mark.parametrize("place", ["head", "foot", "title"])
def test_a_correction_is_recognised_at_the_head_and_at_the_foot(words: str, place: str, pack: Subject) -> None:
    made = {"head": report(words, *PROSE), "foot": report(*PROSE, words), "title": report(*PROSE, title=words)}[place]
    notice = notice_of(made, pack)
    assert notice is not None and notice.kind is NoticeKind.CORRECTION and notice.span.of(made.text) == words


@pytest.mark.parametrize("words", RETRACTIONS)
@pytest.mark.parametrize("place", ["head", "foot", "title"])
def test_a_retraction_is_recognised_at_the_head_and_at_the_foot(words: str, place: str, pack: Subject) -> None:
    made = {"head": report(words, *PROSE), "foot": report(*PROSE, words), "title": report(*PROSE, title=words)}[place]
    notice = notice_of(made, pack)
    assert notice is not None and notice.kind is NoticeKind.RETRACTION and notice.span.of(made.text) == words


@pytest.mark.parametrize("words", NEITHER)
def test_what_others_corrected_or_took_back_is_news_and_no_notice(words: str, pack: Subject) -> None:
    assert notice_of(report(words, *PROSE, words), pack) is None


def test_in_the_middle_of_a_text_it_is_none(pack: Subject) -> None:
    assert notice_of(report(*PROSE, RETRACTIONS[0], *PROSE), pack) is None


def test_what_readers_or_others_say_below_is_none(pack: Subject) -> None:
    made = report(*PROSE, RETRACTIONS[0])
    span = Span(made.text.index(RETRACTIONS[0]), len(made.text))
    for kind in (RegionKind.COMMENTS, RegionKind.RELATED, RegionKind.QUOTATION):
        assert notice_of(replace(made, regions=(Region(span=span, kind=kind),)), pack) is None


def test_what_takes_back_the_whole_counts_more_than_what_mends_a_part(pack: Subject) -> None:
    made = report("Correction: see below.", *PROSE, "This article has been retracted.")
    notice = notice_of(made, pack)
    assert notice is not None and notice.kind is NoticeKind.RETRACTION


def test_another_subject_has_the_same_words() -> None:
    assert notice_of(report(RETRACTIONS[0], *PROSE), load("uyghur_labour")) is not None
