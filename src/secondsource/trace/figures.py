"""Where a number came from: the same value, unit and what-of followed back to its first statement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..model import Factuality, Figure, Loop, Quantity, Ref
from .case import Case

STALE_YEARS = 2
"""A figure still given as current this many years after it was first stated is stale."""
Key = tuple[str, str, float | None, float | None, str]
"""Claim, what is counted, least, most, and the time it is for."""
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def figures_of(case: Case, loops: Sequence[Loop] = ()) -> tuple[Figure, ...]:
    """Figures that at least two reports state of one claim, by the first report; those that outlived their ground are marked stale."""
    closed = Closed(loops)
    found = (figure for claim in case.reports_of_claim for figure in figures_of_claim(case, claim, closed))
    return tuple(sorted(found, key=lambda figure: (case.order[figure.first], figure.figure, figure.refs)))


class Closed:
    """Loops by the report that closes them, as they are asked for by a figure's reports."""

    def __init__(self, loops: Sequence[Loop]) -> None:
        self._firsts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, loop in enumerate(loops):
            last, first = loop.closing
            self._firsts[last].append((number, first))

    def among(self, reports: Sequence[str]) -> tuple[str, str] | None:
        """Last and first report of the first loop whose both ends are among the reports."""
        if not any(report in self._firsts for report in reports):
            return None
        every = set(reports)
        found = [(n, last, first) for last in reports for n, first in self._firsts.get(last, ()) if first in every]
        return min(found)[1:] if found else None


def figures_of_claim(case: Case, claim: str, closed: Closed) -> list[Figure]:
    """The figures that at least two reports state of a claim."""
    first_stated: dict[Key, list[tuple[str, Quantity, Factuality]]] = defaultdict(list)
    for report in case.reports_of_claim.get(claim, ()):
        for told in case.told[report, claim]:
            for q in told.mention.quantities:
                first_stated[claim, q.what, q.range.low, q.range.high, q.per or ""].append(
                    (report, q, told.mention.factuality)
                )
    if not first_stated:
        return []
    stated = _restated(case, first_stated)
    withdrawn = _withdrawn(case, stated)
    words = {key: sorted({spoken(q) for _, q, _ in uses}) for key, uses in stated.items()}
    out: list[Figure] = []
    for key, uses in stated.items():
        said = sorted(
            ((r, q) for r, q, f in uses if f is not Factuality.DENIED), key=lambda u: (case.order[u[0]], u[1].span)
        )
        reports = list(dict.fromkeys(r for r, _ in said))
        if len(reports) < 2:
            continue
        first, rest = reports[0], reports[1:]
        reason = _stale(case, key, first, rest, withdrawn) or _came_back(case, reports, closed)
        rivals = sorted({said for k, told in words.items() if k != key and k[:2] == key[:2] for said in told})
        why = (
            reason
            or f"First stated by {case.dated(first)}, repeated by {len(rest)} report{'s' if len(rest) > 1 else ''}."
        )
        if rivals:
            why += f" Beside it stand {', '.join(rivals[:5])}."
        out.append(
            Figure(
                figure=spoken(said[0][1]),
                first=first,
                relays=tuple(rest),
                refs=tuple(Ref(r, q.span) for r, q in said),
                stale=bool(reason),
                why=why,
            )
        )
    return sorted(out, key=lambda figure: (case.order[figure.first], figure.figure, figure.refs))


def _restated(
    case: Case, stated: Mapping[Key, list[tuple[str, Quantity, Factuality]]]
) -> dict[Key, list[tuple[str, Quantity, Factuality]]]:
    """A figure said again without its “a year”, or one end alone of a range told before, is the same figure."""
    since = {key: min(case.order[r] for r, _, _ in uses) for key, uses in stated.items()}
    by_matter: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in sorted(stated, key=lambda k: (since[k], str(k))):
        by_matter[key[:2]].append(key)
    out: dict[Key, list[tuple[str, Quantity, Factuality]]] = defaultdict(list)
    for keys in by_matter.values():
        for key in keys:
            home = next((k for k in keys if k != key and _fuller(k, key) and since[k] <= since[key]), key)
            out[home].extend(stated[key])
    return dict(out)


