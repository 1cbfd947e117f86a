"""How a document begins: what it is, its standard of evidence, what the case lacks for it, and a summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secondsource.model import Outcome

from ..tongue import language, said_of, say
from ..words import count
from .blocks import Blank, Items, Line, Row, Table, TableOfContents, Text, broken, own, words
from .sheet import Sheet
from .standard import standards

_BREACH = frozenset({Outcome.BREACH, Outcome.BREACH_IF_CONFIRMED, Outcome.PRESUMPTION})


def blanks(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """What whoever sends it fills in."""
    sheet.add(*(Blank(label=say(label)) for label in sheet.form.blanks))


def opening(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """The first paragraphs of a form."""
    for text in sheet.form.opening:
        sheet.para(say(text))


def lacks(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """What the case does not hold of what the form is for."""
    carried = {
        "reached": any(not sheet.why_not(c) for c in sheet.d.chapters),
        "rules": any(sheet.on_rules(c) for c in sheet.d.chapters),
        "breach": any(
            finding.outcome in _BREACH
            for c in sheet.d.chapters
            if not sheet.why_not(c)
            for finding in sheet.view.findings_of(c.id)
        ),
        "translated": any(relay.how.value == "translates" for relay in sheet.view.relays),
    }
    told = [say(text) for unless, text in sheet.form.lacks if not carried[unless]]
    if told:
        sheet.heading(say("What this case does not carry"), anchor="lacks")
        for text in told:
            sheet.para(Text(text, "strong"))


def standard(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """The standard of evidence, first of all, and what reaching it means."""
    d, of = sheet.d, sheet.of
    sheet.heading(say("What this is, and its standard of evidence"), anchor="standard", kind="notice")
    sheet.para(
        say("The standard of evidence of this document is: {name}.", name=say(of.name)), " ", say(of.says), " ",
        Text(say("Source:") + " ", "soft"), Text(f"{of.source}.", "soft", "en" if language() != "en" else ""),
    )  # fmt: skip
    reached = sum(not sheet.why_not(c) for c in d.chapters)
    sheet.para(
        said_of(
            len(d.chapters),
            "A claim reaches it by its support and grade alone, as listed below; {reached} of {n} claim does.",
            "A claim reaches it by its support and grade alone, as listed below; {reached} of {n} claims do.",
            reached=reached,
        ),
        " ",
        say(
            "That says how sure one can be that something took place. It says nothing of who is responsible and is a verdict on nobody."
        ),
    )
    sheet.add(
        Table(
            kind="standards",
            columns=(say("Standard"), say("What a claim needs, and why"), say("Reached by")),
            rows=tuple(
                Row(cells=(_named(sheet, one.id), _needs(one.needs), _reaching(sheet, one.id)))
                for one in standards().values()
            ),
            widths=(26, 54, 20),
            headed=True,
        )
    )
    sheet.para(d.standard)
    sheet.para(
        Text(say(d.notice), "strong"), " ",
        say("Every quotation carries a numbered note that leads to the words in the report."), " ",
        say(
            "In this edition the reason, in square brackets, stands in place of names, of what describes unnamed sources, and of places and days "
            "that could lead to somebody; letters stand for the same person throughout. Bylines are left out, and the annex carries only the "
            "sentences cited."
        ) if d.redacted else say("Personal data are masked (█)."),
    )  # fmt: skip
    if d.labels:
        sheet.para(say("How the sources of this case describe themselves:"))
        sheet.add(
            Items(
                lines=tuple(
                    (words(label, lang="und"), Text(f" ({count(n, 'report')})", "soft")) for label, n in d.labels
                )
            )
        )


def _named(sheet: Sheet, identifier: str) -> Line:
    one = standards()[identifier]
    chosen = (Text(say("chosen here"), "tag"),) if one is sheet.of else ()
    return broken(((Text(say(one.name), "strong"),), chosen))


def _needs(needs: Mapping[str, Mapping[str, Any]]) -> Line:
    return (Text("; ".join(say(str(need["why"])) for need in needs.values())),)


def _reaching(sheet: Sheet, identifier: str) -> Line:
    from .standard import missing

    found = [c for c in sheet.d.chapters if not missing(sheet.claim(c), sheet.view, standards()[identifier])]
    if not found:
        return (Text(say("no claim")),)
    if len(found) > 12:
        return (Text(count(len(found), "claim")),)
    out: list[Text] = [Text(say("claims") + " " if len(found) > 1 else say("claim") + " ")]
    for at, c in enumerate(found):
        out += [Text(", ")] if at else []
        out.append(Text(str(c.number), to=c.anchor))
    return tuple(out)


def summary(sheet: Sheet, options: Mapping[str, Any]) -> None:
    """Every claim in a row."""
    sheet.heading(say("Summary"), anchor="summary")
    chapters = sheet.chosen(options)
    if not chapters:
        sheet.para(
            say("No claim was found in these reports.")
            if not sheet.d.chapters
            else say("No claim reaches the standard of evidence chosen.")
        )
        return
    sheet.aside(
        say(
            "The most important first: claims that a binding rule reaches, then the best supported. Support counts independent origins, "
            "not outlets: “1–2” is at least 1, at most 2."
        )
    )
    rows: list[Row] = []
    for title, group in (
        ("", [c for c in chapters if not c.brief]),
        (say("Told once, or without a source"), [c for c in chapters if c.brief]),
    ):
        if group and title:
            rows.append(Row(cells=((Text(title),),)))
        for c in group:
            name = (Text(c.title, to=c.anchor),)
            status = (Text(c.status, "soft"),) if c.status != say("supported") else ()
            rows.append(
                Row(
                    cells=(
                        (Text(str(c.number)),),
                        broken((name, status)),
                        (Text(c.when),),
                        (Text(c.where),),
                        (Text(f"{c.support.at_least}–{c.support.at_most}" if c.support else say("not computed")),),
                        (Text(f"{c.grade.letter}{c.grade.digit}" if c.grade else say("not graded")),),
                        (Text(say("yes") if not sheet.why_not(c) else say("no")),),
                        (own(c.gravest, "warn" if c.gravest_group in ("breach", "presumption") else ""),),
                    )
                )
            )
    sheet.add(
        Table(
            kind="summary",
            columns=(
                say("No."), say("Claim"), say("When"), say("Where"), say("Origins"), say("Grade"), say("Standard"),
                say("In law, at the gravest"),
            ),
            rows=tuple(rows),
            widths=(5, 26, 13, 13, 9, 9, 11, 14),
        )
    )  # fmt: skip


def contents(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """The list of the parts."""
    sheet.add(TableOfContents())


def context(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """What the subject has to say to this form."""
    if not sheet.about.says:
        return
    sheet.heading(say("Where this can go"), anchor="context")
    for says, citation in sheet.about.says:
        sheet.para(own(say(says)), " ", Text(f"({citation})", "soft", "en"))


def asks(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """What is asked for."""
    sheet.heading(say("What we ask"), anchor="asks")
    for text in sheet.form.asks:
        sheet.para(say(text))


def signature(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """Where it is signed."""
    sheet.add(Blank(label=say("Signature, name and office"), lines=2))
