"""Who did and opened what, as a page for keepers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from secondsource.publish.tongue import say_as
from secondsource.store.office import Office
from secondsource.store.office.record import Deed

from ..pages import set_of
from ..shelf import Shown
from . import visible

PAGE = 100
"""Entries on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries a keeper asks for; empty parts ask for nothing. `before`: only entries with a smaller number; 0 for all."""

    who: str = ""
    act: str = ""
    object: str = ""
    before: int = 0


def record_page(shown: Shown, office: Office, asked: Asked) -> str:
    """The entries asked for, the latest first."""
    found = office.record.entries(who=asked.who, act=asked.act, object=asked.object, before=asked.before, most=PAGE + 1)
    older = ""
    if len(found) > PAGE:
        parts = {"who": asked.who, "act": asked.act, "object": asked.object, "before": str(found[PAGE - 1].seq)}
        older = "/record?" + urlencode({name: value for name, value in parts.items() if value})
    return set_of(
        shown,
        "record.html.j2",
        at="/work",
        rows=[(item, _where(shown, item.entry.object)) for item in (visible.entry(shown, one) for one in found[:PAGE])],
        older=older,
        asked=asked,
        deeds=[deed.value for deed in Deed],
        deed_said=lambda deed: say_as("deed", deed),
    )


def _where(shown: Shown, target: str) -> tuple[str, str]:
    """Where it can be seen, and its name."""
    source = shown.sources.get(target)
    if source is not None:
        return f"/reports/{quote(target, safe='')}", source.name
    if shown.view.claim(target) is not None:
        return f"/claims/{quote(target, safe='')}", target
    return "", target
