"""Words of no case on disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from secondsource.store.search import Index, index_in_memory


@pytest.fixture
def index() -> Iterator[Index]:
    made = index_in_memory()
    yield made
    made.close()
