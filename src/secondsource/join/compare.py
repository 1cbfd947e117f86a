"""How much speaks for two mentions being of one event, and why."""

from __future__ import annotations

from functools import lru_cache

from .distance import kilometres
from .facts import Facts
from .rules import NEAR_DAYS, Rules
from .scripts import same_bones

JOIN_FROM = 2.6
"""Mean score from which two groups of mentions are one event; chosen on the developer stories."""
NEVER = -100.0
NEIGHBOURS = 40.0
"""Kilometres within which two names may be of one place: a yard, its town, the town beside it."""
APART = -2.0
"""Points of two places of one country that the texts themselves name. Made-up events in a hundred towns come out best with it, and the stories no worse."""
_REGION = frozenset({"region", "county", "route", ""})
_KINDS = frozenset(
    [
        "airport",
        "camp",
        "canteen",
        "cape",
        "city",
        "cannery",
        "district",
        "dock",
        "dormitory",
        "east",
        "factory",
        "farm",
        "field",
        "forest",
        "hotel",
        "island",
        "mill",
        "mine",
        "north",
        "office",
        "park",
        "plant",
        "port",
        "province",
        "quarter",
        "region",
        "restaurant",
        "river",
        "saint",
        "shipyard",
        "site",
        "south",
        "stadium",
        "state",
        "street",
        "tower",
        "town",
        "upper",
        "village",
        "west",
        "works",
        "yard",
    ]
)
"""Words that many places' names share."""
UNSURE, ABROAD, ONE_PLACE, ONE_MORE, SAME_SIDE = -1.0, -1.5, -0.4, -0.8, 0.3
"""Points of a contradiction that rests on context alone (of time, of country), of a place that only one gives, of “another” or “second”, of the same change."""


def compare(a: Facts, b: Facts, known: Rules) -> float:
    """The score of a pair, the sum of what `reasons` gives; NEVER if they contradict each other."""
    if _days_apart(a, b, known):
        return NEVER
    return sum(points for points, _ in reasons(a, b, known))


def _days_apart(a: Facts, b: Facts, known: Rules) -> bool:
    """Whether the texts themselves give two days so far apart that nothing else makes one event of them. Most pairs of a crowd end here, and soon."""
    if not (a.exact and b.exact and a.dated and b.dated and a.low is not None and b.low is not None):
        return False
    gap = abs(a.low - b.low)
    if gap <= 2 or a.type in known.measured or a.type in known.states or (a.side and a.side == b.side):
        return False
    return gap > NEAR_DAYS or not _one_number(a, b)


def _one_number(a: Facts, b: Facts) -> bool:
    """Whether both may give one number of the same, and not of a single thing alone."""
    above_one = any(low is not None and low > 1 for _, low, _ in (*a.amounts, *b.amounts))
    return above_one and any(
        _overlap(low, high, low2, high2)
        for what, low, high in a.amounts
        for other, low2, high2 in b.amounts
        if what == other or what.split("/")[0] == other.split("/")[0]
    )


def _overlap(low: float | None, high: float | None, low2: float | None, high2: float | None) -> bool:
    return (low is None or high2 is None or low <= high2) and (low2 is None or high is None or low2 <= high)


def comparable(a: Facts, b: Facts) -> float:
    """How much two mentions say that can be compared, 0.3 to 1.3: a pair that says little should not outvote one that says much."""
    dates, places, numbers = a.dated and b.dated, a.place and b.place, a.amounts and b.amounts
    return 0.3 + (0.3 if dates else 0.0) + (0.2 if places else 0.0) + (0.5 if numbers else 0.0)


