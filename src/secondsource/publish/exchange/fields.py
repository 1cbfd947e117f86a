"""What each format carries of a case, field by field, and what it loses: written down once, shown in the docs, held against what is written by a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Carried:
    """A field of ours in a format.

    Args:
        ours: what it is, in our words.
        theirs: where it stands there, the names as the format spells them, parted by commas; empty if the format has no place for it.
        how: what becomes of it on the way.
    """

    ours: str
    theirs: str
    how: str = ""


_WHOLE_ROWS = "every column of the export as rows, lists as JSON"
FIELDS: Mapping[str, tuple[Carried, ...]] = MappingProxyType(
    {
        "ftm": (
            Carried(
                "report: title, outlet, byline, address",
                "title, publisher, author, sourceUrl",
                "addresses of the web only",
            ),
            Carried(
                "report: publication date",
                "publishedAt",
                "a day, month or year; an instant becomes its day, the rest stands in `notes`",
            ),
            Carried("report: language", "language", "ISO 639-3; left out where the subjects know none"),
            Carried("report: text", "bodyText", "masked, reader comments blanked, white space at its ends taken away"),
            Carried(
                "report: capture", "notes, mimeType, retrievedAt", "SHA-256 in words: the model's checksum is SHA-1"
            ),
            Carried("statement: words, chain", "description, summary", "a `Note`; the chain as one line"),
            Carried("statement: basis, anonymity, factuality", "keywords"),
            Carried("statement: spans, cue, speaker, confidence", "", "the model has no places in a text"),
            Carried(
                "named teller",
                "name, resolved, detectedSchema",
                "an `Organization` or `Person`, and a `Mention` on the article",
            ),
            Carried("teller without a name", "", "stays in the words of the note: nobody is made of them"),
            Carried(
                "claim: type, heading, when, place, country", "keywords, name, startDate, endDate, location, country"
            ),
            Carried("claim: support, grade, status", "summary", "in words; no number, no topic"),
            Carried("claim: rival values", "description", "in words"),
            Carried("who tells of or denies a claim", "role, status, document, entity, proof", "`Documentation`"),
            Carried(
                "relay", "subject, object, role", "`UnknownLink` between articles; a giver outside the case is left out"
            ),
            Carried("finding", "description", "a `Note` on the event, never a `Sanction`"),
            Carried("marking", "notes", "in words: the model has no markings"),
            Carried("indicators, figures, loops", ""),
        ),
        "stix": (
            Carried(
                "report: title, outlet, address", "name, source_name, url", "a `report`; the outlet an `identity` too"
            ),
            Carried(
                "report: publication date",
                "published",
                "the first instant it may mean; as EDTF in our extension, with whether it is exact",
            ),
            Carried("report: text, byline", "", "a bundle is no place for whole articles"),
            Carried("report: capture, language", "capture, lang"),
            Carried("statement: words, chain", "content, abstract, chain", "a `note` on its report"),
            Carried(
                "statement: basis, anonymity, factuality, place in the text",
                "basis, anonymity, factuality, start, end",
                "in our extension",
            ),
            Carried(
                "claim: heading, support, grade, status",
                "abstract, at_least, at_most, grade, status",
                "a `note` on its reports",
            ),
            Carried(
                "claim: digit of the grade",
                "confidence",
                "Admiralty scale of the standard: 1 is 90, 2 is 70, 3 is 50, 4 is 30, 5 is 10; 6 has none",
            ),
            Carried("claim: place", "country, latitude, longitude", "a `location`, no more precise than the map shows"),
            Carried("claim: rival values", "rival_values", "in our extension"),
            Carried(
                "denial; decision on a claim",
                "opinion, explanation, authors",
                "`disagree` or `agree`; people at work on the case are letters",
            ),
            Carried(
                "relay",
                "relationship_type, source_ref, target_ref, how",
                "`derived-from`; `confidence` is its strength",
            ),
            Carried("finding", "content", "a `note` on the claim's"),
            Carried("marking", "object_marking_refs, tlp_2_0", "TLP 2.0 by the ids of the standard"),
            Carried("indicators, figures, loops", ""),
        ),
        "prov": (
            Carried(
                "capture and custody",
                "ss:sha256, wasGeneratedBy, wasAssociatedWith",
                "an entity named by its digest; each time it was collected an activity",
            ),
            Carried(
                "report",
                "prov:label, ss:outlet, ss:published, ss:url, ss:language",
                "derived from its capture, attributed to its outlet",
            ),
            Carried("report: text, byline", ""),
            Carried(
                "statement",
                "prov:value, ss:chain, ss:basis, ss:factuality, ss:start, ss:end",
                "a `prov:Quotation` of its report",
            ),
            Carried(
                "innermost source of a chain",
                "prov:PrimarySource",
                "an entity for what it told; an agent too where it is named",
            ),
            Carried("relay", "wasDerivedFrom, ss:how, ss:why", "a `prov:Quotation` where it copies"),
            Carried(
                "claim",
                "ss:eventType, ss:when, ss:atLeast, ss:atMost, ss:grade, ss:status",
                "derived from the statements that tell it",
            ),
            Carried("marking", "ss:tlp"),
            Carried("rival values, findings, indicators, figures, loops, decisions", ""),
        ),
        "claimreview": (
            Carried("claim: heading, when, place", "name, temporal, contentLocation", "a `Claim`"),
            Carried("claim: support, grade, status", "abstract", "in words"),
            Carried(
                "report: title, outlet, date, address, language",
                "headline, publisher, datePublished, url, inLanguage",
                "`appearance`; dates that ISO 8601 can say",
            ),
            Carried(
                "decision to accept or reject",
                "reviewRating, alternateName, ratingExplanation, author, datePublished",
                "then alone a `ClaimReview`; no `ratingValue`",
            ),
            Carried("marking", "usageInfo"),
            Carried("statements, chains, relays, findings, texts", ""),
        ),
        "xlsx": (
            Carried(
                "every kind of record",
                "claims, reports, statements, mentions, relays, findings, indicators, grades, figures, loops",
                _WHOLE_ROWS,
            ),
            Carried("text longer than 32,767 characters", "text", "cut, and the cell says so"),
            Carried("dates", "published, when", "text in EDTF: a date cell would give a day that nobody told"),
            Carried("place of people in flight", "place", "no narrower than a region"),
            Carried("marking", "tlp"),
        ),
        "geojson": (
            Carried("claim: place", "geometry", "a point, a line for a route, null where it is no more than a country"),
            Carried("claim: heading, type, when", "title, type, when, earliest, latest"),
            Carried(
                "claim: place in words, precision",
                "place, country, precision, coarse",
                "`coarse`: less is shown than is known",
            ),
            Carried("claim: support, grade, status", "at_least, at_most, grade, status"),
            Carried("report", "reports", "names alone"),
            Carried("marking", "tlp"),
            Carried("statements, relays, findings, rival places", ""),
        ),
        "graphml": (
            Carried("report", "label, title, published, day, language, tlp", "a node of kind `report`"),
            Carried("relay", "how, strength, named, why", "an edge from the taker to the giver"),
            Carried(
                "teller outside the case, origin", "kind, claim, basis", "nodes; an origin for each claim it is one of"
            ),
            Carried("chain", "how", "edges that only the chain of tellers gives are of kind `tells`"),
            Carried("texts, claims, findings", ""),
        ),
        "csl": (
            Carried(
                "report: title, outlet, byline, address, language", "title, container-title, author, URL, language"
            ),
            Carried(
                "report: publication date",
                "issued, published",
                "parts, intervals, seasons and `circa`; as EDTF in `custom`",
            ),
            Carried("report: text", "abstract", "the first paragraphs, at most 1,000 characters"),
            Carried("report: label, marking", "note"),
            Carried("capture", "accessed, capture", "when it was collected, and its SHA-256 in `custom`"),
            Carried("everything besides the reports", ""),
        ),
        "bibtex": (
            Carried("report: title, outlet, byline, address, language", "title, journal, author, url, language"),
            Carried("report: publication date", "year, month, day", "another form as it stands, in `year`"),
            Carried("label, marking, capture", "note, urldate"),
            Carried("everything besides the reports", ""),
        ),
    }
)
"""By the name of the format; `provn` carries what `prov` does, `gexf` what `graphml` does."""
SAME: Mapping[str, str] = MappingProxyType({"provn": "prov", "gexf": "graphml"})
"""Formats that carry what another does."""


def fields_of(format: str) -> tuple[Carried, ...]:
    """What a format carries. Raises KeyError if there is no such format."""
    return FIELDS[SAME.get(format, format)]
