"""Words of a document as runs of WordprocessingML: marks, links, bookmarks and real footnotes.

python-docx has no footnotes, so their part is written here (ECMA-376, part 1, sections 11.3.7 and 17.11).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml.etree import tostring

from ..footnotes import Footnote
from ..marked import MarkingLine
from ..tongue import say
from .blocks import Break, Cited, Document, Heading, Line, Mark, Para, Piece, Table, Text, clean, how_of

SOFT, ACCENT, WARN, TINT = "51606C", "1F5A66", "8A4413", "F3F6F7"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_KINDS = {
    "strong": "<w:b/>",
    "soft": f'<w:color w:val="{SOFT}"/>',
    "em": f'<w:i/><w:color w:val="{SOFT}"/>',
    "code": f'<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/><w:color w:val="{SOFT}"/><w:sz w:val="14"/>',
    "warn": f'<w:color w:val="{WARN}"/>',
    "tag": f'<w:color w:val="{ACCENT}"/><w:sz w:val="15"/><w:bdr w:val="single" w:sz="4" w:space="0" w:color="{ACCENT}"/>',
}


class Runs:
    """A document that is being written, as far as its words go.

    Args:
        document: what is written.
    """

    def __init__(self, document: Document) -> None:
        self.d = document
        self.doc: DocxDocument = docx.Document()
        self.seen: set[int] = set()
        self.bookmarks = 0
        self.links: dict[str, str] = {}
        self.anchors = {b.anchor for b in document.blocks if isinstance(b, Heading) and b.anchor}
        self.anchors |= {r.anchor for b in document.blocks if isinstance(b, Table) for r in b.rows if r.anchor}
        self.anchors |= {f"p{b.number}" for b in document.blocks if isinstance(b, Para) and b.number}
        self.how = how_of(document.notes)
        self.size = 19

    def _label(self, line: MarkingLine, size: int) -> str:
        colour = (line.colour or "#FFFFFF").lstrip("#")
        return (
            f'<w:r><w:rPr><w:b/><w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:rPr>'
            f'<w:t xml:space="preserve"> {escape(say(line.label))} </w:t></w:r>'
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
        return f'<w:bookmarkStart w:id="{self.bookmarks}" w:name={quoteattr(bookmark(anchor))}/>{runs}<w:bookmarkEnd w:id="{self.bookmarks}"/>'

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
            return f"<w:hyperlink w:anchor={quoteattr(bookmark(p.to))}>{self._r(text, extra + kind + colour + lang)}</w:hyperlink>"
        return self._r(text, extra + kind + lang)

    def _mark(self, number: int) -> str:
        if number in self.seen:
            # Word numbers a note once; later places lead to it by its number.
            run = self._r(str(number), '<w:vertAlign w:val="superscript"/>')
            return f'<w:hyperlink w:anchor="{bookmark(f"note{number}")}">{run}</w:hyperlink>'
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


def bookmark(anchor: str) -> str:
    """A name of a bookmark: letters, digits and underscores, at most 40 signs."""
    name = "b_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in anchor)
    return name if len(name) <= 40 else f"{name[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"
