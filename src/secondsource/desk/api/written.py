"""Answers as JSON that can be shown on a terminal too."""

from __future__ import annotations

from typing import Any

import msgspec

from secondsource.model.acting import escaped


def written(value: Any) -> bytes:
    """The value as JSON in UTF-8; characters that act on whoever shows them stand as escapes."""
    return escaped(msgspec.json.encode(value).decode()).encode()
