"""The words by which regions, dates, outlets and personal data are known: `cues/<language>/collect.yaml` of the pack, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..model import BadPack
from ..subjects import Subject

Patterns = tuple[re.Pattern[str], ...]
_WITH_CASE = frozenset(
    {"dateline", "private_person", "named_private", "address", "byline", "outlet_name", "outlet_sender"}
)
_LISTS = (
    "comments_heading", "caption", "caption_credit", "related", "boilerplate", "contact", "dateline", "end_mark", "byline", "note", "label",
    "not_a_credit", "told", "copyright", "private_person", "named_private", "phone_cue", "address", "published_label", "ahead", "telling",
    "outlet_name", "outlet_label", "outlet_sender",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Instrument:
    """How texts name a legal instrument: `symbol` with the `{number}` of the match is found among the pack's instruments."""

    pattern: re.Pattern[str]
    symbol: str


@dataclass(frozen=True)
class Words:
    """Compiled patterns by the keys of `collect.yaml`, those of all languages of the pack together."""

    patterns: Mapping[str, Patterns]
    reports: tuple[str, ...]
    instruments: tuple[Instrument, ...]

    def whole(self, key: str, paragraph: str) -> re.Match[str] | None:
        """The match if the whole paragraph is one of these."""
        return next((m for p in self.patterns[key] if (m := p.fullmatch(paragraph))), None)

    def start(self, key: str, paragraph: str) -> re.Match[str] | None:
        """The match at the start of the paragraph."""
        return next((m for p in self.patterns[key] if (m := p.match(paragraph))), None)

    def anywhere(self, key: str, text: str) -> re.Match[str] | None:
        """The first match of the first pattern that has one."""
        return next((m for p in self.patterns[key] if (m := p.search(text))), None)

    def each(self, key: str, text: str) -> list[re.Match[str]]:
        """All matches of all patterns, in the order of the text."""
        return sorted((m for p in self.patterns[key] for m in p.finditer(text)), key=lambda m: (m.start(), m.end()))


@lru_cache(maxsize=8)
def words_of(pack: Subject) -> Words:
    """The words of a pack. Raises BadPack, naming the language, if a pattern is none."""
    patterns: dict[str, list[re.Pattern[str]]] = {key: [] for key in _LISTS}
    reports: list[str] = []
    instruments: list[Instrument] = []
    for language in pack.languages:
        data: Mapping[str, Any] = pack.cues(language).get("collect") or {}
        try:
            for key in _LISTS:
                flags = 0 if key in _WITH_CASE else re.IGNORECASE
                patterns[key].extend(re.compile(item, flags) for item in data.get(key) or ())
            reports.extend(data.get("reports") or ())
            instruments.extend(
                Instrument(re.compile(item["pattern"], re.IGNORECASE), item["symbol"])
                for item in data.get("instruments") or ()
            )
        except (re.error, TypeError, KeyError) as error:
            raise BadPack(f"cues/{language}/collect.yaml: {error}. Mend that pattern.") from error
    return Words({key: tuple(items) for key, items in patterns.items()}, tuple(reports), tuple(instruments))
