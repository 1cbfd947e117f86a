"""The words that a full-text search knows, in one form: case, width, accents and the way Hangul is put together do not matter.

Letters between spaces are one word. Hangul, Chinese characters and kana stand without spaces, or take endings, so their runs are cut into every two signs that
stand beside each other, and the last sign alone: whatever part of a run is asked for is then found as a phrase, and nothing that runs into the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, chain

LONGEST_WORD = 60
"""Signs of a word that count; a database keeps no words without end."""
CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Signs whose runs are cut into twos, as the inside of a character class."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f\uff9e\uff9f"
)
_JAMO = r"[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"
_CLUSTERS = re.compile(
    rf"(?:[\x00-\x7f](?![{_MARKS}]))+|(?:[\uac00-\ud7a3](?![\u11a8-\u11ff{_MARKS}]))+|[\u3131-\u318e]+|[\uffa1-\uffdc]+"
    rf"|{_JAMO}|[\uac00-\ud7a3][\u11a8-\u11c2]|.[{_MARKS}]*",
    re.DOTALL,
)
_WORD = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
_TWOS = re.compile(f"[{CJK}]")
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"})
Placed = tuple[str, int, int]
"""A word and where it begins and ends in the text."""


def folded(text: str) -> str:
    r"""A text in the form that is searched.

    >>> folded("Ｗages of São Paulo"), folded("\\u1112\\u1161\\u11ab") == "한"
    ('wages of sao paulo', True)
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_fold, _CLUSTERS.findall(text)))


def words_of(text: str) -> list[str]:
    """The words of a text in their order.

    >>> words_of("Strike in 쿠웨이트의")
    ['strike', 'in', '쿠웨', '웨이', '이트', '트의', '의']
    """
    out: list[str] = []
    for word in _WORD.findall(folded(text)):
        if in_twos(word):
            out += [word[at : at + 2] for at in range(len(word))]
        else:
            out.append(word[:LONGEST_WORD])
    return out


def placed(text: str) -> list[Placed]:
    """As `words_of`, each with where it stands in the text."""
    if text.isascii():
        return list(_cut(text.lower()))
    pieces = [(cluster, _fold(cluster)) for cluster in _CLUSTERS.findall(text)]
    starts: list[int] = []
    ends: list[int] = []
    for at, (cluster, small) in zip(_begins(cluster for cluster, _ in pieces), pieces, strict=False):
        if len(cluster) == len(small):
            starts.extend(range(at, at + len(cluster)))
            ends.extend(range(at + 1, at + len(cluster) + 1))
        else:
            starts.extend([at] * len(small))
            ends.extend([at + len(cluster)] * len(small))
    return [(word, starts[a], ends[b - 1]) for word, a, b in _cut("".join(small for _, small in pieces))]


def in_twos(word: str) -> bool:
    """Whether a word is of the signs whose runs are cut into twos."""
    return _TWOS.match(word) is not None


def _cut(small: str) -> Iterator[Placed]:
    for found in _WORD.finditer(small):
        start, end = found.span()
        if in_twos(small[start]):
            for at in range(start, end):
                yield small[at : min(at + 2, end)], at, min(at + 2, end)
        else:
            yield small[start : min(end, start + LONGEST_WORD)], start, end


def _begins(clusters: Iterator[str]) -> Iterator[int]:
    return accumulate(chain((0,), map(len, clusters)))


def _fold(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower()
    return _folded(cluster) if len(cluster) < 8 or not "\uac00" <= cluster[0] <= "\ud7a3" else cluster


@lru_cache(maxsize=1 << 15)
def _folded(cluster: str) -> str:
    small = unicodedata.normalize("NFKC", cluster).translate(_UNSEEN).casefold()
    if _TWOS.search(small) is None:
        apart = unicodedata.normalize("NFKD", small)
        small = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_PLAIN)
    return unicodedata.normalize("NFKC", small)
