"""An item of a list as a draft: what the list gives, the words it holds, and whose words they are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...model import How, Known, PartialDate, RegionKind, SetAside
from ...model.errors import BadDate
from ..assembly import Assembly
from ..draft import Draft, Extract
from ..encoding import clean
from ..errors import NoWordsInItem
from ..stated import moment

_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|sc|span|p|br|div|ul|ol|li|a|font|h[1-6]|blockquote|jats:[a-z-]+)(?:[\s/][^<>]{0,300})?>",
    re.IGNORECASE,
)
"""The marks that citations and fact checks are known to carry; other signs in angle brackets are words."""
_LONGEST_FIELD = 2_000
NAMED = 100
"""Parts of one file without a report that are named each; of the rest it is said how many they are."""
Part = tuple[str, RegionKind | None, str | None]
"""Words, what region they are, and of a quotation whose words."""


class Found:
    """Gathers the drafts of a file, and what of it holds no report: a hundred parts by name, the rest by number."""

    def __init__(self, name: str, note: str | None = None) -> None:
        self.name = name
        self.note = note
        self._drafts: list[Draft] = []
        self._aside: list[SetAside] = []
        self._more = 0

    def add(
        self,
        at: int,
        parts: Iterable[Part],
        *,
        name: str = "",
        given: Mapping[str, tuple[Any, str]] | None = None,
        label: str | None = None,
        notes: Iterable[str] = (),
    ) -> bool:
        """Take an item in; False if it holds no words.

        Args:
            at: its place in the file, from 0.
            parts: its words in order.
            name: what the item calls itself.
            given: values of `outlet title byline url language published`, each with what of the item gives it.
            label: what the item is, if it is not the outlet's own text.
            notes: sentences on how its words were got.
        """
        made = Assembly()
        for words, kind, source in parts:
            made.add(clean(words), kind, source)
        if not made.text:
            return False
        known = {
            field: found for field, (value, why) in (given or {}).items() if (found := known_of(field, value, why))
        }
        said = [*notes, *([self.note] if self.note else [])]
        self._drafts.append(
            Draft(
                name=clean(" ".join(name.split()))[:200] or f"{self.name}#{at + 1}",
                text=made.text,
                given=known,
                regions=made.joined(),
                label=_line(label),
                glued=False,
                notes=tuple(said),
                at=at,
            )
        )
        return True

    def leave(self, at: int, reason: str, error: str = NoWordsInItem.__name__) -> None:
        """Set an item aside with its reason."""
        self.leave_all(f"{self.name}#{at + 1}", reason, error)

    def leave_all(self, name: str, reason: str, error: str = NoWordsInItem.__name__) -> None:
        """Set part of the file aside under a name of its own."""
        if len(self._aside) < NAMED:
            self._aside.append(SetAside(name=name, digest="", reason=reason, error=error))
        else:
            self._more += 1

    def extract(self) -> Extract:
        """All of it."""
        if self._more:
            reason = f"{self._more:,} more parts of the file hold no report either. Mend the file and add it again."
            rest = SetAside(name=f"{self.name}#...", digest="", reason=reason, error=NoWordsInItem.__name__)
            self._aside.append(rest)
            self._more = 0
        return Extract(tuple(self._drafts), tuple(self._aside))


def known_of(field: str, value: Any, why: str) -> Known | None:
    """A value that the list gives for a field of a report; None if it is none."""
    words = _line(value)
    if words is None:
        return None
    if field == "published":
        date = date_of(words)
        return (
            Known(value=date, how=How.GIVEN, why=why if date == words else f"{why}, there “{words}”") if date else None
        )
    if field == "language":
        code = language_of(words)
        return Known(value=code, how=How.GIVEN, why=why) if code else None
    if field == "url" and not re.match(r"https?://\S+$", words):
        return None
    return Known(value=words, how=How.GIVEN, why=why)


def date_of(text: str) -> str | None:
    """The date of publication: EDTF and instants as they are, other forms as EDTF; None if it is no date.

    >>> date_of("2016-03/2016-05"), date_of("8 June 2016"), date_of("soon")
    ('2016-03/2016-05', '2016-06-08', None)
    """
    try:
        PartialDate(text)
    except BadDate:
        return moment(text)
    return text


_THREE = {
    "eng": "en", "kor": "ko", "zho": "zh", "chi": "zh", "jpn": "ja", "rus": "ru", "ara": "ar", "fra": "fr", "fre": "fr", "deu": "de",
    "ger": "de", "spa": "es", "pol": "pl", "vie": "vi", "tha": "th", "msa": "ms", "ind": "id", "khm": "km", "mon": "mn", "por": "pt",
    "ita": "it", "tur": "tr", "uig": "ug",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """ISO 639-1 for a language tag (`ko-KR`) or a code of three letters; other codes of two or three letters as they are.

    >>> language_of("kor"), language_of("en_US"), language_of("Korean")
    ('ko', 'en', None)
    """
    code = re.split(r"[-_]", text.strip().lower())[0]
    return _THREE.get(code, code) if re.fullmatch(r"[a-z]{2,3}", code) else None


def unmarked(text: str) -> str:
    """The words of a field that may hold HTML, as Zotero's titles and abstracts do.

    >>> unmarked("Strike in <i>Kuwait</i> &amp; Qatar")
    'Strike in Kuwait & Qatar'
    """
    return (
        html.unescape(_TAG.sub("", re.sub(r"</p>|<br ?/?>", "\n\n", text, flags=re.IGNORECASE)))
        if "<" in text or "&" in text
        else text
    )


def _line(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(clean(value[:_LONGEST_FIELD]).split()) or None
