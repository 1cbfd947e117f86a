"""One digest over many, such that each can be shown to be among them without showing the others (Merkle tree, RFC 9162, section 2.1).

So one time stamp serves any number of captures, and one of them can be handed over with its proof and nothing of the rest of the case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence


def root(digests: Sequence[str]) -> str:
    """The digest at the top, as 64 hex digits.

    Args:
        digests: SHA-256 digests as hex digits, at least one, in the order that counts.

    >>> root(["00" * 32]) == hashlib.sha256(bytes(33)).hexdigest()
    True
    """
    *_, top = _levels(digests)
    return top[0].hex()


def path(digests: Sequence[str], at: int) -> tuple[str, ...]:
    """What is needed besides the digest at position `at` to come to the root: the neighbours on the way up."""
    out = []
    for level in _levels(digests):
        beside = at ^ 1
        if beside < len(level):
            out.append(level[beside].hex())
        at //= 2
    return tuple(out)


def top(digest: str, at: int, size: int, beside: Sequence[str]) -> str:
    """The root that a digest, its place among `size` digests and its path lead to; empty if they cannot belong together.

    >>> all_ = ["aa" * 32, "bb" * 32, "cc" * 32]
    >>> top(all_[2], 2, 3, path(all_, 2)) == root(all_)
    True
    """
    if not 0 <= at < size:
        return ""
    left = list(beside)
    here = _leaf(digest)
    while size > 1:
        if at ^ 1 < size:
            if not left:
                return ""
            other = bytes.fromhex(left.pop(0))
            here = _node(other, here) if at % 2 else _node(here, other)
        at, size = at // 2, (size + 1) // 2
    return "" if left else here.hex()


def _levels(digests: Sequence[str]) -> Iterator[list[bytes]]:
    level = [_leaf(digest) for digest in digests]
    yield level
    while len(level) > 1:
        # One without a neighbour moves up as it is, which gives the tree of the standard.
        level = [_node(*level[at : at + 2]) if at + 1 < len(level) else level[at] for at in range(0, len(level), 2)]
        yield level


def _leaf(digest: str) -> bytes:
    return hashlib.sha256(b"\0" + bytes.fromhex(digest)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
