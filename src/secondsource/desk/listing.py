"""The list of claims: one row each, made once for a state of the case, and which of them a reader asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from secondsource.model import Claim
from secondsource.publish.chapter import heading, where
from secondsource.publish.footnotes import SourceLine
from secondsource.publish.law import gravest
from secondsource.publish.names import country, kind
from secondsource.publish.prominence import weak
from secondsource.publish.words import said_date, word
from secondsource.store import CaseView
from secondsource.subjects import Subject

SUPPORT = {
    "2": "at least 2 origins",
    "1": "at least 1 origin",
    "0": "no origin shown",
}
"""What can be asked of support, by the value of the parameter."""
NOWHERE = "-"
"""Stands for claims without a country where countries are chosen."""
LONGEST = 200
"""Characters of a search that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim in the list.

    Args:
        law: the gravest outcome in words; `group` says how grave.
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
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader asks for; empty parts ask for nothing."""

    text: str = ""
    type: str = ""
    country: str = ""
    support: str = ""

    @property
    def asks(self) -> bool:
        """Whether it leaves anything out."""
        return any((self.text, self.type, self.country, self.support))

    def query(self, page: int = 1) -> str:
        """The wish as the query of an address, nothing empty in it.

        >>> Wish(text="cash & gold", country="KW").query(2)
        '?q=cash+%26+gold&country=KW&page=2'
        """
        pairs = {"q": self.text, "type": self.type, "country": self.country, "support": self.support}
        said = {key: value for key, value in pairs.items() if value}
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
    """The rows a reader asks for, in their order. Every word of the text must be found, anywhere in a row."""
    if not wish.asks:
        return rows
    parts = wish.text[:LONGEST].casefold().split()
    return [row for row in rows if _fits(row, wish) and all(part in row.words for part in parts)]


def _fits(row: Row, wish: Wish) -> bool:
    if wish.type and row.type != wish.type:
        return False
    if wish.country and row.country != wish.country:
        return False
    if wish.support == "0":
        return not row.low
    return wish.support not in SUPPORT or (row.low or 0) >= int(wish.support)


def choices(rows: Iterable[Row]) -> tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]]:
    """The kinds of event and the countries there are, each with its value, its name and how many claims have it."""
    kinds = Counter((row.kind, row.type) for row in rows)
    states = Counter((row.state, row.country) for row in rows)
    return (
        [(value, name, number) for (name, value), number in sorted(kinds.items())],
        [(value, name, number) for (name, value), number in sorted(states.items())],
    )
