"""What follows from all readings together: claims, relays, support, grades, findings. Only rows that differ are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from secondsource.model import Claim, Figure, Finding, Grade, Indicator, Loop, Relay, SecondsourceError, Support, Traced
from secondsource.model.codec import decode, encode

from .claims_at_hand import Rows
from .documents import ends
from .moment import Moment
from .places import NEW, numbered, renumbered
from .schema import claim_mentions, claims, figures, findings, grades, indicators, loops, relays, supports
from .sql import BATCH

T = TypeVar("T")
V = TypeVar("V")
_TOGETHER = 2_000
"""Rows that are written by one statement."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """How values of one kind are kept: in which table, with which columns beside the body, of which `about` says what each is about."""

    table: Table
    columns: Callable[[Any], dict[str, object]]
    about: str = "claim"


def _claim(item: Claim) -> dict[str, object]:
    earliest, latest = ends(item.when)
    return {
        "id": item.id,
        "type": item.type,
        "country": item.country,
        "earliest": earliest,
        "latest": latest,
        "status": item.status.value,
        "title": item.title,
    }


_KEPT: Mapping[type[Any], _Kept] = {
    Claim: _Kept(claims, _claim, "id"),
    Relay: _Kept(relays, lambda r: {"taker": r.taker, "giver": r.giver, "how": r.how.value, "named": r.named}, "taker"),
    Support: _Kept(supports, lambda s: {"claim": s.claim, "at_least": s.at_least, "at_most": s.at_most}),
    Loop: _Kept(loops, lambda _: {}, ""),
    Figure: _Kept(figures, lambda f: {"first": f.first, "stale": f.stale}, ""),
    Grade: _Kept(grades, lambda g: {"claim": g.claim, "letter": g.letter, "digit": g.digit}),
    Finding: _Kept(findings, lambda f: {"claim": f.claim, "provision": f.provision, "outcome": f.outcome.value}),
    Indicator: _Kept(indicators, lambda i: {"claim": i.claim, "indicator": i.id, "presence": i.presence.value}),
}


def replace(connection: Connection, kind: type[T], items: Sequence[T]) -> None:
    """Puts these values in the place of all that are there of their kind, in this order."""
    if kind is Claim:
        connection.execute(delete(claim_mentions))
    connection.execute(delete(_KEPT[kind].table))
    _insert(connection, kind, zip(numbered(len(items)), items, strict=True))


def _insert(connection: Connection, kind: type[T], items: Iterable[tuple[int, T]]) -> None:
    kept = _KEPT[kind]
    for batch in _batches(items):
        rows = [{**kept.columns(item), "seq": seq, "body": encode(item).decode()} for seq, item in batch]
        connection.execute(kept.table.insert(), rows)
        if kind is Claim:
            pairs = [{"claim": c.id, "mention": m} for _, c in batch if isinstance(c, Claim) for m in c.mentions]
            connection.execute(claim_mentions.insert(), pairs)


def _batches(items: Iterable[V]) -> Iterator[list[V]]:
    rest = iter(items)
    while batch := list(islice(rest, _TOGETHER)):
        yield batch


def of(connection: Connection, kind: type[T], keys: Iterable[str]) -> dict[str, tuple[T, ...]]:
    """The values of a kind by what they are about: relays by their taker, claims by their id, loops and figures all under an empty key, others by their claim."""
    return {
        key: tuple(decode(body, kind) for body in found) for key, found in bodies_of(connection, kind, keys).items()
    }


def bodies_of(connection: Connection, kind: type[Any], keys: Iterable[str]) -> dict[str, list[str]]:
    """The canonical JSON of the values of a kind by what they are about, as `of` gives them; what there is nothing about is left out."""
    kept = _KEPT[kind]
    if not kept.about:
        return {"": bodies(connection, kind)}
    wanted, out = list(dict.fromkeys(keys)), defaultdict[str, list[str]](list)
    about = kept.table.c[kept.about]
    for first in range(0, len(wanted), BATCH):
        chosen = about.in_(wanted[first : first + BATCH])
        query = select(about.label("key"), kept.table.c.body).where(chosen).order_by(kept.table.c.seq)
        for row in connection.execute(query):
            out[row.key].append(row.body)
    return dict(out)


def about_what(connection: Connection, kind: type[Any]) -> list[tuple[int, str]]:
    """Number of each value of a kind and what it is about, in order."""
    kept = _KEPT[kind]
    about = kept.table.c[kept.about]
    return [
        (row.seq, row.key) for row in connection.execute(select(kept.table.c.seq, about.label("key")).order_by("seq"))
    ]


def patch(connection: Connection, kind: type[T], rows: Mapping[str, Sequence[T]], order: Sequence[str]) -> None:
    """Puts these values in the place of what there is about the same; everything else stays, and only what must is numbered anew.

    Args:
        connection: a writing transaction.
        kind: claims, relays, or what is about a claim.
        rows: by what they are about, all values there are of it now; none for what is gone.
        order: what there are values about, in order. What is not there has no values any more.
    """
    kept = _KEPT[kind]
    there: defaultdict[str, list[int]] = defaultdict(list)
    for seq, key in about_what(connection, kind):
        there[key].append(seq)
    stays = [key for key in order if key not in rows]
    known = set(stays)
    away = [seq for key, numbers in there.items() if key not in known for seq in numbers]
    before: list[int] = []
    for key in order:
        before.extend([NEW] * len(rows[key]) if key in rows else there[key])
    _settle(connection, kept.table, away, before, (item for key in order if key in rows for item in rows[key]), kind)


def patch_whole(connection: Connection, kind: type[T], items: Sequence[T]) -> None:
    """Puts these values in the place of all that are there of their kind; those that stand alike at both ends stay."""
    table = _KEPT[kind].table
    there = [(row.seq, row.body) for row in connection.execute(select(table.c.seq, table.c.body).order_by("seq"))]
    now = [encode(item).decode() for item in items]
    most = min(len(there), len(now))
    head = next((at for at in range(most) if there[at][1] != now[at]), most)
    tail = next((at for at in range(most - head) if there[-1 - at][1] != now[-1 - at]), most - head)
    away = [seq for seq, _ in there[head : len(there) - tail]]
    middle = items[head : len(now) - tail]
    before = [seq for seq, _ in there[:head]] + [NEW] * len(middle) + [seq for seq, _ in there[len(there) - tail :]]
    _settle(connection, table, away, before, middle, kind)


def _settle(
    connection: Connection, table: Table, away: Sequence[int], before: Sequence[int], fresh: Iterable[T], kind: type[T]
) -> None:
    """Takes rows away, numbers those anew that must be, and puts the fresh ones between them."""
    for first in range(0, len(away), BATCH):
        connection.execute(delete(table).where(table.c.seq.in_(away[first : first + BATCH])))
    numbers = renumbered(before)
    moved = [{"was": was, "now": -now} for was, now in zip(before, numbers, strict=True) if was not in (NEW, now)]
    if moved:
        # first out of the way of one another
        connection.execute(update(table).where(table.c.seq == bindparam("was")).values(seq=bindparam("now")), moved)
        connection.execute(update(table).where(table.c.seq < 0).values(seq=-table.c.seq))
    places = (now for was, now in zip(before, numbers, strict=True) if was == NEW)
    _insert(connection, kind, zip(places, fresh, strict=True))


def load(connection: Connection, kind: type[T]) -> tuple[T, ...]:
    """All values of a kind, in their order."""
    table = _KEPT[kind].table
    return tuple(decode(row.body, kind) for row in connection.execute(select(table.c.body).order_by(table.c.seq)))


def replace_traced(connection: Connection, traced: Traced) -> None:
    """Puts what trace found in the place of what it found before."""
    replace(connection, Relay, traced.relays)
    replace(connection, Support, traced.supports)
    replace(connection, Loop, traced.loops)
    replace(connection, Figure, traced.figures)


def load_traced(connection: Connection) -> Traced:
    """What trace found."""
    return Traced(
        relays=load(connection, Relay),
        supports=load(connection, Support),
        loops=load(connection, Loop),
        figures=load(connection, Figure),
    )


def at_hand(moment: Moment, kind: type[T], about: str = "seq") -> Rows[T]:
    """All values of a kind, in their order, fetched as they are asked for; `about` is the column by which they are looked up."""
    return Rows(moment, _KEPT[kind].table, kind, about)


def traced_at_hand(moment: Moment) -> Traced:
    """What trace found, fetched as it is asked for."""
    return Traced(
        relays=cast(tuple[Relay, ...], at_hand(moment, Relay, "taker")),
        supports=cast(tuple[Support, ...], at_hand(moment, Support, "claim")),
        loops=cast(tuple[Loop, ...], at_hand(moment, Loop)),
        figures=cast(tuple[Figure, ...], at_hand(moment, Figure)),
    )


def clear(connection: Connection) -> None:
    """Removes everything derived from all readings together."""
    connection.execute(delete(claim_mentions))
    for kept in _KEPT.values():
        connection.execute(delete(kept.table))


def bodies(connection: Connection, kind: type[Any]) -> list[str]:
    """The values of a kind as they stand, in their order: canonical JSON that nobody has read yet."""
    return list(each_body(connection, kind))


def each_body(connection: Connection, kind: type[Any]) -> Iterator[str]:
    """What `bodies` gives, one after the other."""
    table = _KEPT[kind].table
    query = select(table.c.body).order_by(table.c.seq).execution_options(yield_per=_TOGETHER)
    yield from connection.execute(query).scalars()


def misfits(connection: Connection, kind: type[Any]) -> Iterator[str]:
    """What is wrong with the columns beside the values of a kind, by which they are looked up; a value that cannot be read back is passed over."""
    kept = _KEPT[kind]
    last = 0
    told: set[tuple[str, str]] = set()
    for row in connection.execute(select(kept.table).order_by(kept.table.c.seq)):
        if row.seq <= last:
            yield f"the order after number {last} of the {kept.table.name}"
        last = row.seq
        try:
            value = decode(row.body, kind)
        except (ValueError, SecondsourceError):
            continue
        columns = kept.columns(value)
        told.update((row.id, mention) for mention in (value.mentions if isinstance(value, Claim) else ()))
        wrong = [name for name, value in columns.items() if row._mapping[name] != value]
        if wrong:
            yield f"{wrong[0]} of number {row.seq} of the {kept.table.name}"
    if kind is Claim and {(c.claim, c.mention) for c in connection.execute(select(claim_mentions))} != told:
        yield "the list of which mentions are in which claim"
