"""The claims, one after the other, in numbered paragraphs: who says what, from whom, what stands against it, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..chapter import Chapter
from ..drawing import svg
from ..footnotes import SourceLine
from ..lineage import chain_lines
from ..tellings import Said, Telling
from ..tongue import said_of, say
from ..words import said_or_same, sentence
from .blocks import Items, Line, Mark, Picture, Row, Table, Text, broken, marks, own, quote, words
from .ruling import law
from .sheet import Sheet


def claims(sheet: Sheet, options: Mapping[str, Any]) -> None:
    """The claims that the form speaks of."""
    full = options.get("detail") == "full"
    chapters = [c for c in sheet.chosen(options) if not (full and c.brief)]
    if title := options.get("title"):
        sheet.heading(say(str(title)), anchor="narrative")
    for chapter in chapters:
        first = sheet.paragraphs + 1
        sheet.heading(
            (words(chapter.title), *sheet.tlp(chapter.id, sheet.d.markings.claims)),
            level=3 if title else 2,
            anchor=chapter.anchor,
            number=str(chapter.number),
            kind="claim",
        )
        if full:
            _whole(sheet, chapter)
        else:
            _short(sheet, chapter)
        sheet.told[chapter.number] = [first, sheet.paragraphs]
    others = len(sheet.d.chapters) - len(sheet.chosen(options))
    if others:
        sheet.para(
            said_of(
                others,
                "{n} other claim of the case does not reach the standard of evidence chosen and is not told here.",
                "{n} other claims of the case do not reach the standard of evidence chosen and are not told here.",
            )
        )


def briefs(sheet: Sheet, _: Mapping[str, Any]) -> None:
    """The claims told once or without a source, a paragraph or two each."""
    if not sheet.d.briefs:
        return
    sheet.heading(say("Told once, or without a source"), anchor="briefs")
    sheet.aside(
        say(
            "One report alone says these things and no rule turns on them, or no origin can be shown for them. They are kept short; nothing is "
            "left out of the notes."
        )
    )
    for chapter in sheet.d.briefs:
        first = sheet.paragraphs + 1
        sheet.heading(
            (words(chapter.title), *sheet.tlp(chapter.id, sheet.d.markings.claims)),
            level=3,
            anchor=chapter.anchor,
            number=str(chapter.number),
            kind="short",
        )
        _told(sheet, chapter.tellings)
        _told(sheet, chapter.denials, denied=True)
        sheet.para(_in_short(chapter), kind="soft")
        _answers(sheet, chapter)
        sheet.told[chapter.number] = [first, sheet.paragraphs]


def _whole(sheet: Sheet, c: Chapter) -> None:
    sheet.para(c.lead, kind="lead")
    sheet.add(_facts(c))
    _stands(sheet, c)
    if c.graph.nodes:
        sheet.add(
            Picture(
                svg=str(svg(c.graph, f"g{c.number}", say("Lineage of claim {n}: {title}", n=c.number, title=c.title))),
                title=say("Lineage of claim {n}: {title}", n=c.number, title=c.title),
                spoken=c.graph.sentences(),
                caption=say(
                    "Who has it from whom: arrows lead from a report to where it has the matter from, and end in the origins."
                ),
                lines=chain_lines(c.graph),
            )
        )
    if c.changes:
        sheet.heading(say("Changed on the way"), level=3)
        sheet.add(Items(lines=tuple((own(said), *marks(notes)) for said, notes in c.changes)))
    sheet.heading(say("What is said, by whom, from whom"), level=3, anchor=f"{c.anchor}-said")
    if not c.tellings:
        sheet.para(say("No report says so; see the denials below."))
    _told(sheet, c.tellings)
    if c.denials:
        sheet.heading(say("Denials"), level=3)
        sheet.aside(say("Denials are shown and never counted for the claim."))
        _told(sheet, c.denials)
    _support(sheet, c)
    if c.rivals:
        sheet.heading(say("Values side by side"), level=3)
        sheet.add(_rivals(c))
    if c.law.rules:
        law(sheet, c)
    _indicators(sheet, c)
    _answers(sheet, c)


def _short(sheet: Sheet, c: Chapter) -> None:
    sheet.para(c.lead, kind="lead")
    _stands(sheet, c)
    _told(sheet, c.tellings)
    if c.denials:
        _told(sheet, c.denials, denied=True)
    clashes = [r for r in c.rivals if r.clash]
    if clashes:
        sheet.para(
            say("The accounts do not agree on this:"), " ",
            "; ".join(f"{r.attribute} ({' / '.join(v.value for v in r.values)})" for r in clashes), ".",
        )  # fmt: skip
    sheet.para(_in_short(c))
    if c.wanted:
        sheet.para(Text(say("What would settle it."), "strong"), " ", own(" ".join(map(sentence, c.wanted))))
    for line in c.presumed:
        sheet.para(Text(say("A presumption of law, whatever the indicators say."), "strong"), " ", own(line))
    _answers(sheet, c)


def _facts(c: Chapter) -> Table:
    grade: Line = (Text(say("not graded")),)
    if c.grade:
        said = say("Source: {letter}. Information: {digit}.", letter=c.letter, digit=c.digit)
        grade = (Text(f"{c.grade.letter}{c.grade.digit}", "strong"), Text(f" {said}", "soft"))
    rows = (
        (say("When"), broken(((Text(c.when),), (own(c.when_how, "soft"),)))),
        (say("Where"), (Text(c.where),)),
        (say("Standing"), (Text(c.status),)),
        (say("Support"), (Text(c.bounds),)),
        (say("Grade"), grade),
        (say("In law"), (own(c.gravest, "warn" if c.gravest_group in ("breach", "presumption") else ""),)),
    )
    return Table(
        kind="facts",
        columns=(),
        rows=tuple(Row(cells=((Text(name),), line)) for name, line in rows),
        widths=(18, 82),
        headed=True,
    )


def _stands(sheet: Sheet, c: Chapter) -> None:
    why = sheet.why_not(c)
    name = say(sheet.of.name)
    if not why:
        sheet.para(say("The claim reaches the standard of evidence chosen ({name}).", name=name))
        return
    sheet.para(
        Text(say("The claim does not reach the standard of evidence chosen ({name}).", name=name), "strong"),
        " ",
        sentence("; ".join(why)),
        ".",
    )


def _told(sheet: Sheet, items: Iterable[Telling], *, denied: bool = False) -> None:
    """A numbered paragraph for each report."""
    for telling in items:
        line: list[Any] = [Text(say("Denied:") + " ", "strong")] if denied else []
        line += [_source(telling.source), ": "]
        for at, said in enumerate(telling.said):
            line += [" " if at else "", _said(said)]
        sheet.para(*line)


def _source(source: SourceLine) -> Line:
    out: list[Any] = [
        words(source.known_as, "strong", to=source.label),
        Text(f" ({source.label}, {source.date}", "soft"),
    ]
    if source.inferred:
        out.append(own(f"; {_shortened(source.how)}", "warn"))
    if source.mark:
        out.append(Text(f"; {source.mark}", "soft"))
    return (*out, Text(")", "soft"))


def _shortened(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87].rstrip()}..."


def _said(said: Said) -> Line:
    chain = " ← ".join(said.chain) or say("the report’s own voice")
    return (
        quote(said.quote, said.language),
        Mark(said.note),
        words(f" ({chain}; {said.access}).", "soft"),
    )


def _support(sheet: Sheet, c: Chapter) -> None:
    sheet.heading(say("Support: {bounds}", bounds=c.bounds), level=3, anchor=f"{c.anchor}-support")
    if c.support is None:
        sheet.para(say("Support has not been computed for this claim."))
    elif c.support.because:
        sheet.para(own(" ".join(map(sentence, c.support.because))))
    if c.grade:
        said = say("Grade {grade}.", grade=f"{c.grade.letter}{c.grade.digit}")
        sheet.para(Text(said, "strong"), " ", own(" ".join(map(sentence, c.grade.why))))
    if c.wanted:
        sheet.para(Text(say("What would settle it."), "strong"), " ", own(" ".join(map(sentence, c.wanted))))


def _rivals(c: Chapter) -> Table:
    rows = []
    for r in c.rivals:
        clash = (Text(say("these cannot all be right"), "warn"),) if r.clash else ()
        values = broken(
            (words(v.value, "strong"), *marks(v.notes), words(f" {'; '.join(v.who)}", "soft")) for v in r.values
        )
        rows.append(Row(cells=(broken(((Text(r.attribute),), clash)), values)))
    return Table(
        kind="rivals",
        columns=(say("Of what"), say("Values given, and by whom")),
        rows=tuple(rows),
        widths=(24, 76),
        headed=True,
    )


def _indicators(sheet: Sheet, c: Chapter) -> None:
    if c.indicators:
        sheet.heading(say("Indicators of forced labour (ILO)"), level=3)
        rows = []
        for i in c.indicators:
            said: list[Line] = [
                (quote(w.quote, sheet.language_of(w.note)), Mark(w.note), words(f" {w.who}", "soft")) for w in i.present
            ]
            said += [
                (
                    Text(say("Against:") + " "),
                    quote(w.quote, sheet.language_of(w.note)),
                    Mark(w.note),
                    words(f" {w.who}", "soft"),
                )
                for w in i.against
            ]
            rows.append(Row(cells=((Text(f"{i.number}. {i.name}"),), (Text(i.state),), broken(said))))
        sheet.add(
            Table(
                kind="indicators",
                columns=(say("Indicator"), say("State"), say("Words for it, and against it")),
                rows=tuple(rows),
                widths=(24, 13, 63),
            )
        )
        names = ", ".join(c.unmentioned) or say("none")
        sheet.para(say("Not mentioned: {names}. The indicators are never added up.", names=names))
    for line in c.presumed:
        sheet.para(Text(say("A presumption of law, whatever the indicators say."), "strong"), " ", own(line))


def _in_short(c: Chapter) -> Line:
    """When, where, support, grade and what rules say, on one line."""
    when = say("day not known") if c.when == say("not known") else c.when
    where = say("place not known") if c.where == say("not known") else c.where
    grade = say("grade {grade}", grade=f"{c.grade.letter}{c.grade.digit}") if c.grade else say("not graded")
    how = (own(f" ({c.when_how})", "soft"),) if c.when_how else ()
    status = f" · {c.status}" if c.status != say("supported") else ""
    out: list[Any] = [Text(when), *how, Text(f" · {where}{status} · {c.bounds} · {grade}.")]
    for says, rules in c.law.listed:
        out.append(Text(f" {sentence(says)}: "))
        for at, (rule, points) in enumerate(rules):
            out += [Text("; ")] if at else []
            out.append(own(rule.name, to=rule.anchor))
            if points:
                out.append(own(f" ({'; '.join(points)})", "soft"))
        out.append(Text("."))
    return tuple(out)


def _answers(sheet: Sheet, c: Chapter) -> None:
    """The replies to a claim, beside it."""
    for reply in sheet.replies:
        if c.id in reply.claims or (not reply.claims and c.number in sheet.parties.get(reply.of, ())):
            when = said_or_same(reply.date) if reply.date else say("date not known")
            sheet.para(
                Text(say("Reply of {who} ({when}):", who=reply.of, when=when), "strong"), " ",
                quote(reply.words, "und"), words(f" ({reply.how})" if reply.how else "", "soft"),
            )  # fmt: skip
