"""Text as a search must see it: letters and digits alone, whatever their case, width, marks, joints and look-alikes.

What stands between two letters (spaces, hyphens, soft hyphens, zero-width signs, punctuation, white space) is left out, so a name is found however
it is cut. Where a found piece lies in the text is known all the same, so that its edges can be judged.
"""

from __future__ import annotations

import unicodedata

_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th"}
"""Letters that no rule of Unicode takes apart."""
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_LOOK_ALIKES = str.maketrans(
    "авсеһіјкмнорѕтухъԁԛԝгпαβεικνορτυχωоɑɡ",
    "abcehijkmhopstyx" + "bdqwrnabeiknoptyxwoag",
)
"""Cyrillic and Greek letters that look like Latin ones (Unicode TR 39, the common ones)."""


class _Table(dict[int, str]):
    """What stands for each sign, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _folded(chr(code))
        return made


def _folded(sign: str) -> str:
    code = ord(sign)
    if 0xE0020 <= code <= 0xE007E:
        return _folded(chr(code - 0xE0000))
    if 0x1F150 <= code <= 0x1F169 or 0x1F170 <= code <= 0x1F189:
        return chr(97 + (code - 0x1F150) % 32)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return chr(97 + code - 0x1F1E6)
    out = []
    for part in unicodedata.normalize("NFKD", sign).casefold():
        for one in unicodedata.normalize("NFKD", part):
            kind = unicodedata.category(one)
            if kind == "Nd":
                out.append(str(unicodedata.digit(one)))
            elif kind[0] in "LN":
                out.append(_LETTERS.get(one) or _SMALL_CAPITALS.get(one, one))
    return "".join(out)


_TABLE = _Table()


def squashed(text: str) -> str:
    """The letters and digits of a text, in small letters, without marks; Hangul in its letters.

    >>> squashed("Kim Ch\u00f6l\u00ad-SU")
    'kimcholsu'
    """
    return text.translate(_TABLE)


def places(text: str) -> list[int]:
    """For each sign of `squashed(text)` the place in the text that it comes from."""
    return [at for at, sign in enumerate(text) for _ in _TABLE[ord(sign)]]


def look_alikes(squash: str) -> str:
    """A squashed text with Cyrillic and Greek letters that look like Latin ones as these; as long as it was.

    >>> look_alikes(squashed("Тоbіаs"))
    'tobias'
    """
    return squash.translate(_LOOK_ALIKES)
