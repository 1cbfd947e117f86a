from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import lxml.etree
import pytest

from secondsource.model import Marking
from secondsource.publish import Terms, edition, forms
from secondsource.publish.paper.docx_runs import bookmark
from secondsource.store.view import CaseView

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        assert held.testzip() is None
        assert {info.date_time for info in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: held.read(name) for name in held.namelist()}


def text_of(data: bytes, part: str = "word/document.xml") -> str:
    return "".join(lxml.etree.fromstring(parts(data)[part]).itertext(f"{W}t"))


@pytest.mark.parametrize("form", forms())
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_note_is_a_footnote_of_word_s_own_and_every_link_leads_somewhere(
    reaching: CaseView, form: str, language: str
) -> None:
    data = edition(reaching, "docx", terms=Terms(form=form, language=language)).data
    body = lxml.etree.fromstring(parts(data)["word/document.xml"])
    notes = lxml.etree.fromstring(parts(data)["word/footnotes.xml"])
    referred = [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")]
    defined = [n.get(f"{W}id") for n in notes.iter(f"{W}footnote") if n.get(f"{W}type") is None]
    assert referred == defined and len(set(defined)) == len(defined) >= 4
    settings = lxml.etree.fromstring(parts(data)["word/settings.xml"])
    kinds = [n.get(f"{W}id") for n in notes.iter(f"{W}footnote") if n.get(f"{W}type") is not None]
    assert [n.get(f"{W}id") for n in settings.iter(f"{W}footnote")] == kinds == ["0", "1"]
    marks = [b.get(f"{W}name") for b in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))
    assert {h.get(f"{W}anchor") for h in body.iter(f"{W}hyperlink")} - {None} <= set(marks)
    assert all(len(name) <= 40 for name in marks)


def test_the_properties_are_the_case_s_and_not_the_clock_s(view: CaseView) -> None:
    core = docx.Document(io.BytesIO(edition(view, "docx").data)).core_properties
    assert core.created is not None and core.created.isoformat().startswith("2026-01-01T00:00:00")
    assert core.modified == core.created
    assert (core.author, core.last_modified_by, core.title) == ("", "", view.title)


def test_pictures_have_an_alternative_in_words(view: CaseView) -> None:
    body = lxml.etree.fromstring(parts(edition(view, "docx").data)["word/document.xml"])
    told = [p.get("descr") for p in body.iter() if p.tag.endswith("}docPr")]
    assert told and all("has it from" in str(words) or "Lineage" in str(words) for words in told)


def test_where_there_is_no_typesetter_chains_are_written_out(view: CaseView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    data = edition(view, "docx").data
    assert "Harbour Wire" in text_of(data) and " → " in text_of(data)
    assert not [name for name in parts(data) if name.startswith("word/media/")]


@pytest.mark.parametrize("redacted", [False, True])
def test_nothing_personal_is_in_any_part(view: CaseView, redacted: bool) -> None:
    from tests.publish.made import COMMENT, SECRETS

    for name, content in parts(edition(view, "docx", redacted).data).items():
        for secret in (*SECRETS, COMMENT, *(("foreman", "Ada Quill") if redacted else ())):
            assert secret.encode() not in content, name


def test_the_label_is_in_head_and_foot(view: CaseView) -> None:
    data = edition(replace(view, marks={view.id: Marking.AMBER}), "docx").data
    found = [name for name in parts(data) if re.match(r"word/(header|footer)\d", name)]
    assert len(found) == 2
    for name in found:
        assert "TLP:AMBER" in text_of(data, name)
        assert b'w:fill="000000"' in parts(data)[name]
        assert b'w:sz w:val="24"' in parts(data)[name]


def test_hostile_words_stay_words(hostile: CaseView) -> None:
    data = edition(hostile, "docx").data
    text = text_of(data)
    assert "#let x = [*1*] $a_b$ \\ @cite <tag> & ]]>" in text
    assert not set("\x00\x07\u202e\u2066") & set(text)
    docx.Document(io.BytesIO(data))


def test_a_bookmark_is_short_and_two_anchors_never_share_one() -> None:
    long = [bookmark("rule-" + "x" * 60 + end) for end in "ab"]
    assert len(set(long)) == 2 and all(len(name) <= 40 for name in long)
