"""Identifiers of an edition's own: reports R1, R2, ..., statements S1, ..., events E1, ..., claims C1, ...

The identifiers of a case are made of digests and places in texts: whoever has a page could find it by them, or join two editions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from operator import is_
from typing import Any, TypeVar

from secondsource.model import Ref
from secondsource.store.view import CaseView

T = TypeVar("T")
_IDENTIFIER = re.compile(r"[0-9a-f]{16}-\d+(?:\.[se]\d+-\d+(?:-[A-Z_]+)?)?|c[0-9a-f]{12}")


def labels(view: CaseView) -> dict[str, str]:
    """The edition's identifiers by the case's, in the order of the view."""
    out: dict[str, str] = {}
    for letter, items in (("R", view.reports), ("S", view.statements), ("E", view.mentions), ("C", view.claims)):
        out |= {item.id: f"{letter}{at}" for at, item in enumerate(items, start=1)}
    return out


def relabelled(value: T, names: Mapping[str, str]) -> T:
    """The same value with the edition's identifiers, wherever one stands; one that is in no list is left out of sight.

    Args:
        value: dataclasses, tuples, mappings and strings, however deep.
        names: as `labels` gives them.
    """

    def other(match: re.Match[str]) -> str:
        return names.get(match[0], "[identifier]")

    made: T = _walk(value, names, other)
    return made


def _walk(value: Any, names: Mapping[str, str], other: Any) -> Any:
    if isinstance(value, str):
        if type(value) is not str:
            return value
        return names.get(value) or _IDENTIFIER.sub(other, value)
    if isinstance(value, Ref):
        return replace(value, report=names.get(value.report, value.report))
    if isinstance(value, tuple | list):
        new = [_walk(item, names, other) for item in value]
        return value if all(map(is_, new, value)) else type(value)(new)
    if isinstance(value, dict):
        return {names.get(key, key): _walk(item, names, other) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            old = getattr(value, field.name)
            if isinstance(old, str | tuple | list | dict) or is_dataclass(old):
                new_item = _walk(old, names, other)
                if new_item is not old:
                    changed[field.name] = new_item
        return replace(value, **changed) if changed else value
    return value
