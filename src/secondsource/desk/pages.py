"""Sets the pages of the desk from one state of the case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from secondsource.model import Act, Claim
from secondsource.model.acting import harmless
from secondsource.publish.chapter import chapter
from secondsource.publish.footnotes import Footnote, Notes, SourceLine
from secondsource.publish.law import rank
from secondsource.publish.marked import line_of
from secondsource.publish.page import NoteMarks, picture
from secondsource.publish.retold import retold
from secondsource.publish.templating import speaking_templates
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import count
from secondsource.store.office.searches import Search

from . import tongues
from .asked import address
from .catalogue import Sources, searched
from .evidence import evidence
from .instants import said_instant
from .known_steps import at_step, steps_of
from .listing import Row, Wish, chosen
from .places import finding_href
from .said_anew import SaidSources
from .scenario.answers import has_model
from .shelf import Shown
from .staff.panel import Panel, keeps
from .visiting import visitor

PAGE = 200
"""Claims on one page of the list."""


def _shown(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("secondsource.desk", "templates"),
                jinja2.PackageLoader("secondsource.publish", "templates"),
            ]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    env.globals["ways"] = tongues.ways
    env.filters["instant"] = said_instant
    return speaking_templates(env)


NAV = (
    ("/today", noted("Today")),
    ("/", noted("Claims")),
    ("/timeline", noted("Timeline")),
    ("/map", noted("Map")),
    ("/network", noted("Network")),
    ("/reports", noted("Reports")),
    ("/search", noted("Search")),
    ("/sources", noted("Sources")),
    ("/numbers", noted("Numbers")),
    ("/forecasts", noted("Forecasts")),
    ("/law", noted("Law")),
    ("/scenario", noted("Scenario")),
    ("/dossier", noted("Dossier")),
    ("/review", noted("Review")),
    ("/decisions", noted("Decisions")),
    ("/work", noted("Work")),
    ("/set-aside", noted("Set aside")),
)
"""The pages that every page leads to: address and name."""


def _set(template: str, **values: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(**{"at": "", "nav": NAV, "visitor": visitor(), "tlp": None, **values})
    )


def bare(template: str, **values: Any) -> str:
    """A page that shows nothing of the case, and leads to no other."""
    return _set(template, **{"case": "secondsource", "notice": "", "nav": (), **values})


def own_style() -> str:
    """What the desk adds to the style sheet of dossiers."""
    return files(__package__).joinpath("templates/desk.css").read_text(encoding="utf-8")


def own_script() -> str:
    """The one script of the desk; every page works without it."""
    return files(__package__).joinpath("templates/desk.js").read_text(encoding="utf-8")


def last_page(rows: Sequence[Row]) -> int:
    """How many pages these rows take; one if there are none."""
    return max(1, -(-len(rows) // PAGE))


def set_of(shown: Shown, template: str, **values: Any) -> str:
    """A page of the case, with its title and the notice at its foot.

    Args:
        shown: the case.
        template: name of the page's template.
        values: what it shows; `at` is the address in the navigation that it belongs to, `marking` that of what it shows, if not of the whole.
    """
    about = shown.pack.about
    title = shown.view.title or say(str(about.get("title", "Case")))
    marking = values.pop("marking", shown.marking)
    line = line_of(marking) if shown.view.marks else None
    values.setdefault("nav", NAV if has_model(shown.pack) else tuple(one for one in NAV if one[0] != "/scenario"))
    return _set(template, case=title, notice=say(str(about.get("notice", ""))), tlp=line, **values)


def claims_page(shown: Shown, wish: Wish, page: int, kept: Sequence[Search] = ()) -> str | None:
    """A page of the list of claims, the most important first; None if the claims asked for have no such page.

    Args:
        shown: the case.
        wish: which claims.
        page: counts from 1.
        kept: searches that whoever asks has kept, or that are shared with them.
    """
    view = shown.view
    rows = chosen(shown.rows, wish)
    last = last_page(rows)
    if not 1 <= page <= last:
        return None
    counts = (
        count(len(view.reports), "report"),
        count(len(view.statements), "statement"),
        count(len(view.claims), "claim"),
        say("{documents} set aside", documents=count(len(view.set_aside), "document")),
    )
    return set_of(
        shown,
        "claims.html.j2",
        at="/",
        subject=say(str(shown.pack.about.get("title", ""))),
        counts=counts,
        rows=rows[(page - 1) * PAGE : page * PAGE],
        found=len(rows),
        total=len(shown.rows),
        wish=wish,
        choices=shown.facets.beside(wish),
        address=address,
        page=page,
        last=last,
        kept=kept,
        keeps=keeps(),
        shares=visitor().may(Act.NOTE) and visitor().person is not None,
        asked=wish.query(1).removeprefix("?"),
        token=visitor().token,
    )


def claim_page(
    shown: Shown,
    claim: Claim,
    whole: Shown | None = None,
    day: str = "",
    work: Panel | None = None,
    *,
    days: bool = True,
) -> str:
    """One claim, with its notes at the foot.

    Args:
        shown: the case, or the case as it could be known on a day.
        claim: one of its claims.
        whole: the case with all that is known now, where `shown` is that of a day.
        day: that day.
        work: what people noted of it; None where that is not shown.
        days: whether the days on which its support changed are worked out, if they are not known yet; otherwise a link leads to them.
    """
    now = whole or shown
    known = days or claim.id in now.steps
    steps = steps_of(now.known_steps(now.view.claim(claim.id) or claim) if known else ())
    notes = Notes(shown.view, shown.sources)
    written = chapter(shown.numbers[claim.id], claim, shown.view, shown.pack, notes, shown.relays)
    return set_of(
        shown,
        "claim.html.j2",
        c=written,
        work=work,
        marking=shown.view.marking_of_claim(claim.id),
        day=day,
        steps=steps,
        later=not known,
        step=at_step(steps, day),
        notes=notes.notes,
        note=NoteMarks(),
        picture=picture(written, "lineage", evidence="e"),
        evidence=evidence(shown, claim, written.support, written.graph),
        findings=[
            (f.provision, finding_href(claim.id, f.provision))
            for f in sorted(shown.view.findings_of(claim.id), key=lambda f: (rank(f), f.provision))
            if f.provision in shown.pack.provisions
        ],
        report_href=_report_href,
        words_href=_words_href,
    )


def reports_page(shown: Shown, text: str = "", page: int = 1) -> str | None:
    """A page of the list of reports, in order of publication; None if those asked for have no such page.

    Args:
        shown: the case.
        text: words that the title or the outlet must have, in any order.
        page: counts from 1.
    """
    words = text.casefold().split()
    found = reports_with(shown, words)
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= page <= last:
        return None
    here = [shown.sources[report] for report in found[(page - 1) * PAGE : page * PAGE]]
    counts = {}
    for source in here:
        reading = shown.view.reading(source.id)
        counts[source.id] = (len(reading.statements), len(reading.mentions)) if reading else (0, 0)
    return set_of(
        shown,
        "reports.html.j2",
        at="/reports",
        sources=here,
        counts=counts,
        found=len(found),
        total=len(shown.sources),
        text=text,
        page=page,
        last=last,
        report_href=_report_href,
    )


def reports_with(shown: Shown, words: Sequence[str]) -> Sequence[str]:
    """Ids of the reports that have all these words, in small letters, in title, name, outlet or date; in order of publication."""
    sources = shown.sources.kept if isinstance(shown.sources, SaidSources) else shown.sources
    if isinstance(sources, Sources):
        return sources.found(words)
    return [s.id for s in shown.sources.values() if not words or all(word in searched(s) for word in words)]


def aside_page(shown: Shown) -> str:
    """What could not be read, and what to do about it."""
    return set_of(
        shown,
        "aside.html.j2",
        at="/set-aside",
        set_aside=shown.view.set_aside,
    )


def error_page(message: str, typed: Sequence[tuple[str, str]] = (), *, decided: bool = False) -> str:
    """A page that says what went wrong and leads back.

    Args:
        message: what went wrong.
        typed: fields of a form that came to nothing, to be copied from the page.
        decided: whether a decision is why, which can be taken back.
    """
    nav = NAV if visitor().acts else ()
    message = retold(message)
    return _set("error.html.j2", case="secondsource", notice="", nav=nav, message=message, typed=typed, decided=decided)


def _report_href(source: SourceLine) -> str:
    return f"/reports/{quote(source.id, safe='')}"


def _words_href(note: Footnote) -> Markup:
    spans = ",".join(f"{span.start}-{span.end}" for span in note.spans)
    return Markup("{}?words={}#w0").format(_report_href(note.source), spans)
