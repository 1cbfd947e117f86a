"""A case composed into a document: the parts of its form one after the other, notes numbered in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from ..contents import contents
from ..tongue import language, say
from . import annexes, opening, ruling, source_annexes, telling
from .blocks import Block, Cited, Document, Heading, Items, Line, Mark, Para, Table, lines_of, own, plain
from .form import context, form
from .parties import concerned
from .replies import Reply
from .sheet import Part, Sheet
from .standard import standard

PARTS: Mapping[str, Part] = {
    "blanks": opening.blanks,
    "opening": opening.opening,
    "lacks": opening.lacks,
    "standard": opening.standard,
    "summary": opening.summary,
    "contents": opening.contents,
    "context": opening.context,
    "asks": opening.asks,
    "signature": opening.signature,
    "claims": telling.claims,
    "briefs": telling.briefs,
    "rules": ruling.rules,
    "said": ruling.said,
    "figures": ruling.figures,
    "loops": ruling.loops,
    "replies": annexes.replies,
    "notes": annexes.notes,
    "texts": source_annexes.texts,
    "sources": source_annexes.sources,
    "aside": annexes.aside,
    "method": annexes.method,
    "unknown": annexes.unknown,
    "documents": source_annexes.documents,
    "translations": source_annexes.translations,
    "withheld": annexes.withheld,
    "index": annexes.index,
}
"""The parts that forms are made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a dossier is wanted.

    Args:
        form: one of `forms()`.
        standard: one of `standards()`.
        redacted: with only the sentences cited in the annex; the view must be redacted, too.
        replies: what those who are named answered.
    """

    form: str = "report"
    standard: str = "reasonable_grounds"
    redacted: bool = False
    replies: tuple[Reply, ...] = ()


def composed(view: CaseView, pack: Subject, wish: Wish) -> Document:
    """The document of a case in the language spoken.

    Args:
        view: the case, already masked.
        pack: the subject.
        wish: how it is wanted.

    Raises:
        UnknownForm: if there is no such form.
        UnknownStandard: if there is no such standard.
    """
    of = form(wish.form)
    d = contents(view, pack, redacted=wish.redacted)
    sheet = Sheet(
        d=d,
        view=view,
        pack=pack,
        form=of,
        about=context(of, pack),
        of=standard(wish.standard),
        replies=wish.replies,
        redacted=wish.redacted,
    )
    for chapter in d.chapters:
        for who in concerned(sheet.claim(chapter), view, pack):
            sheet.parties.setdefault(who, []).append(chapter.number)
    for part in of.parts:
        PARTS[part["part"]](sheet, part)
    blocks, order = _renumbered(sheet.blocks)
    notes = tuple(replace(d.notes[old - 1], number=new) for old, new in order.items())
    counted = f"{', '.join(d.counts)}" + ("; " + say("reports published {span}", span=d.span) if d.span else "")
    subject = f"{say(d.subject)}. " if d.subject != d.title else ""
    kicker = say(of.kicker) + (" · " + say("redacted edition") if wish.redacted else "")
    return Document(
        title=plain((own(say(d.title) if d.title == d.subject else d.title),)),
        kicker=kicker,
        sub=f"{subject}{counted}.",
        language=language(),
        created=view.created,
        subject=say(d.subject),
        identifier=view.id,
        blocks=blocks,
        notes=notes,
        whole=d.markings.whole,
    )


def _renumbered(blocks: list[Block]) -> tuple[tuple[Block, ...], dict[int, int]]:
    """The blocks with their notes numbered in order of first use, and the old numbers of these by the new; notes without a mark are gone."""
    order: dict[int, int] = {}
    for block in blocks:
        for line in lines_of(block):
            for piece in line:
                if isinstance(piece, Mark):
                    order.setdefault(piece.number, len(order) + 1)

    def fixed(line: Line) -> Line:
        return tuple(
            Mark(order[p.number])
            if isinstance(p, Mark)
            else replace(p, notes=new(p.notes), opens=new(p.opens), closes=new(p.closes))
            if isinstance(p, Cited)
            else p
            for p in line
        )

    def new(numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(order[n] for n in numbers if n in order))

    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading | Para):
            out.append(replace(block, line=fixed(block.line)))
        elif isinstance(block, Items):
            out.append(replace(block, lines=tuple(map(fixed, block.lines))))
        elif isinstance(block, Table):
            out.append(replace(block, rows=tuple(replace(r, cells=tuple(map(fixed, r.cells))) for r in block.rows)))
        else:
            out.append(block)
    return tuple(out), order
