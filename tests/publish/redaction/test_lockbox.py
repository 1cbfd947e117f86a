from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.publish.redaction.lockbox import NotOpened, WeakPassphrase, locked, opened

WORDS = "seven barges in the fog"


@given(st.sampled_from([0, 1, 65535, 65536, 65537, 200_000]), st.binary(min_size=1, max_size=8))
@settings(max_examples=12)
def test_what_is_locked_opens_with_the_passphrase_alone(size: int, seed: bytes) -> None:
    data = (seed * (size // len(seed) + 1))[:size]
    box = locked(data, WORDS, os.urandom, work=4)
    assert opened(box, WORDS) == data
    with pytest.raises(NotOpened):
        opened(box, WORDS + "s")


def test_a_changed_file_does_not_open() -> None:
    box = locked(b"who it is" * 9000, WORDS, os.urandom, work=4)
    assert b"who it is" not in box
    for at in (5, 30, 60, 120, 200, len(box) - 1):
        changed = bytearray(box)
        changed[at] ^= 1
        with pytest.raises(NotOpened):
            opened(bytes(changed), WORDS)
    for cut in (box[:-20], box[: len(box) // 2], b"", b"age-encryption.org/v1\n"):
        with pytest.raises(NotOpened):
            opened(cut, WORDS)


def test_a_short_passphrase_locks_nothing() -> None:
    with pytest.raises(WeakPassphrase):
        locked(b"x", "short", os.urandom, work=4)
