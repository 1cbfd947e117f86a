"""Targets of the fuzzer: one for every reader, and each is given something that it can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardening.fuzz.__main__ import CORPUS, target_of, targets
from hardening.samples import samples

KEPT = sorted(CORPUS.glob("*/*"))


def test_every_sample_has_its_target() -> None:
    assert sorted(name for names in targets().values() for name in names) == sorted(samples())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_before_is_found_no_more(path: Path) -> None:
    target_of(path.parent.name)(path.read_bytes())


def test_the_corpus_stays_small() -> None:
    assert KEPT and sum(path.stat().st_size for path in KEPT) < 200_000
