"""Characters that act on whoever shows them: controls of terminals, turns of the direction of reading, and signs that nobody sees.

Texts of documents keep them, for their places are counted in characters. What is shown or written out has a visible sign in their place, one for one;
in JSON, where a program may want them back, they stand as escapes. Joiners that scripts need (U+200C, U+200D) and the soft hyphen stay.

Sources: ECMA-48 (C0, C1); Unicode Standard Annex 9 (bidi), Unicode Technical Report 36 and CVE-2021-42574 (their misuse).
"""

from __future__ import annotations

import re
from typing import TypeVar

S = TypeVar("S", bound=str)
SIGN = "\ufffd"
"""What stands in their place."""
_ACTING = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, without tab and ends of lines
    "\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # directions, and what has no width
    "\ud800-\udfff\ufffe\uffff"  # no characters at all, and in no document of XML
    "\U000e0000-\U000e007f"  # tags: letters that nobody sees
    "]"
)


def harmless(text: S) -> S:
    r"""The text with a visible sign for each character that acts; of the same type and length.

    >>> harmless("gpj.\u202eexe"), harmless("plain")
    ('gpj.�exe', 'plain')
    """
    if text.isascii() and text.isprintable():
        return text
    return type(text)(_ACTING.sub(SIGN, text))


def acts(text: str) -> bool:
    """Whether one of these characters stands in the text."""
    return _ACTING.search(text) is not None


def escaped(json: str) -> str:
    r"""JSON that says the same and in which these characters stand as escapes, so that it can be shown on a terminal.

    >>> escaped('"a\u009b31m"')
    '"a\\u009b31m"'
    """
    return json if json.isascii() and json.isprintable() else _ACTING.sub(_escape, json)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
