"""Sets what reports say of the law, held against the law, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from typing import Any

from secondsource import law
from secondsource.law import Bearing, LawSaid
from secondsource.publish.legal_words import plain
from secondsource.publish.rules import rule_line
from secondsource.publish.teller import tellers
from secondsource.publish.tongue import say
from secondsource.publish.words import count, sentence, word

from . import places
from .kept import Kept
from .law_pages import set_law
from .shelf import Shown

PAGE = 100
"""Sentences on one page."""


def said_page(shown: Shown, bearing: str, page: int, kept: Kept) -> str | None:
    """The sentences in order of the reports; None if there is no such page.

    Args:
        shown: the case.
        bearing: name of a `Bearing` in small letters, for those only; anything else for all.
        page: from 1.
        kept: holds what was found, which takes time in a large case.
    """
    every = kept.of(shown, "said", lambda: law.said(shown.view.readings, shown.pack))
    wanted = next((b for b in Bearing if b.name.lower() == bearing), None)
    found = [item for item in every if wanted in (None, item.bearing)]
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= page <= last:
        return None
    counted = Counter(item.bearing for item in every)
    return set_law(
        shown,
        "said.html.j2",
        "/law/said",
        counted=count(len(every), "sentence"),
        bearings=[(b.name.lower(), say(b.value), counted[b], b is wanted) for b in Bearing if counted[b]],
        wanted=wanted.name.lower() if wanted else "",
        items=[_item(shown, item) for item in found[(page - 1) * PAGE : page * PAGE]],
        total=len(every),
        page=page,
        last=last,
    )


def _item(shown: Shown, item: LawSaid) -> dict[str, Any]:
    pack = shown.pack
    return {
        "who": [places.named(name) for name in tellers(shown.view, item.says_ref)],
        "quote": places.quote_of(shown, item.ref),
        "verb": word("law_says", item.says),
        "bearing": say(item.bearing.value),
        "name": item.bearing.name.lower(),
        "rules": [
            {
                "name": rule_line(provision, pack).name,
                "href": places.rule_href(provision),
                "points": [
                    sentence(plain(point.text, pack))
                    for point in item.points
                    if point.provision == provision and point.about != "beside"
                ],
            }
            for provision in item.provisions
        ],
        "beside": [
            (sentence(plain(point.text, pack)), point.provision, places.rule_href(point.provision))
            for point in item.points
            if point.about == "beside"
        ],
    }
