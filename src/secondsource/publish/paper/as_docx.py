"""A document as DOCX: real footnotes, headings, bookmarks and links; the same document gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from ..tongue import say
from .as_pdf import instant
from .blocks import (
    Blank,
    Block,
    Document,
    Heading,
    Items,
    NotesHere,
    Para,
    Picture,
    Row,
    Table,
    TableOfContents,
    clean,
    plain,
)
from .docx_packed import zipped_again
from .docx_runs import ACCENT, SOFT, TINT, Runs, bookmark
from .drawn import pictures

LATIN, KOREAN = "Calibri", "Malgun Gothic"
"""Fonts that Word and LibreOffice have or replace by ones of the same widths."""
_WIDE = 9410
"""Width of the text in twentieths of a point: A4 with margins of 22 mm."""
_SHORT = 700
"""Signs of a row of a table up to which it stays on one page."""
_PARAS = {"lead": 22, "soft": 17, "hidden": 16, "text": 17, "note": 17, "heading": 17, "quotation": 17}
"""Sizes of kinds of paragraphs in half points."""


def as_docx(document: Document) -> bytes:
    """The document as DOCX; pictures are drawn where typst is installed, else their lines are written out."""
    return _Written(document).whole()


class _Written(Runs):
    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.drawn = pictures([b.svg for b in document.blocks if isinstance(b, Picture)])
        self.at = 0

    def whole(self) -> bytes:
        self._styles()
        self._properties()
        self._page()
        body = self.doc.element.body
        end = body[-1]
        for element in body[:-1]:
            body.remove(element)
        for xml in self._body():
            end.addprevious(xml if not isinstance(xml, str) else parse_xml(xml))
        self._footnotes()
        out = io.BytesIO()
        self.doc.save(out)
        return zipped_again(out.getvalue())

    def _styles(self) -> None:
        sizes = {"Normal": 9.5, "Title": 20, "Heading 1": 13, "Heading 2": 11, "Heading 3": 9.5}
        for name, size in sizes.items():
            style: Any = self.doc.styles[name]
            style.font.name, style.font.size = LATIN, Pt(size)
            properties = style.element.get_or_add_rPr()
            fonts = properties.get_or_add_rFonts()
            for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{attribute}"), None)
            for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", KOREAN), ("cs", LATIN)):
                fonts.set(qn(f"w:{script}"), font)
            for colour in properties.findall(qn("w:color")):
                properties.remove(colour)
            if name == "Normal":
                lang = properties.find(qn("w:lang"))
                if lang is not None:
                    properties.remove(lang)
                tag = {"en": "en-GB", "ko": "ko-KR"}.get(self.d.language, self.d.language)
                properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag}" w:eastAsia="ko-KR"/>'))
            style.font.bold = name != "Normal"
            spacing = style.paragraph_format
            before = {"Heading 1": 16, "Heading 2": 11, "Heading 3": 8}.get(name, 0)
            spacing.space_before, spacing.space_after = Pt(before), Pt(4 if name != "Normal" else 5)
            if name != "Normal":
                spacing.keep_with_next = True
        for border in self.doc.styles["Title"].element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break

    def _properties(self) -> None:
        made: datetime = instant(self.d.created).replace(tzinfo=None)
        core = self.doc.core_properties
        core.title, core.subject, core.author = clean(self.d.title), clean(self.d.subject), ""
        core.comments, core.keywords, core.last_modified_by, core.category = "", "", "", clean(self.d.kicker)
        core.created = core.modified = core.last_printed = made
        core.revision, core.language, core.identifier = 1, self.d.language, self.d.identifier

    def _page(self) -> None:
        section: Any = self.doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(22)
        label = self._label(self.d.whole, 24) if self.d.whole else ""
        title = clean(f"{self.d.kicker} · {self.d.title if len(self.d.title) <= 70 else self.d.title[:67] + '…'}")
        tab = f'<w:tabs><w:tab w:val="clear" w:pos="4320"/><w:tab w:val="clear" w:pos="8640"/><w:tab w:val="right" w:pos="{_WIDE}"/></w:tabs>'
        number = "".join(
            f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr>{field}</w:r>'
            for field in (
                '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>',
            )
        )  # fmt: skip
        head = f'<w:r><w:rPr><w:color w:val="{SOFT}"/><w:sz w:val="16"/></w:rPr><w:t>{escape(title)}</w:t></w:r>'
        for part, first in ((section.header, head), (section.footer, number)):
            old = part.paragraphs[0]._p
            new = f"<w:p {nsdecls('w')}><w:pPr>{tab}</w:pPr>{first}<w:r><w:tab/></w:r>{label}</w:p>"
            old.getparent().replace(old, parse_xml(new))

    def _body(self) -> Iterator[Any]:
        d = self.d
        yield self._p(self._r(d.kicker.upper(), f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="17"/>'))
        yield self._p(self._r(d.title), style="Title")
        yield self._p(self._r(d.sub, f'<w:color w:val="{SOFT}"/><w:sz w:val="18"/>'))
        if d.whole and d.whole.meaning:
            yield self._p(
                self._r(f"{say(d.whole.label)}: {say(d.whole.meaning)}", f'<w:color w:val="{SOFT}"/><w:sz w:val="17"/>')
            )
        for block in d.blocks:
            yield from self._block(block)

    def _block(self, b: Block) -> Iterable[Any]:
        self.size = 19
        if isinstance(b, Heading):
            number = self._r(f"{b.number}  ", f'<w:color w:val="{ACCENT}"/>') if b.number else ""
            yield self._p(self._marked(b.anchor, number + self._line(b.line)), style=f"Heading{b.level - 1}")
        elif isinstance(b, Para):
            yield self._para(b)
        elif isinstance(b, Items):
            for at, line in enumerate(b.lines, 1):
                mark = f"{at}." if b.ordered else "–"
                yield self._p(
                    self._r(mark) + "<w:r><w:tab/></w:r>" + self._line(line),
                    more='<w:spacing w:after="40"/><w:ind w:left="820" w:hanging="280"/>',
                )
        elif isinstance(b, Table):
            if b.caption:
                yield self._p(
                    self._r(b.caption, f'<w:b/><w:color w:val="{SOFT}"/><w:sz w:val="16"/>'), more="<w:keepNext/>"
                )
            yield self._table(b)
            yield self._p("", more='<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>')
        elif isinstance(b, Picture):
            yield from self._picture(b)
        elif isinstance(b, Blank):
            for at in range(b.lines):
                label = self._r(f"{b.label}: ", f'<w:color w:val="{SOFT}"/>') if at == 0 else ""
                yield self._p(
                    label + "<w:r><w:tab/></w:r>",
                    more=f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{_WIDE}"/></w:tabs><w:spacing w:before="80"/>',
                )
        elif isinstance(b, TableOfContents):
            yield from self._toc()
        else:
            assert isinstance(b, NotesHere)

    def _para(self, b: Para) -> str:
        self.size = _PARAS.get(b.kind, 19)
        runs = self._line(b.line)
        more = ""
        if b.number:
            runs = (
                self._marked(f"p{b.number}", self._r(f"{b.number}.", f'<w:color w:val="{ACCENT}"/>'))
                + "<w:r><w:tab/></w:r>"
                + runs
            )
            more = '<w:tabs><w:tab w:val="left" w:pos="540"/></w:tabs><w:ind w:left="540" w:hanging="540"/>'
        elif b.kind == "quotation":
            more = '<w:ind w:left="360"/>'
        return self._p(runs, more=more)

    def _picture(self, b: Picture) -> Iterable[Any]:
        drawn = self.drawn[self.at] if self.drawn else None
        self.at += 1
        if drawn is None:
            yield self._p(self._r(b.title, "<w:b/>"), more="<w:keepNext/>")
            for line in b.lines:
                yield self._p(self._r(line, '<w:sz w:val="17"/>'), more='<w:ind w:left="540"/>')
            return
        data, width = drawn
        inline: Any = self.doc.part.new_pic_inline(io.BytesIO(data), width=Pt(min(width, _WIDE / 20)))
        number = str(self.at)
        for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            properties.set("id", number)
            properties.set("name", f"picture{number}.png")
            properties.set("descr", clean(f"{b.title}. {' '.join(b.spoken)}"))
        paragraph: Any = parse_xml(self._p("<w:r/>", more='<w:keepNext/><w:spacing w:before="100"/>'))
        drawing = parse_xml(f"<w:drawing {nsdecls('w')}/>")
        drawing.append(inline)
        paragraph.find(qn("w:r")).append(drawing)
        yield paragraph
        yield self._p(self._r(b.caption, f'<w:color w:val="{SOFT}"/><w:sz w:val="16"/>'))

    def _toc(self) -> Iterable[str]:
        """A field that Word can bring up to date, filled with links; without page numbers, which only a layout knows."""
        yield self._p(self._r(say("Contents"), '<w:b/><w:sz w:val="22"/>'), more="<w:keepNext/>")
        entries = [b for b in self.d.blocks if isinstance(b, Heading) and b.level == 2 and b.anchor]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\n </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for at, b in enumerate(entries):
            said = f"{b.number}  {plain(b.line)}" if b.number else plain(b.line)
            run = f'<w:hyperlink w:anchor={quoteattr(bookmark(b.anchor))}>{self._r(said, f"""<w:color w:val="{ACCENT}"/>""")}</w:hyperlink>'
            first, last = at == 0, at == len(entries) - 1
            yield self._p((begin if first else "") + run + (end if last else ""), more='<w:spacing w:after="30"/>')

    def _table(self, b: Table) -> str:
        total = sum(b.widths)
        widths = [round(_WIDE * w / total) for w in b.widths]
        self.size = {"sources": 15, "documents": 15, "facts": 18}.get(b.kind, 16)
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        edge = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="CDD5DB"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="CDD5DB"/>'
        rows = []
        if b.columns:
            cells = "".join(
                self._cell(self._r(c, f'<w:b/><w:color w:val="{SOFT}"/>'), w)
                for c, w in zip(b.columns, widths, strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
        rows += [self._row(b, row, widths) for row in b.rows]
        return (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_WIDE}" w:type="dxa"/><w:tblBorders>{edge}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
            f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )

    def _row(self, b: Table, row: Row, widths: list[int]) -> str:
        if len(row.cells) == 1:
            shade = f'<w:gridSpan w:val="{len(widths)}"/><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
            return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{self._cell(self._line(row.cells[0], '<w:b/>'), sum(widths), shade, keep=True)}</w:tr>"
        cells = []
        for at, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            runs = self._line(cell, "<w:b/>" if at == 0 and b.headed else "")
            kept = b.kind == "facts" and row is not b.rows[-1]
            cells.append(self._cell(self._marked(row.anchor, runs) if at == 0 else runs, width, keep=kept))
        short = "<w:trPr><w:cantSplit/></w:trPr>" if sum(len(plain(cell)) for cell in row.cells) < _SHORT else ""
        return f"<w:tr>{short}{''.join(cells)}</w:tr>"

    def _cell(self, runs: str, width: int, more: str = "", *, keep: bool = False) -> str:
        kept = "<w:keepNext/>" if keep else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>'
            f'<w:p><w:pPr>{kept}<w:spacing w:after="0"/></w:pPr>{runs}</w:p></w:tc>'
        )
