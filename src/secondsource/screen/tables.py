"""The tables of this room, read once: how Korean syllables are spelled, Cyrillic and Chinese letters, words of names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from ..subjects.files import read_yaml


@lru_cache(maxsize=8)
def table(name: str) -> Mapping[str, Any]:
    """A table by its file's name without ending: `korean`, `cyrillic`, `han`, `words`."""
    out: dict[str, Any] = read_yaml(Path(str(resources.files(__package__) / "data" / f"{name}.yaml")))
    return out
