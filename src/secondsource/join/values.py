"""Every value that reports give for an attribute, which of them cannot all be right, and the best one to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ..model import Factuality, PartialDate, Quantity, Ref, Span, Value
from ..model.edtf import MONTHS
from ..subjects import Subject
from .facts import Told
from .rules import Rules

_UNREAL = frozenset({Factuality.CONDITIONAL, Factuality.FORECAST, Factuality.OPINION})
_SHARPNESS = {"day": 0, "interval": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "century": 6, "yearless": 7}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def values_of(group: Sequence[Told], known: Rules) -> tuple[Value, ...]:
    """All values of all attributes, sorted; each with its mentions and words."""
    found: dict[tuple[str, str], list[tuple[str, Ref]]] = defaultdict(list)
    for f in group:
        for attribute, value, span in _given(f, known):
            found[attribute, value].append((f.id, Ref(f.report, span)))
    return tuple(
        Value(
            attribute=a,
            value=v,
            mentions=tuple(sorted({i for i, _ in items})),
            refs=tuple(sorted({r for _, r in items})),
        )
        for (a, v), items in sorted(found.items())
    )


def _given(f: Told, known: Rules) -> Iterator[tuple[str, str, Span]]:
    m = f.mention
    yield "type", m.type, m.trigger
    if m.type in known.remarks:
        return
    if m.when:
        yield "when", str(m.when.date), m.when.span or m.trigger
    if m.place:
        if m.place.name:
            yield "place", m.place.name, m.place.span or m.trigger
        if m.place.country:
            yield "country", m.place.country, m.place.span or m.trigger
    for q in m.quantities:
        yield f"quantity:{q.what}", _text(q), q.span
    for extra in m.attributes:
        yield extra.name, extra.value, extra.span


def _text(q: Quantity) -> str:
    def number(x: float | None) -> str:
        return "" if x is None else f"{x:.0f}" if x == int(x) else f"{x}"

    return f"{number(q.range.low)}..{number(q.range.high)} {q.what}" + (f" per {q.per}" if q.per else "")


def conflicts_of(group: Sequence[Told], known: Rules) -> tuple[str, ...]:
    """The attributes for which two values cannot both be right. A finer and a coarser value are no conflict.

    A value that a mention denies is no rival value, and what is only supposed is none either.
    """
    said = [
        f
        for f in group
        if f.type not in known.remarks and f.factuality is not Factuality.DENIED and f.factuality not in _UNREAL
    ]
    out: set[str] = set()
    dates = sorted({f.mention.when.date for f in said if f.mention.when and f.mention.when.date.has_year}, key=str)
    if any(not a.may_be(b) for a, b in combinations(dates, 2)):
        out.add("when")
    countries = {f.country for f in said if f.country}
    if len(countries) > 1:
        out |= {"country", "place"}
    amounts: dict[str, set[tuple[float | None, float | None]]] = defaultdict(set)
    for f in said:
        for q in f.mention.quantities:
            amounts[f"quantity:{q.what}" + (f" per {q.per}" if q.per else "")].add((q.range.low, q.range.high))
    for what, ranges in amounts.items():
        ordered = sorted(ranges, key=str)
        if any(_apart(a, b) for a, b in combinations(ordered, 2)):
            out.add(what.split(" per ")[0])
    return tuple(sorted(out))


def _apart(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> bool:
    return (a[0] is not None and b[1] is not None and a[0] > b[1]) or (
        b[0] is not None and a[1] is not None and b[0] > a[1]
    )


def best_type(group: Sequence[Told], known: Rules) -> str:
    """The type most mentions give; of equals the one told first."""
    events = [f.type for f in group if f.type not in known.remarks] or [f.type for f in group]
    return _most_given(events) or group[0].type


def best_when(group: Sequence[Told], known: Rules) -> PartialDate | None:
    """The most precise date compatible with most mentions; of equals the one told first."""
    events = [f for f in group if f.type not in known.remarks] or list(group)
    dates = [f.mention.when.date for f in events if f.mention.when]
    distinct = list(dict.fromkeys(dates))
    if not distinct:
        return None
    weight = Counter(dates)
    fits = {d: sum(n for other, n in weight.items() if d.may_be(other)) for d in distinct[:200]}
    return min(
        fits, key=lambda d: (not d.has_year, -fits[d], _SHARPNESS[d.precision], d.days() or 10**6, distinct.index(d))
    )


def best_place(group: Sequence[Told], known: Rules) -> tuple[str | None, str | None]:
    """The country most mentions give, and within it the place most of them give."""
    group = [f for f in group if f.type not in known.remarks] or list(group)
    countries = [f.country for f in group if f.country]
    country = _most_given(countries)
    places = [
        f.mention.place.name for f in group if f.mention.place and f.mention.place.name and f.country in (country, None)
    ]
    return _most_given(places), country


def _most_given(values: Sequence[str]) -> str | None:
    """Of equals the one given first."""
    counts = Counter(values)
    return max(counts, key=counts.__getitem__, default=None)


def title_of(event_type: str, when: PartialDate | None, place: str | None, pack: Subject) -> str:
    """“Work stoppage, Kuwait, December 2015”."""
    known = pack.event_types.get(event_type)
    name = known.title if known and known.title else event_type.replace("_", " ").capitalize()
    parts = [name]
    if place:
        parts.append(place)
    if when:
        parts.append(spoken(when))
    if len(parts) == 1:
        parts.append("time and place not given")
    return ", ".join(parts)


def spoken(when: PartialDate) -> str:
    """A date as a reader says it.

    >>> spoken(PartialDate("2015-12"))
    'December 2015'
    """
    if when.is_interval:
        low, high = when.text.split("/")
        if low == "..":
            return f"by {spoken(PartialDate(high))}"
        if high == "..":
            return f"since {spoken(PartialDate(low))}"
        return f"{spoken(PartialDate(low))} to {spoken(PartialDate(high))}"
    mark = when.qualifier
    text = when.text.rstrip("~?%")
    parts = text.split("-")
    out = text
    if len(parts) >= 2 and parts[1].isdigit():
        month = int(parts[1])
        name = _SEASONS.get(month) or MONTHS[month - 1]
        day = f"{int(parts[2])} " if len(parts) == 3 and parts[2].isdigit() else ""
        year = "" if "X" in parts[0] else f" {parts[0]}"
        out = f"{day}{name}{year}"
    return {"~": "about ", "%": "perhaps about ", "?": "perhaps "}.get(mark, "") + out
