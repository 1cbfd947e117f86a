"""A document as PDF, set by typst with the fonts that come with the program: the same bytes everywhere, tagged for screen readers."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from secondsource.model import SecondsourceError

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
    Row,
    Table,
    TableOfContents,
    Text,
    clean,
    how_of,
)

FONTS = Path(str(files("secondsource.publish").joinpath("fonts")))
FAMILY = "Noto Sans CJK KR"
_LONG = re.compile(r"[^\s\u1100-\u11ff\u3000-\u9fff\uac00-\ud7a3]{28,}")
"""Signs in a row between which no line may end by itself."""
_STEP = 14
_SURE = re.compile("[\\s\x20-\u024f\u0400-\u045f\u2010-\u2027\u3040-\u30ff\uac00-\ud7a3\u200b]")
"""Signs that the fonts have for certain; of others it is tried."""
_LOST = "□"
_PROOF = b"""#set document(title: "proof")
#set text(font: ("Noto Sans CJK KR", "DejaVu Sans Mono", "Libertinus Serif"))
#sys.inputs.signs"""
_FAULT = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_NAMED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
"""How typst names a sign that cannot be shown."""
_SVG_FONT = re.compile(r'font-family="[^"]*"')


class NoTypesetter(SecondsourceError):
    """PDF needs typst, which is not installed. Install it with `pip install 'secondsource[pdf]'`, or write HTML and print it."""


def as_pdf(document: Document) -> bytes:
    """The document as PDF.

    Raises:
        NoTypesetter: if typst is not installed.
    """
    told = json.dumps(_Set(document).told(), ensure_ascii=False)
    lost = not_shown(told)
    if lost:
        told = told.translate(dict.fromkeys(map(ord, lost), _LOST))
    source = files("secondsource.publish.paper").joinpath("dossier.typ").read_bytes()
    said = say("{sign} stands for a sign that the fonts of this document do not have.", sign=_LOST) if lost else ""
    data: bytes = typeset(source, {"data": told, "lost": said}, created=document.created)
    return data


def not_shown(text: str) -> str:
    """The signs of a text that no font of the program has, each once; a reader of a PDF for all must not meet them as empty boxes."""
    signs = sorted({sign for sign in text if not _SURE.match(sign)})
    lost = ""
    while signs:
        try:
            typeset(_PROOF, {"signs": " ".join(signs)})
        except RuntimeError as error:
            found = _FAULT.search(str(error))
            named = _NAMED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found is not None else ""
            gone = [sign for sign in signs if sign in named]
            if not gone:
                raise
            lost += "".join(gone)
            signs = [sign for sign in signs if sign not in gone]
        else:
            break
    return lost


def typeset(source: bytes, inputs: dict[str, str], *, created: str = "", format: str = "pdf", ppi: float = 144) -> Any:
    """What typst makes of a source: PDF as bytes, PNG as bytes or a list of them.

    Args:
        source: in typst's language.
        inputs: what it finds as `sys.inputs`.
        created: ISO 8601 instant that stands in the file.
        format: `pdf` or `png`.
        ppi: dots per inch of a PNG.

    Raises:
        NoTypesetter: if typst is not installed.
    """
    try:
        typst = importlib.import_module("typst")
    except ImportError as error:
        raise NoTypesetter(" ".join((NoTypesetter.__doc__ or "").split())) from error
    if format == "pdf" and "data" in inputs and sys.executable:
        return _pressed(source, inputs, created)
    more = {"timestamp": instant(created), "pdf_standards": "ua-1"} if format == "pdf" else {"ppi": ppi}
    return typst.compile(source, format=format, font_paths=_fonts(), sys_inputs=inputs, **more)


