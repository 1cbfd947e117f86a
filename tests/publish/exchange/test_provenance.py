from __future__ import annotations

import json

from hypothesis import given, settings
from prov.constants import PROV_VALUE
from prov.model import ProvDerivation, ProvDocument, ProvEntity

from secondsource.model.acting import harmless
from secondsource.publish.exchange.provenance import SS, _safe
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import WORDS, cases, written


def read(view: CaseView, form: str) -> ProvDocument:
    """The document as the standard's own library reads it."""
    name = {"json": "prov", "provn": "provn"}[form]
    return ProvDocument.deserialize(content=written(view, name).decode(), format=form)


def harmless_all(value):
    if isinstance(value, dict):
        return {key: harmless_all(item) for key, item in value.items()}
    if isinstance(value, list):
        return [harmless_all(item) for item in value]
    return harmless(value) if isinstance(value, str) else value


@settings(max_examples=25, deadline=None)
@given(cases())
def test_both_forms_say_the_same_and_what_the_case_holds(view: CaseView) -> None:
    document = read(view, "json")
    shown = json.dumps(harmless_all(json.loads(written(view, "prov"))))
    # PROV-N is read by people: a sign stands there for a character that acts
    assert ProvDocument.deserialize(content=shown, format="json") == read(view, "provn")
    held = {str(record.identifier): dict(record.attributes) for record in document.get_records(ProvEntity)}
    for report in view.reports:
        found = {key.uri: value for key, value in held[f"case:report.{report.id}"].items()}
        assert found.get(f"{SS}outlet") == (report.outlet.value if report.outlet else None)
        assert found.get(f"{SS}published") == (report.published.value if report.published else None)
        assert f"sha256:{report.capture}" in held
    for statement in view.statements:
        found = held[f"case:statement.{statement.id}"]
        assert found[PROV_VALUE] and " ".join(str(found[PROV_VALUE]).split()) == found[PROV_VALUE]


def test_chains_end_in_a_primary_source_and_copies_are_quotations(view: CaseView) -> None:
    kinds: dict[tuple[str, str], set[str]] = {}
    for record in read(view, "json").get_records(ProvDerivation):
        made, of = (str(value) for _, value in record.formal_attributes[:2])
        kinds[made, of] = {str(kind) for kind in record.get_asserted_types()}
    wire, courier = view.reports[0].id, view.reports[1].id
    assert (f"case:report.{courier}", f"case:report.{wire}") in kinds
    statement = view.readings[0].statements[0].id
    assert kinds[f"case:statement.{statement}", f"case:report.{wire}"] == {"prov:Quotation"}
    primary = [
        of for (made, of), found in kinds.items() if made.endswith(statement) and found == {"prov:PrimarySource"}
    ]
    assert len(primary) == 1 and "foreman" in primary[0]
    assert (f"case:claim.{view.claims[0].id}", f"case:statement.{statement}") in kinds


@given(WORDS, WORDS)
def test_two_names_never_become_one(first: str, second: str) -> None:
    assert (_safe(first) == _safe(second)) == (first == second)
