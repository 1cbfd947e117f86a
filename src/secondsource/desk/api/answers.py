"""How a request is answered: from the state of the case, with its tag, a page of rows at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query, Request
from fastapi.responses import Response

from secondsource import __version__
from secondsource.law import LawSaid, said
from secondsource.model import Claim
from secondsource.model.codec import encode
from secondsource.pipeline import Waiting
from secondsource.publish.rows import Row
from secondsource.publish.sourcebook import SourceEntry, sourcebook
from secondsource.publish.timeline.coverage import Outlet, coverage

from ..pages import PAGE
from ..shelf import Shelf, Shown
from ..worldmap.projection import Point
from ..worldmap.spots import known_points
from .errors import Refused
from .written import written

T = TypeVar("T")
LAST_PAGE = 100_000
SIZE = PAGE
"""The most rows on a page, and as many as there are if nobody asks for fewer."""

Day = Annotated[
    str | None,
    Query(
        pattern="^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
        json_schema_extra={"format": "date"},
        description="ISO date; today if not given.",
    ),
]
"""A day of which the law is asked. `day_of` makes a date of it."""
KnownOn = Annotated[
    str | None,
    Query(
        pattern="^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
        json_schema_extra={"format": "date"},
        description="ISO date: only with what had been published by then.",
    ),
]
PageNumber = Annotated[int, Query(ge=1, le=LAST_PAGE, description="Which page, from 1.")]
PageSize = Annotated[int, Query(ge=1, le=SIZE, description="Rows on a page.")]


class State:
    """One state of the case with what is made of it once.

    Args:
        shown: the case, masked.
    """

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    @cached_property
    def digest(self) -> str:
        """Of all that answers are made of but the day: the case, the subject pack, the program."""
        known = self.shown.state.encode()
        total = hashlib.sha256(known or encode(self.shown.view))
        total.update(encode([self.shown.entries, self.shown.unmet, self.shown.pack.digest, __version__]))
        # What a person checked is told also where the decisions themselves are not shown.
        total.update(b"" if known else encode([row.reviewed for row in self.shown.rows]))
        return total.hexdigest()[:32]

    @cached_property
    def said(self) -> tuple[LawSaid, ...]:
        """What the reports say of the law."""
        return said(self.shown.view.readings, self.shown.pack)

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """The statements that wait for a person's eye."""
        return self.shown.waiting

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """What the case holds of each outlet."""
        return coverage(self.shown.view.reports, self.shown.pack)

    @cached_property
    def points(self) -> Mapping[str, Point]:
        """Places that routes may end at."""
        return known_points(self.shown.pack, self.shown.view.mentions)

    @cached_property
    def sources(self) -> Mapping[str, SourceEntry]:
        """Who is heard in the case, by key."""
        return sourcebook(self.shown.view, self.shown.pack)


@dataclass(frozen=True)
class Asked:
    """A request: the state of the case, the day, the tags the asker holds already, and the case as it could be known on a day."""

    state: State
    today: date
    held: str
    known: Callable[[date, Claim], Shown]

    @property
    def shown(self) -> Shown:
        """The case, masked."""
        return self.state.shown

    @property
    def tag(self) -> str:
        """The state's tag. The day belongs to it, for what is in force today may not be tomorrow."""
        return f'"{self.state.digest}-{self.today.isoformat()}"'

    def answer(self, make: Callable[[], Any]) -> Response:
        """What `make` gives as JSON; or 304, and nothing made, if the asker holds it already."""
        headers = {"ETag": self.tag}
        held = {tag.strip().removeprefix("W/") for tag in self.held.split(",")}
        if self.tag in held or "*" in held:
            return Response(status_code=304, headers=headers)
        return Response(written(make()), headers=headers, media_type="application/json")

    def page(
        self,
        items: Sequence[T],
        row: Callable[[T], Row],
        page: int,
        size: int,
        more: Mapping[str, Any] | None = None,
    ) -> Response:
        """One page of rows with how many there are. Raises Refused (404) if there is no such page."""
        last = max(1, -(-len(items) // size))
        if page > last:
            raise Refused(
                404, "no_page", f"There is no page {page}: the last one is {last}.", "Ask for an earlier page."
            )

        def made() -> Row:
            rows: Iterable[Row] = map(row, items[(page - 1) * size : page * size])
            return {"total": len(items), "page": page, "pages": last, "size": size, **(more or {}), "rows": list(rows)}

        return self.answer(made)


class Desk:
    """Hands out the state of the case for each request.

    Args:
        shelf: where the case comes from.
        today: tells the day.
    """

    def __init__(self, shelf: Shelf, today: Callable[[], date]) -> None:
        self._shelf, self._today = shelf, today
        self._state: State | None = None

    def asked(self, held: str) -> Asked:
        """The request as it stands now. Raises NoCase or BrokenCase if the case cannot be read."""
        shown, state = self._shelf.shown(), self._state
        if state is None or state.shown is not shown:
            state = self._state = State(shown)
        return Asked(state, self._today(), held, self._shelf.known)


def asking(
    request: Request, if_none_match: Annotated[str, Header(description="Tag of an answer that the asker holds.")] = ""
) -> Asked:
    """The request as its application's desk sees it."""
    desk: Desk = request.app.state.desk
    return desk.asked(if_none_match)


Now = Annotated[Asked, Depends(asking)]
"""A parameter that gives a route the state of the case."""


def day_of(name: str, text: str) -> date:
    """The day that a parameter names. Raises Refused (400) if there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            400, "bad_parameter", f"The parameter `{name}` is not a day.", "Write it as 2016-03-02."
        ) from error
