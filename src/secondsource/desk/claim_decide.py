"""What a person can decide about one claim, as a page: its mentions, its neighbours, its relays and its grade, each with what speaks for it."""

from __future__ import annotations

from secondsource.join import why
from secondsource.join.why import Bond
from secondsource.model import Claim, Ref, Relay
from secondsource.publish.changes import outlet_of
from secondsource.publish.chapter import heading
from secondsource.publish.retold import retold
from secondsource.publish.tongue import say_as
from secondsource.publish.words import word
from secondsource.store import CaseView
from secondsource.store.ledger import standing

from . import bonds
from .pages import set_of
from .shelf import Shown

MOST = 100
"""Mentions and relays that a page lists; a claim told by more is split on the command line."""


def decide_page(shown: Shown, claim: Claim, token: str, who: str, *, open_here: bool) -> str:
    """The page for one claim.

    Args:
        shown: the case.
        claim: one of its claims.
        token: of this desk's forms.
        who: who decided last on this machine.
        open_here: whether decisions are taken here.
    """
    view = shown.view
    reasons = why(claim, view.claims, view.readings, shown.pack, standing(view.ledger))
    bound = {bond.mention: _because(shown, bond) for bond in reasons.joined}
    mentions = []
    for mention in view.mentions_of(claim)[:MOST]:
        report = view.report(mention.report)
        statement = view.statement(mention.statement)
        words = (
            statement.hull.of(report.text)
            if statement and report
            else mention.trigger.of(report.text)
            if report
            else ""
        )
        mentions.append(
            {
                "id": mention.id,
                "report": mention.report,
                "outlet": outlet_of(view, mention.report),
                "words": " ".join(words.split())[:240],
                "because": bound.get(mention.id, ()),
                "language": shown.sources[mention.report].language,
            }
        )
    near = []
    for bond in reasons.apart:
        other = view.claim(bond.claim)
        if other is not None:
            near.append({"id": other.id, "title": heading(other, shown.pack), "because": _because(shown, bond)})
    grade = view.grade(claim.id)
    return set_of(
        shown,
        "decide.html.j2",
        at="/",
        claim=claim,
        title=heading(claim, shown.pack),
        mentions=mentions,
        more=max(len(claim.mentions) - MOST, 0),
        near=near,
        relays=[_relay(shown, relay) for relay in relays_of(shown, claim)[:MOST]],
        grade=f"{grade.letter}{grade.digit}" if grade else "",
        decided=[(say_as("decision", d.kind.value), d.who, d.at, d.why) for d in view.decided(claim.id)],
        token=token,
        who=who,
        open_here=open_here,
    )


def relays_of(shown: Shown, claim: Claim) -> list[Relay]:
    """The relays whose taker tells the claim, in order."""
    return [relay for relay in shown.view.relays if relay.taker in claim.reports]


def _because(shown: Shown, bond: Bond) -> tuple[str, ...]:
    """The reasons for or against a bond in words."""
    two = [m for m in (shown.view.mention(bond.mention), shown.view.mention(bond.other)) if m is not None]
    return tuple(retold(bonds.said(reason, two, shown.pack)) for reason in bond.because)


def _relay(shown: Shown, relay: Relay) -> dict[str, object]:
    view = shown.view
    taken = relay.evidence[0] if relay.evidence else None
    return {
        "key": f"{relay.taker}>{relay.giver}",
        "taker": outlet_of(view, relay.taker),
        "giver": outlet_of(view, relay.giver) if relay.giver_in_case else relay.giver,
        "how": word("relays", relay.how.value),
        "why": retold(relay.why),
        "language": language_of(view, taken[0]) if taken else "",
        "given_language": language_of(view, taken[1]) if taken and taken[1] else "",
        "taken": view.words(taken[0])[:200] if taken else "",
        "given": view.words(taken[1])[:200] if taken and taken[1] is not None else "",
        "decided": [say_as("decision", d.kind.value) for d in view.decided(f"{relay.taker}>{relay.giver}")],
    }


def language_of(view: CaseView, ref: Ref) -> str:
    """The language of the report in which words stand."""
    report = view.report(ref.report)
    return report.lang if report is not None else ""
