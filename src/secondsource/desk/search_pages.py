"""Sets the page of a search: the box, and what was found with the sentences that answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from secondsource.publish.found import Found
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import said_date
from secondsource.store.search import BadSearch, What

from .pages import set_of
from .places import report_href
from .searching import FoundList, Searching
from .shelf import Shown

PAGE = 20
"""Answers on one page."""
KINDS = {What.REPORTS: noted("Reports"), What.STATEMENTS: noted("Statements"), What.CLAIMS: noted("Claims")}


def search_page(shown: Shown, searching: Searching, text: str, what: What, page: int) -> str | None:
    """What fits a search; None if it has no such page.

    Args:
        shown: the case.
        searching: knows its words.
        text: as it was typed; empty for the box alone.
        what: which kind is looked for.
        page: counts from 1.
    """
    found: FoundList | tuple[Found, ...] = ()
    problem = ""
    try:
        found = FoundList(searching.finder(shown), text, what) if text else ()
    except BadSearch as error:
        problem = str(error)
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= page <= last:
        return None
    return set_of(
        shown,
        "search.html.j2",
        at="/search",
        text=text,
        what=what.value,
        kinds=[(kind.value, say(name)) for kind, name in KINDS.items()],
        problem=problem,
        total=len(found),
        first=(page - 1) * PAGE + 1,
        rows=[_row(shown, row) for row in found[(page - 1) * PAGE : page * PAGE]],
        page=page,
        last=last,
        href=lambda number: f"/search?{urlencode({'q': text, 'what': what.value, 'page': number})}",
    )


def _row(shown: Shown, found: Found) -> dict[str, Any]:
    title, report = found.title, found.report
    number = shown.numbers.get(found.id)
    if number is not None:
        title = shown.rows[number - 1].title
    where = report_href(report.id) if report else ""
    if report and found.span:
        where += f"?words={found.span.start}-{found.span.end}#w0"
    source = shown.sources.get(report.id) if report else None
    return {
        "title": title,
        "href": f"/claims/{quote(found.id, safe='')}" if found.what is What.CLAIMS else where,
        "language": report.lang if report and found.what is not What.CLAIMS else "",
        "outlet": source.outlet if source else "",
        "date": said_date(report.date) if report and report.published else say("date not known"),
        "label": source.label if source else "",
        "where": where,
        "spoken": report.lang if report else "",
        "pieces": [(Markup("<mark>{}</mark>").format(piece) if strong else piece) for piece, strong in found.pieces],
    }
