"""A document as one HTML page without scripts or anything from outside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..footnotes import Footnote
from ..marked import MarkingLine, page_rules
from ..page import stylesheet
from ..tongue import say
from .blocks import (
    Blank,
    Block,
    Cited,
    Document,
    Heading,
    Items,
    Line,
    Mark,
    NotesHere,
    Para,
    Picture,
    Piece,
    Row,
    Table,
    TableOfContents,
    Text,
    Tlp,
    clean,
    how_of,
    plain,
)

_TAGS = {"strong": "strong", "em": "em", "code": "code", "quote": "q"}
_CLASSES = {"soft": "soft", "tag": "tag", "warn": "open"}
_NARROW = {"summary": ("", "", "When", "Where", "Origins", "Grade", "Standard", "In law")}


def as_html(document: Document) -> str:
    """The document as a page."""
    return _Page(document).whole()


class _Page:
    def __init__(self, document: Document) -> None:
        self.d = document
        self.used: set[int] = set()
        self.anchors = {b.anchor for b in document.blocks if isinstance(b, Heading) and b.anchor}
        self.anchors |= {row.anchor for b in document.blocks if isinstance(b, Table) for row in b.rows if row.anchor}
        self.anchors |= {f"p{b.number}" for b in document.blocks if isinstance(b, Para) and b.number}
        self.held = {
            n for b in document.blocks if isinstance(b, Para) for p in b.line if isinstance(p, Cited) for n in p.opens
        }
        self.how = how_of(document.notes)
        self.pictures = 0

    def whole(self) -> str:
        d = self.d
        style = stylesheet() + "".join(f"#w{n.number}:target~.w{n.number}{{background:var(--found)}}" for n in d.notes)
        style += page_rules(d.whole)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        body = "".join(self._body())
        banner, skip = _banner(d.whole), escape(say("To the text"))
        foot = f"<footer>\n{banner}</footer>\n" if d.whole else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{d.language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(clean(d.title))}: {escape(d.kicker)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#main">{skip}</a>\n<header>\n{banner}'
            f'<p class="kicker">{escape(d.kicker)}</p>\n<h1>{escape(clean(d.title))}</h1>\n<p class="sub">{escape(clean(d.sub))}</p>\n'
            f'</header>\n<main id="main">\n{body}</main>\n{foot}</body>\n</html>\n'
        )

    def _body(self) -> Iterator[str]:
        """The blocks; a heading of level 2 opens a section, one of a report in the annex an article, one told in short a division."""
        outer, inner = "", ""
        for block in self.d.blocks:
            if isinstance(block, Heading):
                if inner and block.level <= 3:
                    yield f"</{inner}>\n"
                    inner = ""
                if block.level == 2:
                    yield f"</{outer}>\n" if outer else ""
                    outer = "section"
                    kind = f' class="{block.kind}"' if block.kind else ""
                    yield f"<section{kind}{self._labelled(block)}>\n"
                elif block.kind == "annexed":
                    inner = "article"
                    lang = f' lang="{escape(block.lang)}"' if block.lang else ""
                    yield f"<article{self._labelled(block)}{lang}>\n"
                elif block.kind in ("short", "claim"):
                    inner = "div"
                    yield f'<div class="{"short" if block.kind == "short" else "claim inner"}">\n'
            elif isinstance(block, NotesHere):
                # The notes are a part of their own.
                yield f"</{inner}>\n" if inner else ""
                yield f"</{outer}>\n" if outer else ""
                inner, outer = "", ""
            yield self._block(block)
        yield f"</{inner}>\n" if inner else ""
        yield f"</{outer}>\n" if outer else ""

    def _labelled(self, block: Heading) -> str:
        return f' aria-labelledby="{escape(block.anchor)}"' if block.anchor else ""

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            number = f'<span class="no">{escape(block.number)}</span>' if block.number else ""
            anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
            return f"<h{block.level}{anchor}>{number}{self._line(block.line)}</h{block.level}>\n"
        if isinstance(block, Para):
            return self._para(block)
        if isinstance(block, Items):
            tag = "ol" if block.ordered else "ul"
            kind = f' class="{block.kind}"' if block.kind else ""
            return f"<{tag}{kind}>{''.join(f'<li>{self._line(line)}</li>' for line in block.lines)}</{tag}>\n"
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Picture):
            self.pictures += 1
            label = escape(say("The lineage, drawn"))
            return (
                f'<figure>\n<div class="picture" tabindex="0" role="region" aria-label="{label}: {self.pictures}">{block.svg}</div>\n'
                f"<figcaption>{escape(block.caption)}</figcaption>\n</figure>\n"
            )
        if isinstance(block, Blank):
            return f'<p class="blank"><span class="soft">{escape(block.label)}:</span> <span class="fill"></span></p>\n'
        if isinstance(block, TableOfContents):
            return self._toc()
        return self._notes()

    def _para(self, block: Para) -> str:
        said = self._line(block.line)
        if block.kind == "quotation":
            return f"<blockquote><p>{said}</p></blockquote>\n"
        kind = {"note": "preparer", "text": "", "hidden": "hidden", "heading": "heading"}.get(block.kind, block.kind)
        if block.number:
            kinds = f"numbered {kind}".strip()
            return f'<p class="{kinds}" id="p{block.number}"><span class="pn">{block.number}.</span> {said}</p>\n'
        return f'<p class="{kind}">{said}</p>\n' if kind else f"<p>{said}</p>\n"

    def _table(self, block: Table) -> str:
        caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
        head = ""
        if block.columns:
            cells = "".join(f'<th scope="col">{escape(c)}</th>' for c in block.columns)
            head = f"<thead><tr>{cells}</tr></thead>"
        groups: list[list[str]] = [[]]
        for row in block.rows:
            if len(row.cells) == 1 and (len(block.columns) or 2) > 1:
                groups.append([])
            groups[-1].append(self._row(block, row))
        body = "".join(f"<tbody>{''.join(g)}</tbody>\n" for g in groups if g)
        return f'<table class="{block.kind}">{caption}{head}{body}</table>\n'

    def _row(self, block: Table, row: Row) -> str:
        if len(row.cells) == 1:
            span = len(block.columns) or 2
            return f'<tr><th scope="rowgroup" colspan="{span}">{self._line(row.cells[0])}</th></tr>\n'
        out = []
        for at, cell in enumerate(row.cells):
            of = block.columns[at] if block.kind in _NARROW and at > 1 else ""
            data = f' data-of="{escape(of)}"' if block.kind in _NARROW and at else ""
            if at == 0 and block.headed:
                anchor = f' id="{escape(row.anchor)}"' if row.anchor else ""
                out.append(f'<th scope="row"{anchor}>{self._line(cell)}</th>')
            else:
                out.append(f"<td{data}>{self._line(cell)}</td>")
        return f"<tr>{''.join(out)}</tr>\n"

    def _line(self, line: Line) -> str:
        return "".join(self._piece(piece) for piece in line)

    def _piece(self, p: Piece) -> str:
        if isinstance(p, Text):
            return self._text(p)
        if isinstance(p, Mark):
            identifier = "" if p.number in self.used else f' id="u{p.number}"'
            self.used.add(p.number)
            label = escape(say("Note {n}", n=p.number))
            return f'<sup{identifier}><a href="#n{p.number}" aria-label="{label}">{p.number}</a></sup>'
        if isinstance(p, Cited):
            return self._cited(p)
        if isinstance(p, Tlp):
            return f' <span class="tlp-tag {p.line.style}">{escape(say(p.line.label))}</span>'
        return "<br>"

    def _text(self, p: Text) -> str:
        said: str = escape(p.text)
        lang = f' lang="{escape(p.lang)}"' if p.lang else ""
        if p.to.lower().startswith(("http://", "https://")):
            said = Markup('<a href="{0}" rel="noopener noreferrer nofollow">{1}</a>').format(p.to, p.text)
        elif p.to and p.to in self.anchors:
            said = Markup('<a href="#{0}">{1}</a>').format(p.to, p.text)
        if p.kind in _TAGS:
            return f"<{_TAGS[p.kind]}{lang}>{said}</{_TAGS[p.kind]}>"
        if p.kind in _CLASSES or lang:
            kind = f' class="{_CLASSES[p.kind]}"' if p.kind in _CLASSES else ""
            return f"<span{kind}{lang}>{said}</span>"
        return str(said)

    def _cited(self, p: Cited) -> str:
        out = [f'<span class="at" id="{escape(a)}"></span>' for a in p.anchors]
        out += [f'<span class="at" id="w{n}"></span>' for n in p.opens]
        if p.notes and p.text:
            kinds = " ".join(f"w{n}" for n in p.notes)
            out.append(f'<mark class="{kinds}">{escape(p.text)}</mark>')
        else:
            out.append(str(escape(p.text)))
        for n in p.closes:
            out.append(f'<sup><a href="#n{n}" aria-label="{escape(say("Note {n}", n=n))}">{n}</a></sup>')
        return "".join(out)

    def _toc(self) -> str:
        items = "".join(
            f'<li><a href="#{escape(b.anchor)}">{escape(f"{b.number}. " if b.number else "")}{escape(plain(b.line))}</a></li>'
            for b in self.d.blocks
            if isinstance(b, Heading) and b.level == 2 and b.anchor
        )
        notes = (
            f'<li><a href="#notes">{escape(say("Notes"))}</a></li>'
            if any(isinstance(b, NotesHere) for b in self.d.blocks)
            else ""
        )
        name = escape(say("Contents"))
        return f'<nav class="toc" aria-label="{name}"><p class="heading">{name}</p><ol>{items}{notes}</ol></nav>\n'

    def _notes(self) -> str:
        lines = "".join(f'<li id="n{n.number}">{self._note(n)}</li>\n' for n in self.d.notes)
        intro = escape(
            say(
                "Each note quotes the words and names the report, the day it was published with how that day is known, and the first digits of "
                "the SHA-256 of the original bytes, which Annex B gives whole. “In place” leads to the words in the report."
            )
        )
        return (
            f'<section aria-labelledby="notes">\n<h2 id="notes">{escape(say("Notes"))}</h2>\n<p class="soft">{intro}</p>\n'
            f'<ol class="notes">\n{lines}</ol></section>\n'
        )

    def _note(self, n: Footnote) -> str:
        s = n.source
        lang = "" if s.language in ("und", self.d.language) else f' lang="{escape(s.language)}"'
        said = "".join(
            f"<strong>{escape(clean(p.text))}</strong>" if p.strong else str(escape(clean(p.text))) for p in n.pieces
        )
        label = self._text(Text(s.label, to=s.label))
        how = escape(self.how[n.number])
        mark = f' <span class="tag">{escape(s.mark)}</span>' if s.mark else ""
        place = f' <a href="#w{n.number}">{escape(say("In place"))}</a>.' if n.number in self.held else ""
        back = escape(say("Back to the text"))
        return (
            f"<q{lang}>{said}</q> {label}, {escape(clean(s.known_as))}, {escape(s.date)}{how}{mark}.{place} "
            f'<code>{s.capture[:16]}</code> <a href="#u{n.number}" aria-label="{back}">↩</a>'
        )


def _banner(whole: MarkingLine | None) -> str:
    if whole is None:
        return ""
    return (
        f'<p class="tlp"><strong class="{whole.style}">{escape(say(whole.label))}</strong> '
        f"<span>{escape(say(whole.meaning) if whole.meaning else '')}</span></p>\n"
    )
