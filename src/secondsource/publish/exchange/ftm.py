"""A case as FollowTheMoney entities (https://followthemoney.tech, model 4.11), one a line.

A report is an `Article`, a claim an `Event`, a statement a `Note` on its article; `Documentation` says which article tells of which event and in
what words, `UnknownLink` which article has its matter from which, `Mention` whom an article names as its source. Nobody becomes a `Sanction`, and
nothing gets a topic: a claim is no listing. A source without a name stays the words of its report and becomes no person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from secondsource.model import Claim, Factuality, Link, LinkKind, Mention, Relay, Report, Statement, open_text

from .dates import ends, plain
from .handed import Handed, hidden, instant, link_of
from .plain import dump

MODEL = "4.11"
"""The version of the model that this follows."""
_SCHEMA = {LinkKind.OUTLET: "Organization", LinkKind.BODY: "Organization", LinkKind.PERSON: "Person"}
"""What a teller with a name of its own is. Roles, groups, records, sensors and those without a name are none of them."""
_LANGUAGES = {
    "en": "eng", "ko": "kor", "zh": "zho", "ja": "jpn", "ru": "rus", "ar": "ara", "fr": "fra", "de": "deu", "es": "spa", "pl": "pol",
    "vi": "vie", "th": "tha", "ms": "msa", "id": "ind", "km": "khm", "mn": "mon", "pt": "por", "it": "ita", "tr": "tur", "ug": "uig",
}  # fmt: skip
"""ISO 639-1 to 639-3, for the languages that reports of the subjects are in; others are left out."""

Entity = dict[str, Any]


def write(handed: Handed, file: IO[bytes]) -> None:
    """The entities as JSON lines; each stands before the first that points at it."""
    for entity in entities(handed):
        file.write(dump(entity).encode() + b"\n")


def entities(handed: Handed) -> Iterator[Entity]:
    """Every entity of the case: tellers, articles with their notes, events with their documentation, then who had it from whom."""
    view = handed.view
    yield from _tellers(handed)
    for reading in view.readings:
        yield article(handed, reading.report)
        for statement in reading.statements:
            yield note(handed, statement)
        for link in _once(link for s in reading.statements for link in s.chain.each):
            if link.kind in _SCHEMA and not hidden(link.name):
                yield _mention(handed, reading.report, link)
    for claim in view.claims:
        yield event(handed, claim)
        for mention in handed.mentions(claim):
            yield documentation(handed, claim, mention)
        yield from findings(handed, claim)
    for relay in view.relays:
        found = _link(handed, relay)
        if found is not None:
            yield found


def article(handed: Handed, report: Report) -> Entity:
    """A report as an `Article`, its masked text without reader comments in `bodyText`."""
    capture = handed.view.capture(report.capture)
    taken = handed.first_taken.get(report.capture)
    published = report.published.value if report.published else ""
    marking = handed.view.marking_of_report(report.id)
    about = [report.label or "", report.note or ""]
    if "T" in published or (published and plain(published) is None):
        about.append(f"Published: {published}")
    if report.published and report.published.how.value != "given":
        about.append(f"Publication date {report.published.how.value}: {report.published.why}")
    about += [marking.label if marking else "", f"Read from a file with the SHA-256 {report.capture}"]
    return _entity(
        handed,
        "Article",
        f"report {report.id}",
        title=report.title and report.title.value,
        author=report.byline and report.byline.value,
        publisher=report.outlet and report.outlet.value,
        publishedAt=plain(published[:10] if "T" in published else published) if published else None,
        sourceUrl=link_of(report),
        language=_LANGUAGES.get(report.lang),
        fileName=handed.view.name_of_report(report),
        mimeType=capture.media if capture else None,
        retrievedAt=instant(taken.at)[:-1] if taken else None,
        bodyText=open_text(report, " ").strip(),
        notes=[line for line in about if line],
    )


def note(handed: Handed, statement: Statement) -> Entity:
    """A statement as a `Note` on its article: the words, who says them, and how."""
    return _entity(
        handed,
        "Note",
        f"statement {statement.id}",
        entity=_id(handed, f"report {statement.report}"),
        proof=_id(handed, f"report {statement.report}"),
        description=handed.words(statement),
        summary=f"Said by: {statement.chain}",
        keywords=[
            f"factuality: {statement.factuality.value}",
            f"basis: {statement.basis.value}",
            f"anonymity: {statement.anonymity.value}",
        ],
        **_where(handed, statement.report),
    )


def event(handed: Handed, claim: Claim) -> Entity:
    """A claim as an `Event`: when and where as far as known and safe, what it rests on in words, and the articles as `proof`."""
    place = handed.place(claim)
    marking = handed.view.marking_of_claim(claim.id)
    low, high = ends(claim.when.text) if claim.when else (None, None)
    exact = plain(claim.when.text) if claim.when else None
    rivals = handed.rivals(claim)
    return _entity(
        handed,
        "Event",
        f"claim {claim.id}",
        name=handed.title(claim),
        recordId=claim.id,
        date=exact,
        startDate=None if exact else low,
        endDate=None if exact else high,
        location=place.name if place and place.name else None,
        country=claim.country and claim.country.lower(),
        summary=handed.about(claim),
        description="Rival values: " + "; ".join(rivals) if rivals else None,
        keywords=[claim.type, f"status: {claim.status.value}"],
        proof=[_id(handed, f"report {report}") for report in claim.reports],
        notes=[marking.label] if marking else None,
    )


def documentation(handed: Handed, claim: Claim, mention: Mention) -> Entity:
    """That an article tells of an event: in what words, and whether it asserts or denies it."""
    statement = handed.statement(mention)
    denied = mention.factuality is Factuality.DENIED
    return _entity(
        handed,
        "Documentation",
        f"mention {mention.id}",
        document=_id(handed, f"report {mention.report}"),
        entity=_id(handed, f"claim {claim.id}"),
        role="denies" if denied else "tells",
        status=mention.factuality.value,
        summary=handed.words(statement) if statement else None,
        description=f"Said by: {statement.chain}" if statement else None,
        date=plain(mention.when.date.text) if mention.when else None,
        proof=_id(handed, f"report {mention.report}"),
        **_where(handed, mention.report),
    )


def findings(handed: Handed, claim: Claim) -> Iterator[Entity]:
    """What the law of the day says of a claim: a `Note` on the event for each provision, in the neutral words of the finding."""
    for finding in handed.view.findings_of(claim.id):
        yield _entity(
            handed,
            "Note",
            f"finding {claim.id} {finding.provision}",
            name=f"{finding.provision}: {finding.outcome.value.replace('_', ' ')}",
            entity=_id(handed, f"claim {claim.id}"),
            description=finding.sentence,
            keywords=["finding"],
        )


def _tellers(handed: Handed) -> Iterator[Entity]:
    links = (link for reading in handed.view.readings for s in reading.statements for link in s.chain.each)
    for link in _once(links):
        if link.kind in _SCHEMA and not hidden(link.name):
            yield _entity(handed, _SCHEMA[link.kind], _teller(link), name=link.name)


def _mention(handed: Handed, report: Report, link: Link) -> Entity:
    return _entity(
        handed,
        "Mention",
        f"named {report.id} {_teller(link)}",
        document=_id(handed, f"report {report.id}"),
        name=link.name,
        resolved=_id(handed, _teller(link)),
        detectedSchema=_SCHEMA[link.kind],
    )


def _link(handed: Handed, relay: Relay) -> Entity | None:
    if not relay.giver_in_case:
        return None
    return _entity(
        handed,
        "UnknownLink",
        f"relay {relay.taker} {relay.giver} {relay.how.value}",
        subject=_id(handed, f"report {relay.taker}"),
        object=_id(handed, f"report {relay.giver}"),
        role=relay.how.value.replace("_", " "),
        status="named in the text" if relay.named else "not named in the text",
        summary=relay.why,
        proof=_id(handed, f"report {relay.taker}"),
    )


def _where(handed: Handed, identifier: str) -> dict[str, Any]:
    report = handed.view.report(identifier)
    if report is None:
        return {}
    return {"publisher": report.outlet and report.outlet.value, "sourceUrl": link_of(report)}


def _teller(link: Link) -> str:
    return f"teller {_SCHEMA[link.kind]} {link.name}"


def _once(links: Iterable[Link]) -> Iterator[Link]:
    seen: set[tuple[str, LinkKind]] = set()
    for link in links:
        if (link.name, link.kind) not in seen:
            seen.add((link.name, link.kind))
            yield link


def _id(handed: Handed, name: str) -> str:
    return f"secondsource-{handed.uuid('ftm', name).hex}"


def _entity(handed: Handed, schema: str, of: str, /, **properties: Any) -> Entity:
    held: dict[str, list[str]] = {}
    for key, value in properties.items():
        values = [
            str(one) for one in (value if isinstance(value, list) else [value]) if one is not None and str(one).strip()
        ]
        if values:
            held[key] = list(dict.fromkeys(values))
    return {"id": _id(handed, of), "schema": schema, "properties": held}
