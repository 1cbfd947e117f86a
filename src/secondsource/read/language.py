"""Which language a text is in, if its report does not say."""

from __future__ import annotations

from ..model import Report

_HANGUL = range(0xAC00, 0xD7A4)
_KANA = range(0x3040, 0x3100)
_HAN = range(0x4E00, 0xA000)


def language_of(report: Report) -> str:
    """ISO 639-1 code of a report's language: as known, else by its letters and words; `und` if it has too few.

    Hangul in more than a fifth of the letters is Korean, whatever Latin names stand between; kana in a tenth is Japanese, and else
    Chinese characters in most are Chinese. A sign of those scripts says as much as three letters.
    """
    if report.language is not None:
        return report.language.value.split("-")[0].lower()
    text = " ".join(span.of(report.text) for span in report.body())
    letters = [ch for ch in text if ch.isalpha()]
    kana, han = (sum(ord(ch) in script for ch in letters) for script in (_KANA, _HAN))
    if len(letters) + 2 * (kana + han) < 20:
        return "und"
    if sum(ord(ch) in _HANGUL for ch in letters) > 0.2 * len(letters):
        return "ko"
    if kana > 0.1 * len(letters):
        return "ja"
    if han > 0.4 * len(letters):
        return "zh"
    import py3langid  # it takes a third of a second, and most reports say their language

    code, _ = py3langid.classify(text[:5000])
    return str(code)
