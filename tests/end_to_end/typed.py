"""What the pages of the documentation show: blocks of code, and the commands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GENERATED = ("reference/cli.md",)
PAGES = {
    path.relative_to(ROOT).as_posix().removeprefix("docs/"): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "demo" / "README.md", *sorted(DOCS.rglob("*.md")))
}
"""The text of each page, by its path below `docs`."""
_BLOCK = re.compile(r"^(?P<in> *)```(?P<kind>\w*)\n(?P<body>.*?)^ *```", re.MULTILINE | re.DOTALL)
SHELL = frozenset({"", "sh", "console"})


@dataclass(frozen=True)
class Block:
    """A block of code. `kind` is what stands behind its first three signs."""

    page: str
    kind: str
    body: str


def blocks(*kinds: str) -> list[Block]:
    """The blocks of these kinds, page by page; none of the pages that are made of the program's own help."""
    return [
        Block(page, found["kind"], "".join(line.removeprefix(found["in"]) for line in found["body"].splitlines(keepends=True)))
        for page, text in PAGES.items()
        if page not in GENERATED
        for found in _BLOCK.finditer(text)
        if found["kind"] in kinds
    ]  # fmt: skip


def commands(body: str) -> Iterator[str]:
    """The commands of a block: lines, put together where one ends with a backslash or within quotation marks."""
    held = ""
    for line in body.splitlines():
        held += line
        if held.endswith("\\"):
            held = held[:-1]
        elif held.count("'") % 2 and not held.lstrip().startswith(("#", "python")):
            held += "\n"
        else:
            if held.strip():
                yield held.strip()
            held = ""


def shown() -> dict[str, list[str]]:
    """The commands of every page."""
    out: dict[str, list[str]] = {}
    for block in blocks(*SHELL):
        out.setdefault(block.page, []).extend(commands(block.body))
    return out


_WRITTEN = re.compile(
    r"[Ww]rite `(?P<file>[\w./-]+)`[^\n]*\n\n```\w*\n(?P<body>.*?)^```|`(?P<own>[\w./-]+)` is invented:\n\n```\w*\n(?P<text>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


def written(page: str) -> dict[str, str]:
    """What a page tells to write, by the name of the file."""
    return {f["file"] or f["own"]: f["body"] or f["text"] for f in _WRITTEN.finditer(PAGES[page])}
