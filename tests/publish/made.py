"""A small case made by hand: plainly invented outlets, one of them hostile, with a denial, a translation and personal data."""

from __future__ import annotations

from typing import Any

from secondsource.model import (
    Actor,
    Anonymity,
    Basis,
    Capture,
    Chain,
    Claim,
    Element,
    Factuality,
    Figure,
    Finding,
    Grade,
    How,
    Indicator,
    Known,
    Link,
    LinkKind,
    Loop,
    Mention,
    Origin,
    Outcome,
    PartialDate,
    PersonalData,
    PersonalKind,
    Place,
    Presence,
    Quantity,
    Range,
    Reading,
    Ref,
    Region,
    RegionKind,
    Relay,
    RelayKind,
    Report,
    SetAside,
    Span,
    Statement,
    Status,
    Support,
    Traced,
    Truth,
    Value,
    When,
    digest_of,
    mention_id,
    report_id,
    statement_id,
)
from secondsource.store.view import CaseView

WIRE = """Dock hands of Vessa down tools

By Ada Quill

Dozens of dock hands refused to work in December, a foreman at the Vessa yard told Harbour Wire. They had waited
five months for their pay, the foreman added.

Write to the author at ada.quill@harbourwire.example.

Comments
Tobias Fennimore, +00 555 019 2837: my cousin worked there, ask Tobias Fennimore."""
COURIER = """Strike in Vessa <script>alert("courier")</script>

About 100 dock hands went on strike in Vessa, Harbour Wire reported. "</q><img src=x onerror=alert(1)>" was painted
on the gate. Tobias Fennimore saw it."""
GASANG = """베사 부두 노동자 파업

가상일보는 하버와이어를 인용해 베사 부두 노동자 수십 명이 지난해 12월 작업을 거부했다고 전했다."""
BULLETIN = """No strike took place in Vessa in December, the Ministry of Quays said."""

SECRETS = ("ada.quill@harbourwire.example", "+00 555 019 2837", "Tobias Fennimore")
COMMENT = "my cousin worked there"


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def known(value: str, how: How = How.GIVEN, why: str = "") -> Known:
    return Known(value=value, how=how, why=why)


def capture(text: str, name: str) -> Capture:
    data = text.encode()
    return Capture(digest=digest_of(data), size=len(data), media="text/plain", name=name)


def _report(
    text: str, name: str, outlet: str, title: str, published: Known | None, language: str, **more: Any
) -> Report:
    digest = digest_of(text.encode())
    return Report(
        id=report_id(digest, 0),
        capture=digest,
        part=0,
        name=name,
        text=text,
        outlet=known(outlet),
        title=known(title),
        language=known(language),
        published=published,
        **more,
    )


def _statement(report: Report, words: str, chain: tuple[tuple[str, LinkKind, str], ...], **more: Any) -> Statement:
    content = (span(report.text, words),)
    values: dict[str, Any] = {
        "basis": Basis.TOLD,
        "anonymity": Anonymity.NAMED,
        "factuality": Factuality.ASSERTED,
        "cue": None,
        "speaker": None,
        **more,
    }
    return Statement(
        id=statement_id(report.id, content),
        report=report.id,
        content=content,
        chain=Chain(tuple(Link(name=n, kind=k, span=span(report.text, w)) for n, k, w in chain)),
        confidence=0.9,
        how="by hand",
        **values,
    )


def _mention(report: Report, statement: Statement, trigger: str, when: str, **more: Any) -> Mention:
    at = span(report.text, trigger)
    return Mention(
        id=mention_id(report.id, at, "WORK_STOPPAGE"),
        report=report.id,
        statement=statement.id,
        type="WORK_STOPPAGE",
        trigger=at,
        when=When(date=PartialDate(when), span=None, why="by hand"),
        place=Place(name="Vessa", country=None, span=None),
        factuality=statement.factuality,
        **more,
    )


