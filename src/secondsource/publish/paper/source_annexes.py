"""What a document rests on: the words in their place, sources and captures, the documents that were read, translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..annex import Block as TextBlock
from ..contents import AnnexReport
from ..footnotes import SourceLine
from ..names import country, language_name
from ..retold import named
from ..sourcebook import SourceEntry
from ..tongue import language, said_of, say, say_as
from .blocks import (
    Cited,
    Heading,
    Line,
    Para,
    Row,
    Table,
    Text,
    broken,
    clean,
    own,
    words,
)
from .sheet import Sheet

_ORIGINAL_MARK = "█"


def texts(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """The words in their place, report by report."""
    sheet.heading(say("Annex A. The words in their place"), anchor="texts")
    left = ""
    if sheet.d.uncited:
        left = " " + said_of(
            sheet.d.uncited,
            "{n} report of the case is not cited and not reproduced.",
            "{n} reports of the case are not cited and not reproduced.",
        )
    sheet.aside(
        (
            say("Only the sentences cited.")
            if sheet.redacted
            else say("Marked are exactly the words that notes point at. Reader comments and page furniture are hidden.")
        )
        + left
    )
    for report in sheet.d.annex:
        _text(sheet, report)


def _text(sheet: Sheet, a: AnnexReport) -> None:
    s = a.source
    lang = "" if s.language in ("und", language()) else s.language
    sheet.add(
        Heading(
            line=(words(s.title or s.name), *sheet.tlp(s.id, sheet.d.markings.reports)),
            level=3,
            anchor=s.label,
            number=s.label,
            kind="annexed",
            lang=lang,
        )
    )
    how = (own(f" ({s.how})", "soft"),) if s.how else ()
    by = words(say(", by {who}", who=s.byline), "soft") if s.byline else Text("")
    line: list[Any] = [words(f"{s.outlet}, {s.date}", "soft"), *how, by, Text(". ", "soft")]
    if a.claims:
        line.append(Text((say("Claim") if len(a.claims) == 1 else say("Claims")) + " ", "soft"))
        for at, n in enumerate(a.claims):
            line += [Text(", ", "soft")] if at else []
            line.append(Text(str(n), "soft", to=f"c{n}"))
        line.append(Text(". ", "soft"))
    if s.note:
        line.append(words(s.note, "em", "und"))
    sheet.aside(*line)
    for block in a.blocks:
        sheet.add(*_of_text(block))


def _of_text(b: TextBlock) -> list[Para]:
    runs: Line = tuple(
        Cited(clean(r.text), notes=r.notes, opens=r.opens, closes=r.closes, anchors=r.anchors) for r in b.runs
    )
    if b.kind == "hidden":
        return [Para(line=(*runs, Text(f"[{b.says}]")), kind="hidden")]
    if b.kind == "quotation":
        credit = (words(" " + say("Quoted from {whom}", whom=b.says), "soft"),) if b.says else ()
        return [Para(line=(*runs, *credit), kind="quotation")]
    if b.kind == "note":
        note = say("Note of whoever prepared the text, not the outlet’s.")
        return [Para(line=(*runs, Text(f" {note}", "soft")), kind="note")]
    if runs and isinstance(runs[0], Cited):
        runs = (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
    return [Para(line=runs, kind="heading" if b.kind == "heading" else "text")]


def _told_sources(sheet: Sheet, options: Mapping[str, Any]) -> tuple[SourceLine, ...]:
    if options.get("claims") != "reached":
        return sheet.d.sources
    told = {report for c in sheet.chosen(options) for report in sheet.claim(c).reports}
    return tuple(s for s in sheet.d.sources if s.id in told)


def sources(sheet: Sheet, options: Mapping[str, Any]) -> None:
    """The sources, what is known of each, and the captures with their digests."""
    found = _told_sources(sheet, options)
    book = {report: entry for entry in sheet.book.values() for report in entry.reports}
    sheet.heading(say("Annex B. Sources and captures"), anchor="sources")
    sheet.aside(
        say(
            "What kind of source each is and how its earlier claims in this case fared; the SHA-256 digest of the original bytes lets anybody "
            "check that nothing has changed."
        )
    )
    annexed = {a.source.label for a in sheet.d.annex}
    rows = []
    for s in found:
        name = (words(s.outlet, "strong"), *sheet.tlp(s.id, sheet.d.markings.reports))
        if s.mark:
            name = (*name, Text(" "), Text(s.mark, "tag"))
        title = (words(s.title, "", s.language),) if s.title else ()
        url = (words(s.url, "soft", to=s.url if re.match(r"https?://[^\s]+$", s.url, re.I) else ""),) if s.url else ()
        size = f" · {s.size:,} " + say("bytes") if s.size else ""
        media = f" · {s.media}" if s.media else ""
        got = (own(say("How the text was got: {how}", how=s.got), "soft"),) if s.got else ()
        rows.append(
            Row(
                cells=(
                    (Text(s.label, to=s.label if s.label in annexed and _has_texts(sheet) else ""),),
                    broken((name, title, (words(s.note, "em", "und"),) if s.note else (), url)),
                    _descriptor(sheet, book.get(s.id)),
                    broken(((words(s.date),), (own(s.how, "soft"),) if s.how else ())),
                    broken(((Text(s.capture, "code"),), (words(f"{s.file}{media}{size}", "soft"),), got)),
                )
            )
        )
    sheet.add(
        Table(
            kind="sources",
            columns=(
                say("Report"), say("Outlet and title"), say("What it is; its record"), say("Published"),
                say("Capture (SHA-256 of the original bytes)"),
            ),
            rows=tuple(rows),
            widths=(8, 28, 20, 16, 28),
        )
    )  # fmt: skip


def _has_texts(sheet: Sheet) -> bool:
    return any(part["part"] == "texts" for part in sheet.form.parts)


def _descriptor(sheet: Sheet, entry: SourceEntry | None) -> Line:
    """What kind of source an outlet is, and how its earlier claims fared."""
    if entry is None:
        return (Text(say("not known")),)
    source = sheet.pack.sources.get(entry.key.removeprefix("source:"))
    kind = say_as("source type", source.type or source.kind) if source else say("not described in the subject pack")
    of = f" ({country(source.country, sheet.pack)})" if source and source.country else ""
    fared = say("no earlier claim of it was resolved in this case")
    if entry.record.sample:
        fared = said_of(
            entry.record.sample,
            "{good} of {n} earlier claim was borne out in this case: {letter}",
            "{good} of {n} earlier claims were borne out in this case: {letter}",
            good=entry.record.borne_out,
            letter=entry.letter,
        )
    relies = ""
    if entry.relies_on and entry.relies_on[0][0] in sheet.book:
        relies = say("relies mostly on {whom}", whom=named(sheet.book[entry.relies_on[0][0]].name))
    return broken(((Text(f"{kind}{of}"),), (Text(fared, "soft"),), (own(relies, "soft"),) if relies else ()))


def documents(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """The documents of a package, numbered, with where they are."""
    sheet.heading(say("Documents"), anchor="documents")
    sheet.aside(say("Each document with its language and digest; Annex A holds the words, Annex B the rest."))
    annexed = {a.source.label for a in sheet.d.annex}
    sheet.add(
        Table(
            kind="documents",
            columns=(say("No."), say("Document"), say("Language"), say("Words in Annex A"), "SHA-256"),
            rows=tuple(
                Row(
                    cells=(
                        (Text(s.label, to=s.label if s.label in annexed else ""),),
                        broken(
                            ((words(s.title or s.name, "", s.language),), (words(f"{s.outlet}, {s.date}", "soft"),))
                        ),
                        (Text(language_name(s.language)),),
                        (Text(say("yes") if s.label in annexed else say("no")),),
                        (Text(s.capture, "code"),),
                    )
                )
                for s in sheet.d.sources
            ),
            widths=(7, 38, 13, 12, 30),
        )
    )


def translations(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """Which documents want a translation."""
    sheet.heading(say("Translations"), anchor="translations")
    found = [a.source for a in sheet.d.annex if a.source.language not in ("und", language())]
    if not found:
        sheet.para(say("Every document cited is in the language of this package."))
        return
    sheet.para(
        say(
            "These documents are in another language. The program translates nothing; a translation that is handed in needs the name of whoever "
            "made it."
        )
    )
    sheet.add(
        Table(
            kind="translations",
            columns=(say("No."), say("Document"), say("Language"), say("Translated by, on")),
            rows=tuple(
                Row(
                    cells=(
                        (Text(s.label, to=s.label),),
                        (words(s.title or s.name, "", s.language),),
                        (Text(language_name(s.language)),),
                        (Text("________________________"),),
                    )
                )
                for s in found
            ),
            widths=(7, 45, 14, 34),
        )
    )
