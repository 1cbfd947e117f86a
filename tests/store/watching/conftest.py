"""What is watched, beside an empty folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.store.watching import Source, SourceKind, Watching

AT = "2026-03-01T09:00:00Z"


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    made = Watching(tmp_path)
    yield made
    made.close()


@pytest.fixture
def feed(watching: Watching) -> Source:
    return watching.sources.add(SourceKind.FEED, "https://post.example/rss", at=AT, name="The Post")