def made() -> CaseView:
    """The case as values."""
    comments = WIRE.index("Comments")
    wire = _report(
        WIRE,
        "wire.txt",
        "Harbour Wire",
        "Dock hands of Vessa down tools",
        known("2016-06-07"),
        "en",
        byline=known("Ada Quill"),
        url=known("https://harbourwire.example/dock"),
        label="Invented for this test.",
        regions=(
            Region(span=span(WIRE, "Dock hands of Vessa down tools"), kind=RegionKind.TITLE),
            Region(span=span(WIRE, "By Ada Quill"), kind=RegionKind.BYLINE),
            Region(span=Span(comments, len(WIRE)), kind=RegionKind.COMMENTS),
        ),
        personal=(
            PersonalData(span=span(WIRE, SECRETS[0]), kind=PersonalKind.EMAIL),
            PersonalData(span=span(WIRE, SECRETS[1]), kind=PersonalKind.PHONE),
            PersonalData(span=span(WIRE, SECRETS[2]), kind=PersonalKind.PRIVATE_PERSON),
            PersonalData(span=span(WIRE, SECRETS[2], 1), kind=PersonalKind.PRIVATE_PERSON),
        ),
    )
    courier = _report(
        COURIER,
        "courier.html",
        "Delta Courier <b>bold</b>",
        'Strike in Vessa <script>alert("courier")</script>',
        known("2016-06", How.INFERRED, "it cites Harbour Wire of 7 June and speaks of “this month”"),
        "en",
        url=known("javascript:alert(1)"),
        personal=(PersonalData(span=span(COURIER, SECRETS[2]), kind=PersonalKind.PRIVATE_PERSON),),
    )
    gasang = _report(GASANG, "gasang.json", "가상일보", "베사 부두 노동자 파업", known("2016-06-08"), "ko")
    bulletin = _report(BULLETIN, "bulletin.txt", "Quay Bulletin", "No strike", None, "en")

    foreman = ("foreman at the Vessa yard (Harbour Wire)", LinkKind.UNNAMED, "a foreman at the Vessa yard")
    told = _statement(
        wire,
        "Dozens of dock hands refused to work in December",
        (foreman,),
        anonymity=Anonymity.UNNAMED,
        basis=Basis.WITNESSED,
        cue=span(WIRE, "told"),
        speaker=span(WIRE, "a foreman at the Vessa yard"),
    )
    waited = _statement(
        wire,
        "They had waited\nfive months for their pay",
        (foreman,),
        anonymity=Anonymity.UNNAMED,
        cue=span(WIRE, "added"),
        speaker=span(WIRE, "the foreman"),
    )
    relayed = _statement(
        courier,
        "About 100 dock hands went on strike in Vessa",
        (("Harbour Wire", LinkKind.OUTLET, "Harbour Wire"),),
        basis=Basis.READ,
        cue=span(COURIER, "reported"),
        speaker=span(COURIER, "Harbour Wire"),
    )
    painted = _statement(
        courier, '"</q><img src=x onerror=alert(1)>" was painted\non the gate', (), anonymity=Anonymity.NONE
    )
    translated = _statement(
        gasang,
        "베사 부두 노동자 수십 명이 지난해 12월 작업을 거부했",
        (("Harbour Wire", LinkKind.OUTLET, "하버와이어"),),
        basis=Basis.READ,
    )
    denied = _statement(
        bulletin,
        "No strike took place in Vessa in December",
        (("Ministry of Quays", LinkKind.BODY, "Ministry of Quays"),),
        factuality=Factuality.DENIED,
        basis=Basis.UNKNOWN,
    )
    dozens = Quantity(what="workers", range=Range(24, 99), span=span(WIRE, "Dozens"))
    hundred = Quantity(what="workers", range=Range(90, 110), span=span(COURIER, "About 100"))
    mentions = (
        _mention(wire, told, "refused to work", "2015-12", quantities=(dozens,)),
        _mention(
            courier,
            relayed,
            "went on strike",
            "2016-06",
            quantities=(hundred,),
            actors=(Actor(span=span(COURIER, "dock hands"), role="workers"),),
        ),
        _mention(gasang, translated, "작업을 거부", "2015-12"),
        _mention(bulletin, denied, "strike", "2015-12"),
    )
    first = mentions[0]
    claim = "c" + digest_of(first.id.encode())[:12]
    named = {wire.id: wire, courier.id: courier, gasang.id: gasang, bulletin.id: bulletin}
    origin = Origin(
        id="o1",
        name=foreman[0],
        basis=Basis.WITNESSED,
        anonymity=Anonymity.UNNAMED,
        recorded=True,
        reports=(wire.id, courier.id, gasang.id),
        paths=((wire.id,), (courier.id, wire.id), (gasang.id, wire.id)),
        refs=(Ref(wire.id, span(WIRE, "a foreman at the Vessa yard")),),
    )
    denier = Origin(
        id="o2",
        name="Ministry of Quays",
        basis=Basis.UNKNOWN,
        anonymity=Anonymity.NAMED,
        recorded=True,
        reports=(bulletin.id,),
        paths=((bulletin.id,),),
        refs=(Ref(bulletin.id, span(BULLETIN, "the Ministry of Quays")),),
    )
    refused = Ref(wire.id, span(WIRE, "refused to work"))
    return CaseView(
        id="made",
        title="Dock hands of Vessa & others",
        created="2026-01-01T00:00:00Z",
        subject="dprk_labour",
        captures=tuple(capture(r.text, r.name) for r in named.values()),
        readings=(
            Reading(report=wire, statements=(told, waited), mentions=(mentions[0],)),
            Reading(report=courier, statements=(relayed, painted), mentions=(mentions[1],)),
            Reading(report=gasang, statements=(translated,), mentions=(mentions[2],)),
            Reading(report=bulletin, statements=(denied,), mentions=(mentions[3],)),
        ),
        claims=(
            Claim(
                id=claim,
                type="WORK_STOPPAGE",
                title="Work stoppage, Vessa, December 2015",
                mentions=tuple(sorted(m.id for m in mentions)),
                reports=tuple(named),
                when=PartialDate("2015-12"),
                place="Vessa",
                country=None,
                values=(
                    Value(
                        attribute="quantity:workers",
                        value="24..99 workers",
                        mentions=(mentions[0].id,),
                        refs=(Ref(wire.id, dozens.span),),
                    ),
                    Value(
                        attribute="quantity:workers",
                        value="90..110 workers",
                        mentions=(mentions[1].id,),
                        refs=(Ref(courier.id, hundred.span),),
                    ),
                    Value(attribute="when", value="2015-12", mentions=(mentions[0].id, mentions[2].id), refs=()),
                    Value(attribute="when", value="2016-06", mentions=(mentions[1].id,), refs=()),
                ),
                conflicts=("quantity:workers", "when"),
                status=Status.DISPUTED,
            ),
        ),
        traced=Traced(
            relays=(
                Relay(
                    taker=courier.id,
                    giver=wire.id,
                    giver_in_case=True,
                    how=RelayKind.CITES,
                    named=True,
                    evidence=((Ref(courier.id, span(COURIER, "Harbour Wire reported")), None),),
                    strength=0.9,
                    why="The text names Harbour Wire.",
                ),
                Relay(
                    taker=gasang.id,
                    giver=wire.id,
                    giver_in_case=True,
                    how=RelayKind.TRANSLATES,
                    named=False,
                    evidence=((Ref(gasang.id, span(GASANG, "수십 명")), Ref(wire.id, span(WIRE, "Dozens"))),),
                    strength=0.7,
                    why="Same facts in the same order.",
                ),
            ),
            supports=(
                Support(
                    claim=claim,
                    at_least=1,
                    at_most=1,
                    because=("Delta Courier and 가상일보 have it from Harbour Wire.",),
                    origins=(origin,),
                    against=(denier,),
                    would_settle=("A pay record of the yard.",),
                ),
            ),
            loops=(Loop(members=(courier.id, wire.id), closing=(wire.id, courier.id), why="Invented for the test."),),
            figures=(
                Figure(
                    figure="100 workers",
                    first=courier.id,
                    relays=(),
                    refs=(Ref(courier.id, hundred.span),),
                    stale=True,
                    why="Not in Harbour Wire, which it cites.",
                ),
            ),
        ),
        grades=(
            Grade(
                claim=claim,
                letter="F",
                digit=5,
                sample=0,
                why=("A ministry denies it.",),
                would_change=("A second origin would make it 3.",),
            ),
        ),
        findings=(
            Finding(
                claim=claim,
                provision="UN-2397-8",
                outcome=Outcome.NOT_IN_FORCE,
                elements=(),
                deciding=("provision.in_force_from",),
                dates=(("event.date", "2015-12"),),
                sentence="The duty is younger than the event.",
            ),
            Finding(
                claim=claim,
                provision="UN-2375-17",
                outcome=Outcome.BREACH_IF_CONFIRMED,
                elements=(
                    Element(
                        fact="worker.nationality",
                        text="the worker is a national of the DPRK",
                        truth=Truth.MET,
                        value="KP",
                        refs=(refused,),
                    ),
                    Element(fact="authorisation.act", text="a paper is granted", truth=Truth.UNKNOWN, value=""),
                ),
                deciding=("event.date",),
                turns_on=("authorisation.act",),
                readings=(("breach_if_confirmed", "if the paper was granted"),),
                not_excluded=("the Committee agreed",),
                who="host_state",
                sentence="The host State would breach paragraph 17, if this is confirmed.",
            ),
            Finding(
                claim=claim,
                provision="US-EO-13722-NOWHERE",
                outcome=Outcome.EXPOSURE,
                elements=(),
                deciding=("person.assists_evasion",),
                sentence="Whoever sends workers could be designated.",
            ),
        ),
        indicators=(
            Indicator(
                claim=claim,
                id="WITHHOLDING_OF_WAGES",
                number=8,
                presence=Presence.PRESENT,
                refs=(Ref(wire.id, span(WIRE, "five months for their pay")),),
            ),
            Indicator(claim=claim, id="DECEPTION", number=2, presence=Presence.NOT_MENTIONED),
        ),
        set_aside=(
            SetAside(
                name="scan<1>.pdf", digest=digest_of(b"scan"), reason="It holds pictures and no text.", error="NoText"
            ),
        ),
    )
