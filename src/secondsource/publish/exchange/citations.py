"""The reports of a case as citations: CSL-JSON (schema 1.0.2), which Zotero and others read, and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from secondsource.model import Report

from .dates import csl
from .handed import Handed, link_of
from .plain import array, filled

ABSTRACT = 1_000
"""Characters of a report's beginning that go along as its abstract."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip

Item = dict[str, Any]


def write(handed: Handed, file: IO[bytes]) -> None:
    """The reports as CSL-JSON, one a line."""
    array((item(handed, report) for report in handed.view.reports), file)
    file.write(b"\n")


def item(handed: Handed, report: Report) -> Item:
    """A report as CSL has it: of a newspaper where the outlet is known, else a page where there is an address, else a document."""
    taken = handed.first_taken.get(report.capture)
    marking = handed.view.marking_of_report(report.id)
    url = link_of(report)
    return {
        "id": report.id,
        "type": "article-newspaper" if report.outlet else "webpage" if url else "document",
        **filled(
            title=report.title.value if report.title else None,
            author=[{"literal": report.byline.value}] if report.byline else None,
            issued=csl(report.published.value) if report.published else None,
            accessed=csl(taken.at[:10]) if taken else None,
            abstract=lead(report),
            URL=url,
            language=report.language.value if report.language else None,
            note="; ".join(part for part in (report.label or "", marking.label if marking else "") if part),
            custom=filled(
                name=handed.view.name_of_report(report),
                capture=report.capture,
                published=report.published.value if report.published else None,
                published_how=report.published.how.value if report.published else None,
            ),
        ),
        **({"container-title": report.outlet.value} if report.outlet else {}),
    }


def lead(report: Report) -> str:
    """How the report begins, as its abstract: whole paragraphs while they fit, at least the first words, masked like all else."""
    out = ""
    body = "\n\n".join(span.of(report.text) for span in report.body())
    for paragraph in re.split(r"\n\s*\n", body):
        words = " ".join(paragraph.split())
        if not words:
            continue
        if out and len(out) + len(words) > ABSTRACT:
            break
        out = f"{out}\n\n{words}" if out else words
    return out if len(out) <= ABSTRACT else f"{out[:ABSTRACT].rsplit(' ', 1)[0]} …"


def write_bibtex(handed: Handed, file: IO[bytes]) -> None:
    """The reports as BibTeX, with the commands that classic styles know; in UTF-8, as biber and bibtex8 read it."""
    for entry in bibtex(handed):
        file.write(entry.encode() + b"\n")


def bibtex(handed: Handed) -> Iterator[str]:
    """An entry for each report."""
    for report in handed.view.reports:
        fields = dict(_fields(handed, report))
        lines = [f"  {name} = {value}" for name, value in fields.items()]
        yield f"@{'article' if report.outlet else 'misc'}{{r{report.id},\n" + ",\n".join(lines) + "\n}\n"


def _fields(handed: Handed, report: Report) -> Iterator[tuple[str, str]]:
    if report.byline:
        yield "author", f"{{{{{escaped(report.byline.value)}}}}}"
    title = report.title.value if report.title else handed.view.name_of_report(report)
    yield "title", f"{{{{{escaped(title)}}}}}"
    if report.outlet:
        yield "journal", f"{{{escaped(report.outlet.value)}}}"
    issued = csl(report.published.value) if report.published else None
    parts = issued.get("date-parts") if issued else None
    if parts and len(parts) == 1 and issued and "circa" not in issued:
        yield "year", f"{{{parts[0][0]:04d}}}"
        if len(parts[0]) > 1:
            yield "month", _MONTHS[parts[0][1] - 1]
        if len(parts[0]) > 2:
            yield "day", f"{{{parts[0][2]}}}"
    elif report.published:
        yield "year", f"{{{escaped(report.published.value)}}}"
    url = link_of(report)
    if url:
        yield "url", f"{{{escaped(url)}}}"
    taken = handed.first_taken.get(report.capture)
    if taken:
        yield "urldate", f"{{{taken.at[:10]}}}"
    if report.language:
        yield "language", f"{{{escaped(report.language.value)}}}"
    marking = handed.view.marking_of_report(report.id)
    notes = [report.label or "", marking.label if marking else "", f"SHA-256 {report.capture}"]
    yield "note", f"{{{escaped('; '.join(note for note in notes if note))}}}"


def escaped(text: str) -> str:
    r"""The text as a BibTeX value: what TeX would take for a command as the command that prints it, white space made one.

    >>> escaped("50% of R&D_1 {x}")
    '50\\% of R\\&D\\_1 \\{x\\}'
    """
    return "".join(_SPECIAL.get(c, c) for c in " ".join(text.split()))
