from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Reading, Region, RegionKind, Report, Span
from secondsource.publish.annex import blocks
from secondsource.publish.footnotes import Footnote, Notes, source_lines
from secondsource.store.view import CaseView


def plain(reading: Reading, *notes: Footnote) -> str:
    return "\n".join(
        "".join(run.text for run in b.runs) if b.kind != "hidden" else f"[{b.says}]" for b in blocks(reading, notes)
    )


def test_noise_is_replaced_by_what_was_left_out(view: CaseView, made: ModuleType) -> None:
    text = plain(view.readings[0])
    assert made.COMMENT not in text
    assert "[reader comments hidden]" in text
    assert "By Ada Quill" not in text
    assert "Write to the author at █" in text


def test_noise_inside_a_quotation_stays_hidden() -> None:
    text = "Quoted words. A caption. More quoted words. Own words."
    regions = (
        Region(span=Span(0, 43), kind=RegionKind.QUOTATION, source="Harbour Wire"),
        Region(span=Span(14, 24), kind=RegionKind.CAPTION),
    )
    report = Report(id="r", capture="c", part=0, name="n", text=text, regions=regions)
    shown = blocks(Reading(report=report, statements=(), mentions=()))
    assert [(b.kind, b.says) for b in shown] == [
        ("quotation", "Harbour Wire"),
        ("hidden", "picture caption left out"),
        ("quotation", "Harbour Wire"),
        ("text", ""),
    ]
    assert "A caption" not in "".join(run.text for b in shown for run in b.runs)


def test_only_what_is_cited(view: CaseView) -> None:
    notes = Notes(view, source_lines(view))
    statement = view.statements[0]
    notes.of(statement.report, statement.content)
    shown = blocks(view.readings[0], notes.notes, only_cited=True)
    assert ["".join(run.text for run in b.runs) for b in shown] == ["Dozens of dock hands refused to work in December"]


@given(st.data())
def test_marks_are_exactly_the_words_however_they_overlap(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab \n", min_size=2, max_size=60))
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends).filter(lambda p: p[0] < p[1]), max_size=5))
    report = Report(id="r", capture="c", part=0, name="n", text=text)
    reading = Reading(report=report, statements=(), mentions=())
    source: Any = None
    notes = [
        Footnote(number=n, source=source, spans=(Span(*pair),), pieces=()) for n, pair in enumerate(pairs, start=1)
    ]
    shown = blocks(reading, notes)
    runs = [run for block in shown for run in block.runs]
    assert "".join("".join(run.text for run in runs).split()) == "".join(text.split())
    for note in notes:
        words = note.spans[0].of(text)
        marked = "".join(run.text for run in runs if note.number in run.notes)
        assert sum(note.number in run.opens for run in runs) == bool(marked)
        assert "".join(marked.split()) == "".join(words.split())


def test_regions_may_overlap_without_showing_anything_twice() -> None:
    text = "abcdefghij"
    for first in RegionKind:
        for second in RegionKind:
            regions = (Region(span=Span(0, 6), kind=first), Region(span=Span(4, 9), kind=second))
            report = Report(id="r", capture="c", part=0, name="n", text=text, regions=regions)
            shown = blocks(Reading(report=report, statements=(), mentions=()))
            said = "".join(run.text for b in shown for run in b.runs)
            assert said.endswith("j")
            assert len(said) == len(set(said))


def test_blocks_of_a_masked_report_are_the_same(view: CaseView) -> None:
    reading = view.readings[0]
    from secondsource.publish import masked_view

    assert plain(masked_view(view).readings[0]) == plain(replace(reading))


def test_a_title_is_shown_where_a_note_leads_to_it(view: CaseView, made: ModuleType) -> None:
    notes = Notes(view, source_lines(view))
    notes.of(view.reports[0].id, (made.span(made.WIRE, "down tools"),))
    first = blocks(view.readings[0], notes.notes)[0]
    assert first.kind == "heading"
    assert [run.text for run in first.runs if run.notes] == ["down tools"]
