"""The case made by hand with a corrected version of one of its reports."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    Link,
    LinkKind,
    Mention,
    Reading,
    Span,
    Statement,
    Value,
    digest_of,
    mention_id,
    report_id,
    statement_id,
)
from secondsource.store.custody import Custody
from secondsource.store.view import CaseView

FIRST, SECOND = "2026-01-01T08:00:00Z", "2026-02-03T09:30:00Z"


def versions(made: ModuleType) -> tuple[CaseView, str, str]:
    """The case, the id of its first report and that of its corrected version, which gives 20 hands instead of dozens, and adds a denial."""
    view: CaseView = made.made()
    first = view.readings[0]
    text = first.report.text.replace("Dozens of dock hands", "Twenty dock hands").replace(
        "\n\nWrite to", "\nNobody refused to work, the yard says.\n\nWrite to"
    )
    digest = digest_of(text.encode())
    moved = len(text) - len(first.report.text)
    report = replace(
        first.report,
        id=report_id(digest, 0),
        capture=digest,
        name="wire-corrected.txt",
        text=text,
        url=made.known("http://www.harbourwire.example/dock/?utm_source=mail"),
        regions=tuple(
            replace(r, span=made.span(text, r.span.of(first.report.text)))
            if r.span.end < len(first.report.text)
            else replace(r, span=Span(r.span.start + moved, len(text)))
            for r in first.report.regions
        ),
        personal=tuple(replace(p, span=Span(p.span.start + moved, p.span.end + moved)) for p in first.report.personal),
    )
    told, waited = first.statements

    def said(words: str, like: Statement) -> Statement:
        content = (made.span(text, words),)
        return replace(
            like,
            id=statement_id(report.id, content),
            report=report.id,
            content=content,
            cue=None,
            speaker=None,
            chain=Chain(tuple(replace(link, span=made.span(text, "a foreman")) for link in like.chain.links)),
        )

    outer = said("Nobody refused to work", told)
    outer = replace(
        outer,
        chain=Chain((Link(name="the yard", kind=LinkKind.BODY, span=made.span(text, "the yard")),)),
        factuality=Factuality.DENIED,
        basis=Basis.UNKNOWN,
        anonymity=Anonymity.NAMED,
    )
    twenty = said("Twenty dock hands refused to work in December", told)
    trigger = made.span(text, "refused to work")
    old = first.mentions[0]
    mention = Mention(
        id=mention_id(report.id, trigger, old.type),
        report=report.id,
        statement=twenty.id,
        type=old.type,
        trigger=trigger,
        when=old.when,
        place=old.place,
    )
    reading = Reading(
        report=report,
        statements=(twenty, said("They had waited\nfive months for their pay", waited), outer),
        mentions=(mention,),
    )
    claim = view.claims[0]
    claim = replace(
        claim,
        mentions=tuple(sorted((*claim.mentions, mention.id))),
        reports=(*claim.reports, report.id),
        values=(
            *claim.values,
            Value(attribute="quantity:workers", value="20 workers", mentions=(mention.id,), refs=()),
            *(replace(v, mentions=(*v.mentions, mention.id)) for v in claim.values if v.value == "2015-12"),
        ),
    )
    custody = (
        Custody(
            seq=1, capture=first.report.capture, path="/srv/ada/collected/wire.txt", at=FIRST, tool="secondsource 0"
        ),
        Custody(seq=2, capture=digest, path="https://harbourwire.example/dock", at=SECOND, tool="secondsource 0"),
        Custody(seq=3, capture=first.report.capture, path="again/wire.txt", at=SECOND, tool="secondsource 0"),
    )
    view = replace(
        view,
        readings=(first, reading, *view.readings[1:]),
        claims=(claim,),
        captures=(*view.captures, made.capture(text, report.name)),
        custody=custody,
    )
    return view, first.report.id, report.id
