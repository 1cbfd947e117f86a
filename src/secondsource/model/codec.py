"""Values to JSON and back: canonical, so that the same value is always the same bytes.

msgspec checks every type on the way in and calls `__post_init__`, so an ungrounded value cannot be read back either.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}
_MAKING = threading.Lock()
"""msgspec ends the process if two threads make the decoder of one type at the same time."""


def encode(value: Any) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8."""
    return _ENCODER.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """The value of that type. Raises msgspec.ValidationError if the JSON does not fit it."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        with _MAKING:
            decoder = _DECODERS.setdefault(kind, msgspec.json.Decoder(kind))
    value: T = decoder.decode(data)
    return value


def plain(value: Any) -> Any:
    """The value as dicts, lists, strings and numbers."""
    return msgspec.to_builtins(value)
