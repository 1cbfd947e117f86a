"""Small cases for the pictures of the desk: claims with nothing but when, where and who."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from secondsource.model import (
    Actor,
    Anonymity,
    Basis,
    Chain,
    Claim,
    Factuality,
    How,
    Known,
    Link,
    LinkKind,
    Mention,
    PartialDate,
    Place,
    Reading,
    Report,
    Span,
    Statement,
    Status,
    Support,
    Traced,
    claim_id,
    digest_of,
    mention_id,
    report_id,
    statement_id,
)
from secondsource.store.view import CaseView

TEXT = "Work stopped."


def place(name: str, country: str | None, precision: str, at: tuple[float, float] | None = None) -> Place:
    lat, lon = at or (None, None)
    return Place(name=name, country=country, span=None, precision=precision, lat=lat, lon=lon)


KUWAIT = place("Kuwait", "KW", "country")
DOHA = place("Doha", "QA", "city", (25.285, 51.531))
ROUTE = place("Pyongyang-Kuwait", "KW", "route")
PRIMORYE = place("Primorsky Krai", "RU", "region", (45.0, 135.0))
YARD = place("Veld Shipyard", None, "named")


def told(number: int, **values: Any) -> tuple[Reading, Claim]:
    """A report with one claim: `when`, `where` (a Place), `type`, `outlet`, `published`, `entities`, `tellers` (kind, name, entity)."""
    text = f"{number}. {TEXT}"
    digest = digest_of(text.encode())
    published = values.get("published", "2016-06-08")
    report = Report(
        id=report_id(digest, 0),
        capture=digest,
        part=0,
        name=f"{number}.txt",
        text=text,
        outlet=Known(value=values.get("outlet", "Harbour Wire"), how=How.GIVEN, why=""),
        published=Known(value=published, how=values.get("how", How.GIVEN), why="") if published else None,
    )
    whole = Span(0, len(text))
    links = tuple(Link(name=n, kind=k, span=whole, entity=e) for k, n, e in values.get("tellers", ()))
    statement = Statement(
        id=statement_id(report.id, (whole,)),
        report=report.id,
        content=(whole,),
        cue=None,
        speaker=None,
        chain=Chain(links),
        basis=Basis.TOLD,
        anonymity=Anonymity.NAMED if links else Anonymity.NONE,
        factuality=Factuality.ASSERTED,
        confidence=0.9,
        how="by hand",
    )
    kind, where = values.get("type", "WORK_STOPPAGE"), values.get("where")
    mention = Mention(
        id=mention_id(report.id, whole, kind),
        report=report.id,
        statement=statement.id,
        type=kind,
        trigger=whole,
        place=where,
        actors=tuple(Actor(span=whole, role="operator", entity=e) for e in values.get("entities", ())),
    )
    when = values.get("when")
    claim = Claim(
        id=claim_id(mention.id),
        type=kind,
        title=f"Thing {number}" + (f", {where.name}" if where else ""),
        mentions=(mention.id,),
        reports=(report.id,),
        when=PartialDate(when) if when else None,
        place=where.name if where else None,
        country=where.country if where else None,
        values=values.get("values", ()),
        conflicts=values.get("conflicts", ()),
        status=values.get("status", Status.SUPPORTED),
    )
    return Reading(report=report, statements=(statement,), mentions=(mention,)), claim


def case(*held: tuple[Reading, Claim]) -> CaseView:
    """These claims as a case; each has one origin."""
    claims = tuple(claim for _, claim in held)
    supports = tuple(Support(claim=c.id, at_least=1, at_most=1, because=(), origins=()) for c in claims)
    return CaseView(
        id="told",
        title="Told",
        created="2026-01-01T00:00:00Z",
        subject="dprk_labour",
        readings=tuple(reading for reading, _ in held),
        claims=claims,
        traced=Traced(relays=(), supports=supports, loops=(), figures=()),
    )


SPOKESMAN = (LinkKind.BODY, "National Intelligence Service", "NIS")
RAPPORTEUR = (LinkKind.PERSON, "Marzuki Darusman", "DARUSMAN")
SOMEBODY = (LinkKind.PERSON, "Tobias Fennimore", None)
UNNAMED = (LinkKind.UNNAMED, "a foreman (Harbour Wire)", None)


def several() -> CaseView:
    """One claim of every kind that the pictures tell apart."""
    return case(
        told(
            1,
            when="2016-05-17",
            where=ROUTE,
            type="FLIGHT_OR_ROUTE_CHANGE",
            entities=("AIRKORYO",),
            tellers=(SPOKESMAN,),
        ),
        told(
            2, when="2016-03", where=KUWAIT, outlet="Delta Post", published="2016-04-02", tellers=(RAPPORTEUR, UNNAMED)
        ),
        told(3, when="../2016-04-13", where=DOHA, type="CASH_SEIZURE", tellers=(SOMEBODY,)),
        told(4, when="2017-12~", where=PRIMORYE, type="WORK_PRESENCE"),
        told(5, where=YARD, type="WORK_PRESENCE", published=None),
        told(6, when="2016-05", where=replace(DOHA, name="Lusail"), type="DESERTION", tellers=(RAPPORTEUR,)),
        told(7, when="2019-02/..", type="ESTIMATE", status=Status.DISPUTED),
        told(8, when="XXXX-04-03", where=KUWAIT),
    )
