"""The words in bytes that are no text: runs of readable signs, in each of the usual encodings."""

from __future__ import annotations

import re

_RUN = re.compile("[^\x00-\x1f\x7f-\x9f\ufffd]{5,}")
_APART = "\n" * 5
"""Between two runs; too much to be taken for the gap within a word."""


def strings(data: bytes) -> str:
    r"""The runs of at least five readable signs, apart from one another.

    >>> strings(b"\x00\x01Fennimore\x02")
    'Fennimore'
    """
    found = [run for code in ("utf-8", "latin-1") for run in _RUN.findall(data.decode(code, "replace"))]
    if data.count(0) * 4 > len(data) or b"\0" in data[:4096]:
        found += [
            r
            for code in ("utf-16-le", "utf-16-be")
            for at in (0, 1)
            for r in _RUN.findall(data[at:].decode(code, "replace"))
        ]
    return _APART.join(dict.fromkeys(found))
