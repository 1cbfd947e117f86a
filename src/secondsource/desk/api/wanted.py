"""Which claims are asked for, by the same parameters wherever claims are listed or drawn from."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from ..listing import LONGEST, Wish
from . import shapes
from .answers import day_of

ListDay = Annotated[
    str | None,
    Query(
        pattern="^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
        json_schema_extra={"format": "date"},
        description="ISO date: may have happened since, or until then.",
    ),
]


def wanted(
    q: Annotated[
        str,
        Query(
            max_length=LONGEST,
            description="Words that must all stand in a claim, anywhere; in quotation marks as they stand; with a minus before them not at all.",
        ),
    ] = "",
    type: Annotated[str, Query(max_length=LONGEST, description="Event type.")] = "",
    country: Annotated[
        str, Query(pattern="^([A-Z]{2}|-)?$", description="ISO 3166-1 alpha-2; `-` for claims without a country.")
    ] = "",
    support: Annotated[
        shapes.Support, Query(description="At least that many independent origins; `0` for none shown.")
    ] = "",
    law: Annotated[
        shapes.Law, Query(description="Group of the gravest outcome; `-` for claims that no rule speaks to.")
    ] = "",
    outlet: Annotated[str, Query(max_length=LONGEST, description="Name of an outlet that tells it.")] = "",
    grade: Annotated[
        str,
        Query(
            pattern="^([A-F]?[1-6]?|-)?$",
            description="Letter of the source, digit of the information, or both; `-` for claims without a grade.",
        ),
    ] = "",
    factuality: Annotated[shapes.Told, Query(description="How a statement that tells it has it.")] = "",
    language: Annotated[
        str,
        Query(
            pattern="^([a-z]{2,3})?$", description="Language of a report that tells it, ISO 639; `und` if not known."
        ),
    ] = "",
    reviewed: Annotated[
        shapes.Reviewed,
        Query(description="How many of its statements a person accepted or corrected: `yes` for all of them."),
    ] = "",
    since: ListDay = None,
    until: ListDay = None,
) -> Wish:
    """The wish of a request. Raises Refused (400) for what is no day."""
    return Wish(
        text=q.strip(),
        type=type,
        country=country,
        support=support,
        law=law,
        outlet=outlet,
        grade=grade,
        factuality=factuality,
        language=language,
        reviewed=reviewed,
        since=day_of("since", since).isoformat() if since else "",
        until=day_of("until", until).isoformat() if until else "",
    )


Wanted = Annotated[Wish, Depends(wanted)]
