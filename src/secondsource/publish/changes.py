"""What reports changed of what they took over, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.model import Change, Relay
from secondsource.store.view import CaseView
from secondsource.trace.wording import with_article

from .retold import figure, named
from .tongue import ENGLISH, language, noted, say
from .words import said_date


def changed(view: CaseView, claim: str) -> Iterator[tuple[Relay, Change, str]]:
    """Every change of a claim on its way, with its relay and as a sentence, in order of the takers' publication."""
    held, order = view.claim(claim), view.order
    takers = dict.fromkeys(held.reports) if held else ()
    found = [(r, c) for taker in takers for r in view.relays_from(taker) for c in r.changes if c.claim == claim]
    for relay, change in sorted(
        found, key=lambda pair: (order.get(pair[0].taker, -1), pair[1].now_ref, pair[1].attribute)
    ):
        yield relay, change, said_change(view, relay, change)


_HEDGES = (noted("as rumour"), noted("as possible"), noted("as a plan"), noted("as fact"))
"""How sure a report is, as `trace.changes` writes it."""


def said_change(view: CaseView, relay: Relay, change: Change) -> str:
    """A change as a sentence, such as “Gulf Courier gives 80 workers, where The Harbour Post had 100 workers”."""
    taker, giver = outlet_of(view, relay.taker), outlet_of(view, relay.giver)

    def told(template: str, was: str = change.was, now: str = change.now) -> str:
        return say(template, taker=taker, giver=giver, was=was, now=now)

    if change.attribute == "factuality":
        return told(noted("{taker} tells {now} what {giver} told {was}."), say(change.was), say(change.now))
    if change.attribute == "source":
        was = with_article(change.was) if language() == ENGLISH else named(change.was)
        return told(noted("{taker} leaves out that {giver} has it from {was}."), was)
    if change.attribute == "when":
        was, now = said_date(change.was), said_date(change.now)
        return told(noted("{taker} dates it {now}, where {giver} had {was}."), was, now)
    if change.attribute == "place":
        return told(noted("{taker} places it in {now}, where {giver} had {was}."))
    return told(noted("{taker} gives {now}, where {giver} had {was}."), figure(change.was), figure(change.now))


def outlet_of(view: CaseView, identifier: str) -> str:
    """The outlet of a report, or the name of its file where that is not known."""
    report = view.report(identifier)
    return report.outlet.value if report is not None and report.outlet else view.name_of(identifier)
