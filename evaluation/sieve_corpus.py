"""Texts to sieve: the shared stories and seeds hidden among texts of other subjects, and texts that come near without being of the subject."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

HERE = Path(__file__).parent
NEAR = HERE / "sieve" / "near.yaml"
HALVES = ("train", "held")
STORIES_HELD = frozenset({"AIRKORYO_KW", "EST_REVENUE", "KW_STRIKE", "LK_CASH", "RU_PERMITS"})
"""Stories of which no text was looked at and nothing learnt while the sieve was made: every second one in the order of the SHA-256 of their names,
of those of which no text had been read before."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to sieve.

    Args:
        id: of the text.
        group: where it is from: a story's name, `seeds`, `kcna`, `polnear`, `muc4`, `near`.
        half: `train` or `held`; a story is in one of them whole.
        wanted: whether it is of the subject.
        language: as the source gives it.
        title: may be empty.
        text: the body.
    """

    id: str
    group: str
    half: str
    wanted: bool
    language: str
    title: str
    text: str

    def headline(self) -> Text:
        """The title alone, as the text of a page that says no more."""
        return replace(self, text="")

    def cut(self, length: int) -> Text:
        """The title and the first characters of the body."""
        return replace(self, text=self.text[:length])


def stories(shared: Path) -> Iterator[Text]:
    """The reports of the shared stories."""
    for path in sorted((shared / "stories").glob("*/[0-9]*.json")):
        row, story = json.loads(path.read_text(encoding="utf-8")), path.parent.name
        half = "held" if story in STORIES_HELD else "train"
        yield Text(row["id"], story, half, True, row["language"], row["title"], row["text"])


def seeds(shared: Path) -> Iterator[Text]:
    """The two articles the project began with; never learnt from."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield Text(path.stem, "seeds", "held", True, "en", "", path.read_text(encoding="utf-8"))


def background(shared: Path) -> Iterator[Text]:
    """Texts of other subjects: stories of North Korea's own agency, American politics, Latin America in 1989; one in three is held out by the
    SHA-256 of its text. Texts without a body are left out.
    """
    data = shared / "eval" / "data"
    for number, row in enumerate(json.loads((data / "reuse" / "kcna_2024.json").read_text(encoding="utf-8"))):
        yield from _other(f"kcna-{number}", "kcna", row["headline"], row["story_text"])
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield from _other(path.stem, "polnear", "", path.read_text(encoding="utf-8"))
    for part in ("train", "dev"):
        for line in (data / "muc4" / "processed" / f"{part}.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from _other(row["docid"], "muc4", "", row["doctext"])


def near() -> Iterator[Text]:
    """Invented texts that share the subject's country or its kind of labour and are not of it; in turn in the two halves."""
    for number, row in enumerate(yaml.safe_load(NEAR.read_text(encoding="utf-8"))):
        yield Text(f"near-{number}", "near", HALVES[number % 2], False, row["language"], row["title"], row["text"])


def _other(name: str, group: str, title: str, text: str) -> Iterator[Text]:
    if text.strip():
        digest = hashlib.sha256(text.encode()).digest()
        yield Text(name, group, "held" if digest[0] % 3 == 0 else "train", False, "en", title, text)
