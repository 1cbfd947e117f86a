"""Drawings as PNG, for formats that take no SVG: drawn by typst in the font of the program."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from .as_pdf import NoTypesetter, drawn_with, typeset

SCALE = 0.62
"""Points for a unit of a drawing, as in the PDF."""
_SOURCE = b"""#let all = json(bytes(sys.inputs.data))
#set page(width: auto, height: auto, margin: 0pt)
#for (at, one) in all.enumerate() { if at > 0 { pagebreak() }
  image(bytes(one.svg), format: "svg", width: one.width * 1pt) }"""
_TOGETHER = 40
"""Drawings in one go."""


def pictures(svgs: Sequence[str]) -> list[tuple[bytes, float]] | None:
    """Each drawing as PNG with its width in points; None where typst is not installed."""
    out: list[tuple[bytes, float]] = []
    for start in range(0, len(svgs), _TOGETHER):
        some = svgs[start : start + _TOGETHER]
        widths = [
            float(found[1]) * SCALE if (found := re.search(r'\bwidth="([\d.]+)"', svg)) else 372.0 for svg in some
        ]
        told = [{"svg": drawn_with(svg), "width": width} for svg, width in zip(some, widths, strict=True)]
        try:
            drawn = typeset(_SOURCE, {"data": json.dumps(told, ensure_ascii=False)}, format="png", ppi=200)
        except NoTypesetter:
            return None
        pages = drawn if isinstance(drawn, list) else [drawn]
        out += list(zip(pages, widths, strict=True))
    return out