def _pressed(source: bytes, inputs: dict[str, str], created: str) -> bytes:
    """A whole document, set in a process of its own: what typst keeps in memory (a gigabyte for a large case) goes with it."""
    asked = {
        "source": source.decode(),
        "inputs": inputs,
        "created": instant(created).isoformat(),
        "fonts": [str(FONTS)],
    }
    done = subprocess.run(  # noqa: S603 - this interpreter and a file of ours
        [sys.executable, "-P", str(Path(__file__).with_name("press.py"))],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The fonts of the program and those within typst, and none of the system: what is set must not turn on what is installed."""
    typst = importlib.import_module("typst")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def instant(created: str) -> datetime:
    """The instant as which a file says it was made; the beginning of 2000 where the case has none."""
    try:
        return datetime.fromisoformat(created.replace("Z", "+00:00")).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def drawn_with(svg: str) -> str:
    """A drawing whose words are set in the font of the program."""
    return _SVG_FONT.sub(f'font-family="{FAMILY}"', clean(svg))


def breakable(text: str) -> str:
    """Text in which long rows of signs may be broken."""
    return _LONG.sub(lambda m: "\u200b".join(m[0][at : at + _STEP] for at in range(0, len(m[0]), _STEP)), clean(text))


class _Set:
    """Turns a document into what `dossier.typ` reads."""

    def __init__(self, document: Document) -> None:
        self.d = document
        self.seen: set[int] = set()
        self.anchors = {b.anchor for b in document.blocks if isinstance(b, Heading) and b.anchor}
        self.anchors |= {r.anchor for b in document.blocks if isinstance(b, Table) for r in b.rows if r.anchor}
        self.anchors |= {f"p{b.number}" for b in document.blocks if isinstance(b, Para) and b.number}

    def told(self) -> dict[str, Any]:
        d, when = self.d, instant(self.d.created)
        how = how_of(d.notes)
        blocks = [told for block in d.blocks for told in self._block(block)]
        return {
            "title": clean(d.title),
            "title-short": clean(d.title if len(d.title) <= 70 else f"{d.title[:67]}…"),
            "kicker": clean(d.kicker),
            "kicker-large": clean(d.kicker).upper(),
            "sub": breakable(d.sub),
            "subject": clean(d.subject),
            "language": d.language,
            "date": [when.year, when.month, when.day, when.hour, when.minute, when.second],
            "anchors": dict.fromkeys(sorted(self.anchors), True),
            "whole": _marking(d.whole) if d.whole else None,
            "notes": [_note(n, how[n.number]) for n in d.notes],
            "blocks": blocks,
        }

    def _block(self, b: Block) -> Iterable[dict[str, Any]]:
        if isinstance(b, Heading):
            yield {
                "is": "heading", "level": b.level, "anchor": b.anchor, "number": b.number, "line": self._line(b.line),
                "outlined": False,
            }  # fmt: skip
        elif isinstance(b, Para):
            yield {"is": "para", "number": b.number, "kind": b.kind, "line": self._line(b.line)}
        elif isinstance(b, Items):
            yield {"is": "items", "ordered": b.ordered, "lines": [self._line(line) for line in b.lines]}
        elif isinstance(b, Table):
            yield {
                "is": "table", "kind": b.kind, "columns": list(b.columns), "widths": list(b.widths), "headed": b.headed,
                "caption": b.caption, "rows": [self._row(r) for r in b.rows],
            }  # fmt: skip
        elif isinstance(b, Picture):
            width = re.search(r'\bwidth="([\d.]+)"', b.svg)
            yield {
                "is": "picture", "svg": drawn_with(b.svg), "caption": b.caption,
                "alt": clean(f"{b.title}. {' '.join(b.spoken)}"), "width": float(width[1]) if width else 600.0,
            }  # fmt: skip
        elif isinstance(b, Blank):
            yield {"is": "blank", "label": b.label, "lines": b.lines}
        elif isinstance(b, TableOfContents):
            yield {"is": "toc", "title": say("Contents")}
        else:
            assert isinstance(b, NotesHere)

    def _row(self, row: Row) -> dict[str, Any]:
        return {"anchor": row.anchor, "cells": [self._line(cell) for cell in row.cells]}

    def _line(self, line: Line) -> list[dict[str, Any]]:
        return [self._piece(p) for p in line]

    def _piece(self, p: Piece) -> dict[str, Any]:
        if isinstance(p, Text):
            to = p.to if p.to.lower().startswith(("http://", "https://")) or p.to in self.anchors else ""
            return {"is": "text", "text": breakable(p.text), "kind": p.kind, "lang": p.lang[:3], "to": to}
        if isinstance(p, Mark):
            first = p.number not in self.seen
            self.seen.add(p.number)
            return {"is": "mark", "number": p.number, "first": first}
        if isinstance(p, Cited):
            return {"is": "cited", "text": breakable(p.text), "notes": list(p.notes), "closes": list(p.closes)}
        if isinstance(p, Break):
            return {"is": "break"}
        return {"is": "tlp", **_marking(p.line)}


def _marking(line: MarkingLine) -> dict[str, str]:
    return {"label": say(line.label), "colour": line.colour, "meaning": say(line.meaning) if line.meaning else ""}


def _note(n: Footnote, how: str) -> list[dict[str, str]]:
    s = n.source
    lang = "" if s.language == "und" else s.language[:3]
    mark = f" ({s.mark})" if s.mark else ""
    out = [{"text": "“", "kind": "", "lang": ""}]
    out += [{"text": breakable(p.text), "kind": "strong" if p.strong else "", "lang": lang} for p in n.pieces]
    out.append({"text": breakable(f"” {s.label}, {s.known_as}, {s.date}{how}{mark}. "), "kind": "", "lang": ""})
    out.append({"text": s.capture[:16], "kind": "code", "lang": ""})
    return out
