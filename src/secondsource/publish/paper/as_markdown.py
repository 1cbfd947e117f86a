"""A document as Markdown (CommonMark with tables and footnotes)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import escape

from ..footnotes import Footnote
from ..marked import MarkingLine
from ..tongue import say
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
    Table,
    TableOfContents,
    Text,
    Tlp,
    clean,
    how_of,
    plain,
)


def as_markdown(document: Document) -> str:
    """The document as Markdown."""
    return _Sheet(document).whole()


class _Sheet:
    def __init__(self, document: Document) -> None:
        self.d = document
        self.anchors = {b.anchor for b in document.blocks if isinstance(b, Heading) and b.anchor}
        self.anchors |= {row.anchor for b in document.blocks if isinstance(b, Table) for row in b.rows if row.anchor}
        self.anchors |= {f"p{b.number}" for b in document.blocks if isinstance(b, Para) and b.number}
        self.held = {
            n for b in document.blocks if isinstance(b, Para) for p in b.line if isinstance(p, Cited) for n in p.opens
        }
        self.how = how_of(document.notes)

    def whole(self) -> str:
        d = self.d
        banner = _banner(d.whole)
        parts = [banner, f"# {md(d.title)}", f"{md(d.kicker)}. {md(d.sub)}", *self._parts()]
        if d.notes:
            parts += ["\n".join(self._note(n) for n in d.notes)]
        if d.whole:
            parts += ["---", banner]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _parts(self) -> Iterator[str]:
        for block in self.d.blocks:
            yield self._block(block)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            anchor = f'<a id="{escape(block.anchor)}"></a>\n\n' if block.anchor else ""
            number = f"{block.number}. " if block.number else ""
            return f"{anchor}{'#' * block.level} {number}{self._line(block.line).strip()}"
        if isinstance(block, Para):
            return self._para(block)
        if isinstance(block, Items):
            return "\n".join(
                f"{f'{at}.' if block.ordered else '-'} {self._line(line).strip()}"
                for at, line in enumerate(block.lines, 1)
            )
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Picture):
            lines = "\n".join(f"- {md(line)}" for line in block.lines)
            return f"**{md(block.title)}**\n\n{lines}" if lines else ""
        if isinstance(block, Blank):
            return f"{md(block.label)}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_"
        if isinstance(block, TableOfContents):
            return "\n".join(
                f"- [{f'{b.number}. ' if b.number else ''}{md(plain(b.line))}](#{b.anchor})"
                for b in self.d.blocks
                if isinstance(b, Heading) and b.level == 2 and b.anchor
            )
        assert isinstance(block, NotesHere)
        return ""

    def _para(self, block: Para) -> str:
        said = self._line(block.line).strip()
        if block.kind == "quotation":
            return f"> {said}"
        if block.kind in ("heading", "lead") and not block.number:
            return f"**{said}**" if said and "**" not in said else said
        if block.number:
            return f'<a id="p{block.number}"></a>{block.number}\\. {said}'
        return re.sub(r"^([-+]|\d+[.)])(?=\s)", r"\\\1", said)

    def _table(self, block: Table) -> str:
        columns = block.columns or ("", "")
        out = [f"| {' | '.join(md(c) for c in columns)} |", f"|{'---|' * len(columns)}"]
        for row in block.rows:
            anchor = f'<a id="{escape(row.anchor)}"></a>' if row.anchor else ""
            cells = [self._line(cell).strip() for cell in row.cells]
            if len(cells) == 1:
                cells = [f"**{cells[0]}**", *[""] * (len(columns) - 1)]
            cells[0] = anchor + cells[0]
            out.append(f"| {' | '.join(cells)} |")
        caption = f"**{md(block.caption)}**\n\n" if block.caption else ""
        return caption + "\n".join(out)

    def _line(self, line: Line) -> str:
        out = ""
        for piece in line:
            if isinstance(piece, Break):
                out += " " if out.rstrip("*)").endswith(".") else "; "
            else:
                out += self._piece(piece)
        return out

    def _piece(self, p: Piece) -> str:
        if isinstance(p, Text):
            return self._text(p)
        if isinstance(p, Mark):
            return f"[^{p.number}]"
        if isinstance(p, Cited):
            return _cited(p)
        if isinstance(p, Tlp):
            return f" ({say(p.line.label)})"
        return ""

    def _text(self, p: Text) -> str:
        text = re.sub(r"\s", " ", p.text)
        core = text.strip()
        if not core:
            return text
        left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if p.to.lower().startswith(("http://", "https://")):
            return f"{left}<{mdurl(p.to)}>{right}"
        said = md(core)
        if p.to and p.to in self.anchors:
            said = f"[{said}](#{p.to})"
        if p.kind == "quote":
            said = f"“{said}”"
        elif p.kind == "strong":
            said = f"**{said}**"
        elif p.kind == "em":
            said = f"*{said}*"
        elif p.kind == "code":
            said = f"`{core}`"
        elif p.kind == "tag":
            said = f"({said})"
        return f"{left}{said}{right}"

    def _note(self, n: Footnote) -> str:
        s = n.source
        said = "".join(
            f"**{md(p.text)}**" if p.strong and p.text.strip() else md(p.text, whole=False) for p in n.pieces
        )
        label = f"[{s.label}](#{s.label})" if s.label in self.anchors else s.label
        how = md(self.how[n.number], whole=False)
        mark = f" ({s.mark})" if s.mark else ""
        place = f" [{say('In place')}](#w{n.number})." if n.number in self.held else ""
        return f"[^{n.number}]: “{said}” {label}, {md(s.known_as)}, {s.date}{how}{mark}.{place} `{s.capture[:16]}`"


def _banner(whole: MarkingLine | None) -> str:
    return f"**{say(whole.label)}** {say(whole.meaning) if whole.meaning else ''}".strip() if whole else ""


def _cited(run: Cited) -> str:
    """Words of a report: those under notes in bold, each with an anchor and the notes' numbers behind it."""
    anchors = "".join(f'<a id="{escape(a)}"></a>' for a in run.anchors)
    anchors += "".join(f'<a id="w{n}"></a>' for n in run.opens)
    text = re.sub(r"\s", " ", run.text)
    core = text.strip()
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if core else ""
    words = f"**{md(core)}**" if run.notes and core else md(core)
    return f"{left if core else text}{anchors}{words}{''.join(f'[^{n}]' for n in run.closes)}{right}"


_LINKS = re.compile(r"\b(https?|ftp|mailto|xmpp|www)([:.])", re.IGNORECASE)
"""What a renderer makes a link of without being asked (GitHub Flavored Markdown, autolinks)."""


def md(text: object, *, whole: bool = True) -> str:
    r"""Text as Markdown shows it: on one line, nothing in it read as markup or HTML.

    Args:
        text: the words.
        whole: white space at its ends may go.

    >>> md("<b>*x*</b>")
    '&lt;b&gt;\\*x\\*&lt;/b&gt;'
    """
    line = " ".join(clean(text).split()) if whole else re.sub(r"\s+", " ", clean(text))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]|~^])", r"\\\1", line)
    line = _LINKS.sub(lambda m: f"{m[1]}&#{ord(m[2])};", line)
    return re.sub(r"^(\d*)([#+\-.)])", lambda m: f"{m[1]}\\{m[2]}" if m[1] or m[2] in "#+-" else m[0], line)


def mdurl(url: str) -> str:
    """An address between angle brackets; what could end them is encoded."""
    return re.sub(r"[<>\s|\\]", lambda m: f"%{ord(m[0]):02X}", url)
