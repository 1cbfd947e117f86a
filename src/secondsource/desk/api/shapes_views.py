"""The shape of answers about claims in time and space, about what they can be chosen by, and about what is new."""

from __future__ import annotations

from typing import Literal

from secondsource.model import DecisionKind, Status
from secondsource.publish.shapes import Shape


class Moment(Shape):
    """A claim in time.

    Args:
        id: of the claim.
        number: its place in the list of claims, the most important first.
        type: event type.
        at_least: independent origins, at least.
        at_most: independent origins, at most.
        status: where it stands by what is said for and against it.
        country: ISO 3166-1 alpha-2.
        when: EDTF.
        first: ISO date: the first day that it may mean; null if that is open, or the date cannot be placed in time.
        last: ISO date: likewise the last.
        mark: `~`, `?` or `%` where the date is about or uncertain, as EDTF has it; else empty.
        other_dates: EDTF; other dates told of it, where they cannot all be right.
    """

    id: str
    number: int
    title: str
    type: str
    at_least: int | None
    at_most: int | None
    status: Status
    country: str | None
    when: str | None
    first: str | None
    last: str | None
    mark: str
    other_dates: list[str]


class Month(Shape):
    """How many reports were published in a month, written as 2016-03."""

    month: str
    reports: int


class Covered(Shape):
    """The reports of an outlet that the case holds. A month that is not there says nothing of what happened in it.

    Args:
        first: ISO date: the first day on which the first of them may have been published; null if none has a month.
        last: ISO date: likewise the last.
        undated: how many have no month.
        inferred: how many have a month that is only inferred.
        noted: what the subject pack notes of the outlet; empty if it is active.
        stopped: ISO date: when the outlet stopped, where that is noted.
    """

    outlet: str
    reports: int
    first: str | None
    last: str | None
    months: list[Month]
    undated: int
    inferred: int
    noted: str
    stopped: str | None


class OnMap(Shape):
    """A claim in space. What stands at the same place has the same `stands`, `place`, `country` and `points`.

    Args:
        id: of the claim.
        number: its place in the list of claims, the most important first.
        title: without its place if that is withheld.
        type: event type.
        at_least: independent origins, at least.
        at_most: independent origins, at most.
        status: where it stands by what is said for and against it.
        stands: how: at a point, somewhere in a region, in a country, along a route, or nowhere on a map.
        place: its name; null if only the country is known or may be shown.
        country: ISO 3166-1 alpha-2.
        points: latitude and longitude: one of a point, or of the middle of a region; two of a route; none of a country.
        loose: of a route, whether an end is known only to its country, whose middle stands for it.
        withheld: whether its place is known more precisely than it is shown.
        other_countries: ISO codes of other countries told of it, where they cannot all be right.
    """

    id: str
    number: int
    title: str
    type: str
    at_least: int | None
    at_most: int | None
    status: Status
    stands: Literal["point", "region", "country", "route", "nowhere"]
    place: str | None
    country: str | None
    points: list[list[float]]
    loose: bool
    withheld: bool
    other_countries: list[str]


class ClaimChoice(Shape):
    """Something to choose claims by.

    Args:
        value: of the parameter.
        claims: how many claims it would leave.
    """

    value: str
    name: str
    claims: int


class ClaimChoices(Shape):
    """What claims can be chosen by, under the names of the parameters. Of outlets those of most claims, 500 at most."""

    type: list[ClaimChoice]
    country: list[ClaimChoice]
    support: list[ClaimChoice]
    law: list[ClaimChoice]
    outlet: list[ClaimChoice]
    grade: list[ClaimChoice]
    factuality: list[ClaimChoice]
    language: list[ClaimChoice]
    reviewed: list[ClaimChoice]


class Decided(Shape):
    """A decision, in a line.

    Args:
        who: a letter for each person; names are not given out.
        at: ISO 8601 instant in UTC.
    """

    seq: int
    kind: DecisionKind
    who: str
    at: str


class Today(Shape):
    """What is new, what waits, what needs attention.

    Args:
        since: ISO 8601 instant in UTC, as it was asked; null if everything was.
        latest: when the last report of the case came in; to be asked with next time.
        reports: how many came in; `/today/reports` lists them.
        claims: of how many claims these tell; `/today/claims` lists them.
        waiting: statements that wait for review.
        unmet: decisions that no longer find what they are about.
        set_aside: documents that could not be read.
        decided: the last decisions, the latest first; none where decisions are not shown.
    """

    since: str | None
    latest: str | None
    reports: int
    claims: int
    waiting: int
    unmet: int
    set_aside: int
    decided: list[Decided]


class NewReport(Shape):
    """A report that came in.

    Args:
        id: made from its capture.
        report: its name, as the input gave it.
        published: EDTF, with the time of day where it is known.
        language: ISO 639; `und` if not known.
        came_in: ISO 8601 instant in UTC: when its capture was got last.
    """

    id: str
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    came_in: str


class NewClaim(Shape):
    """A claim that reports which came in tell of.

    Args:
        id: of the claim.
        number: its place in the list of claims, the most important first.
        new_reports: how many of its reports came in.
        reports: how many it has in all.
        whole: whether all of them did, so that the claim itself is new.
        at_least: independent origins, at least.
        at_most: independent origins, at most.
    """

    id: str
    number: int
    title: str
    new_reports: int
    reports: int
    whole: bool
    at_least: int | None
    at_most: int | None
