"""The list of claims: one row each, made once for a state of the case, and which of them a reader asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable
from urllib.parse import urlencode

from secondsource.model import Claim, DecisionKind, LedgerEntry, Statement
from secondsource.publish.chapter import heading, where
from secondsource.publish.footnotes import SourceLine
from secondsource.publish.law import gravest
from secondsource.publish.names import country, kind
from secondsource.publish.prominence import weak
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import plain_words, said_date, word, words
from secondsource.store import CaseView
from secondsource.store.ledger import standing
from secondsource.subjects import Subject

from .sought import APART, fitting, plain, whole_word

SUPPORT = {
    "2": noted("at least 2 origins"),
    "1": noted("at least 1 origin"),
    "0": noted("no origin shown"),
}
"""What can be asked of support, by the value of the parameter."""
SORTS = {
    "": noted("the most important first"),
    "late": noted("the latest event first"),
    "early": noted("the earliest event first"),
    "support": noted("most origins first"),
    "reports": noted("most reports first"),
}
"""Orders of the list, by the value of the parameter."""
NO_LAW = "-"
"""Stands for claims that no rule speaks to where outcomes are chosen."""
NOWHERE = "-"
"""Stands for claims without a country where countries are chosen."""
NO_GRADE = "-"
"""Stands for claims without a grade where grades are chosen."""
LONGEST = 200
"""Characters of a search that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim in the list.

    Args:
        law: the gravest outcome in words; `group` says how grave.
        outlets: of its reports, or what else they are called.
        languages: of its reports.
        factualities: of the statements that tell it.
        reviewed: how many of these statements a person accepted or corrected: `yes` for all, `some`, `no`.
        first, last: the days between which it may have happened, ISO; empty where that is open.
        marks: what its reports say of their own nature, a word each (“digest”).
        words: everything a search looks through, in plain form: heading, place, kind, outlets and the words that tell of it.
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
    languages: tuple[str, ...]
    factualities: tuple[str, ...]
    reviewed: str
    first: str
    last: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader asks for; empty parts ask for nothing.

    Args:
        text: words that must all be found; in quotation marks as they stand, with a minus before them not at all.
        law: group of the gravest outcome, or `NO_LAW`.
        outlet: one that tells it.
        grade: a letter, a digit or both, or `NO_GRADE`.
        factuality: of a statement that tells it.
        language: of a report that tells it.
        reviewed: `yes`, `some` or `no`.
        since, until: ISO days; what may have happened between them is found.
        sort: one of `SORTS`.
    """

    text: str = ""
    type: str = ""
    country: str = ""
    support: str = ""
    law: str = ""
    outlet: str = ""
    grade: str = ""
    factuality: str = ""
    language: str = ""
    reviewed: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""

    @property
    def asks(self) -> bool:
        """Whether it leaves anything out."""
        return any(value for name, value in self.pairs().items() if name != "sort")

    @property
    def asks_more(self) -> bool:
        """Whether it asks by something else than words, kind of event, country and support."""
        return any(
            value for name, value in self.pairs().items() if name not in ("q", "type", "country", "support", "sort")
        )

    def pairs(self) -> dict[str, str]:
        """Its parts under the names that addresses use, nothing empty among them."""
        parts = {
            "q": self.text,
            "type": self.type,
            "country": self.country,
            "support": self.support,
            "law": self.law,
            "outlet": self.outlet,
            "grade": self.grade,
            "factuality": self.factuality,
            "language": self.language,
            "reviewed": self.reviewed,
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


@runtime_checkable
class Choosing(Protocol):
    """A list of claims that finds by itself what a reader asks for."""

    def chosen(self, wish: Wish) -> Sequence[Row]:
        """The rows of the list that a reader asks for, in the order asked for."""


def rows_of(
    claims: Sequence[Claim],
    view: CaseView,
    pack: Subject,
    sources: Mapping[str, SourceLine],
    ledger: Iterable[LedgerEntry] = (),
) -> tuple[Row, ...]:
    """The rows of these claims in their order, numbered from 1.

    Args:
        claims: the claims.
        view: the case, masked.
        pack: its subject.
        sources: a line for each report, by id.
        ledger: the decisions; who made them goes into no row.
    """
    seen = frozenset(d.object for d in standing(ledger) if d.kind in _SEEN)
    return tuple(_row(number, claim, view, pack, sources, seen) for number, claim in enumerate(claims, start=1))


_SEEN = (DecisionKind.ACCEPT, DecisionKind.CORRECT)


def _row(
    number: int,
    claim: Claim,
    view: CaseView,
    pack: Subject,
    sources: Mapping[str, SourceLine],
    seen: Collection[str],
) -> Row:
    support, grade, grave = view.support(claim.id), view.grade(claim.id), gravest(view.findings_of(claim.id))
    sort = kind(claim.type, pack)
    place = where(claim, pack)
    told_by = [sources[report] for report in claim.reports if report in sources]
    statements = _statements(claim, view)
    checked = sum(s.id in seen for s in statements) if seen else 0
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
        law=grave.says if grave else say("none found"),
        group=grave.group if grave else "",
        weak=weak(view, claim),
        marks=tuple(dict.fromkeys(source.mark for source in told_by if source.mark)),
        type=claim.type,
        kind=sort,
        country=claim.country or NOWHERE,
        outlets=tuple(dict.fromkeys(source.known_as for source in told_by)),
        languages=tuple(dict.fromkeys(source.language for source in told_by)),
        factualities=tuple(dict.fromkeys(s.factuality.value for s in statements)),
        reviewed="no" if not checked else "yes" if checked == len(statements) else "some",
        first=claim.when.earliest.isoformat() if claim.when and claim.when.earliest else "",
        last=claim.when.latest.isoformat() if claim.when and claim.when.latest else "",
        state=state_of(claim.country or NOWHERE, pack),
        words=APART.join(
            dict.fromkeys(
                plain(text)
                for text in (claim.title, sort, place, *(s.known_as for s in told_by), *_told(statements, view))
            )
        ),
    )


def state_of(code: str, pack: Subject) -> str:
    """The name of a claim's country by its code, or that none is known."""
    return say("no country known") if code == NOWHERE else country(code, pack)


