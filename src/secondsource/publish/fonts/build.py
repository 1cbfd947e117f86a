"""Writes the fonts of the PDF out of Noto Sans CJK as Debian's package `fonts-noto-cjk` carries it; see SOURCE.md.

    apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb noto
    python -m pip install fonttools
    python build.py noto/usr/share/fonts/opentype/noto

The argument is the folder with the two collections.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

KOREAN = 1
"""Which font of a collection is the Korean one."""
ROWS = range(0xA1, 0xFF)
RANGES = (
    *((0x20, 0x17F), (0x370, 0x530), (0x2010, 0x2060), (0x20A0, 0x20C0), (0x2100, 0x2300), (0x2460, 0x2700)),
    *((0x3000, 0x3130), (0x3131, 0x318F), (0x3200, 0x3400), (0xFF00, 0xFFF0)),
)
HANGUL = frozenset(range(0xAC00, 0xD7A4))


def signs_of(codec: str) -> set[int]:
    """The signs of a double-byte set."""
    out = set()
    for high in ROWS:
        for low in ROWS:
            try:
                out.add(ord(bytes([high, low]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                continue
    return out


def cut(source: Path, signs: set[int], target: Path) -> None:
    """Writes a font with these signs alone."""
    subset = importlib.import_module("fontTools.subset")
    fonts = importlib.import_module("fontTools.ttLib")
    options = subset.Options(hinting=False, layout_features=["kern", "liga"], notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    font = fonts.TTFont(source, fontNumber=KOREAN)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=signs)
    cutter.subset(font)
    font.save(target)


def main() -> int:
    """Writes both fonts beside this file."""
    folder, here = Path(sys.argv[1]), Path(__file__).parent
    common = {code for low, high in RANGES for code in range(low, high)} | HANGUL
    cut(folder / "NotoSansCJK-Bold.ttc", common, here / "NotoSansCJKkr-Bold.otf")
    han = signs_of("euc_kr") | signs_of("gb2312") | signs_of("euc_jp")
    cut(folder / "NotoSansCJK-Regular.ttc", common | han, here / "NotoSansCJKkr-Regular.otf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
