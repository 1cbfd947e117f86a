"""A case as a STIX 2.1 bundle (OASIS Standard, 10 June 2021), made to be read by those who already watch with such tools.

A report is a `report`, a statement a `note` on it, a claim a `note` on the reports that tell it, with `confidence`; who denies a claim and who
decided on it are `opinion`s; who has matter from whom is a `derived-from` relationship. Nothing here is a `threat-actor` or an `indicator`: a claim
is no proof. What STIX has no property for stands in an extension of our own, whose definition goes along.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from secondsource.model import Claim, DecisionKind, Grade, LinkKind, Marking, Relay, Report, Statement, strictest

from .dates import plain, stamp
from .handed import Handed, hidden, instant, link_of
from .plain import array, dump, filled

CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""The digit of a grade as STIX confidence: the Admiralty credibility scale of STIX 2.1, appendix A. 6, “truth cannot be judged”, has none."""
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
"""The extension by which TLP 2.0 is written in STIX 2.1 (OASIS CTI TC, common objects, TLP 2.0)."""
TLP = {
    Marking.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Marking.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Marking.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Marking.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Marking.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""The markings that everybody refers to by these ids (OASIS CTI TC, common objects, TLP 2.0)."""
OURS = "extension-definition--6d4ac3a2-6e0e-5b5b-8b0c-3a4f1f7f5c51"
"""Our extension: support, grade, status and the chain of tellers."""
MAKER = "identity--0c3f5a5e-8d3e-5a0f-9d5f-6c1f0d7f2b33"
"""Who makes these objects: the program. It speaks for nobody."""
_SINCE = "2026-01-01T00:00:00.000Z"
_CLASSES = {LinkKind.OUTLET: "organization", LinkKind.BODY: "organization", LinkKind.PERSON: "individual"}
_OPINION = {DecisionKind.ACCEPT: "agree", DecisionKind.REJECT: "disagree"}

Object = dict[str, Any]


def write(handed: Handed, file: IO[bytes]) -> None:
    """The bundle, an object a line."""
    head = {"type": "bundle", "id": f"bundle--{handed.uuid('bundle', handed.modified)}"}
    file.write(dump(head)[:-1].encode() + b',"objects":')
    array(objects(handed), file)
    file.write(b"}\n")


def objects(handed: Handed) -> Iterator[Object]:
    """Every object of the bundle; each stands after those it refers to."""
    view = handed.view
    yield {
        "type": "identity", "spec_version": "2.1", "id": MAKER, "created": _SINCE, "modified": _SINCE,
        "name": "secondsource", "identity_class": "system",
        "description": "Software that reads reports and says who said what and whom they had it from. It makes no assertions of its own.",
    }  # fmt: skip
    yield definition()
    yield from markings(handed)
    yield from identities(handed)
    yield from locations(handed)
    for reading in view.readings:
        for statement in reading.statements:
            yield note(handed, statement)
        yield report(handed, reading.report, reading.statements)
    for claim in view.claims:
        yield claim_note(handed, claim)
        yield from opinions(handed, claim)
        yield from findings(handed, claim)
    for relay in view.relays:
        if relay.giver_in_case:
            yield relationship(handed, relay)


def definition() -> Object:
    """The definition of our extension (STIX 2.1, section 7.3)."""
    return {
        "type": "extension-definition", "spec_version": "2.1", "id": OURS, "created_by_ref": MAKER, "created": _SINCE, "modified": _SINCE,
        "name": "secondsource: chains, support and grades",
        "description": "On a note of a statement: `chain` (tellers, outermost first), `basis`, `anonymity`, `factuality`, `start`, `end` "
        "(characters of the report). On a note of a claim: `claim`, `event_type`, `when` (EDTF), `status`, `at_least` and `at_most` independent origins, "
        "`grade` (letter of the source, digit of the information), `rival_values`. On a report: `report`, `capture` (SHA-256), `published` (EDTF), "
        "`published_exactly` and `published_how`. On a relationship: `how`, `named_in_text`.",
        "schema": "Described in `description`; every property is a string, a whole number, a truth value or a list of strings.",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }  # fmt: skip


def markings(handed: Handed) -> Iterator[Object]:
    """The markings that the case uses, as the standard spells them."""
    used = {handed.view.marking_of_report(report.id) for report in handed.view.reports} | {handed.view.marking}
    used |= {handed.view.marking_of_claim(claim.id) for claim in handed.view.claims}
    for marking, identifier in TLP.items():
        if marking in used:
            yield {
                "type": "marking-definition", "spec_version": "2.1", "id": identifier, "created": "2022-10-01T00:00:00.000Z",
                "name": marking.label,
                "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": marking.word.lower()}},
            }  # fmt: skip


def identities(handed: Handed) -> Iterator[Object]:
    """Outlets, and tellers who are named; nobody who is not."""
    seen: set[str] = set()
    for report_ in handed.view.reports:
        if report_.outlet is not None and report_.outlet.value not in seen:
            seen.add(report_.outlet.value)
            yield _identity(handed, report_.outlet.value, "organization")
    for reading in handed.view.readings:
        for statement in reading.statements:
            for link in statement.chain.each:
                if link.kind in _CLASSES and link.name not in seen and not hidden(link.name):
                    seen.add(link.name)
                    yield _identity(handed, link.name, _CLASSES[link.kind])


def _identity(handed: Handed, name: str, kind: str) -> Object:
    return {**_common(handed, "identity", name), "name": name, "identity_class": kind}


def locations(handed: Handed) -> Iterator[Object]:
    """The places of claims, as precise as may be shown, each once."""
    seen: set[str] = set()
    for claim in handed.view.claims:
        found = _location(handed, claim)
        if found is not None and found["id"] not in seen:
            seen.add(found["id"])
            yield found


def _location(handed: Handed, claim: Claim) -> Object | None:
    place = handed.place(claim)
    if place is None or not (place.country or (place.lat is not None and place.lon is not None)):
        return None
    pointed = place.precision in ("city", "site", "region", "county")
    at = (place.lat, place.lon) if pointed and place.lat is not None and place.lon is not None else (None, None)
    return {
        **_common(handed, "location", f"{place.country} {place.name} {at}"),
        **filled(name=place.name, country=place.country, latitude=at[0], longitude=at[1], description=place.precision),
    }


def note(handed: Handed, statement: Statement) -> Object:
    """A statement as a note on its report. It has no confidence: how sure the attribution is says nothing of the content."""
    return {
        **_common(handed, "note", statement.id, handed.view.marking_of_report(statement.report)),
        "abstract": f"Said by: {statement.chain}",
        "content": handed.words(statement) or "(no words)",
        "object_refs": [_id(handed, "report", statement.report)],
        "extensions": _ours(
            chain=statement.chain.names,
            basis=statement.basis.value,
            anonymity=statement.anonymity.value,
            factuality=statement.factuality.value,
            start=statement.hull.start,
            end=statement.hull.end,
        ),
    }


def report(handed: Handed, found: Report, statements: tuple[Statement, ...]) -> Object:
    """A report as a report, which holds its statements; `published` is the first day its date may mean, or when it was collected if that is unknown."""
    taken = handed.first_taken.get(found.capture)
    published = found.published.value if found.published else ""
    held = [_id(handed, "note", s.id) for s in statements]
    outlet = [_id(handed, "identity", found.outlet.value)] if found.outlet else []
    url = link_of(found)
    reference = filled(
        source_name=found.outlet.value if found.outlet else handed.view.name_of_report(found),
        url=url,
        description=None if url else f"capture {found.capture}",
    )
    return {
        **_common(handed, "report", found.id, handed.view.marking_of_report(found.id)),
        "name": (found.title.value if found.title else "") or handed.view.name_of_report(found),
        **filled(description=found.label),
        "published": stamp(published) or instant(taken.at if taken else handed.view.created),
        "lang": found.lang,
        "object_refs": [*outlet, *held] or [MAKER],
        "external_references": [reference],
        "extensions": _ours(
            report=found.id,
            capture=found.capture,
            published=published,
            published_exactly=bool(published) and plain(published) is not None,
            published_how=found.published.how.value if found.published else "unknown",
        ),
    }


def claim_note(handed: Handed, claim: Claim) -> Object:
    """A claim as a note on the reports that tell it; `confidence` from the digit of its grade, by the Admiralty scale of the standard."""
    support, grade = handed.view.support(claim.id), handed.view.grade(claim.id)
    location = _location(handed, claim)
    return {
        **_common(handed, "note", claim.id, handed.view.marking_of_claim(claim.id)),
        "abstract": handed.title(claim),
        "content": handed.about(claim),
        **filled(confidence=confidence(grade)),
        "object_refs": [
            *(_id(handed, "report", identifier) for identifier in claim.reports),
            *([location["id"]] if location else []),
        ],
        "extensions": _ours(
            claim=claim.id,
            event_type=claim.type,
            when=claim.when.text if claim.when else "",
            status=claim.status.value,
            at_least=support.at_least if support else None,
            at_most=support.at_most if support else None,
            grade=f"{grade.letter}{grade.digit}" if grade else "",
            rival_values=handed.rivals(claim),
        ),
    }


def confidence(grade: Grade | None) -> int | None:
    """The confidence of a claim by the digit of its grade; None for 6 and for no grade. The letter, which is the source's, plays no part."""
    return CONFIDENCE.get(grade.digit) if grade else None


def opinions(handed: Handed, claim: Claim) -> Iterator[Object]:
    """Who denies the claim, and what people at work on the case decided of it; these are letters, not names."""
    support, target = handed.view.support(claim.id), [_id(handed, "note", claim.id)]
    marking = handed.view.marking_of_claim(claim.id)
    for origin in support.against if support else ():
        yield {
            **_common(handed, "opinion", f"{claim.id} {origin.id} against", marking),
            "explanation": f"{origin.name} speaks against it (basis: {origin.basis.value}).",
            "authors": [origin.name],
            "opinion": "disagree",
            "object_refs": target,
        }
    for at, decision in enumerate(handed.decisions.get(claim.id, ())):
        if decision.kind in _OPINION:
            yield {
                **_common(handed, "opinion", f"{claim.id} decision {at}", marking),
                **filled(explanation=decision.why),
                "authors": [name for name in (decision.who, decision.second) if name],
                "opinion": _OPINION[decision.kind],
                "object_refs": target,
            }


def findings(handed: Handed, claim: Claim) -> Iterator[Object]:
    """What the law of the day says of a claim: a note on the note of the claim."""
    for finding in handed.view.findings_of(claim.id):
        yield {
            **_common(handed, "note", f"{claim.id} {finding.provision}", handed.view.marking_of_claim(claim.id)),
            "abstract": f"{finding.provision}: {finding.outcome.value.replace('_', ' ')}",
            "content": finding.sentence or finding.outcome.value.replace("_", " "),
            "object_refs": [_id(handed, "note", claim.id)],
        }


def relationship(handed: Handed, relay: Relay) -> Object:
    """That a report has matter from another: `derived-from`, a relationship that any two objects of one type may have (STIX 2.1, section 3.7)."""
    name = f"{relay.taker} {relay.giver} {relay.how.value}"
    marks = (handed.view.marking_of_report(relay.taker), handed.view.marking_of_report(relay.giver))
    return {
        **_common(handed, "relationship", name, strictest(marks)),
        "relationship_type": "derived-from",
        "source_ref": _id(handed, "report", relay.taker),
        "target_ref": _id(handed, "report", relay.giver),
        **filled(description=relay.why),
        "confidence": round(relay.strength * 100),
        "extensions": _ours(how=relay.how.value, named_in_text=relay.named),
    }


def _common(handed: Handed, kind: str, name: str, marking: Marking | None = None) -> Object:
    found = {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(handed, kind, name),
        "created_by_ref": MAKER,
        "created": _thousandths(handed.view.created),
        "modified": _thousandths(handed.modified),
    }
    return {**found, "object_marking_refs": [TLP[marking]]} if marking else found


def _thousandths(text: str) -> str:
    return instant(text).replace("Z", ".000Z")


def _id(handed: Handed, kind: str, name: str) -> str:
    return f"{kind}--{handed.uuid(f'stix {kind}', name)}"


def _ours(**values: Any) -> dict[str, Any]:
    return {OURS: {"extension_type": "property-extension", **filled(**values)}}
