"""The forms in which a case can be written up, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from secondsource.model import SecondsourceError
from secondsource.subjects import Subject
from secondsource.subjects.loader import read_yaml


class UnknownForm(SecondsourceError):
    """There is no such form. The message names those there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form.

    Args:
        id: as it is chosen.
        name: in short.
        kicker: what stands above the title.
        whom: for whom it is, in words.
        blanks: what is to be filled in.
        opening: its first paragraphs.
        asks: what it asks for.
        lacks: pairs of a condition and what is said where the case does not fulfil it.
        parts: names of its parts with their options, in order.
    """

    id: str
    name: str
    kicker: str
    whom: str
    parts: tuple[Mapping[str, Any], ...]
    blanks: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    lacks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a subject adds to a form: facts with their citations, and the rules that the form is about."""

    says: tuple[tuple[str, str], ...] = ()
    rules: frozenset[str] = field(default_factory=frozenset)


@lru_cache(maxsize=1)
def forms() -> Mapping[str, Form]:
    """The forms there are."""
    out = {}
    for entry in read_yaml(Path(__file__).with_name("forms.yaml")):
        out[entry["id"]] = Form(
            id=entry["id"],
            name=entry["name"],
            kicker=entry["kicker"],
            whom=entry["for"],
            parts=tuple(entry["parts"]),
            blanks=tuple(entry.get("blanks", ())),
            opening=tuple(entry.get("opening", ())),
            asks=tuple(entry.get("asks", ())),
            lacks=tuple((lack["unless"], lack["says"]) for lack in entry.get("lacks", ())),
        )
    return out


def form(identifier: str) -> Form:
    """The form of that id. Raises UnknownForm if there is none."""
    if identifier not in forms():
        raise UnknownForm(f"There is no form called “{identifier}”. Choose one of: {', '.join(forms())}.")
    return forms()[identifier]


def context(of: Form, pack: Subject) -> Context:
    """What the subject adds to a form; nothing where its pack has no `dossier.yaml` of its own: where one regime's letters go is nothing to another."""
    path = pack.folder / "dossier.yaml"
    if not path.is_file():
        return Context()
    found = read_yaml(path).get(of.id, {})
    return Context(
        says=tuple((entry["says"], entry["citation"]) for entry in found.get("context", ())),
        rules=frozenset(found.get("rules", ())),
    )
