from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from secondsource.model import Marking, Traced
from secondsource.publish import Terms, edition, forms
from secondsource.publish.paper.as_pdf import NoTypesetter, breakable, instant, typeset
from secondsource.store.view import CaseView


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as held:
        return [page.get_textpage().get_text_bounded() for page in held]


@pytest.mark.parametrize("form", forms())
def test_every_form_can_be_set_in_both_languages(reaching: CaseView, form: str) -> None:
    english = "".join(pages(edition(reaching, "pdf", terms=Terms(form=form)).data))
    korean = "".join(pages(edition(reaching, "pdf", terms=Terms(form=form, language="ko")).data))
    assert "standard of evidence" in english
    assert "입증 기준" in korean and "Harbour Wire" in korean


def test_words_in_hangul_are_there_as_words(view: CaseView) -> None:
    text = "".join(pages(edition(view, "pdf").data)).replace("\r\n", "")
    assert "베사 부두" in text and "가상일보" in text
    assert "\ufffe" not in text


def test_the_properties_are_the_case_s_and_the_language_is_said(view: CaseView) -> None:
    data = edition(view, "pdf", terms=Terms(language="ko")).data
    with pypdfium2.PdfDocument(data) as held:
        told = held.get_metadata_dict()
    assert told["Title"] == view.title
    assert told["CreationDate"].startswith("D:20260101000000")
    assert b"/Lang" in data and b"(ko" in data
    assert b"/StructTreeRoot" in data and b"pdfuaid:part" in data


def test_only_fonts_of_ours_are_in_it(view: CaseView) -> None:
    import re

    found = {name.decode() for name in re.findall(rb"/FontName ?/[A-Z]{6}\+([A-Za-z-]+)", edition(view, "pdf").data)}
    assert found <= {"NotoSansCJKkr-Regular", "NotoSansCJKkr-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold"}


@pytest.mark.parametrize("marking", [Marking.RED, Marking.CLEAR])
def test_the_label_is_at_head_and_foot_of_every_page(view: CaseView, marking: Marking) -> None:
    data = edition(replace(view, marks={view.id: marking}), "pdf").data
    with pypdfium2.PdfDocument(data) as held:
        assert len(held) > 1
        for sheet in held:
            width, height = sheet.get_size()
            for low, high in ((0, 68), (height - 68, height)):
                words = sheet.get_textpage().get_text_bounded(width / 2, low, width, high)
                assert marking.label in words


@pytest.mark.parametrize("redacted", [False, True])
def test_nothing_personal_is_in_it(view: CaseView, redacted: bool) -> None:
    from tests.publish.made import COMMENT, SECRETS

    text = "".join(pages(edition(view, "pdf", redacted).data))
    for secret in (*SECRETS, COMMENT, *(("foreman", "Ada Quill") if redacted else ())):
        assert secret not in text


def test_hostile_words_stay_words_and_long_ones_are_broken(hostile: CaseView) -> None:
    data = edition(hostile, "pdf").data
    text = "".join(pages(data)).replace("\r\n", " ")
    assert "#let x = [*1*] $a_b$" in text and "<tag>" in text
    assert "שלום" in text or "םולש" in text
    assert "□ stands for a sign that the fonts of this document do not have." in text and "🙂" not in text
    with pypdfium2.PdfDocument(data) as held:
        for page in held:
            width, _ = page.get_size()
            for item in page.get_objects():
                assert item.get_bounds()[2] <= width - 40


def test_an_empty_case_and_a_bare_one_can_be_set(view: CaseView) -> None:
    empty = CaseView(id="e", title="", created="", subject=view.subject)
    assert "No claim was found" in "".join(pages(edition(empty, "pdf").data))
    bare = replace(view, traced=Traced(relays=(), supports=(), loops=(), figures=()), grades=(), findings=())
    assert "not computed" in "".join(pages(edition(bare, "pdf").data))


def test_without_the_typesetter_it_is_said_what_to_do(view: CaseView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(NoTypesetter, match=r"secondsource\[pdf\]"):
        edition(view, "pdf")


def test_only_long_rows_without_a_place_to_break_get_one() -> None:
    assert (
        breakable("short words, 한국어로 쓴 아주 긴 문장도 그대로 둔다")
        == "short words, 한국어로 쓴 아주 긴 문장도 그대로 둔다"
    )
    assert breakable("x" * 30).replace("\u200b", "") == "x" * 30
    assert "\u200b" in breakable("x" * 30)


def test_an_instant_that_is_none_is_the_beginning_of_2000() -> None:
    assert instant("").isoformat() == "2000-01-01T00:00:00+00:00"
    assert instant("2026-01-01T09:00:00+09:00").isoformat() == "2026-01-01T00:00:00+00:00"


def test_what_typst_cannot_set_is_said() -> None:
    with pytest.raises(RuntimeError, match="unknown variable"):
        typeset(b"#nothing", {"data": "{}"})
