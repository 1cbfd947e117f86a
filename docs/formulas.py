"""Formulas of the pages as MathML, which browsers draw by themselves: no script, and nothing to fetch."""

from __future__ import annotations

import html
import re
from typing import Any

from latex2mathml.converter import convert

_FORMULA = re.compile(r'<(span|div) class="arithmatex">(.*?)</\1>', re.DOTALL)
_SIGNS = re.compile(r"^\s*\\[(\[]|\\[)\]]\s*$")


def on_page_content(content: str, **_: Any) -> str:
    """The page with its formulas drawn; called by mkdocs for each page."""
    return _FORMULA.sub(_drawn, content)


def _drawn(found: re.Match[str]) -> str:
    return str(convert(_SIGNS.sub("", html.unescape(found[2])), display="block" if found[1] == "div" else "inline"))
