"""What an address asks for: the wish that the list of claims and the pictures of it share, and addresses that keep it."""

from __future__ import annotations

from inspect import signature
from urllib.parse import parse_qsl, urlencode

from starlette.exceptions import HTTPException

from .asking import Misasked, day_of
from .listing import LONGEST, SUPPORT, Wish

_LONGEST_QUERY = 2_000


def wish(
    q: str = "",
    type: str = "",
    country: str = "",
    support: str = "",
    law: str = "",
    outlet: str = "",
    grade: str = "",
    factuality: str = "",
    language: str = "",
    reviewed: str = "",
    since: str = "",
    until: str = "",
    sort: str = "",
) -> Wish:
    """The wish in the query of an address, under the names that the list of claims uses. Words beyond the longest search are left out.

    Raises:
        HTTPException: 400 for what is no day.
    """
    return Wish(
        text=q.strip()[:LONGEST],
        type=type,
        country=country,
        support=support if support in SUPPORT else "",
        law=law,
        outlet=outlet,
        grade=grade.upper(),
        factuality=factuality,
        language=language,
        reviewed=reviewed,
        since=_day(since),
        until=_day(until),
        sort=sort,
    )


def _day(text: str) -> str:
    try:
        day = day_of(text)
    except Misasked as error:
        raise HTTPException(400, str(error)) from error
    return day.isoformat() if day else ""


def address(path: str, asked: Wish, **more: str | int | None) -> str:
    """An address that asks the same, and `more` with it; nothing empty is in it.

    >>> address("/map", Wish(text="cash & gold"), area="near", page=None)
    '/map?q=cash+%26+gold&area=near'
    """
    said = {**asked.pairs(), **{key: value for key, value in more.items() if value}}
    return f"{path}?{urlencode(said)}" if said else path


def pairs_of(query: str) -> tuple[tuple[str, str], ...]:
    """What a query asks of claims, nothing else and nothing empty in it.

    >>> pairs_of("q=cash+%26+gold&page=3&token=x")
    (('q', 'cash & gold'),)
    """
    known = signature(wish).parameters
    return tuple((name, value) for name, value in parse_qsl(query[:_LONGEST_QUERY]) if name in known)


def wish_of(query: str) -> Wish | None:
    """The wish of a query that was kept; None if it is no longer understood."""
    try:
        return wish(**dict(pairs_of(query)))
    except HTTPException:
        return None
