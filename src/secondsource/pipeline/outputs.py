"""The digest of what a stage gave, over the canonical JSON of all its values as it stands in the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from secondsource.model import Claim, Figure, Finding, Grade, Indicator, Loop, Relay, Support
from secondsource.store import derived

MADE: dict[str, tuple[type[Any], ...]] = {
    "join": (Claim,),
    "trace": (Figure, Loop, Relay, Support),
    "weigh": (Grade,),
    "law": (Finding, Indicator),
}
"""By stage, the kinds of values it gives."""


def output_of(connection: Connection, stage: str) -> str:
    """The digest of all values of a stage, in their order, as `runs.digest` gives it for the JSON of all of them together."""
    total = hashlib.sha256()
    for part in _json(connection, stage):
        total.update(part.encode("utf-8", "surrogatepass"))
    total.update(b"\0")
    return total.hexdigest()


def _json(connection: Connection, stage: str) -> Iterator[str]:
    kinds = MADE[stage]
    if stage == "trace":
        for at, kind in enumerate(kinds):
            yield f'{"," if at else "{"}"{kind.__name__.lower()}s":'
            yield from _list(connection, kind)
        yield "}"
    elif len(kinds) == 1:
        yield from _list(connection, kinds[0])
    else:
        for at, kind in enumerate(kinds):
            yield "," if at else "["
            yield from _list(connection, kind)
        yield "]"


def _list(connection: Connection, kind: type[Any]) -> Iterator[str]:
    yield "["
    for at, body in enumerate(derived.each_body(connection, kind)):
        yield f",{body}" if at else body
    yield "]"