def reasons(a: Facts, b: Facts, known: Rules) -> list[tuple[float, str]]:
    """What speaks for and against, each with its points. Stops at the first contradiction.

    Args:
        a: one mention.
        b: the other.
        known: the pack's rules of joining.
    """
    if a.families.isdisjoint(b.families):
        return [(NEVER, f"{a.type} and {b.type} are different kinds of event")]
    out = (
        [(1.5, f"both are {a.type}")]
        if a.type == b.type
        else [(0.2, f"{a.type} and {b.type} are used for one another")]
    )
    if a.side and b.side and a.side != b.side:
        return [(NEVER, f"one is of the kind “{a.side}”, the other “{b.side}”")]
    if a.side and a.side == b.side:
        out.append((SAME_SIDE, f"both are of the kind “{a.side}”"))
    same_report = a.report == b.report
    lineage = not same_report and (_cites(a, b) or _cites(b, a) or not a.cites.isdisjoint(b.cites))
    if lineage:
        out.append((1.2, "one relays the other, or both relay one source"))
    # who cites an outlet may have another of its stories: where both give a day, it must be the same for a place to be a mistake
    place = _place(a, b, lineage and not (a.exact and b.exact and a.dated and b.dated and a.low != b.low))
    if place[0] == NEVER:
        return [place]
    numbers = _amounts(a, b, known)
    time = _time(a, b, known, same_report, numbers)
    if time[0] == NEVER and not (a.dated and b.dated):
        time = (UNSURE, f"{time[1]}, but one of them only from the context")
    if time[0] == NEVER:
        return [time]
    if a.again != b.again and (a.low, a.high) != (b.low, b.high):
        if same_report and max(a, b, key=lambda f: f.order).again:
            return [(NEVER, "one is told as one more of its kind")]
        out.append((ONE_MORE, "one is told as one more of its kind"))
    out.append(time)
    out.append(place)
    if numbers is not None:
        out.append(numbers)
    if shared := a.entities & b.entities:
        out.append((0.8, f"both name {', '.join(sorted(shared))}"))
    if a.language == b.language and (shared_words := a.words & b.words):
        share = len(shared_words) / min(len(a.words), len(b.words))
        out.append((2.0 * share, f"{share:.0%} of their words are the same"))
    if same_report and a.statement is not None and b.statement is not None:
        out.append(
            (-0.3, "told in two places of one report") if a.statement != b.statement else (0.0, "told in one sentence")
        )
    return out


def _cites(a: Facts, b: Facts) -> bool:
    return b.outlet in a.cites and (a.published is None or b.published is None or b.published <= a.published)


def _time(a: Facts, b: Facts, known: Rules, same_report: bool, numbers: tuple[float, str] | None) -> tuple[float, str]:
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return 0.0, "a date is not given"
    gap = max((a.low or -(10**9)) - (b.high or 10**9), (b.low or -(10**9)) - (a.high or 10**9))
    if a.type in known.measured and numbers is not None and numbers[0] > 0:
        return 0.5, "the same number, dated by different statements of it"
    if gap <= 0 and (a.span_days is None or b.span_days is None):
        # "by October" fits everything before it: it speaks for an event only if that is not long past
        far = abs((a.high or a.low or 0) - (b.high or b.low or 0))
        return (0.5 if far <= 45 else 0.2 if far <= 120 else -0.8), "an open date that fits"
    if gap <= 0:
        if a.low == b.low and a.high == b.high:
            days = a.span_days
            return (1.8 if days is not None and days <= 31 else 1.2), "the same date"
        wide = max(a.span_days or 400, b.span_days or 400)
        return (1.2 if wide <= 31 else 0.9 if wide <= 120 else 0.4), "dates that may be the same"
    state = a.type in known.states
    if (
        state
        and gap <= (400 if a.type in known.measured or not same_report else 31)
        and (a.span_days or 1) + (b.span_days or 1) > 60
    ):
        return -0.6, "different times of a lasting state"
    if state and gap <= 31:
        return 0.8, "neighbouring days of a lasting state"
    if a.side and a.side == b.side and gap <= 15:
        return 0.8, "the same change, told by its day and by the time after it"
    if same_report and gap > 1:
        return NEVER, "one report gives them two dates"
    if gap <= 2:
        return 0.3, "dates a day or two apart"
    if gap <= NEAR_DAYS and not (a.exact and b.exact and not _telling(numbers, a, b)):
        return (
            (-0.8, f"dates {gap} days apart, but the same number of the same")
            if _telling(numbers, a, b)
            else (-1.6, f"dates {gap} days apart")
        )
    return NEVER, f"dates {gap} days apart"


