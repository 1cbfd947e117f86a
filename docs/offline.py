"""Pages that ask nobody for anything: what the theme would fetch for the search comes from the site itself."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.utils import get_relative_url

SHIM = "worker.js"
"""Beside the pages: lets the search work where they are read from a folder."""
_FETCHED = re.compile(r'<script src="https?://[^"]*/iframe-worker/[^"]*"></script>')


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """The page with its scripts from here; called by mkdocs for each page."""
    return _own(output, get_relative_url(SHIM, page.url))


def on_post_template(output_content: str, **_: Any) -> str:
    """The same for pages that no text is behind, such as that for an address that is none."""
    return _own(output_content, SHIM)


def _own(html: str, path: str) -> str:
    return _FETCHED.sub(f'<script src="{path}"></script>', html)