def _fuller(k: Key, key: Key) -> bool:
    """Whether `k` is a range of which `key` gives one end, or the same numbers with the time that they are for."""
    if k[4] and key[4] and k[4] != key[4]:
        return False
    if k[2:4] == key[2:4]:
        return bool(k[4]) and not key[4]
    ends = {end for end in key[2:4] if end is not None}
    return None not in k[2:4] and k[2] != k[3] and len(ends) == 1 and ends <= set(k[2:4])


def _came_back(case: Case, reports: Sequence[str], closed: Closed) -> str:
    """Why a figure rests on itself: it went round a loop."""
    ends = closed.among(reports)
    if ends is None:
        return ""
    last, first = map(case.dated, ends)
    return f"First stated by {case.dated(reports[0])}; {last} has it, through others, from {first}."


def _withdrawn(
    case: Case,
    stated: Mapping[Key, Sequence[tuple[str, Quantity, Factuality]]],
) -> dict[Key, str]:
    """Figures that an outlet which had stated them denied later, or gave otherwise in a correction, with the report that did."""
    out: dict[Key, str] = {}
    by_matter: dict[tuple[str, str], list[tuple[str, Key]]] = defaultdict(list)
    for key, uses in stated.items():
        for report, _, factuality in uses:
            if factuality is not Factuality.DENIED:
                by_matter[key[:2]].append((report, key))
    for key, uses in stated.items():
        denied = [r for r, _, f in uses if f is Factuality.DENIED]
        mended = [r for r, other in by_matter[key[:2]] if other != key and case.corrects(r)]
        said = [r for r, _, f in uses if f is not Factuality.DENIED]
        for report in sorted({*denied, *mended}, key=case.order.__getitem__):
            before = (r for r in said if case.outlet[r] == case.outlet[report] and case.order[r] < case.order[report])
            if next(before, None) is not None and report not in said:
                out[key] = report
                break
    return out


def _stale(
    case: Case,
    key: Key,
    first: str,
    rest: Sequence[str],
    withdrawn: Mapping[Key, str],
) -> str:
    if (correction := withdrawn.get(key)) is not None:
        late = [r for r in rest if case.order[r] > case.order[correction]]
        if late:
            return f"{case.dated(correction)} withdrew it; {', '.join(case.dated(r) for r in late)} still states it."
    days = case.days_between(first, rest[-1])
    if days is not None and days >= 365 * STALE_YEARS:
        return (
            f"First stated by {case.dated(first)} and still given {days // 365} years later by {case.dated(rest[-1])}."
        )
    return ""


def spoken(q: Quantity) -> str:
    """The number in words a reader knows: “1.2–2.3 billion USD a year”, “1 flight”."""

    def number(x: float, scale: float) -> str:
        return f"{x / scale:,.10g}"

    ends = [e for e in (q.range.low, q.range.high) if e is not None]
    scale, word = next(((s, w) for s, w in _SCALES if max(ends) >= s), (1.0, ""))
    if q.range.low is None:
        amount = f"at most {number(ends[0], scale)}"
    elif q.range.high is None:
        amount = f"at least {number(ends[0], scale)}"
    else:
        amount = number(ends[0], scale) if q.range.exact else f"{number(ends[0], scale)}–{number(ends[1], scale)}"
    what = one_of(q.what) if set(ends) == {1} else q.what
    return " ".join(part for part in (amount, word, what, f"a {q.per}" if q.per else "") if part)


def one_of(things: str) -> str:
    """One of the things that are counted; what has no plural stays as it is.

    >>> one_of("flights"), one_of("countries"), one_of("people"), one_of("USD")
    ('flight', 'country', 'person', 'USD')
    """
    if things == "people":
        return "person"
    if things.endswith("ies"):
        return f"{things[:-3]}y"
    return re.sub(r"(?<=sh|ch|ss)es$|(?<=x)es$|(?<=[a-z])(?<!s)s$", "", things)
