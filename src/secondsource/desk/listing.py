"""The list of claims: one row each, made once for a state of the case, and which of them a reader asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from secondsource.model import Claim
from secondsource.publish.chapter import heading, where
from secondsource.publish.footnotes import SourceLine
from secondsource.publish.law import gravest
from secondsource.publish.names import country, kind
from secondsource.publish.prominence import weak
from secondsource.publish.words import said_date, word, words
from secondsource.store import CaseView
from secondsource.subjects import Subject

SUPPORT = {
    "2": "at least 2 origins",
    "1": "at least 1 origin",
    "0": "no origin shown",
}
"""What can be asked of support, by the value of the parameter."""
SORTS = {
    "": "the most important first",
    "late": "the latest event first",
    "early": "the earliest event first",
    "support": "most origins first",
    "reports": "most reports first",
}
"""Orders of the list, by the value of the parameter."""
NO_LAW = "-"
"""Stands for claims that no rule speaks to where outcomes are chosen."""
NOWHERE = "-"
"""Stands for claims without a country where countries are chosen."""
MOST_OUTLETS = 500
"""Outlets to be chosen from at most; of others one asks by words."""
LONGEST = 200
"""Characters of a search that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim in the list.

    Args:
        law: the gravest outcome in words; `group` says how grave.
        outlets: of its reports, or what else they are called.
        first, last: the days between which it may have happened, ISO; empty where that is open.
        marks: what its reports say of their own nature, a word each (“digest”).
        words: everything a search looks through, in small letters: heading, place, kind, outlets and the words that tell of it.
    """

    id: str
    number: int
    title: str
    status: str
    when: str
    where: str
    low: int | None
    high: int | None
    reports: int
    grade: str
    law: str
    group: str
    weak: bool
    marks: tuple[str, ...]
    type: str
    kind: str
    country: str
    state: str
    outlets: tuple[str, ...]
    first: str
    last: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader asks for; empty parts ask for nothing.

    Args:
        text: words that must all be found.
        law: group of the gravest outcome, or `NO_LAW`.
        outlet: one that tells it.
        since, until: ISO days; what may have happened between them is found.
        sort: one of `SORTS`.
    """

    text: str = ""
    type: str = ""
    country: str = ""
    support: str = ""
    law: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""

    @property
    def asks(self) -> bool:
        """Whether it leaves anything out."""
        return any(value for name, value in self.pairs().items() if name != "sort")

    def pairs(self) -> dict[str, str]:
        """Its parts under the names that addresses use, nothing empty among them."""
        parts = {
            "q": self.text,
            "type": self.type,
            "country": self.country,
            "support": self.support,
            "law": self.law,
            "outlet": self.outlet,
            "since": self.since,
            "until": self.until,
            "sort": self.sort,
        }
        return {name: value for name, value in parts.items() if value}

    def query(self, page: int = 1) -> str:
        """The wish as the query of an address, nothing empty in it.

        >>> Wish(text="cash & gold", country="KW").query(2)
        '?q=cash+%26+gold&country=KW&page=2'
        """
        said = self.pairs()
        if page > 1:
            said["page"] = str(page)
        return f"?{urlencode(said)}" if said else "/"


def rows_of(
    claims: Sequence[Claim], view: CaseView, pack: Subject, sources: Mapping[str, SourceLine]
) -> tuple[Row, ...]:
    """The rows of these claims in their order, numbered from 1."""
    return tuple(_row(number, claim, view, pack, sources) for number, claim in enumerate(claims, start=1))


