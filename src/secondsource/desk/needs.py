"""Who may ask for which address of the desk: one line for each. An address without a line is answered to nobody.

Whether somebody may see a thing that an address names, a closed report for example, is another question: the case that is shown to them does not hold it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from secondsource.model import Act, SecondsourceError
from secondsource.publish.tongue import say

from .bench import NotHere, NotYours
from .visiting import Visitor, visitor


class Need(StrEnum):
    """What an address asks of whoever asks for it."""

    NOTHING = "nothing"
    """Strangers are answered too: the way in, and what a page looks like."""
    READ = "read"
    """They may read the case. With accounts: everybody who signed in."""
    INSIDE = "inside"
    """They may read, and do not just look on at a desk without accounts that is served to others."""
    ACCOUNT = "account"
    """They have an account."""
    NOTE = "note"
    DECIDE = "decide"
    KEEP = "keep"

    def met(self, who: Visitor) -> bool:
        """Whether somebody fulfils it."""
        if self is Need.NOTHING:
            return True
        if self is Need.ACCOUNT:
            return who.person is not None
        if self is Need.INSIDE:
            return who.may(Act.READ) and (who.person is not None or who.may(Act.NOTE))
        return who.may(Act(self.value))


def _lines(text: str) -> dict[str, Need]:
    return {
        f"{method} {path}": Need(need) for need, method, path in (line.split() for line in text.splitlines() if line)
    }


NEEDS = _lines("""
nothing GET  /login
nothing POST /login
nothing GET  /login/elsewhere
nothing GET  /login/back
nothing GET  /style.css
nothing GET  /desk.js
nothing GET  /healthz
nothing GET  /language

read    GET  /
read    GET  /claims.{format}
read    GET  /claims/{claim}
read    GET  /claims/{claim}/decide
read    GET  /claims/{claim}/law/{provision}
read    GET  /reports
read    GET  /reports/{report}
read    GET  /reports/{report}/changes
read    GET  /reports/{report}/rights
read    GET  /set-aside
read    GET  /dossier
read    GET  /dossier/file
read    GET  /timeline
read    GET  /map
read    GET  /network
read    GET  /network/path
read    GET  /law
read    GET  /law/deadlines
read    GET  /law/said
read    GET  /law/provisions/{provision}
read    GET  /numbers
read    GET  /numbers/history
read    GET  /sources
read    GET  /sources/{key}
read    GET  /forecasts
read    GET  /forecasts/{identifier}
read    GET  /search
read    GET  /scenario
read    GET  /review
read    GET  /decisions
read    GET  /today
read    GET  /alerts
read    GET  /alerts.atom
read    GET  /work
read    GET  /me
read    POST /logout
read    POST /reports/{report}/open

inside  POST /today/looked
inside  POST /alerts/seen
inside  POST /notes/seen
inside  POST /searches
inside  POST /searches/{id}/forget

account POST /me/password
account POST /me/sessions/end
account POST /me/keys

note    POST /works/{kind}/{id}
note    POST /notes/{kind}/{id}

decide  POST /claims/{claim}/decide/{act}
decide  POST /review/{item}/{act}
decide  POST /decisions/{hash}/undo
decide  POST /reports/{report}/mark
decide  POST /reports/{report}/correct
decide  POST /proposals/{id}/{act}

keep    GET  /vault
keep    GET  /people
keep    POST /people
keep    POST /people/eyes
keep    POST /people/{id}/{act}
keep    GET  /record
keep    POST /reports/{report}/{act}

read    GET  /api/openapi.json
read    GET  /api/case
read    GET  /api/choices
read    GET  /api/claims
read    GET  /api/claims/{claim}
read    GET  /api/claims/{claim}/law/{provision}
read    GET  /api/reports
read    GET  /api/reports/{report}
read    GET  /api/reports/{report}/changes
read    GET  /api/set-aside
read    GET  /api/search
read    GET  /api/timeline
read    GET  /api/timeline/coverage
read    GET  /api/map
read    GET  /api/network
read    GET  /api/today
read    GET  /api/today/reports
read    GET  /api/today/claims
read    GET  /api/alerts
read    GET  /api/law
read    GET  /api/law/provisions/{provision}
read    GET  /api/law/deadlines
read    GET  /api/law/said
read    GET  /api/numbers
read    GET  /api/numbers/history
read    GET  /api/sources
read    GET  /api/sources/{key}
read    GET  /api/review
read    GET  /api/decisions
read    GET  /api/relays
read    GET  /api/statements
read    GET  /api/mentions
read    GET  /api/findings
read    GET  /api/indicators
read    GET  /api/grades
read    GET  /api/loops
read    GET  /api/scenario/presets
read    GET  /api/scenario/{preset}
read    GET  /api/searches
inside  GET  /api/work
inside  GET  /api/notes
inside  GET  /api/proposals
keep    GET  /api/people
keep    GET  /api/record
""")
"""What each address asks for, as `METHOD /path` with the names of its parts in braces."""

OPEN = frozenset(line.partition(" ")[2] for line, need in NEEDS.items() if need is Need.NOTHING)
"""Addresses that ask for no account."""


def refused(need: Need | None) -> SecondsourceError:
    """What a page answers whoever may not ask for it.

    Args:
        need: what is asked of them; None if the address has no line.
    """
    if need is None or visitor().person is not None:
        return NotYours(
            say(
                "Your account may not do that. Ask a keeper of the case; the page of your account says what you may do."
            )
        )
    if need is Need.ACCOUNT:
        return NotHere(say("Nobody has an account at this desk. `secondsource people add` makes the first."))
    if need is Need.INSIDE:
        return NotHere(
            say(
                "Searches and notes are kept on the machine that holds the case. This desk is served to others and only shows it."
            )
        )
    return NotHere(
        say("Decisions are made on the machine that holds the case. This desk is served to others and only shows it.")
    )


def permitted(
    below: str = "",
    refuse: Callable[[Need | None], Exception] = refused,
    note: Callable[[str], None] | None = None,
) -> Callable[[Request], Awaitable[None]]:
    """What stands before every address of an application and refuses whoever may not ask for it.

    Args:
        below: where the application is mounted.
        refuse: gives the error that is raised.
        note: told what was refused.
    """

    async def check(request: Request) -> None:
        address = f"{request.method} {below}{request.scope['route'].path}"
        need = NEEDS.get(address)
        if need is None or not need.met(visitor()):
            if note is not None:
                await run_in_threadpool(note, address)
            raise refuse(need)

    return check
