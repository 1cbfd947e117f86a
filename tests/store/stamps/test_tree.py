from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from secondsource.store.stamps.tree import path, root, top

digests = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=1, max_size=40)


def _by_the_standard(hashes: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word for word: split at the largest power of two smaller than their number."""
    if len(hashes) == 1:
        return hashlib.sha256(b"\0" + hashes[0]).digest()
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return hashlib.sha256(b"\1" + _by_the_standard(hashes[:split]) + _by_the_standard(hashes[split:])).digest()


@given(digests)
def test_the_root_is_that_of_the_standard(all_):
    assert root(all_) == _by_the_standard([bytes.fromhex(d) for d in all_]).hex()


@given(digests, st.data())
def test_every_digest_is_shown_to_be_in_it_and_no_other(all_, data):
    at = data.draw(st.integers(0, len(all_) - 1))
    beside = path(all_, at)
    assert top(all_[at], at, len(all_), beside) == root(all_)
    other = hashlib.sha256(bytes.fromhex(all_[at])).hexdigest()
    assert top(other, at, len(all_), beside) != root(all_)


@given(digests, st.data())
def test_a_path_that_is_too_short_or_too_long_or_changed_leads_nowhere(all_, data):
    at = data.draw(st.integers(0, len(all_) - 1))
    beside = path(all_, at)
    assert top(all_[at], at, len(all_), (*beside, "00" * 32)) == ""
    assert top(all_[at], len(all_), len(all_), beside) == ""
    if beside:
        assert top(all_[at], at, len(all_), beside[:-1]) == ""
        assert top(all_[at], at, len(all_), ("00" * 32, *beside[1:])) != root(all_)
