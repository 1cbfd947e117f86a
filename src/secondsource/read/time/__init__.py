"""When: date expressions of a text as EDTF values, kept as vague as they are told.

The grammar is ours: a table of rules over words that the pack lists, values that keep their precision (`in March` is a month, not
its first day), years taken only from an anchor that `why` names. TimeML values go along for comparison with other programs
(TimeML 1.2.1, TIMEX3).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from ...model import PartialDate, Span
from ...subjects import Subject
from .campaigns import campaign_dates
from .compose import Piece, composed
from .english import grammar
from .han import scan as scan_han
from .korean import scan as scan_korean
from .lexicon import lexicon
from .russian import scan as scan_russian
from .value import Anchor, FoundDate, TimeKind, parsed

__all__ = ["FoundDate", "TimeKind", "find_dates", "timexes"]

_COMPOSED = frozenset({"ja", "ko", "ru", "zh"})
"""Languages whose grammar puts intervals together itself."""


def find_dates(
    text: str,
    anchor: PartialDate | None = None,
    *,
    language: str = "en",
    spans: Sequence[Span] | None = None,
    pack: Subject | None = None,
) -> tuple[FoundDate, ...]:
    """The time expressions of a text, left to right; they overlap only where an interval tells more between its ends.

    Args:
        text: the whole text; the spans found are offsets into it.
        anchor: the publication date, from which “yesterday” counts; None leaves such dates open and years unknown. A quotation
            of another report counts from that report's date: read its span alone, with that date as the anchor.
        language: ISO 639-1; `en`, `ja`, `ko`, `ru` and `zh` have a grammar, other languages give what is written in digits (2016-05-17).
        spans: the parts to read; None reads all.
        pack: whose words and campaigns to use; the shipped pack by default.

    >>> [str(d.date) for d in find_dates("They left in March and on April 3.", PartialDate("2016-06-08"))]
    ['2016-03', '2016-04-03']
    >>> find_dates("On April 3 they left.")[0].date
    PartialDate(text='XXXX-04-03')
    """
    start = Anchor.of(anchor)
    out: list[FoundDate] = []
    for part in spans if spans is not None else ([Span(0, len(text))] if text else []):
        if language == "ko":
            pieces = list(scan_korean(text, start, part.start, part.end))
        elif language == "ru":
            pieces = list(scan_russian(text, start, part.start, part.end))
        elif language in ("zh", "ja"):
            pieces = list(scan_han(text, language, start, part.start, part.end))
        else:
            words = lexicon("en", pack)
            found = grammar(words).scan(text, start, part.start, part.end)
            pieces = [Piece(a, b, value) for a, b, value, _ in found]
        pieces = _with_campaigns(text, pieces, part, start, language, pack)
        if language not in _COMPOSED:
            pieces = list(composed(text, pieces, start))
        for piece in pieces:
            resolved = parsed(piece.value.edtf)
            why = piece.value.why or ("as written" if resolved else "no calendar date")
            out.append(
                FoundDate(
                    span=Span(piece.start, piece.end),
                    date=resolved,
                    kind=piece.value.kind,
                    timex_value=piece.value.timex,
                    why=why,
                    since=piece.value.since,
                )
            )
    return tuple(out)


def _with_campaigns(
    text: str, pieces: list[Piece], part: Span, start: Anchor | None, language: str, pack: Subject | None
) -> list[Piece]:
    named = campaign_dates(text, part, start, language, pack)
    if not named:
        return pieces
    starts = [n.start for n in named]  # they are in order and apart

    def taken(piece: Piece) -> bool:
        before = bisect_left(starts, piece.end) - 1
        return before >= 0 and named[before].end > piece.start

    kept = [p for p in pieces if not taken(p)]
    return sorted([*kept, *named], key=lambda p: p.start)


def timexes(text: str, document_date: str | date | None) -> list[dict[str, object]]:
    """Time expressions as TimeML names them: `start`, `end`, `value`, `type`; for comparison with other programs.

    >>> timexes("It closed on Friday.", "1998-02-13")
    [{'start': 13, 'end': 19, 'value': '1998-02-13', 'type': 'DATE'}]
    """
    anchor = Anchor.of(PartialDate(str(document_date)[:10])) if document_date else None
    found = grammar(lexicon()).scan(text, anchor)
    return [{"start": a, "end": b, "value": value.timex, "type": value.kind.value} for a, b, value, _ in found]
