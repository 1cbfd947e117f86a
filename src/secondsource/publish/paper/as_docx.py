"""A document as DOCX: real footnotes, headings, bookmarks and links; the same document gives the same bytes.

python-docx has no footnotes, so their part is written here (ECMA-376, part 1, sections 11.3.7 and 17.11).
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml.etree import tostring

from ..footnotes import Footnote
from ..marked import MarkingLine
from ..tongue import say
from .as_pdf import instant
from .blocks import (
    Blank,
    Block,
    Break,
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
    clean,
    how_of,
    plain,
)
from .drawn import pictures

LATIN, KOREAN = "Calibri", "Malgun Gothic"
"""Fonts that Word and LibreOffice have or replace by ones of the same widths."""
SOFT, ACCENT, WARN, TINT = "51606C", "1F5A66", "8A4413", "F3F6F7"
_WIDE = 9410
"""Width of the text in twentieths of a point: A4 with margins of 22 mm."""
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_KINDS = {
    "strong": "<w:b/>",
    "soft": f'<w:color w:val="{SOFT}"/>',
    "em": f'<w:i/><w:color w:val="{SOFT}"/>',
    "code": f'<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/><w:color w:val="{SOFT}"/><w:sz w:val="14"/>',
    "warn": f'<w:color w:val="{WARN}"/>',
    "tag": f'<w:color w:val="{ACCENT}"/><w:sz w:val="15"/><w:bdr w:val="single" w:sz="4" w:space="0" w:color="{ACCENT}"/>',
}
_SHORT = 700
"""Signs of a row of a table up to which it stays on one page."""
_PARAS = {"lead": 22, "soft": 17, "hidden": 16, "text": 17, "note": 17, "heading": 17, "quotation": 17}
"""Sizes of kinds of paragraphs in half points."""


def as_docx(document: Document) -> bytes:
    """The document as DOCX; pictures are drawn where typst is installed, else their lines are written out."""
    return _Written(document).whole()


class _Written:
    def __init__(self, document: Document) -> None:
        self.d = document
        self.doc: DocxDocument = docx.Document()
        self.seen: set[int] = set()
        self.bookmarks = 0
        self.links: dict[str, str] = {}
        self.anchors = {b.anchor for b in document.blocks if isinstance(b, Heading) and b.anchor}
        self.anchors |= {r.anchor for b in document.blocks if isinstance(b, Table) for r in b.rows if r.anchor}
        self.anchors |= {f"p{b.number}" for b in document.blocks if isinstance(b, Para) and b.number}
        self.drawn = pictures([b.svg for b in document.blocks if isinstance(b, Picture)])
        self.how = how_of(document.notes)
        self.at = 0
        self.size = 19

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
        return _zipped_again(out.getvalue())

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

    def _label(self, line: MarkingLine, size: int) -> str:
        colour = (line.colour or "#FFFFFF").lstrip("#")
        return (
            f'<w:r><w:rPr><w:b/><w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:rPr>'
            f'<w:t xml:space="preserve"> {escape(say(line.label))} </w:t></w:r>'
        )

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
            run = f'<w:hyperlink w:anchor={quoteattr(_bookmark(b.anchor))}>{self._r(said, f"""<w:color w:val="{ACCENT}"/>""")}</w:hyperlink>'
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

    def _p(self, runs: str, *, style: str = "", more: str = "") -> str:
        styled = f'<w:pStyle w:val="{style}"/>' if style else ""
        return f"<w:p {nsdecls('w', 'r')}><w:pPr>{styled}{_ordered(more)}</w:pPr>{runs}</w:p>"

    def _r(self, text: str, properties: str = "") -> str:
        if not text:
            return ""
        size = "" if "<w:sz " in properties or self.size == 19 else f'<w:sz w:val="{self.size}"/>'
        return f'<w:r><w:rPr>{_in_order(properties + size)}</w:rPr><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'

    def _marked(self, anchor: str, runs: str) -> str:
        if not anchor:
            return runs
        self.bookmarks += 1
        return f'<w:bookmarkStart w:id="{self.bookmarks}" w:name={quoteattr(_bookmark(anchor))}/>{runs}<w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def _line(self, line: Line, extra: str = "") -> str:
        out, before = [], None
        for p in line:
            if isinstance(p, Mark) and isinstance(before, Mark):
                out.append(self._r(",", '<w:vertAlign w:val="superscript"/>'))
            out.append(self._piece(p, extra))
            before = p
        return "".join(out)

    def _piece(self, p: Piece, extra: str) -> str:
        if isinstance(p, Text):
            return self._text(p, extra)
        if isinstance(p, Mark):
            return self._mark(p.number)
        if isinstance(p, Cited):
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="FDF3C4"/>' if p.notes else ""
            closes = self._r(
                ",".join(map(str, p.closes)), f'<w:color w:val="{ACCENT}"/><w:vertAlign w:val="superscript"/>'
            )
            return self._r(p.text, shade) + closes
        if isinstance(p, Break):
            return "<w:r><w:br/></w:r>"
        return self._r(" ") + self._label(p.line, 15)

    def _text(self, p: Text, extra: str) -> str:
        kind = _KINDS.get(p.kind, "")
        if extra and extra in kind:
            extra = ""
        text = f"“{p.text}”" if p.kind == "quote" else p.text
        lang = (
            f'<w:lang w:val="{escape(p.lang)}" w:eastAsia="{escape(p.lang)}"/>'
            if p.lang.isascii() and p.lang.isalpha()
            else ""
        )
        if p.to.lower().startswith(("http://", "https://")):
            link = self.links.get(p.to)
            if link is None:
                link = self.links[p.to] = self.doc.part.relate_to(
                    clean(p.to), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
                )
            return f'<w:hyperlink r:id="{link}" {nsdecls("r")}>{self._r(text, extra + kind + lang)}</w:hyperlink>'
        if p.to and p.to in self.anchors:
            colour = "" if "<w:color" in kind else f'<w:color w:val="{ACCENT}"/>'
            return f"<w:hyperlink w:anchor={quoteattr(_bookmark(p.to))}>{self._r(text, extra + kind + colour + lang)}</w:hyperlink>"
        return self._r(text, extra + kind + lang)

    def _mark(self, number: int) -> str:
        if number in self.seen:
            # Word numbers a note once; later places lead to it by its number.
            run = self._r(str(number), '<w:vertAlign w:val="superscript"/>')
            return f'<w:hyperlink w:anchor="{_bookmark(f"note{number}")}">{run}</w:hyperlink>'
        self.seen.add(number)
        reference = (
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number + 1}"/></w:r>'
        )
        return self._marked(f"note{number}", reference)

    def _footnotes(self) -> None:
        self.size = 15
        separators = (
            '<w:footnote w:type="separator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        )
        notes = "".join(self._note(n) for n in self.d.notes)
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {nsdecls("w", "r")}>{separators}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _NOTES, xml.encode(), self.doc.part.package)
        self.doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        # Word looks in its settings for the two lines that stand above notes.
        named = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>')
        compat = self.doc.settings.element.find(qn("w:compat"))
        if compat is not None:
            compat.addprevious(named)

    def _note(self, n: Footnote) -> str:
        s = n.source
        how = self.how[n.number]
        mark = f" ({s.mark})" if s.mark else ""
        words = "".join(self._r(p.text, "<w:b/>" if p.strong else "") for p in n.pieces)
        return (
            f'<w:footnote w:id="{n.number + 1}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>{self._r(" “")}{words}'
            f"{self._r(f'” {s.label}, {s.known_as}, {s.date}{how}{mark}. ')}{self._r(s.capture[:16], _KINDS['code'])}</w:p></w:footnote>"
        )


_PPR = ("keepNext", "keepLines", "tabs", "spacing", "ind", "jc")
_RPR = ("rFonts", "b", "i", "color", "sz", "highlight", "u", "bdr", "shd", "vertAlign", "lang")
"""The order in which the schema wants properties (ECMA-376, part 1, sections 17.3.1.26 and 17.3.2.28)."""


def _ordered(properties: str) -> str:
    return _sorted(properties, _PPR)


def _in_order(properties: str) -> str:
    return _sorted(properties, _RPR)


@lru_cache(maxsize=4096)
def _sorted(properties: str, order: tuple[str, ...]) -> str:
    if properties.count("<w:") < 2:
        return properties
    found = list(parse_xml(f"<w:x {nsdecls('w')}>{properties}</w:x>"))
    names = [element.tag.rpartition("}")[2] for element in found]
    if names == sorted(names, key=order.index):
        return properties
    first = dict(zip(reversed(names), reversed(found), strict=True))
    return "".join(
        tostring(first[name], encoding="unicode").replace(f" {nsdecls('w')}", "")
        for name in sorted(first, key=order.index)
    )


def _bookmark(anchor: str) -> str:
    """A name of a bookmark: letters, digits and underscores, at most 40 signs."""
    name = "b_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in anchor)
    return name if len(name) <= 40 else f"{name[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"


_THUMBNAIL = "docProps/thumbnail.jpeg"


def _zipped_again(data: bytes) -> bytes:
    """The same parts in a fixed order with a fixed time, without the picture of a template's first page."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as held,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in sorted(held.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            if name == _THUMBNAIL:
                continue
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            part = held.read(name)
            if name == "_rels/.rels":
                part = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", part)
            new.writestr(info, part)
    return out.getvalue()
