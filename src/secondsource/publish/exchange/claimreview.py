"""Claims as schema.org has them, in JSON-LD: a `ClaimReview` where a person has decided, a bare `Claim` where nobody has.

A ClaimReview is a fact check, and a fact check is made by people. So only a claim that somebody accepted or rejected becomes one, its rating is their
word and no number, and the explanation says what the case shows. Everything else is a `Claim` with the reports that make it: no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from secondsource.model import Claim, Decision, DecisionKind, Report

from .dates import plain
from .handed import Handed, link_of
from .plain import array, dump, filled

CONTEXT = "https://schema.org"
RATINGS = {DecisionKind.ACCEPT: "Accepted after review", DecisionKind.REJECT: "Rejected after review"}
"""What a decision is called as a rating. There is no `ratingValue`: nobody measured how true the claim is."""

Thing = dict[str, Any]


def write(handed: Handed, file: IO[bytes]) -> None:
    """The claims as a JSON-LD graph, one a line."""
    file.write(dump({"@context": CONTEXT})[:-1].encode() + b',"@graph":')
    array(things(handed), file)
    file.write(b"}\n")


def things(handed: Handed) -> Iterator[Thing]:
    """A `ClaimReview` or a `Claim` for each claim, in the order of the case."""
    for claim in handed.view.claims:
        decided = review_of(handed.decisions.get(claim.id, ()))
        yield claim_review(handed, claim, decided) if decided else reviewed(handed, claim)


def review_of(decisions: tuple[Decision, ...]) -> Decision | None:
    """The last decision in force that accepts or rejects; None if nobody has."""
    return next((d for d in reversed(decisions) if d.kind in RATINGS), None)


def claim_review(handed: Handed, claim: Claim, decision: Decision) -> Thing:
    """A claim that a person accepted or rejected, with their words and what the case shows."""
    explained = " ".join(part for part in (decision.why.strip(), handed.about(claim)) if part)
    return {
        "@type": "ClaimReview",
        "@id": _id(handed, "review", claim.id),
        "claimReviewed": handed.title(claim),
        "datePublished": decision.at[:10],
        "author": {"@type": "Person", "name": decision.who},
        "reviewRating": {"@type": "Rating", "alternateName": RATINGS[decision.kind], "ratingExplanation": explained},
        "itemReviewed": reviewed(handed, claim),
        **filled(usageInfo=_marking(handed, claim)),
    }


def reviewed(handed: Handed, claim: Claim) -> Thing:
    """A claim with the reports it appears in, the first published first; who denies it is no verdict of ours."""
    view = handed.view
    place = handed.place(claim)
    found = sorted((r for r in claim.reports if view.report(r)), key=view.order.__getitem__)
    reports = [report for identifier in found if (report := view.report(identifier)) is not None]
    first = reports[0] if reports and reports[0].published else None
    return {
        "@type": "Claim",
        "@id": _id(handed, "claim", claim.id),
        "identifier": claim.id,
        "name": handed.title(claim),
        "abstract": handed.about(claim),
        **filled(
            temporal=claim.when.text if claim.when else None,
            contentLocation={"@type": "Place", **filled(name=place.name, address=place.country)} if place else None,
            firstAppearance=_work(handed, first) if first else None,
            appearance=[_work(handed, report) for report in reports],
            usageInfo=_marking(handed, claim),
        ),
    }


def _work(handed: Handed, report: Report) -> Thing:
    published = plain(report.published.value) if report.published else None
    return {
        "@type": "NewsArticle" if report.outlet else "CreativeWork",
        "headline": report.title.value if report.title else handed.view.name_of_report(report),
        **filled(
            identifier=report.id,
            url=link_of(report),
            datePublished=published,
            inLanguage=report.language.value if report.language else None,
            publisher={"@type": "Organization", "name": report.outlet.value} if report.outlet else None,
        ),
    }


def _marking(handed: Handed, claim: Claim) -> str | None:
    marking = handed.view.marking_of_claim(claim.id)
    return marking.label if marking else None


def _id(handed: Handed, kind: str, name: str) -> str:
    return f"urn:uuid:{handed.uuid(f'schema {kind}', name)}"
