"""The sentence a claim opens with: how many reports tell of it, when, what stands behind them and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from secondsource.model import Claim, PartialDate, Support
from secondsource.store.view import CaseView
from secondsource.subjects import Subject
from secondsource.trace.versions import versions

from .footnotes import SourceLine
from .tellings import Telling
from .tongue import said_of, say
from .words import count, said_bounds, said_date, word


def lead_of(
    claim: Claim,
    tellings: tuple[Telling, ...],
    denials: tuple[Telling, ...],
    view: CaseView,
    sources: Mapping[str, SourceLine],
    pack: Subject,
) -> str:
    """The opening sentence of a claim.

    Args:
        claim: the claim.
        tellings: what the reports say for it.
        denials: what they say against it.
        view: the case, for the dates and the support.
        sources: a line for each report, by id.
        pack: the subject's names of outlets, by which versions of one publication are known.
    """
    support = view.support(claim.id)
    tells = [t.source.id for t in tellings]
    denies = [t.source.id for t in denials if t.source.id not in tells]
    outlets = list(dict.fromkeys(sources[r].known_as for r in tells))
    dates = [d for r in (tells or denies) if (found := view.report(r)) and (d := found.date)]
    telling = _publications(tells, view, pack)
    several = say("{n} versions", n=len(tells)) if telling < len(tells) else ""
    reports = count(telling, "report") if tells else _reports(denies, view, pack)
    told = say("Told in {reports}", reports=reports) if tells else say("Only denied, in {reports}", reports=reports)
    if telling == 1:
        told += f" ({', '.join(filter(None, (outlets[0], several)))})"
    elif tells:
        told += f" ({several})" if several else ""
        told = say("{told} by {outlets}", told=told, outlets=count(len(outlets), "outlet"))
    when = _published(dates)
    if tells and denies:
        when += say(", and denied in {reports}", reports=_reports(denies, view, pack))
    return f"{told}{when}{_behind(support, telling == 1)}{_standing(claim)}."


def _behind(support: Support | None, alone: bool) -> str:
    """What stands behind it, as a part of the sentence."""
    if support is None:
        return ""
    low, high = support.at_least, support.at_most
    if high == 0:
        return say("; no origin of its own stands behind it")
    if low != high:
        bounds = said_bounds(low, high)
        return (
            say("; behind it stand {bounds}", bounds=bounds)
            if alone
            else say("; behind them stand {bounds}", bounds=bounds)
        )
    if alone:
        return said_of(high, "; behind it stands {n} origin", "; behind it stand {n} origins")
    return said_of(high, "; behind them stands {n} origin", "; behind them stand {n} origins")


def _standing(claim: Claim) -> str:
    return "" if claim.status.value == "supported" else f"; {word('status_in_a_sentence', claim.status)}"


def _reports(ids: Collection[str], view: CaseView, pack: Subject) -> str:
    return count(_publications(ids, view, pack), "report")


def _publications(ids: Collection[str], view: CaseView, pack: Subject) -> int:
    """How many they are, all versions of one publication counted once."""
    if len(ids) < 2:
        return len(ids)
    groups = versions((report for i in ids if (report := view.report(i))), pack)
    return len({groups.get(i, (i,)) for i in ids})


def _published(dates: Iterable[PartialDate]) -> str:
    """When the reports were published, as a part of the sentence; empty if no date is known."""
    known = sorted(
        (d for d in dates if d.earliest and d.latest),
        key=lambda d: (d.earliest.isoformat() if d.earliest else "", d.text),
    )
    if not known:
        return ""
    first, last = said_date(known[0]), said_date(known[-1])
    if len(known) == 1 and known[0].is_interval:
        return say(", published at a time known only as {first}", first=first)
    if known[0].is_interval or known[-1].is_interval:
        return say(", the earliest published {first}, the latest {last}", first=first, last=last)
    if first == last:
        return say(", published {first}", first=first)
    return say(", published between {first} and {last}", first=first, last=last)
