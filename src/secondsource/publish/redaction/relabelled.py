"""Identifiers of an edition's own: reports R1, R2, ..., statements S1, ..., events E1, ..., claims C1, ...

The identifiers of a case are made of digests and places in texts: whoever has a page could find it by them, or join two editions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from operator import is_
from typing import Any, TypeVar

from secondsource.model import Reading, Ref, Span
from secondsource.store.view import CaseView

from .settled import Move

T = TypeVar("T")
_IDENTIFIER = re.compile(r"(?<![0-9a-z])(?:[0-9a-f]{16}-\d+(?:\.[se]\d+-\d+(?:-[A-Z_]+)?)?|c[0-9a-f]{12})(?![0-9a-z])")


def labels(view: CaseView) -> dict[str, str]:
    """The edition's identifiers by the case's, in the order of the view."""
    out = {view.id: "case"} if view.id else {}
    kinds = {
        "R": [report.id for report in view.reports],
        "S": [statement.id for statement in view.statements],
        "E": [mention.id for mention in view.mentions],
        "C": [claim.id for claim in view.claims],
    }
    for letter, ids in kinds.items():
        out |= {name: f"{letter}{at}" for at, name in enumerate(ids, start=1)}
    return out


def relabelled(value: T, names: Mapping[str, str], moves: Mapping[str, Move], change: Callable[[str], str] = str) -> T:
    """The same value with the edition's identifiers, and every span where its words stand now.

    Args:
        value: dataclasses, tuples, mappings and strings, however deep; an identifier that is in no list is left out of sight.
        names: as `labels` gives them.
        moves: what moves a span, by report.
        change: what is done to every other string.
    """
    made: T = _Walk(names, moves, change).of(value, None)
    return made


class _Walk:
    def __init__(self, names: Mapping[str, str], moves: Mapping[str, Move], change: Callable[[str], str]) -> None:
        self.names, self.moves, self.change = names, moves, change

    def other(self, match: re.Match[str]) -> str:
        return self.names.get(match[0], "[identifier]")

    def of(self, value: Any, move: Move | None) -> Any:
        if isinstance(value, str):
            if type(value) is not str:
                return value
            return self.names.get(value) or self.change(_IDENTIFIER.sub(self.other, value))
        if isinstance(value, Ref):
            moved = self.moves.get(value.report)
            span = moved(value.span) if moved else value.span
            return Ref(self.names.get(value.report, value.report), span)
        if isinstance(value, Span):
            return move(value) if move else value
        if isinstance(value, Reading):
            move = self.moves.get(value.report.id, move)
        if isinstance(value, tuple | list):
            new = [self.of(item, move) for item in value]
            return value if all(map(is_, new, value)) else type(value)(new)
        if isinstance(value, dict):
            return {self.names.get(key, key): self.of(item, move) for key, item in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            changed = {}
            for field in fields(value):
                old = getattr(value, field.name)
                if isinstance(old, str | tuple | list | dict) or is_dataclass(old):
                    new_item = self.of(old, move)
                    if new_item is not old:
                        changed[field.name] = new_item
            return replace(value, **changed) if changed else value
        return value
