"""Grading a case again: claims that were looked at again, and those whose source has another record than before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from ..model import Decision, Grade, Support
from ..model.codec import decode, encode
from ..model.imprint import Imprint
from ..model.news import Before, Kept, News, Patch, Stand
from ..subjects import Subject
from ..subjects.names import SourceNames
from .grading import FirstHand, first_hand, grade_of, overriding
from .record import Records, resolved

AT_ONCE = 256
"""Claims that are fetched together."""
_CLAIM, _OVERRIDDEN = "claim:", "overridden"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is kept of a claim: for whom it was resolved, when and how; whose record its letter goes by, and that record."""

    resolved: tuple[tuple[str, date, bool], ...]
    first: FirstHand
    borne_out: int = 0
    refuted: int = 0


def again(
    news: News,
    claims: Collection[str],
    supports: Mapping[str, Sequence[Support]],
    reports: Mapping[str, Imprint],
    stand: Stand,
    before: Before,
    kept: Kept,
    pack: Subject,
) -> tuple[Patch[Grade], Mapping[str, bytes | None]]:
    """The grades of a case in which something has changed, and what to keep for the next time.

    Args:
        news: what differs from the time before.
        claims: those that tracing looked at again.
        supports: by claim, of these; those of others are as they were.
        reports: who published each report and when, as tracing gives it.
        stand: the case as it is.
        before: what was derived then.
        kept: what was given to be kept then. If it cannot be read, all claims are graded.
        pack: the subject pack.
    """
    held = None if news.whole else _load(kept)
    if held is None:
        held, claims = {}, stand.claims
    were = dict(held)
    names = SourceNames(pack)
    for claim in news.lost:
        held.pop(claim, None)
    for support in _supports(claims, supports, before):
        held[support.claim] = Weighed(tuple(resolved(support, reports, names)), first_hand(support, reports, names))
    records = _records(held.values())
    for claim, known in held.items():
        record = records.before(known.first.source, known.first.day)
        if (known.borne_out, known.refuted) != (record.borne_out, record.refuted):
            held[claim] = Weighed(known.resolved, known.first, record.borne_out, record.refuted)
    said = overriding(news.decisions)
    overridden = set(decode(kept.get([_OVERRIDDEN]).get(_OVERRIDDEN, b"[]"), list[str])) if were else set()
    changed = {claim for claim, known in held.items() if known != were.get(claim)}
    wanted = (set(claims) | changed | overridden | said.keys()) & held.keys()
    rows = _graded(sorted(wanted), held, records, said, supports, stand, before)
    keep: dict[str, bytes | None] = {_CLAIM + claim: encode(held[claim]) for claim in sorted(changed)}
    keep |= {_CLAIM + claim: None for claim in news.lost}
    keep[_OVERRIDDEN] = encode(sorted(said))
    return Patch(rows=rows | dict.fromkeys(news.lost, ())), keep


def _load(kept: Kept) -> dict[str, Weighed] | None:
    out = {}
    weighed = msgspec.json.Decoder(Weighed)
    complete = False
    try:
        for key, value in kept.all():
            if key.startswith(_CLAIM):
                out[key.removeprefix(_CLAIM)] = weighed.decode(value)
            complete |= key == _OVERRIDDEN
    except msgspec.MsgspecError:
        return None
    return out if complete else None


def _supports(claims: Collection[str], supports: Mapping[str, Sequence[Support]], before: Before) -> Iterable[Support]:
    """The supports of claims as they are, a few at a time."""
    ordered = sorted(claims)
    for at in range(0, len(ordered), AT_ONCE):
        some = ordered[at : at + AT_ONCE]
        known = before.of(Support, [claim for claim in some if claim not in supports])
        for claim in some:
            yield from supports[claim] if claim in supports else known.get(claim, ())


def _records(held: Iterable[Weighed]) -> Records:
    items: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    for known in held:
        for source, day, good in known.resolved:
            items[source].append((day, good))
    return Records(items)


def _graded(
    claims: Sequence[str],
    held: Mapping[str, Weighed],
    records: Records,
    said: Mapping[str, Decision],
    supports: Mapping[str, Sequence[Support]],
    stand: Stand,
    before: Before,
) -> dict[str, tuple[Grade, ...]]:
    out: dict[str, tuple[Grade, ...]] = {}
    for at in range(0, len(claims), AT_ONCE):
        some = claims[at : at + AT_ONCE]
        known = {support.claim: support for support in _supports(some, supports, before)}
        for claim in stand.of_claims(some):
            first = held[claim.id].first
            record = records.before(first.source, first.day)
            out[claim.id] = (grade_of(claim, known[claim.id], record, first.shown, said),)
    return out
