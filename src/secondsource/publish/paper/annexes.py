"""How a document ends: who may answer, the notes, what was set aside or is withheld, the method, what is not known, and an index."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..retold import named, retold
from ..tongue import said_of, say
from ..words import count, said_or_same
from .blocks import (
    Items,
    Line,
    NotesHere,
    Para,
    Row,
    Table,
    Text,
    broken,
    lines_of,
    own,
    plain,
    words,
)
from .parties import public_names
from .sheet import Sheet

_ORIGINAL_MARK = "█"


def replies(sheet: Sheet, options: Mapping[str, Any]) -> None:
    """Who is named and may answer, with what they answered; empty fields where nobody has asked them yet."""
    sheet.heading(say("Right of reply"), anchor="replies")
    numbers = {c.number for c in sheet.chosen(options)}
    asked = {who: [n for n in told if n in numbers] for who, told in sheet.parties.items()}
    asked = {who: told for who, told in asked.items() if told}
    given = {reply.of for reply in sheet.replies}
    if not asked and not given:
        sheet.para(say("No body or State is named in these claims whom one could ask."))
        return
    sheet.para(
        say(
            "Before this document goes out, those named are to be asked for their answer and given time for it. What they answer stands beside "
            "the claim. The program has asked nobody: the fields are for whoever sends the document."
        )
    )
    rows = []
    for who in dict.fromkeys((*asked, *sorted(given - set(asked)))):
        own_replies = [reply for reply in sheet.replies if reply.of == who]
        told: list[Text] = []
        for at, n in enumerate(asked.get(who, ())[:40]):
            told += [Text(", ")] if at else []
            told.append(Text(str(n), to=f"c{n}"))
        days = "; ".join(said_or_same(reply.date) for reply in own_replies if reply.date)
        answer = broken((words(reply.words, "quote", "und"),) for reply in own_replies)
        rows.append(
            Row(cells=((words(who, "strong"),), tuple(told), (Text("____________"),), (Text(days or "____________"),),
                       answer or (Text("________________________"),)))
        )  # fmt: skip
    sheet.add(
        Table(
            kind="replies",
            columns=(say("Who"), say("Claims"), say("Asked on, by"), say("Answered on"), say("Answer")),
            rows=tuple(rows),
            widths=(24, 14, 16, 16, 30),
            headed=True,
        )
    )


def notes(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """The notes, where there is no foot of a page."""
    sheet.add(NotesHere())


def aside(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """Documents that could not be read."""
    sheet.heading(say("Annex C. Documents set aside"), anchor="aside")
    if not sheet.d.set_aside:
        sheet.para(say("None: every document of the case could be read."))
        return
    rows = tuple(
        Row(
            cells=(
                (words(s.name),),
                (own(retold(s.reason)),),
                (Text(s.digest or say("bytes not to be had"), "code"),),
            )
        )
        for s in sheet.d.set_aside
    )
    sheet.add(
        Table(
            kind="aside",
            columns=(say("Document"), say("Why it could not be read, and what to do"), "SHA-256"),
            rows=rows,
            widths=(28, 42, 30),
        )
    )


def method(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """How the case was read."""
    sheet.heading(say("Annex D. Method"), anchor="method")
    for line in sheet.d.method:
        sheet.para(line)
    sheet.para(
        say(
            "With the document comes a manifest: its digest, and for every note the words, the report, the place and the digest of the original. "
            "The command “secondsource verify DOCUMENT” checks the document against it, and with “--case” against the case."
        )
    )


def unknown(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """What is not known."""
    sheet.heading(say("What is not known"), anchor="unknown")
    others = [c for c in sheet.d.chapters if sheet.why_not(c)]
    if others:
        sheet.para(
            said_of(
                len(others),
                "{n} claim of the case is not told here: what stands behind it does not reach the standard of evidence chosen.",
                "{n} claims of the case are not told here: what stands behind them does not reach the standard of evidence chosen.",
            )
        )
    wanted = list(dict.fromkeys(w for c in sheet.d.chapters if not sheet.why_not(c) for w in c.wanted))
    if wanted:
        sheet.para(Text(say("What would settle it."), "strong"), " ", own(" ".join(map(retold, wanted[:6]))))
    if not others and not wanted:
        sheet.para(say("Every claim of the case is told here."))


def withheld(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """What is withheld, by kind, with the reason."""
    sheet.heading(say("What is withheld, and why"), anchor="withheld")
    masked = sum(1 for r in sheet.view.reports if _ORIGINAL_MARK in r.text)
    lines: list[Line] = []
    if masked:
        lines.append(
            (
                Text(
                    said_of(
                        masked,
                        "Addresses, numbers and names of private persons are masked (█) in {n} document: they help nobody to judge the goods and could harm those named.",
                        "Addresses, numbers and names of private persons are masked (█) in {n} documents: they help nobody to judge the goods and could harm those named.",
                    )
                ),
            )
        )
    lines.append((Text(say("Reader comments are left out: nothing is read in them.")),))
    if sheet.redacted:
        lines.append(
            (
                Text(
                    say(
                        "Descriptions of unnamed sources, bylines and the rest of each text are left out: together they could tell who spoke."
                    )
                ),
            )
        )
    uncited = sheet.d.uncited
    if uncited:
        lines.append(
            (
                Text(
                    say(
                        "{reports} not cited are not reproduced; their digests are in Annex B.",
                        reports=count(uncited, "report"),
                    )
                ),
            )
        )
    sheet.add(Items(lines=tuple(lines)))
    sheet.para(say("The originals can be shown to an authority that asks for them; each is named by its digest."))


def index(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """Public persons and bodies, with the paragraphs in which they are named."""
    found: dict[str, list[int]] = {}
    lines = [(b.number, plain(line)) for b in sheet.blocks if isinstance(b, Para) and b.number for line in lines_of(b)]
    for name, spellings in public_names(sheet.view, sheet.pack).items():
        pattern = re.compile(
            "|".join(rf"(?<![\w]){re.escape(s)}(?!\w)" if s.isascii() else re.escape(s) for s in spellings)
        )
        # Most lines do not hold the name at all, which is found out much faster than by the pattern.
        holding = [n for n, text in lines if any(s in text for s in spellings) and pattern.search(text)]
        if holding:
            found[named(name)] = holding
    if not found:
        return
    sheet.heading(say("Index of persons and bodies"), anchor="index")
    sheet.aside(
        say(
            "Public ones alone, with the numbers of the paragraphs that name them. Private persons are masked and in no index."
        )
    )
    rows = []
    for name in sorted(found, key=lambda n: (n.casefold(), n)):
        line: list[Text] = []
        for at, (first, last) in enumerate(_ranges(found[name])):
            line += [Text(", ")] if at else []
            line.append(Text(str(first), to=f"p{first}"))
            if last > first:
                line += [Text("–"), Text(str(last), to=f"p{last}")]
        rows.append(Row(cells=((words(name),), tuple(line))))
    sheet.add(Table(kind="index", columns=(say("Name"), say("Paragraphs")), rows=tuple(rows), widths=(45, 55)))


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for n in sorted(set(numbers)):
        if out and n == out[-1][1] + 1:
            out[-1] = (out[-1][0], n)
        else:
            out.append((n, n))
    return out
