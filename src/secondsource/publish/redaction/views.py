"""The same text as other programs would read it: markup taken off, escapes undone, numbers in digits.

Each view is searched like the text itself, so what is hidden by an escape or cut by a tag is found too.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import unquote

from secondsource.screen.script import sino_korean

DEPTH = 4
"""Escapes within escapes that are undone."""
_TAG = re.compile(r"<[^<>]*>")
_INLINE = re.compile(
    r"</?(?:b|i|em|strong|span|a|sup|sub|mark|u|small|abbr|q|code|tspan|r|t|rPr|w:(?!p\b|tc\b|tr\b|br\b)\w+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_BACKSLASH = re.compile(
    r"\\u\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\x([0-9A-Fa-f]{2})|\\([0-7]{3})|\\([0-9A-Fa-f]{1,6})[ ]?|\\\r?\n|\\([nrt/\"\'])"
)
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_QUOTED = re.compile(r"=[0-9A-Fa-f]{2}|=\r?\n")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]{4}[\r\n\t ]{0,3}){4,}[A-Za-z0-9+/_-]{0,3}={0,2}")
_SAFE = str.maketrans("-_", "+/")
_HEX = re.compile(r"(?:0x)?(?:[0-9A-Fa-f]{2}[ :,\\x]{0,3}){6,}")
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200f]|<bdo|direction\\s*:\\s*rtl", re.IGNORECASE)
_TOKEN = re.compile(r"[\w@$]+")
_MIXED = re.compile(r"[0134578@$]")
_FOR_LETTERS = str.maketrans("0134578@$", "oieastbas")
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_DECIMALS = re.compile(r"(?:\b\d{2,3}\b[ ,;]*){5,}")
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: at for at, word in enumerate(_ONES)} | {"oh": 0, "nought": 0}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS |= {
    f"{word}th": at
    for word, at in _WORDS.items()
    if word not in ("one", "two", "three", "five", "eight", "nine", "twelve")
}
_TEN = {word: 10 * at for at, word in enumerate(_TENS, start=2)}
_TENTH = {f"{word[:-1]}ieth": value for word, value in _TEN.items()}
_NUMBER = re.compile(
    rf"\b(?:({'|'.join(_TEN)})(?:[-\s\u2010\u2011]+({'|'.join([*_WORDS, *_ORDINALS])}))?|({'|'.join([*_WORDS, *_ORDINALS, *_TENTH])}))\b",
    re.IGNORECASE,
)
_KOREAN_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80}
_KOREAN_ONES = {
    "": 0,
    "하나": 1,
    "한": 1,
    "둘": 2,
    "두": 2,
    "셋": 3,
    "세": 3,
    "넷": 4,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
_KOREAN = re.compile(
    rf"({'|'.join(_KOREAN_TENS)})({'|'.join(filter(None, _KOREAN_ONES))})?(?=\s?(?:살|세|명|년|달|개월))"
)


def views(text: str) -> Iterator[tuple[str, str]]:
    """The text and the other ways to read it, each once, with the way it was reached in words (empty for the text itself).

    Each escape is undone by itself, and all of them over and over until nothing changes, with the markup taken off before and behind.
    """
    bare = _bare(text)
    undone, backwards = _undone(text, _ESCAPES), _undone(text, _ESCAPES[::-1])
    ways = [("", text), ("without markup", bare)]
    ways += [(name, change(text)) for name, change in _ESCAPES]
    ways += [("escapes undone", undone), ("escapes undone", backwards)]
    ways += [("escapes and markup undone", _bare(undone)), ("escapes and markup undone", _bare(backwards))]
    if bare is not None:
        ways.append(("markup and escapes undone", _undone(bare, _ESCAPES)))
    last = _bare(undone) or undone
    lines = dict.fromkeys((readable(text), readable(undone), last))
    ways += [(name, change(other)) for name, change in _REWORDINGS for other in lines]
    if _BIDI.search(text) or _BIDI.search(undone):
        ways.append(("read backwards", last[::-1]))
    seen: set[str] = set()
    for how, now in ways:
        if now is not None and now not in seen:
            seen.add(now)
            yield how, now


def _undone(text: str, escapes: tuple[tuple[str, Callable[[str], str | None]], ...]) -> str:
    for _ in range(DEPTH):
        before = text
        for _, change in escapes:
            text = change(text) or text
        if text == before:
            break
    return text


def readable(text: str) -> str:
    """The text as a reader sees it, a line for each paragraph, cell or row: marks within a line vanish, others end it."""
    return _TAG.sub("\n", _INLINE.sub("", text)) if "<" in text else text


def decoded(text: str) -> Iterator[tuple[str, bytes]]:
    """What stands in a text as base64, base32 or hexadecimal digits, as bytes."""
    runs = dict.fromkeys(re.sub(r"\s", "", match[0]) for match in _BASE64.finditer(text))
    for run in runs:
        # Words and lists of words are no codes: a code of this length has both cases or figures.
        if run.isalpha() and (run[1:].islower() or run.isupper()) and not re.fullmatch(r"[A-Z2-7]{16,}", run):
            continue
        plain = run.rstrip("=").translate(_SAFE)
        for skip in range(4 if len(plain) >= 24 else 1):
            data = _unbase64(plain[skip:])
            if data and _speaks(data):
                yield "base64", data
        if re.fullmatch(r"[A-Z2-7]{16,}", plain):
            with suppress(binascii.Error):
                yield "base32", base64.b32decode(plain + "=" * (-len(plain) % 8))
    for match in _HEX.finditer(text):
        digits = re.sub(r"^0x|[^0-9A-Fa-f]", "", match[0])
        data = bytes.fromhex(digits[: len(digits) // 2 * 2])
        if _speaks(data):
            yield "hexadecimal", data


def _unbase64(run: str) -> bytes:
    whole = run[: len(run) // 4 * 4 + (len(run) % 4 if len(run) % 4 != 1 else 0)]
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return b""


def _speaks(data: bytes) -> bool:
    """Whether bytes may be text or a file, and not only letters that happened to look like a code."""
    if (
        data[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff\xe0", b"GIF8", b"PAR1")
        or data[:2] == b"\x1f\x8b"
    ):
        return True
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < max(6, len(data) - 3):
            return len(data) >= 8 and sum(data[1::2]) == 0
        words = data[: error.start].decode("utf-8")
    return bool(words) and sum(sign.isprintable() or sign.isspace() for sign in words) >= 0.95 * len(words)


def _bare(text: str) -> str | None:
    return _TAG.sub("", text) if "<" in text else None


def _unlinked(text: str) -> str | None:
    return _LINK.sub(r"\1", text) if "](" in text else None


def _unescaped(text: str) -> str | None:
    return html.unescape(text) if "&" in text else None


def _unquoted(text: str) -> str | None:
    return unquote(text, errors="replace") if "%" in text else None


def _unslashed(text: str) -> str | None:
    if "\\" not in text:
        return None

    def sign(match: re.Match[str]) -> str:
        if match[7] is not None:
            return " " if match[7] in "nrt" else match[7]
        code = next((group for group in match.groups() if group is not None), None)
        if code is None:
            return ""
        number = int(code, 8 if match[5] is not None else 16)
        return chr(number) if number <= 0x10FFFF else match[0]

    out = _BACKSLASH.sub(sign, text)
    return _SURROGATES.sub(lambda m: m[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), out)


def _unprinted(text: str) -> str | None:
    if not _QUOTED.search(text):
        return None
    # Signs beyond Latin-1 cannot stand in quoted-printable; they are kept by an escape that is undone behind it.
    plain = text.replace("_", " ") if "=?" in text else text
    raw = quopri.decodestring(plain.encode("utf-8", "replace"))
    return raw.decode("utf-8", "replace")


def _counted(text: str) -> str | None:
    def number(match: re.Match[str]) -> str:
        ten, one, alone = (group and group.lower() for group in match.groups())
        if ten:
            return str(_TEN[ten] + ((_WORDS.get(one) or _ORDINALS.get(one) or 0) if one else 0))
        word = alone or ""
        return str(next(table[word] for table in (_WORDS, _ORDINALS, _TENTH) if word in table))

    def korean(match: re.Match[str]) -> str:
        return str(_KOREAN_TENS[match[1]] + _KOREAN_ONES[match[2] or ""])

    out = _KOREAN.sub(korean, _NUMBER.sub(number, text))
    return out if out != text else None


def _unpunycoded(text: str) -> str | None:
    def plain(match: re.Match[str]) -> str:
        try:
            return match[0][4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            return match[0]

    return _PUNYCODE.sub(plain, text) if "xn--" in text.lower() else None


def _lettered(text: str) -> str | None:
    """Words that mix letters with digits, with the letters that the digits are written for."""
    words = (match[0] for match in _TOKEN.finditer(text) if 4 <= match.end() - match.start() <= 40)
    mixed = [word for word in words if _MIXED.search(word) and not word.isdigit()]
    return " ".join(mixed).translate(_FOR_LETTERS) if mixed else None


def _korean(text: str) -> str | None:
    if not _HAN.search(text):
        return None
    return _HAN.sub(lambda m: sino_korean(m[0]) or m[0], text)


def _coded(text: str) -> str | None:
    """Lists of numbers as the letters whose codes they are."""
    if not _DECIMALS.search(text):
        return None
    return _DECIMALS.sub(lambda m: "".join(chr(int(n)) for n in re.findall(r"\d+", m[0])), text)


_ESCAPES: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("links of Markdown undone", _unlinked),
    ("escapes of HTML undone", _unescaped),
    ("escapes of addresses undone", _unquoted),
    ("escapes with backslashes undone", _unslashed),
    ("quoted-printable undone", _unprinted),
    ("punycode undone", _unpunycoded),
)
_REWORDINGS: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("numbers in digits", _counted),
    ("digits read as letters", _lettered),
    ("Chinese characters read as Korean", _korean),
    ("codes of letters as letters", _coded),
)
