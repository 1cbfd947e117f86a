"""Korean sentences: where they end, and where one of them tells two things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from ...subjects import Subject
from ..triggers_korean import tells_event

_QUOTED = r"“[^“”\n]{0,400}”"
_SENTENCE = re.compile(rf"(?:{_QUOTED}|[^.!?\n]|\.(?=\d))*(?:[.!?]+[”\"’']*|(?=\n)|$)")
PAST = "".join(chr(0xAC00 + 28 * k + 20) for k in range(19 * 21))
"""Every syllable that closes with ㅆ, as the past does."""
_AND = re.compile(rf"(?<=[{PAST}])고,?\s(?=\S)")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a paragraph; a quotation is never cut (“한 문장이다. 두 문장이다”고 말했다)."""
    for match in _SENTENCE.finditer(text, start, end):
        if match.group().strip():
            yield Span(*match.span())


def parts(text: str, content: Span, pack: Subject) -> list[Span]:
    """The parts of a content that are joined by -고 in the past, where each tells an event of its own.

    “3월에는 비행이 없었고, 5월에 한 차례 있었다” says two things; “문을 열었고 사람들이 들어갔다” with one event among them says one.
    """
    out: list[Span] = []
    at = content.start
    for match in _AND.finditer(text, content.start, content.end):
        if tells_event(text, at, match.start(), pack) and tells_event(text, match.end(), content.end, pack):
            out.append(Span(at, match.end()).trimmed(text, ", \n"))
            at = match.end()
    return [*out, Span(at, content.end)] if at < content.end else out