def said_anew(row: Row, claim: Claim, pack: Subject) -> Row:
    """The row of a claim in the language spoken; what a search looks through stays as it is."""
    graves = {entry["short"]: code for code, entry in plain_words()["outcomes"].items()}
    return replace(
        row,
        title=heading(claim, pack),
        status=word("status", claim.status) if row.status else "",
        when=said_date(claim.when),
        where=where(claim, pack),
        law=words()["outcomes"][graves[row.law]]["short"] if row.law in graves else say("none found"),
        kind=kind(claim.type, pack),
        state=state_of(row.country, pack),
    )


def _statements(claim: Claim, view: CaseView) -> list[Statement]:
    """The statements that tell a claim, each once."""
    mentions = (view.mention(identifier) for identifier in claim.mentions)
    named = dict.fromkeys(mention.statement for mention in mentions if mention)
    return [statement for name in named if (statement := view.statement(name)) is not None]


def _told(statements: Iterable[Statement], view: CaseView) -> Iterable[str]:
    for statement in statements:
        report = view.report(statement.report)
        if report is not None:
            yield from (report.text[span.start : whole_word(report.text, span.end)] for span in statement.content)


FACETS: Mapping[str, Callable[[Row], Sequence[str]]] = {
    "type": lambda row: (row.type,),
    "country": lambda row: (row.country,),
    "support": lambda row: ("1", "2") if (row.low or 0) >= 2 else ("1",) if row.low else ("0",),
    "law": lambda row: (row.group or NO_LAW,),
    "outlet": lambda row: row.outlets,
    "grade": lambda row: (row.grade, row.grade[0], row.grade[1]) if row.grade else (NO_GRADE,),
    "factuality": lambda row: row.factualities,
    "language": lambda row: row.languages,
    "reviewed": lambda row: (row.reviewed,),
}
"""By what claims are chosen beside words and days, and the values by which each claim is found, under the names of a wish."""


def chosen(rows: Sequence[Row], wish: Wish) -> Sequence[Row]:
    """The rows a reader asks for, in the order asked for. Every part of the text must fit, anywhere in a row.

    A list that knows its columns is asked by them; `index` sees to it that the answer is the same.
    """
    if isinstance(rows, Choosing):
        return rows.chosen(wish)
    for name, values in FACETS.items():
        if asked := getattr(wish, name):
            rows = [row for row in rows if asked in values(row)]
    rows = [row for row in rows if within(row, wish)] if wish.since or wish.until else rows
    if wish.text:
        rows = [rows[at] for at in fitting([row.words for row in rows], wish.text[:LONGEST])]
    return sorted(rows, key=_ORDERS[wish.sort]) if wish.sort in _ORDERS else rows


def within(row: Row, wish: Wish) -> bool:
    """Whether it may have happened in the days asked for; what has no date did not."""
    if (wish.since or wish.until) and not (row.first or row.last):
        return False
    early = wish.since and row.last and row.last < wish.since
    return not (early or (wish.until and row.first and row.first > wish.until))


_UNKNOWN = "~"
"""Behind every date: what has none stands last when the earliest is first."""
_ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "early": lambda row: (row.first or row.last or _UNKNOWN, row.last or _UNKNOWN),
    "late": lambda row: tuple(-ord(c) for c in (row.last or row.first or " ") + (row.first or " ")),
    "support": lambda row: (-(row.low or 0), -(row.high or 0)),
    "reports": lambda row: -row.reports,
}
