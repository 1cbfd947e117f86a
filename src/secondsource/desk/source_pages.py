"""Sets the list of sources, and the page of one: what it tells, whom it relies on, who relies on it, how its claims fared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from secondsource.publish.names import country
from secondsource.publish.sourcebook import KINDS, SourceEntry, sourcebook
from secondsource.publish.templating import english
from secondsource.publish.tongue import language, noted, say
from secondsource.publish.words import count, words
from secondsource.subjects.schema import Source

from . import places
from .kept import Kept
from .pages import set_of
from .shelf import Shown

PAGE = 200
"""Sources on one page of the list."""
MOST = 500
"""Claims or reports listed on the page of one source; the rest is counted."""
FEW = 3
"""Of those relied on, how many are named in the list."""
TITLES = {
    "outlet": noted("Outlets"),
    "body": noted("Bodies and offices"),
    "record": noted("Records"),
    "sensor": noted("Sensors and pictures"),
    "person": noted("People named as sources"),
    "unnamed": noted("Sources not named, by the publication that tells of them"),
}


def sources_page(shown: Shown, kind: str, page: int, kept: Kept) -> str | None:
    """The sources of the case by kind; None if there is no such page.

    Args:
        shown: the case.
        kind: one of the kinds, for those only; anything else for all.
        page: from 1.
        kept: holds what was worked out.
    """
    book = _book(shown, kept)
    counted = Counter(entry.kind for entry in book.values())
    found = [entry for entry in book.values() if kind not in KINDS or entry.kind == kind]
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= page <= last:
        return None
    part = found[(page - 1) * PAGE : page * PAGE]
    return set_of(
        shown,
        "sources.html.j2",
        at="/sources",
        places=places,
        kinds=[(name, say(TITLES[name]).partition(",")[0].lower(), counted[name]) for name in KINDS if counted[name]],
        kind=kind if kind in KINDS else "",
        groups=[
            {"id": name, "title": say(TITLES[name]), "rows": [_row(entry, book) for entry in entries]}
            for name, entries in groupby(part, key=lambda entry: entry.kind)
        ],
        total=len(book),
        page=page,
        last=last,
    )


def source_page(shown: Shown, key: str, kept: Kept) -> str | None:
    """One source; None if the case has no such source."""
    book = _book(shown, kept)
    entry = book.get(key)
    if entry is None:
        return None
    known = shown.pack.sources.get(key.removeprefix("source:")) if key.startswith("source:") else None
    alone = frozenset(entry.alone)
    claims = sorted(shown.numbers[c] for c in {*entry.claims, *entry.alone} if c in shown.numbers)
    return set_of(
        shown,
        "source.html.j2",
        at="/sources",
        places=places,
        entry=entry,
        name=places.named(entry.name),
        title=say(TITLES[entry.kind]),
        facts=list(_facts(entry)),
        known=list(_known(known, shown)) if known else [],
        relies_on=_named(entry.relies_on, book),
        relied_on_by=_named(entry.relied_on_by, book),
        claims=[(shown.rows[number - 1], shown.rows[number - 1].id in alone) for number in claims[:MOST]],
        claims_left=max(len(claims) - MOST, 0),
        reports=_reports(shown, entry.reports)[:MOST],
        reports_left=max(len(entry.reports) - MOST, 0),
        named_in=_reports(shown, entry.named_in)[:MOST],
        named_left=max(len(entry.named_in) - MOST, 0),
        report_href=places.report_href,
    )


def _book(shown: Shown, kept: Kept) -> Mapping[str, SourceEntry]:
    return kept.of(shown, ("sources", language()), lambda: sourcebook(shown.view, shown.pack))


def _row(entry: SourceEntry, book: Mapping[str, SourceEntry]) -> dict[str, Any]:
    return {
        "name": places.named(entry.name),
        "href": places.source_href(entry.key),
        "reports": len(entry.reports),
        "statements": len(entry.statements),
        "named_in": len(entry.named_in),
        "relies_on": _named(entry.relies_on[:FEW], book),
        "more_out": len(entry.relies_on) - FEW,
        "relied_on_by": _named(entry.relied_on_by[:FEW], book),
        "more_back": len(entry.relied_on_by) - FEW,
        "letter": entry.letter if entry.record.sample else "",
        "sample": entry.record.sample,
        "alone": len(entry.alone),
    }


def _named(pairs: Iterable[tuple[str, int]], book: Mapping[str, SourceEntry]) -> list[tuple[str, Any, int]]:
    return [(places.source_href(key), places.named(book[key].name), number) for key, number in pairs]


def _facts(entry: SourceEntry) -> Iterator[tuple[str, str]]:
    if entry.reports:
        yield say("Reports of its own in the case"), f"{len(entry.reports):,}"
    if entry.statements:
        yield (
            say("Named as a teller"),
            say(
                "in {statements} of {reports}",
                statements=count(len(entry.statements), "statement"),
                reports=count(len(entry.named_in), "report"),
            ),
        )
    yield say("Claims it tells of"), f"{len(entry.claims):,}"
    yield say("Only origin"), say("of {claims}", claims=count(len(entry.alone), "claim"))
    record = entry.record
    if entry.kind == "unnamed":
        return
    if record.sample:
        yield (
            say("Track record"),
            say(
                "{letter} ({says}): of {claims} resolved so far {good} borne out by others, {bad} withdrawn by itself",
                letter=entry.letter,
                says=words()["letters"][entry.letter],
                claims=count(record.sample, "claim"),
                good=record.borne_out,
                bad=record.refuted,
            ),
        )
    else:
        says = words()["letters"]["F"]
        yield say("Track record"), say("F ({says}): none of its claims has been resolved", says=says)


def _known(source: Source, shown: Shown) -> Iterator[tuple[str, Any]]:
    """What the pack knows of a source, what is not known left out."""
    told = {
        say("What it is"): source.type.replace("_", " "),
        say("Of"): source.owner,
        say("Country"): country(source.country, shown.pack) if source.country else "",
        say("Where it has things from"): source.typical_sourcing,
        say("Independence"): source.independence_rule,
        say("Also called"): ", ".join(source.aliases),
        say("Notes"): source.notes,
    }
    yield from ((name, english(places.named(said))) for name, said in told.items() if said)


def _reports(shown: Shown, reports: Iterable[str]) -> list[Any]:
    return [shown.sources[report] for report in sorted(reports, key=shown.view.order.__getitem__)]
