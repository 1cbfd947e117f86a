"""The reasons of the join as a reader says them: kinds of event, countries, bodies and places by their names, not by codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondsource.model import Mention
from secondsource.publish.names import country, kind
from secondsource.subjects import Subject
from secondsource.subjects.names import folded

_CODE = re.compile(r"\b[A-Z][A-Z0-9_]*[A-Z0-9]\b")
_IN = re.compile(r"both in (.+)$")
_CALLED = re.compile(r"places that are both called (.+)$")


def said(reason: str, mentions: Iterable[Mention], pack: Subject) -> str:
    """One reason in words.

    Args:
        reason: as the join gives it.
        mentions: the two that it speaks of, with the places as they are written.
        pack: the subject, for names of kinds and bodies.
    """
    names = {folded(m.place.name): m.place.name for m in mentions if m.place}
    if found := _IN.match(reason):
        return f"both in {names.get(found[1]) or country(found[1], pack)}"
    if found := _CALLED.match(reason):
        spelled = {folded(word): word for name in names.values() for word in name.split()}
        return f"places that are both called {' '.join(spelled.get(word, word) for word in found[1].split())}"
    return _CODE.sub(lambda code: _named(code[0], pack), reason)


def _named(code: str, pack: Subject) -> str:
    if code in pack.event_types:
        return f"“{kind(code, pack)}”"
    body = pack.entities.get(code)
    return body.name if body else code
