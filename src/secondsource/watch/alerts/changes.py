"""What changed of the claims from one round to the next, and what of it is news.

A change is news if something happened: a report came in that tells the claim, a report was taken back, or a person decided. A claim that
stands otherwise without any of these was only worked out anew - by a better reader, by another joining of what was there before - and its new
standing is kept without a word. What was told once is not told again when it comes and goes: `Standing.told` remembers it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from secondsource.model import Outcome, Status

from .kinds import Kind, Level
from .matching import Pair, paired
from .standing import Standing

_BREACHES = frozenset({Outcome.BREACH.value, Outcome.BREACH_IF_CONFIRMED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed of a claim.

    Args:
        kind: which.
        of: the provision or the report it is about; empty where it is the claim itself.
        was, now: as it stood and stands: a number of origins, `least..most`, a status or an outcome by its name.
        because: ids of the reports that brought it about; none where a person decided.
    """

    kind: Kind
    was: str
    now: str
    of: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed of one claim in a round.

    Args:
        was: how it stood; None if it is new.
        now: how it stands, with what is told of it now.
        changes: the most urgent first; none if nothing is news.
        fresh: reports that tell it and came in since.
        decided: whether a person decided something about it since.
    """

    now: Standing
    was: Standing | None = None
    changes: tuple[Change, ...] = ()
    fresh: tuple[str, ...] = ()
    decided: bool = False

    @property
    def level(self) -> Level:
        """How soon it matters: as soon as the most urgent of its changes."""
        return min((change.kind.level for change in self.changes), key=lambda level: level.rank, default=Level.ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened between two rounds.

    Args:
        fresh: ids of the reports that came in.
        decided: ids of what people decided about: claims, mentions, statements, reports, both ends of relays.
        mended: by claim, the reports of which another version came in that tells the claim otherwise, each with that version.
    """

    fresh: Collection[str] = frozenset()
    decided: Collection[str] = frozenset()
    mended: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


def changed(before: Mapping[str, Standing], after: Sequence[Standing], news: News) -> tuple[Changed, ...]:
    """What changed of each claim, in the order of now; claims that did not are among them, for their standing is to be kept.

    Args:
        before: how the claims stood, by id; empty at the first look, when nothing is news.
        after: how they stand.
        news: what happened meanwhile.
    """
    return tuple(_of(pair, news) for pair in paired(before, after))


def _of(pair: Pair, news: News) -> Changed:
    now, was = pair.now, pair.was
    fresh = tuple(report for report in now.reports if report in news.fresh)
    if was is None:
        return Changed(now=now, fresh=fresh)
    told = max(before.told for before in pair.before)
    now = replace(now, root=was.root, told=max(told, now.at_least))
    known = {report for before in pair.before for report in before.reports}
    back = tuple(
        item
        for item in now.withdrawn
        if item[0] in known and not any(item in before.withdrawn for before in pair.before)
    )
    mended = tuple(item for item in news.mended.get(now.claim, ()) if item[0] in known)
    decided = _decided((now, *pair.before), news.decided)
    if not (fresh or back or mended or decided):
        return Changed(now=now, was=was)
    support = tuple(_support(pair, now, told, fresh, back, decided=decided))
    if support:
        now = replace(now, told=now.at_least)
    found = [*support, *_taken_back(back), *_mended(mended)]
    found += [*_outcomes(pair, fresh), *_status(pair, fresh)]
    if not found and was.at_most != now.at_most and not pair.others:
        found = [_bounds(Kind.POSSIBLE, was, now, fresh)]
    found.sort(key=lambda change: (change.kind.level.rank, list(Kind).index(change.kind), change.of))
    return Changed(now=now, was=was, changes=tuple(found), fresh=fresh, decided=decided)


def _support(
    pair: Pair, now: Standing, told: int, fresh: Sequence[str], back: Sequence[tuple[str, str]], *, decided: bool
) -> Iterable[Change]:
    assert pair.was is not None
    was = replace(pair.was, at_least=told)
    if now.at_least > told:
        known = {origin.key for before in pair.before for origin in before.origins}
        new = {report for origin in now.origins if origin.key not in known for report in origin.reports}
        because = tuple(report for report in fresh if report in new) or tuple(fresh)
        yield _bounds(Kind.CONFIRMED if now.at_least >= 2 else Kind.SHOWN, was, now, because)
    elif now.at_least < told and (back or decided or (told >= 2 and _fell(pair))):
        # what was told as confirmed is mended whatever the reason; of a single origin nothing was told
        because = tuple(dict.fromkeys(by for _, by in back)) or tuple(fresh)
        yield _bounds(Kind.UNCONFIRMED if told >= 2 else Kind.LOST, was, now, because)


def _fell(pair: Pair) -> bool:
    """Whether fewer origins are shown than at the last look: what fell before, without anything having happened, is not this round's doing."""
    return pair.now.at_least < max(before.at_least for before in pair.before)


def _bounds(kind: Kind, was: Standing, now: Standing, because: Sequence[str]) -> Change:
    most = max(was.at_least, was.at_most)
    return Change(
        kind=kind,
        was=f"{was.at_least}..{most}",
        now=f"{now.at_least}..{now.at_most}",
        because=tuple(because),
    )


def _taken_back(back: Sequence[tuple[str, str]]) -> Iterable[Change]:
    for earlier, by in back:
        yield Change(kind=Kind.WITHDRAWN, of=earlier, was=earlier, now=by, because=(by,))


def _mended(mended: Sequence[tuple[str, str]]) -> Iterable[Change]:
    for earlier, later in mended:
        yield Change(kind=Kind.CORRECTED, of=earlier, was=earlier, now=later, because=(later,))


def _outcomes(pair: Pair, fresh: Sequence[str]) -> Iterable[Change]:
    before: dict[str, set[str]] = {}
    for standing in pair.before:
        for provision, outcome in standing.outcomes:
            before.setdefault(provision, set()).add(outcome)
    after = dict(pair.now.outcomes)
    for provision in sorted({*before, *after}):
        was, now = before.get(provision, set()), after.get(provision, "")
        if now in was or (not now and not was):
            continue
        # of claims that were joined, the one that goes on says what the rule said of it before
        said = next((o for p, o in pair.was.outcomes if p == provision), "") if pair.was else ""
        old = said or min(was, default="")
        grave = (old in _BREACHES) is not (now in _BREACHES)
        yield Change(kind=Kind.OUTCOME if grave else Kind.LAW, of=provision, was=old, now=now, because=tuple(fresh))


def _status(pair: Pair, fresh: Sequence[str]) -> Iterable[Change]:
    assert pair.was is not None
    was, now = pair.was, pair.now
    denied = now.denied and not any(before.denied for before in pair.before)
    if any(before.status is now.status for before in pair.before) and not denied:
        return
    # that values differ says nothing of whether it happened; all other states do
    grave = denied or bool({was.status, now.status} - {Status.SUPPORTED, Status.DISPUTED})
    kind = Kind.STATUS if grave else Kind.DISPUTED
    yield Change(
        kind=kind, of="denied" if denied else "", was=was.status.value, now=now.status.value, because=tuple(fresh)
    )


def _decided(standings: Iterable[Standing], decided: Collection[str]) -> bool:
    """Whether a decision was about the claim, as it is or as it was: what was rejected is no longer in it."""
    if not decided:
        return False
    mine = {name for s in standings for name in (s.claim, s.root, *s.reports, *s.mentions)}
    return any(name in mine or name.partition(".")[0] in mine for name in decided)
