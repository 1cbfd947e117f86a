"""The law over a case again: the claims that were looked at again, and those in whose reports another event is now, or is no longer, one of workers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from ..model import Claim, Finding, Indicator, Support, Traced
from ..model.news import Before, Kept, News, Patch, Stand
from ..model.shelf import Shelf
from ..subjects import Subject
from .around import Kind
from .findings import findings
from .indicators import indicators, of_workers

AT_ONCE = 64
"""Claims that are held against the law together."""
_TYPE, _TOLD, _ALL = "type:", "told:", "all"
T = TypeVar("T", Finding, Indicator)
Patches = tuple[Patch[Finding], Patch[Indicator], Mapping[str, bytes | None]]


def again(
    news: News,
    claims: Collection[str],
    supports: Mapping[str, Sequence[Support]],
    claims_at: Mapping[str, Mapping[str, str]],
    stand: Stand,
    before: Before,
    kept: Kept,
    pack: Subject,
) -> Patches:
    """The findings and indicators of a case in which something has changed, and what to keep for the next time.

    A finding rests on its claim, the support and the reports of that. An indicator rests also on which other events in these reports are of workers, as
    a sentence that tells of none goes with the one told before.

    Args:
        news: what differs from the time before.
        claims: those that tracing looked at again.
        supports: by claim, of these; those of others are as they were.
        claims_at: of every report, the claim of each of its mentions, as tracing gives it.
        stand: the case as it is.
        before: what was derived then.
        kept: what was given to be kept then. If it is not there, all claims are looked at.
        pack: the subject pack.
    """
    whole = news.whole or not kept.get([_ALL])
    changed = stand.claims if whole else sorted(news.claims)
    workers = of_workers(pack)
    types = {} if whole else _types(kept)
    reports: dict[str, None] = {}
    keep: dict[str, bytes | None] = {_TYPE + claim: None for claim in news.lost} | {_ALL: b"1"}
    for claim in stand.of_claims(changed):
        types[claim.id] = claim.type
        keep[_TYPE + claim.id] = claim.type.encode()
        reports |= dict.fromkeys(claim.reports)
    reports |= dict.fromkeys(sorted(news.reports))
    told = {r: _told(claims_at[r], types, workers) for r in reports if r in claims_at}
    were = {} if whole else kept.get(_TOLD + report for report in told)
    keep |= {_TOLD + report: None for report in news.gone} | {_TOLD + r: flags for r, flags in told.items()}
    beside = {c for r, flags in told.items() if were.get(_TOLD + r) != flags for c in claims_at[r].values()}
    looked = frozenset(stand.claims if whole else claims)
    found: dict[str, tuple[Finding, ...]] = {}
    present: dict[str, tuple[Indicator, ...]] = {}
    shelf = Shelf(stand.reports, stand.readings)
    for some in _some(stand.claims if whole else _ordered(looked | beside, stand)):
        of = list(stand.of_claims(some))
        near = list(dict.fromkeys(r for claim in of for r in claim.reports if r in shelf))
        shelf.ahead(near)
        readings = [shelf[report] for report in near]
        mine = [claim for claim in of if claim.id in looked]
        given = _supports([claim.id for claim in mine], supports, before)
        traced = Traced(relays=(), supports=tuple(given), loops=(), figures=())
        found |= _by_claim(mine, findings(mine, traced, readings, pack))
        present |= _by_claim(of, indicators(of, readings, pack, _others(of, near, claims_at, types)))
    away: dict[str, tuple[()]] = dict.fromkeys(news.lost, ())
    return Patch(rows=found | away), Patch(rows=present | away), keep


def _types(kept: Kept) -> dict[str, str]:
    return {key.removeprefix(_TYPE): value.decode() for key, value in kept.all() if key.startswith(_TYPE)}


def _told(claims: Mapping[str, str], types: Mapping[str, str], workers: Collection[str]) -> bytes:
    """The events of a report and which of them are of workers."""
    return " ".join(f"{mention}{'+' if types[claim] in workers else '-'}" for mention, claim in claims.items()).encode()


def _ordered(claims: Collection[str], stand: Stand) -> list[str]:
    return [claim for claim in stand.claims if claim in claims]


def _some(claims: Sequence[str]) -> Iterable[Sequence[str]]:
    return (claims[at : at + AT_ONCE] for at in range(0, len(claims), AT_ONCE))


def _supports(claims: Sequence[str], supports: Mapping[str, Sequence[Support]], before: Before) -> Iterable[Support]:
    known = before.of(Support, [claim for claim in claims if claim not in supports])
    return (support for claim in claims for support in (supports.get(claim) or known.get(claim, ())))


def _others(
    claims: Sequence[Claim],
    reports: Iterable[str],
    claims_at: Mapping[str, Mapping[str, str]],
    types: Mapping[str, str],
) -> list[Kind]:
    """The further claims that these reports tell of."""
    ours = {claim.id for claim in claims}
    mentions: dict[str, list[str]] = {}
    for report in reports:
        for mention, claim in claims_at[report].items():
            if claim not in ours:
                mentions.setdefault(claim, []).append(mention)
    return [Kind(claim, types[claim], told) for claim, told in mentions.items()]


def _by_claim(claims: Iterable[Claim], values: Iterable[T]) -> dict[str, tuple[T, ...]]:
    out: dict[str, list[T]] = {claim.id: [] for claim in claims}
    for value in values:
        out[value.claim].append(value)
    return {claim: tuple(of) for claim, of in out.items()}
