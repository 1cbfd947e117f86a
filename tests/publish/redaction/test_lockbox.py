from __future__ import annotations

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import x25519

from secondsource.publish.redaction.lockbox import NoRecipient, NotOpened, WeakPassphrase, locked, opened

WORDS = "seven barges in the fog"


def test_what_is_locked_opens_with_the_passphrase_alone() -> None:
    data = b"who it is" * 9000
    box = locked(data, WORDS)
    assert b"who it is" not in box
    assert opened(box, WORDS) == data
    with pytest.raises(NotOpened):
        opened(box, WORDS + "s")


@given(st.sampled_from([0, 1, 65535, 65536, 65537, 200_000]), st.binary(min_size=1, max_size=8))
@settings(max_examples=20, deadline=None)
def test_what_is_locked_for_a_key_opens_with_that_key_alone(size: int, seed: bytes) -> None:
    data = (seed * (size // len(seed) + 1))[:size]
    mine, other = x25519.Identity.generate(), x25519.Identity.generate()
    box = locked(data, recipients=[str(mine.to_public())])
    assert pyrage.decrypt(box, [mine]) == data
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(box, [other])


def test_a_changed_file_does_not_open() -> None:
    box = locked(b"who it is", WORDS)
    for at in (5, len(box) - 1):
        changed = bytearray(box)
        changed[at] ^= 1
        with pytest.raises(NotOpened):
            opened(bytes(changed), WORDS)
    for cut in (box[:-20], b"", b"age-encryption.org/v1\n"):
        with pytest.raises(NotOpened):
            opened(cut, WORDS)


def test_a_short_passphrase_and_what_is_no_key_lock_nothing() -> None:
    with pytest.raises(WeakPassphrase):
        locked(b"x", "short")
    with pytest.raises(NoRecipient):
        locked(b"x", recipients=["age1nobody"])
