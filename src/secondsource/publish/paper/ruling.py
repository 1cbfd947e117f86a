"""What the law of the day says of a claim, and the table of every rule asked with the dates between which it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..chapter import Chapter
from ..findings import ElementLine, FindingLine
from ..rules import RuleLine
from ..tongue import say
from ..words import sentence
from .blocks import Items, Line, Row, Table, Text, broken, joined, marks, own, quote, words
from .sheet import Sheet, pieces


def law(sheet: Sheet, c: Chapter) -> None:
    """The law of the day of a claim."""
    sheet.heading(say("The law of that day"), level=3, anchor=f"{c.anchor}-law")
    sheet.aside(c.law.asked)
    for group in c.law.full:
        sheet.heading(group.title, level=4)
        for finding in group.findings:
            _finding(sheet, finding)
    others = [s for s in c.law.spared if not s.dated]
    if c.law.brief or others:
        rows: list[Row] = []
        for group in c.law.brief:
            rows.append(Row(cells=((Text(group.title),),)))
            rows += [_brief(f) for f in group.findings]
        if others:
            rows.append(Row(cells=((Text(say("What a reader may expect here but does not apply")),),)))
            for s in others:
                names = joined((own(rule.name, to=rule.anchor),) for rule, _ in s.rules)
                rows.append(Row(cells=(names, (Text(s.says, "strong"),), (own(_stopped(sentence(s.why))),))))
        sheet.add(
            Table(
                kind="asked",
                columns=(say("Rule"), say("Outcome"), say("What it turns on or rests on")),
                rows=tuple(rows),
                widths=(32, 20, 48),
            )
        )
    for s in c.law.spared:
        if s.dated:
            rules = joined(
                (own(rule.name, to=rule.anchor), own(f" ({alone})" if alone else "", "soft")) for rule, alone in s.rules
            )
            sheet.para(Text(f"{sentence(s.says)}: ", "strong"), rules, ".")


def _finding(sheet: Sheet, f: FindingLine) -> None:
    tag = () if f.rule.verified else (Text(" "), Text(say("citation open"), "tag"))
    sheet.para(
        own(f.rule.name, "strong", to=f.rule.anchor), *tag, Text(": "), Text(f.says, "warn"), ". ", own(f.sentence)
    )
    facts: list[Line] = []
    for name, said in (
        (say("In breach would be"), (own(f.rule.who),) if f.rule.who else ()),
        (say("Decided by"), (own("; ".join(f.deciding)),) if f.deciding else ()),
        (say("Not excluded"), (own("; ".join(f.not_excluded)),) if f.not_excluded else ()),
        (say("Dates"), (own("; ".join(f"{name} {value}" for name, value in f.dates)),) if f.dates else ()),
        (say("Citation"), (own(f.rule.citation), Text(f"; {f.rule.verification}", "" if f.rule.verified else "warn"))),
    ):
        if said:
            facts.append((Text(f"{name}: ", "soft"), *said))
    sheet.add(Items(lines=tuple(facts), kind="finding"))
    if f.elements:
        sheet.add(
            Table(
                kind="elements",
                columns=(say("What the rule asks"), say("State"), say("What the reports give")),
                rows=tuple(_element(e) for e in f.elements),
                widths=(46, 14, 40),
                caption=say("Point by point"),
            )
        )


def _element(e: ElementLine) -> Row:
    deciding = (Text(" "), Text(say("deciding"), "tag")) if e.deciding else ()
    return Row(
        cells=(
            (own(e.text), *deciding),
            (Text(e.state, "warn" if e.truth == "unknown" else ""),),
            (words(e.value), *marks(e.notes), own(f" {e.why}" if e.why else "", "soft")),
        )
    )


def _brief(f: FindingLine) -> Row:
    who = say("; in breach would be {who}", who=f.rule.who) if f.rule.who else ""
    tag = () if f.rule.verified else (Text(" "), Text(say("citation open"), "tag"))
    rests = sentence("; ".join(f.turns_on or f.deciding))
    readings = "; ".join(
        f"{sentence(condition) if at == 0 else condition}: {outcome}"
        for at, (condition, outcome) in enumerate(f.readings)
    )
    cited = [e for e in f.elements if e.notes]
    so_far: Line = ()
    if cited:
        so_far = pieces(
            [
                Text(say("Said so far:") + " ", "soft"),
                joined((own(e.text, "soft"), *marks(e.notes)) for e in cited),
                ".",
            ]
        )
    excluded = say("Not excluded: {what}.", what="; ".join(f.not_excluded)) if f.not_excluded else ""
    return Row(
        cells=(
            broken(((own(f.rule.name, to=f.rule.anchor), *tag), (own(f"{f.rule.in_force}{who}", "soft"),))),
            (Text(f.says, "strong"),),
            broken(
                (
                    (own(_stopped(rests)),) if rests else (),
                    (own(_stopped(readings), "soft"),) if readings else (),
                    so_far,
                    (own(excluded, "soft"),) if excluded else (),
                )
            ),
        )
    )


def _stopped(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def rules(sheet: Sheet, options: Mapping[str, Any]) -> None:
    """Every rule asked of the claims told, each once."""
    told = {rule.anchor for c in sheet.chosen(options) for rule in c.law.rules}
    named = [rule for rule in sheet.d.rules if rule.anchor in told]
    if not named:
        return
    sheet.heading(say("The rules asked"), anchor="rules")
    sheet.aside(say("Each rule once, in our own short words; only the text itself is the law."))
    sheet.add(
        Table(
            kind="rules",
            columns=(say("Rule"), say("What it says"), say("In force; how far the citation is checked")),
            rows=tuple(_rule(rule) for rule in named),
            widths=(27, 43, 30),
            headed=True,
        )
    )


def _rule(r: RuleLine) -> Row:
    citation = (own(r.citation, "soft"),) if r.citation != r.name else ()
    who = (own(" " + say("In breach would be {who}.", who=r.who), "soft"),) if r.who else ()
    force = "; ".join(part for part in (sentence(r.in_force), r.force) if part)
    note = f". {r.note}" if r.note else ""
    return Row(
        anchor=r.anchor,
        cells=(
            broken(((own(r.name, "strong"),), citation)),
            (own(r.summary), *who),
            broken(
                (
                    (own(f"{force}."),),
                    (own(f"{sentence(r.verification)}{note}", "soft" if r.verified else "warn"),),
                )
            ),
        ),
    )


def said(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """What the reports say of the law, held against it."""
    if not sheet.d.law_said:
        return
    sheet.heading(say("What the reports say of the law"), anchor="said")
    sheet.aside(
        say(
            "Held against our short words for each rule, as of the day of the report. It says what the text says; it does not judge the reporter."
        )
    )
    for s in sheet.d.law_said:
        sheet.para(
            words(s.who, "strong"), ": ", quote(s.quote, sheet.language_of(s.note)), *marks((s.note,)), " ",
            say("The report has it that the law {verb}:", verb=s.verb), " ", Text(say(s.bearing), "strong"), ".",
        )  # fmt: skip
        lines = [(own(" ".join(rule)),) for rule in s.rules]
        if s.beside:
            lines.append((own(" ".join(s.beside)),))
        if lines:
            sheet.add(Items(lines=tuple(lines)))


def figures(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """Numbers followed back to where they were first said."""
    if not sheet.d.figures:
        return
    sheet.heading(say("Where figures come from"), anchor="figures")
    rows = []
    for f in sheet.d.figures:
        stale = (Text(" "), Text(say("stale"), "tag")) if f.stale else ()
        rows.append(
            Row(
                cells=(
                    (words(f.figure), *marks(f.notes), *stale),
                    (words(f.first),),
                    broken(((words("; ".join(f.relays) or say("nobody else")),), (own(f.why, "soft"),))),
                )
            )
        )
    sheet.add(
        Table(
            kind="figures",
            columns=(say("Figure"), say("First said in this case by"), say("Repeated by")),
            rows=tuple(rows),
            widths=(24, 28, 48),
        )
    )


def loops(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """Circular reporting."""
    if not sheet.d.loops:
        return
    sheet.heading(say("Circular reporting"), anchor="loops")
    for loop in sheet.d.loops:
        sheet.para(
            words(" → ".join(loop.members)), ". ",
            say("The circle closes where {taker} has it from {giver}.", taker=loop.closing[0], giver=loop.closing[1]),
            " ", own(sentence(loop.why)),
        )  # fmt: skip
