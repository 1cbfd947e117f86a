"""All that a support may ask after one of its reports, as a digest: two that are the same lead the same ways."""

from __future__ import annotations

import hashlib

from ..model.codec import encode
from ..model.telling import apart
from .ends import DESCRIBED
from .lineage import Lineage


def trail_of(lineage: Lineage, report: str) -> str:
    """The digest of what a report has from whom: its relays, the reports behind its links, and its only source."""
    case, citations = lineage.case, lineage.citations
    given: list[object] = []
    for statement in (each for told in case.by_id[report].statements for each in apart(told)):
        if not case.claims_of_statement(statement):
            continue
        for link in statement.chain.links:
            giver = citations.report_of(report, link, statement)
            described = citations.described(report, link, statement) if giver is None and link.kind in DESCRIBED else ()
            given.append((giver, described))
    ways = [(way.giver, way.how, (report, way.giver) in citations.cited) for way in lineage.givers.get(report, ())]
    cut = lineage.cut_of(report)
    return hashlib.sha256(encode((given, ways, cut, lineage.only_source(report)))).hexdigest()[:20]
