"""The shape of answers about people at work on the case."""

from __future__ import annotations

from typing import Literal

from secondsource.model import DecisionKind, Role, Sensitive
from secondsource.publish.shapes import Shape


class Working(Shape):
    """How far the work on something is.

    Args:
        object: id of a claim or a report.
        kind: what it is; `gone` if the case holds it no more.
        status: empty if nobody has said.
        person: who has it; null if nobody.
        at: ISO 8601 instant of the last change.
    """

    object: str
    kind: Literal["claim", "report", "gone"]
    status: Literal["", "open", "in work", "question", "done"]
    person: str | None
    tags: list[str]
    at: str


class Noted(Shape):
    """A note on something.

    Args:
        object: id of a claim or a report.
        name: who wrote it.
        at: ISO 8601 instant.
        text: empty if it was struck out.
        struck: ISO 8601 instant since which it is struck out; null if it stands.
    """

    id: int
    object: str
    name: str
    at: str
    text: str
    struck: str | None


class KeptSearch(Shape):
    """A search that was kept with a name.

    Args:
        query: of the list of claims, without `?`.
        shared: whether everybody sees it.
        own: whether it is of whoever asks.
    """

    name: str
    query: str
    shared: bool
    own: bool


class Proposed(Shape):
    """A decision that waits for a second person.

    Args:
        object: what it is about.
        values: what it would set.
        at: ISO 8601 instant.
    """

    id: int
    kind: DecisionKind
    object: str
    values: dict[str, str]
    who: str
    at: str
    why: str


class Account(Shape):
    """Somebody with an account; for keepers.

    Args:
        sees: hidden material that they may ask for.
        ended: ISO 8601 instant since which it is closed; null if it is open.
    """

    name: str
    role: Role
    sees: list[Sensitive]
    ended: str | None


class Recorded(Shape):
    """Something that was done or opened; for keepers.

    Args:
        seq: counts from 1.
        hash: of the entry and all before it.
        at: ISO 8601 instant.
        act: what was done.
        object: what it was about; may be empty.
        more: what else is known of it, by name.
    """

    seq: int
    hash: str
    at: str
    who: str
    act: str
    object: str
    why: str
    more: dict[str, str]
