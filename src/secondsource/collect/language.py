"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ..model import How, Known

LANGUAGES = (
    "en", "ko", "ja", "zh", "ru", "uk", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "no", "da", "cs", "ar", "fa", "tr", "id", "ms", "vi", "th", "mn", "hi", "bg", "sr", "mk", "be", "kk",
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NOT_RUSSIAN = re.compile("[іїєґўјљњћђџѓќөүқңғұһәІЇЄҐЎЈЉЊЋЂЏЃЌӨҮҚҢҒҰҺӘ]")
_SHORT = 60
"""Letters of Cyrillic below which a text without any letter of another language is Russian; above, the statistics know better."""
ENOUGH = 20
"""Letters needed before anything is said of the language (a syllable or character of East Asian scripts counts three)."""

HANGUL = 4
"""Syllables of Hangul from which a text that is mostly Hangul is Korean."""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loading takes a third of a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_of(text: str) -> Known | None:
    """The ISO 639-1 code of the text's language with how sure that is, or None if there is too little to tell.

    >>> language_of("Рабочие заявили, что зарплату им не платили с марта прошлого года.").value
    'ru'
    """
    sample = text[:2000]
    letters = len(_LETTERS.findall(sample))
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    # Hangul is nobody else's, so that a few syllables are enough.
    if counts["ko"] >= max(HANGUL, 0.5 * letters):
        return Known(value="ko", how=How.INFERRED, why="identified by its script: mostly Hangul")
    if letters + 2 * sum(counts.values()) < ENOUGH:
        return None
    # A script settles it where the statistics can be misled by names and loan words in Latin letters.
    if counts["ko"] >= 0.3 * letters:
        return Known(value="ko", how=How.INFERRED, why="identified by its script: mostly Hangul")
    if counts["ja"] >= 0.1 * letters and counts["ja"] + counts["zh"] >= 0.4 * letters:
        return Known(value="ja", how=How.INFERRED, why="identified by its script: kana among Chinese characters")
    if counts["zh"] >= 0.4 * letters:
        return Known(value="zh", how=How.INFERRED, why="identified by its script: Chinese characters without kana")
    cyrillic = len(_CYRILLIC.findall(sample))
    if 0.7 * letters <= cyrillic < _SHORT and not _NOT_RUSSIAN.search(sample):
        return Known(
            value="ru", how=How.INFERRED, why="identified by its letters: Cyrillic without those of other languages"
        )
    code, probability = _identifier().classify(sample)
    if probability < 0.5:
        return None
    return Known(
        value=str(code),
        how=How.INFERRED,
        why=f"identified from its letters (py3langid, probability {float(probability):.2f})",
    )
