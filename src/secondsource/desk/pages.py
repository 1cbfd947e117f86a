"""Sets the pages of the desk from one state of the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from secondsource.model import Claim, Reading, Span
from secondsource.publish.annex import blocks
from secondsource.publish.chapter import chapter
from secondsource.publish.dossier import NoteMarks, link, picture
from secondsource.publish.footnotes import Footnote, Notes, SourceLine
from secondsource.publish.law import rank
from secondsource.publish.templating import speaking_templates
from secondsource.publish.words import count, said_bounds, said_date, word

from . import tongues
from .asked import address
from .listing import Row, Wish, chosen
from .places import finding_href
from .shelf import Shown

PAGE = 200
"""Claims on one page of the list."""


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
    )
    env.globals["ways"] = tongues.ways
    return speaking_templates(env)


NAV = (
    ("/today", "Today"),
    ("/", "Claims"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/reports", "Reports"),
    ("/sources", "Sources"),
    ("/numbers", "Numbers"),
    ("/law", "Law"),
    ("/review", "Review"),
    ("/decisions", "Decisions"),
    ("/set-aside", "Set aside"),
)
"""The pages that every page leads to: address and name."""


def _set(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**{"at": "", "nav": NAV, **values})


def own_style() -> str:
    """What the desk adds to the style sheet of dossiers."""
    return files(__package__).joinpath("templates/desk.css").read_text(encoding="utf-8")


def last_page(rows: Sequence[Row]) -> int:
    """How many pages these rows take; one if there are none."""
    return max(1, -(-len(rows) // PAGE))


def set_of(shown: Shown, template: str, **values: Any) -> str:
    """A page of the case, with its title and the notice at its foot; `at` is the address in the navigation that it belongs to."""
    about = shown.pack.about
    title = shown.view.title or str(about.get("title", "Case"))
    return _set(template, case=title, notice=about.get("notice", ""), **values)


def claims_page(shown: Shown, wish: Wish, page: int) -> str | None:
    """A page of the list of claims, the most important first; None if the claims asked for have no such page."""
    view = shown.view
    rows = chosen(shown.rows, wish)
    last = last_page(rows)
    if not 1 <= page <= last:
        return None
    counts = (
        count(len(view.reports), "report"),
        count(len(view.statements), "statement"),
        count(len(view.claims), "claim"),
        count(len(view.set_aside), "document") + " set aside",
    )
    return set_of(
        shown,
        "claims.html.j2",
        at="/",
        subject=shown.pack.about.get("title", ""),
        counts=counts,
        rows=rows[(page - 1) * PAGE : page * PAGE],
        found=len(rows),
        total=len(shown.rows),
        wish=wish,
        choices=shown.choices,
        address=address,
        page=page,
        last=last,
    )


def claim_page(shown: Shown, claim: Claim, whole: Shown | None = None, day: str = "") -> str:
    """One claim, with its notes at the foot.

    Args:
        shown: the case, or the case as it could be known on a day.
        claim: one of its claims.
        whole: the case with all that is known now, where `shown` is that of a day.
        day: that day.
    """
    now = whole or shown
    steps = now.known_steps(now.view.claim(claim.id) or claim)
    notes = Notes(shown.view, shown.sources)
    written = chapter(shown.numbers[claim.id], claim, shown.view, shown.pack, notes, shown.relays)
    return set_of(
        shown,
        "claim.html.j2",
        c=written,
        day=day,
        steps=[(s.day.isoformat(), said_date(s.day.isoformat()), said_bounds(s.at_least, s.at_most)) for s in steps],
        notes=notes.notes,
        note=NoteMarks(),
        picture=picture(written, "lineage"),
        findings=[
            (f.provision, finding_href(claim.id, f.provision))
            for f in sorted(shown.view.findings_of(claim.id), key=lambda f: (rank(f), f.provision))
            if f.provision in shown.pack.provisions
        ],
        report_href=_report_href,
        words_href=_words_href,
    )


def report_page(shown: Shown, reading: Reading, words: str = "") -> str:
    """One report: its text beside its statements.

    Args:
        shown: the case.
        reading: the report and what was read in it.
        words: spans to point out, `start-end` with commas between; anything else is passed over.
    """
    report = reading.report
    source = shown.sources[report.id]
    notes = Notes(shown.view, shown.sources)
    said = []
    for statement in reading.statements:
        number = notes.of(report.id, statement.content)
        said.append({"number": number, "statement": statement, "note": notes.notes[number - 1]})
    shown_notes = list(notes.notes)
    asked = _spans(words, len(report.text))
    if asked:
        shown_notes.append(Footnote(number=0, source=source, spans=asked, pieces=()))
    claims: dict[str, dict[str, object]] = {}
    for mention in reading.mentions:
        identifier = shown.view.claim_of(mention.id)
        claim = shown.view.claim(identifier) if identifier else None
        if claim is not None:
            claims[claim.id] = {
                "id": claim.id,
                "title": shown.rows[shown.numbers[claim.id] - 1].title,
                "number": shown.numbers[claim.id],
            }
    return set_of(
        shown,
        "report.html.j2",
        source=source,
        blocks=blocks(reading, shown_notes),
        said=said,
        claims=sorted(claims.values(), key=lambda c: int(str(c["number"]))),
        note=NoteMarks(),
        link=link,
        word=word,
        report_href=_report_href,
    )


def reports_page(shown: Shown, text: str = "", page: int = 1) -> str | None:
    """A page of the list of reports, in order of publication; None if those asked for have no such page.

    Args:
        shown: the case.
        text: words that the title or the outlet must have, in any order.
        page: counts from 1.
    """
    words = text.casefold().split()
    sources = [s for s in shown.sources.values() if not words or has_words(s, words)]
    last = max(1, -(-len(sources) // PAGE))
    if not 1 <= page <= last:
        return None
    here = sources[(page - 1) * PAGE : page * PAGE]
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
        found=len(sources),
        total=len(shown.sources),
        text=text,
        page=page,
        last=last,
        report_href=_report_href,
    )


def has_words(source: SourceLine, words: Sequence[str]) -> bool:
    """Whether a report has all these words, in small letters, in its title, name, outlet or date."""
    known = f"{source.title} {source.name} {source.outlet} {source.date}".casefold()
    return all(word in known for word in words)


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
    return _set("error.html.j2", case="secondsource", notice="", message=message, typed=typed, decided=decided)


def _report_href(source: SourceLine) -> str:
    return f"/reports/{quote(source.id, safe='')}"


def _words_href(note: Footnote) -> Markup:
    spans = ",".join(f"{span.start}-{span.end}" for span in note.spans)
    return Markup("{}?words={}#w0").format(_report_href(note.source), spans)


def _spans(text: str, length: int) -> tuple[Span, ...]:
    out = []
    for start, end in re.findall(r"(?:^|,)(\d{1,9})-(\d{1,9})(?=,|$)", text):
        if int(start) < int(end) <= length:
            out.append(Span(int(start), int(end)))
    return tuple(out)
