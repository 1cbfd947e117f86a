"""What follows from all readings together: claims, relays, support, grades, findings. Replaced as a whole, never patched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Table, delete, select

from secondsource.model import Claim, Figure, Finding, Grade, Indicator, Loop, Relay, SecondsourceError, Support, Traced
from secondsource.model.codec import decode, encode

from .at_hand import Rows
from .documents import ends
from .moment import Moment
from .schema import claim_mentions, claims, figures, findings, grades, indicators, loops, relays, supports

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept:
    """How values of one kind are kept: in which table, with which columns beside the body."""

    table: Table
    columns: Callable[[Any], dict[str, object]]


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
    Claim: _Kept(claims, _claim),
    Relay: _Kept(relays, lambda r: {"taker": r.taker, "giver": r.giver, "how": r.how.value, "named": r.named}),
    Support: _Kept(supports, lambda s: {"claim": s.claim, "at_least": s.at_least, "at_most": s.at_most}),
    Loop: _Kept(loops, lambda _: {}),
    Figure: _Kept(figures, lambda f: {"first": f.first, "stale": f.stale}),
    Grade: _Kept(grades, lambda g: {"claim": g.claim, "letter": g.letter, "digit": g.digit}),
    Finding: _Kept(findings, lambda f: {"claim": f.claim, "provision": f.provision, "outcome": f.outcome.value}),
    Indicator: _Kept(indicators, lambda i: {"claim": i.claim, "indicator": i.id, "presence": i.presence.value}),
}


def replace(connection: Connection, kind: type[T], items: Sequence[T]) -> None:
    """Puts these values in the place of all that are there of their kind, in this order."""
    kept = _KEPT[kind]
    if kind is Claim:
        connection.execute(delete(claim_mentions))
    connection.execute(delete(kept.table))
    rows = [
        {**kept.columns(item), "seq": seq, "body": encode(item).decode()} for seq, item in enumerate(items, start=1)
    ]
    if rows:
        connection.execute(kept.table.insert(), rows)
    if kind is Claim:
        pairs = [{"claim": c.id, "mention": m} for c in items if isinstance(c, Claim) for m in c.mentions]
        if pairs:
            connection.execute(claim_mentions.insert(), pairs)


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
    table = _KEPT[kind].table
    return list(connection.execute(select(table.c.body).order_by(table.c.seq)).scalars())


def misfits(connection: Connection, kind: type[Any]) -> Iterator[str]:
    """What is wrong with the columns beside the values of a kind, by which they are looked up; a value that cannot be read back is passed over."""
    kept = _KEPT[kind]
    expected = 1
    told: set[tuple[str, str]] = set()
    for row in connection.execute(select(kept.table).order_by(kept.table.c.seq)):
        if row.seq != expected:
            yield f"number {expected} of the {kept.table.name} is missing"
        expected = row.seq + 1
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
