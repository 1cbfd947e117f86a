"""What reports say of the law, held against the law, for a reader: the sentence, who says so, and what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.law import LawSaid, said
from secondsource.store import CaseView
from secondsource.subjects import Subject

from .footnotes import Notes
from .teller import tellers
from .words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSaidLine:
    """One sentence of a report about the law.

    Args:
        who: the outlet, with those whom it has speak.
        quote: the sentence.
        note: number of its footnote.
        verb: what the report has the law do, in words.
        bearing: how far the text bears it out.
        rules: for each provision looked at, what its text says, adds or has otherwise, in sentences.
        beside: what stood beside it in force, in sentences.
    """

    who: str
    quote: str
    note: int
    verb: str
    bearing: str
    rules: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]


def law_said(view: CaseView, pack: Subject, notes: Notes) -> tuple[LawSaidLine, ...]:
    """What the reports of the case say of the law, in order of the reports; with a footnote each."""
    out = []
    for item in said(view.readings, pack):
        (number,) = notes.of_refs([item.ref])
        out.append(
            LawSaidLine(
                who=" ← ".join(tellers(view, item.says_ref)),
                quote=" ".join(view.words(item.ref).split()),
                note=number,
                verb=word("law_says", item.says),
                bearing=item.bearing.value,
                rules=tuple(
                    tuple(p.text for p in item.points if p.provision == name and p.about != "beside")
                    for name in item.provisions
                ),
                beside=tuple(p.text for p in item.points if p.about == "beside"),
            )
        )
    return tuple(out)


def text_lines(view: CaseView, item: LawSaid) -> Iterator[str]:
    """The same as lines of text for one sentence."""
    day = f", {item.day}" if item.day else ""
    yield f"{' ← '.join(tellers(view, item.says_ref))}{day} ({view.name_of(item.ref.report)}), characters {item.ref.span.start}–{item.ref.span.end}"
    yield f"  “{' '.join(view.words(item.ref).split())}”"
    yield f"  has it that the law {word('law_says', item.says)}: {item.bearing.value}"
    for point in item.points:
        yield f"    {point.text}"
    yield ""
