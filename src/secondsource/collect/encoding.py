"""Bytes to characters: byte order marks, UTF-8, UTF-16, then the encodings that were in use before them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .errors import NotText, UnknownEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = [
    "cp949",
    "cp932",
    "gb18030",
    "big5",
    "euc_jp",
    "cp1251",
    "koi8_r",
    "cp1252",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1256",
]
_WIDER = {
    "euc-kr": "cp949",
    "ks-c-5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift-jis": "cp932",
    "big5": "big5hkscs",
    "us-ascii": "cp1252",
}
"""WHATWG, Encoding Standard, section 4.2: the encodings that labels stand for."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TYPOGRAPHIC = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xab\xad\xb0\xb4\xb7\xbb")
_SCRIPTS = (("euc_jp", "\u3040-\u30ff", 0.25), ("cp949", "\uac00-\ud7a3", 0.4), ("cp932", "\u3040-\u30ff", 0.25))
"""Encoding, the characters that texts in it are full of, and the share of those beyond ASCII that settles it."""
LOST = 0.01
"""Share of characters that may be unreadable before the whole document is set aside."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and a sentence about it when it was guessed or not all of it could be read."""

    text: str
    encoding: str
    note: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The characters of the bytes, each line ended by a line feed alone.

    Args:
        data: the bytes of a text document.
        declared: the encoding that a header or meta tag names; believed only if the bytes fit it.

    Raises:
        NotText: if the bytes are no text. UnknownEncoding: if no encoding fits.
    """
    decoded = _decode(data, declared)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return _without_controls(text, decoded)


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if b"\0" in data and (wide := _utf16(data)):
        return wide
    if re.match(rb"(?:\x1b\(B|[\x00-\x7f])*\x1b\$[@B]", data[:4096]) and (jis := _strict(data, "iso2022_jp")):
        return Decoded(jis, "iso2022_jp", "The encoding was recognised as iso2022_jp.")
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    if declared and (text := _as_named(data, declared)) is not None:
        return Decoded(text, declared.lower(), f"The encoding is {declared.lower()}, as the document says.")
    if broken := _broken_utf8(data):
        return broken
    return _legacy(data)


def fits(data: bytes, encoding: str) -> bool:
    """Whether the bytes can be of that encoding."""
    return _as_named(data, encoding) is not None


def _as_named(data: bytes, name: str) -> str | None:
    """The characters in the encoding of that name, or in the wider one that browsers and writers mean by it."""
    text = _strict(data, name)
    wider = _WIDER.get(name.lower().replace("_", "-"))
    return _strict(data, wider) if text is None and wider else text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost > max(LOST * len(text), 1):
        raise UnknownEncoding
    return Decoded(text, encoding, _lost_note(lost, encoding))


def _lost_note(lost: int, encoding: str) -> str | None:
    if not lost:
        return None
    return f"{lost} character{'s' if lost > 1 else ''} could not be read as {encoding}, shown as “\ufffd”."


def _utf16(data: bytes) -> Decoded | None:
    best: tuple[float, str, str] | None = None
    even = data[: len(data) - len(data) % 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, errors="replace")
        if not text:
            continue
        plain = sum(1 for c in text[:20000] if _ordinary(c)) / len(text[:20000])
        if best is None or plain > best[0]:
            best = (plain, encoding, text)
    if best is None or best[0] < 0.95 or len(data) < 8:
        return None
    return Decoded(best[2], best[1], f"The encoding was recognised as {best[1]}; the file does not say so itself.")


def _ordinary(char: str) -> bool:
    code = ord(char)
    return (
        code in (9, 10, 13)
        or 32 <= code < 0x250
        or 0x370 <= code < 0x600
        or 0x2010 <= code < 0x2040
        or 0x3000 <= code < 0x3100
        or 0xAC00 <= code < 0xD7A4
        or (0x4E00 <= code < 0xA000 and code & 0xFF not in (0x00, 0x0A, 0x20))
    )


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes: many whole characters beyond ASCII, or hardly anything beyond it at all."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    whole = sum(1 for c in text if ord(c) > 0x7F) - lost
    if lost > max(LOST * len(text), 1) or whole < 4 * lost:
        return None
    return Decoded(text, "utf-8", _lost_note(lost, "utf-8"))


def _legacy(data: bytes) -> Decoded:
    high = [b for b in data if b >= 0x80]
    if len(high) <= 0.05 * len(data) and (text := _strict(data, "cp1252")) is not None:
        typographic = sum(b in _TYPOGRAPHIC for b in high)
        doubled = re.search(rb"[\x81-\xfe]{4}", data)
        if typographic >= 0.5 * len(high) or not doubled:
            return Decoded(
                text, "cp1252", "The encoding was taken to be windows-1252; the file does not say so itself."
            )
    if len(high) <= LOST * len(data):
        # A stray byte in plain English is no encoding; it costs one character.
        return _lenient(data, "utf-8")
    for encoding, script, least in _SCRIPTS:
        text = _strict(data, encoding)
        # Chinese bytes also make Korean syllables, but among many Chinese characters.
        if text is not None and _share(text, script) > max(
            least, 4 * _share(text, "\u4e00-\u9fff") if encoding == "cp949" else 0
        ):
            return Decoded(
                text, encoding, f"The encoding was recognised as {encoding}; the file does not say so itself."
            )
    from charset_normalizer import from_bytes  # nearly no document comes this far

    guess = from_bytes(data[:200_000], cp_isolation=_LEGACY).best()
    if guess is not None and (text := _strict(data, guess.encoding)) is not None and not _CONTROL.search(text[:5000]):
        return Decoded(
            text, guess.encoding, f"The encoding was taken to be {guess.encoding}; the file does not say so itself."
        )
    raise UnknownEncoding if _mostly_text(data) else NotText


def _share(text: str, script: str) -> float:
    beyond = [c for c in text if ord(c) > 0x7F]
    common = re.findall(f"[{script}]", text)
    return len(common) / len(beyond) if beyond else 0.0


def _mostly_text(data: bytes) -> bool:
    sample = data[:20000]
    return sum(1 for b in sample if b >= 0x20 or b in b"\t\n\r") >= 0.98 * len(sample)


def _without_controls(text: str, decoded: Decoded) -> Decoded:
    controls = len(_CONTROL.findall(text))
    if controls > max(LOST * len(text), 2):
        raise NotText
    notes: Iterable[str] = [decoded.note] if decoded.note else []
    if controls:
        text = clean(text)
        notes = [*notes, f"{controls} control character{'s stand' if controls > 1 else ' stands'} as “\ufffd”."]
    return Decoded(text, decoded.encoding, " ".join(notes) or None)


def clean(text: str) -> str:
    """The same number of characters, with those that are no text (controls, lone surrogates) replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", text)