def _telling(numbers: tuple[float, str] | None, a: Facts, b: Facts) -> bool:
    """Whether both give one number above one: a single thing is no mark of an event."""
    return (
        numbers is not None
        and numbers[0] >= 1
        and any(low is not None and low > 1 for _, low, _ in (*a.amounts, *b.amounts))
    )


def _place(a: Facts, b: Facts, lineage: bool) -> tuple[float, str]:
    if a.country and b.country and a.country != b.country:
        if lineage:
            return -1.2, "different countries, but one relays the other"
        if not (a.placed and b.placed):
            return ABROAD, "different countries, but one of them only from the context"
        return NEVER, "different countries"
    if not a.place or not b.place:
        return (0.0, "no place is given") if a.place == b.place else (ONE_PLACE, "only one gives a place")
    if a.place == b.place:
        return 1.0, f"both in {a.place}"
    if a.place in b.place or b.place in a.place:
        return 0.7, "one place within the other"
    if a.place_bones and same_bones(a.place_bones, b.place_bones) and a.country in (None, b.country):
        return 0.8, "one place in two scripts"
    nowhere_else = a.country in (None, b.country) or b.country is None
    if nowhere_else and "named" in (a.precision, b.precision) and (shared := _own_words(a.place) & _own_words(b.place)):
        return 0.6, f"places that are both called {' '.join(sorted(shared))}"
    if not (a.country and a.country == b.country):
        named = a.placed and b.placed and not a.country and not b.country
        return (APART, "different places that the texts name") if named and not lineage else (-1.0, "different places")
    if a.vague_place or b.vague_place:
        return 0.5, f"both in {a.country}"
    far = kilometres(a, b)
    if far is not None and far <= NEIGHBOURS:
        return 0.2, f"places {far:.0f} km apart"
    kinds = (a.precision, b.precision)
    within = kinds != ("region", "region") and not _REGION.isdisjoint(kinds)
    if lineage or within or not (a.placed and b.placed):
        return -0.4, "different places of one country, one of them perhaps within the other"
    return APART, "different places of one country"


@lru_cache(maxsize=65536)
def _own_words(place: str) -> frozenset[str]:
    """The words of a place's name that are not kinds of places."""
    return frozenset(w for w in place.split() if len(w) > 3) - _KINDS


def _amounts(a: Facts, b: Facts, known: Rules) -> tuple[float, str] | None:
    if not a.amounts or not b.amounts:
        return None
    best: tuple[float, str] | None = None
    for what, low, high in a.amounts:
        for other, low2, high2 in b.amounts:
            if what.split("/")[0] != other.split("/")[0]:
                continue
            overlap = _overlap(low, high, low2, high2)
            if (low, high) == (low2, high2):
                found = (1.5, f"the same number of {what}")
            elif (
                overlap
                and a.type in known.measured
                and not (({low, high} & {low2, high2}) - {None})
                and _ratio(low, high, low2, high2) > 2
            ):
                found = (-1.5, f"open numbers of {what} far apart")
            elif overlap:
                found = (1.0, f"numbers of {what} that may be the same")
            else:
                ratio = _ratio(low, high, low2, high2)
                if a.type in known.measured:
                    found = (-2.5, f"different numbers of {what}")
                else:
                    found = (
                        (0.2, "one number is ten times the other")
                        if ratio == 10
                        else (-0.3 if ratio < 2 else -1.0, f"rival numbers of {what}")
                    )
            if best is None or found[0] > best[0]:
                best = found
    return best if best is not None else (-2.0, "they count different things")


def _ratio(*ends: float | None) -> float:
    given = sorted(end for end in ends if end)
    return given[-1] / given[0] if given else 1.0
