from __future__ import annotations

from dataclasses import replace

from secondsource.model import Status
from secondsource.publish.chapter import chapter
from secondsource.publish.footnotes import Notes, source_lines
from secondsource.publish.lineage import relays_by_ends
from secondsource.publish.redact import masked_view
from secondsource.store.view import CaseView
from secondsource.subjects import load


def standing(view: CaseView) -> str:
    safe = masked_view(view)
    return chapter(1, safe.claims[0], safe, load(), Notes(safe, source_lines(safe)), relays_by_ends(safe)).status


def test_a_claim_that_no_origin_counts_for_is_not_called_supported(view: CaseView) -> None:
    (support,) = view.traced.supports
    case = replace(view, claims=(replace(view.claims[0], status=Status.SUPPORTED),))
    assert standing(case) == "supported"
    none = replace(case.traced, supports=(replace(support, at_least=0, at_most=0, origins=()),))
    assert standing(replace(case, traced=none)) == "told, but no origin counts for it"
    assert standing(replace(view, traced=none)) == "disputed: the accounts do not agree"