def _row(number: int, claim: Claim, view: CaseView, pack: Subject, sources: Mapping[str, SourceLine]) -> Row:
    support, grade, grave = view.support(claim.id), view.grade(claim.id), gravest(view.findings_of(claim.id))
    sort = kind(claim.type, pack)
    place = where(claim, pack)
    told_by = [sources[report] for report in claim.reports if report in sources]
    return Row(
        id=claim.id,
        number=number,
        title=heading(claim, pack),
        status=word("status", claim.status) if claim.status.value != "supported" else "",
        when=said_date(claim.when),
        where=place,
        low=support.at_least if support else None,
        high=support.at_most if support else None,
        reports=len(claim.reports),
        grade=f"{grade.letter}{grade.digit}" if grade else "",
        law=grave.says if grave else "none found",
        group=grave.group if grave else "",
        weak=weak(view, claim),
        marks=tuple(dict.fromkeys(source.mark for source in told_by if source.mark)),
        type=claim.type,
        kind=sort,
        country=claim.country or NOWHERE,
        outlets=tuple(dict.fromkeys(source.known_as for source in told_by)),
        first=claim.when.earliest.isoformat() if claim.when and claim.when.earliest else "",
        last=claim.when.latest.isoformat() if claim.when and claim.when.latest else "",
        state=country(claim.country, pack) if claim.country else "no country known",
        words=" ".join(
            dict.fromkeys(
                " ".join(text.split()).casefold()
                for text in (claim.title, sort, place, *(s.known_as for s in told_by), *_told(claim, view))
            )
        ),
    )


def _told(claim: Claim, view: CaseView) -> Iterable[str]:
    for identifier in claim.mentions:
        mention = view.mention(identifier)
        statement = view.statement(mention.statement) if mention else None
        report = view.report(mention.report) if mention else None
        if statement is not None and report is not None:
            yield from (span.of(report.text) for span in statement.content)


def chosen(rows: Sequence[Row], wish: Wish) -> Sequence[Row]:
    """The rows a reader asks for, in the order asked for. Every word of the text must be found, anywhere in a row."""
    parts = wish.text[:LONGEST].casefold().split()
    if wish.asks:
        rows = [row for row in rows if _fits(row, wish) and all(part in row.words for part in parts)]
    return sorted(rows, key=_ORDERS[wish.sort]) if wish.sort in _ORDERS else rows


_UNKNOWN = "~"
"""Behind every date: what has none stands last when the earliest is first."""
_ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "early": lambda row: (row.first or row.last or _UNKNOWN, row.last or _UNKNOWN),
    "late": lambda row: tuple(-ord(c) for c in (row.last or row.first or " ") + (row.first or " ")),
    "support": lambda row: (-(row.low or 0), -(row.high or 0)),
    "reports": lambda row: -row.reports,
}


def _fits(row: Row, wish: Wish) -> bool:
    if wish.type and row.type != wish.type:
        return False
    if wish.country and row.country != wish.country:
        return False
    if wish.law and (row.group or NO_LAW) != wish.law:
        return False
    if wish.outlet and wish.outlet not in row.outlets:
        return False
    if (wish.since or wish.until) and not (row.first or row.last):
        return False
    if (wish.since and row.last and row.last < wish.since) or (wish.until and row.first and row.first > wish.until):
        return False
    if wish.support == "0":
        return not row.low
    return wish.support not in SUPPORT or (row.low or 0) >= int(wish.support)


Choice = tuple[str, str, int]
"""Something to choose from: its value, its name, how many claims have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is to choose from in a case."""

    kinds: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    outlets: tuple[Choice, ...]
    laws: tuple[Choice, ...]
    supports: Mapping[str, str]
    sorts: Mapping[str, str]


def choices(rows: Iterable[Row]) -> Choices:
    """The kinds of event, countries, outlets and outcomes there are."""
    rows = tuple(rows)
    kinds = Counter((row.kind, row.type) for row in rows)
    states = Counter((row.state, row.country) for row in rows)
    outlets = Counter(outlet for row in rows for outlet in row.outlets)
    laws = Counter(row.group or NO_LAW for row in rows)
    named = {**words()["groups"], NO_LAW: "No rule that speaks to it"}
    return Choices(
        kinds=tuple((value, name, number) for (name, value), number in sorted(kinds.items())),
        countries=tuple((value, name, number) for (name, value), number in sorted(states.items())),
        outlets=tuple((name, name, number) for name, number in sorted(outlets.items())[:MOST_OUTLETS]),
        laws=tuple((value, name, laws[value]) for value, name in named.items() if laws[value]),
        supports=SUPPORT,
        sorts=SORTS,
    )
