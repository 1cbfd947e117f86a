"""Writes the pages that come from elsewhere: the command line's help, the subject pack, the last evaluation, the installed libraries.

`python docs/generate.py` writes them, `--check` fails if one of them is not as it would be written. What writes each of them stands in `generating`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
os.environ.update(COLUMNS="100", NO_COLOR="1", TERM="dumb")


def stale() -> list[str]:
    """The pages that are not as they would be written, and those of provisions that are no more."""
    from generating.pages import PAGES

    differing = [name for name, page in PAGES.items() if not _holds(HERE / name, page())]
    return differing + [path.relative_to(HERE).as_posix() for path in _gone(set(PAGES))]


def write() -> None:
    """Writes all pages, and removes those of provisions that are no more."""
    from generating.pages import PAGES

    for name, page in PAGES.items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), encoding="utf-8")
    for path in _gone(set(PAGES)):
        path.unlink()


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _gone(known: set[str]) -> list[Path]:
    folder = HERE / "reference" / "provisions"
    return [path for path in sorted(folder.rglob("*.md")) if path.relative_to(HERE).as_posix() not in known]


def main() -> int:
    """Write the pages, or with --check name those that differ."""
    if "--check" not in sys.argv[1:]:
        write()
        return 0
    found = stale()
    for name in found:
        print(
            f"docs/{name} is not what `python docs/generate.py` writes. Run `make docs` and commit it.", file=sys.stderr
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
