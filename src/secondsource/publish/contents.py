"""A dossier's contents as values, the same for every format; templates only set them."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.model import Capture, SetAside
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from .annex import Block, blocks
from .chapter import Chapter, chapter
from .footnotes import Footnote, Notes, SourceLine, source_lines
from .lawsaid import LawSaidLine, law_said
from .lineage import relays_by_ends
from .marked import Markings, markings
from .prominence import prominence, weak
from .rules import RuleLine, rule_lines
from .tongue import say
from .words import count, said_date, sentence, words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexReport:
    """A report in the annex."""

    source: SourceLine
    blocks: tuple[Block, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A number followed back to its first statement."""

    figure: str
    first: str
    relays: tuple[str, ...]
    notes: tuple[int, ...]
    stale: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopLine:
    """Circular reporting, its members in order."""

    members: tuple[str, ...]
    closing: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything a dossier says.

    Args:
        counts: what the case holds, in words.
        span: from when to when its reports were published, in words; empty if no date is known.
        rules: every rule that a finding names, each once, in the order of the pack.
        labels: what inputs say of their own nature, with how many reports say so.
        uncited: how many reports no footnote points at; they are in the table of sources and not in the annex.
        markings: with whom it may be shared, whole and in parts.
    """

    title: str
    subject: str
    notice: str
    redacted: bool
    counts: tuple[str, ...]
    span: str
    standard: str
    method: tuple[str, ...]
    labels: tuple[tuple[str, int], ...]
    chapters: tuple[Chapter, ...]
    law_said: tuple[LawSaidLine, ...]
    rules: tuple[RuleLine, ...]
    figures: tuple[FigureLine, ...]
    loops: tuple[LoopLine, ...]
    notes: tuple[Footnote, ...]
    sources: tuple[SourceLine, ...]
    annex: tuple[AnnexReport, ...]
    uncited: int
    captures: tuple[Capture, ...]
    set_aside: tuple[SetAside, ...]
    markings: Markings

    @property
    def main(self) -> tuple[Chapter, ...]:
        """The claims told at length."""
        return tuple(c for c in self.chapters if not c.brief)

    @property
    def briefs(self) -> tuple[Chapter, ...]:
        """The claims told in a paragraph each."""
        return tuple(c for c in self.chapters if c.brief)


def contents(view: CaseView, pack: Subject, *, redacted: bool = False) -> Contents:
    """The contents of the dossier of a case.

    Args:
        view: the case, already masked (`masked_view` or `redacted_view`).
        pack: the subject's words and provisions.
        redacted: the annex carries only the sentences that are cited.
    """
    sources = source_lines(view)
    notes = Notes(view, sources)
    claims = sorted(view.claims, key=lambda claim: prominence(view, claim))
    relays = relays_by_ends(view)
    chapters = tuple(
        chapter(n, claim, view, pack, notes, relays, brief=weak(view, claim)) for n, claim in enumerate(claims, start=1)
    )

    def named(identifier: str) -> str:
        source = sources.get(identifier)
        return f"{source.known_as} ({source.label}, {source.date})" if source else identifier

    figures = tuple(
        FigureLine(
            figure=f.figure,
            first=named(f.first),
            relays=tuple(named(r) for r in f.relays),
            notes=notes.of_refs(f.refs),
            stale=f.stale,
            why=sentence(f.why),
        )
        for f in view.figures
    )
    loops = tuple(
        LoopLine(
            members=tuple(named(m) for m in loop.members),
            closing=(named(loop.closing[0]), named(loop.closing[1])),
            why=loop.why,
        )
        for loop in view.loops
    )
    of_law = law_said(view, pack, notes)
    by_report = notes.by_report()
    told = {
        r: tuple(c.number for c, claim in zip(chapters, claims, strict=True) if r in claim.reports) for r in by_report
    }
    annex = tuple(
        AnnexReport(
            source=sources[r.report.id],
            blocks=blocks(r, by_report[r.report.id], only_cited=redacted),
            claims=told[r.report.id],
        )
        for r in view.readings
        if r.report.id in by_report
    )
    return Contents(
        title=view.title or str(pack.about.get("title", pack.id)),
        subject=str(pack.about.get("title", pack.id)),
        notice=str(pack.about.get("notice", "A reading aid, not legal advice.")),
        redacted=redacted,
        counts=(
            count(len(view.reports), "report"),
            count(len({r.outlet.value for r in view.reports if r.outlet}), "known outlet"),
            count(len(view.statements), "statement"),
            count(len(view.claims), "claim"),
        ),
        span=_span(view),
        standard=str(words()["standard"]),
        method=tuple(words()["method"]),
        labels=_labels(view),
        chapters=chapters,
        law_said=of_law,
        rules=rule_lines({f.provision for f in view.findings}, pack),
        figures=figures,
        loops=loops,
        notes=tuple(notes.notes),
        sources=tuple(sources.values()),
        annex=annex,
        uncited=len(view.reports) - len(annex),
        captures=view.captures,
        set_aside=view.set_aside,
        markings=markings(view),
    )


def _span(view: CaseView) -> str:
    dated = [d for r in view.reports if (d := r.date) is not None and d.earliest is not None]
    if not dated:
        return ""
    # a day known only as “not before” bounds nothing that others do not bound better
    dated = [d for d in dated if d.latest is not None] or dated
    dated.sort(key=lambda d: (d.earliest.isoformat() if d.earliest else "", d.text))
    first, last = said_date(dated[0]), said_date(dated[-1])
    if first == last:
        return first
    if dated[0].is_interval or dated[-1].is_interval:
        return say("{first} (the earliest) and {last} (the latest)", first=first, last=last)
    return say("{first} to {last}", first=first, last=last)


def _labels(view: CaseView) -> tuple[tuple[str, int], ...]:
    tally: dict[str, int] = {}
    for report in view.reports:
        if report.label:
            tally[report.label] = tally.get(report.label, 0) + 1
    return tuple(tally.items())
