from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from secondsource.model import Chain, Link, LinkKind, Reading, Span, Statement
from secondsource.publish.redact import masked_view
from secondsource.publish.sourcebook import KINDS, SourceEntry, sourcebook
from secondsource.store.view import CaseView
from secondsource.subjects import load

PACK = load("dprk_labour")
WIRE, COURIER, UNNAMED = "name:harbour wire", "name:delta courier b bold b", "unnamed:name:harbour wire"


@pytest.fixture
def book(view: CaseView) -> dict[str, SourceEntry]:
    return sourcebook(view, PACK)


def test_outlets_stand_with_their_reports_and_those_who_rely_on_them(
    book: dict[str, SourceEntry], view: CaseView
) -> None:
    wire = book[WIRE]
    assert (wire.name, wire.kind, len(wire.reports)) == ("Harbour Wire", "outlet", 1)
    assert len(wire.statements) == len(wire.named_in) == 2
    assert dict(wire.relied_on_by) == {COURIER: 1, "name:가상일보": 1}
    assert wire.relies_on == ((UNNAMED, 1),)
    assert wire.claims == (view.claims[0].id,)
    assert (wire.letter, wire.record.sample) == ("F", 0)


def test_a_relay_and_a_chain_of_one_report_count_once(book: dict[str, SourceEntry]) -> None:
    assert dict(book[COURIER].relies_on) == {WIRE: 1}


def test_the_only_origin_counts_for_it_and_for_whoever_alone_tells_of_it(
    book: dict[str, SourceEntry], view: CaseView
) -> None:
    alone = {entry.key: entry.alone for entry in book.values() if entry.alone}
    assert alone == {WIRE: (view.claims[0].id,), UNNAMED: (view.claims[0].id,)}


def test_those_without_a_name_stand_together_and_are_never_described(book: dict[str, SourceEntry]) -> None:
    assert book[UNNAMED].name == "not named, of Harbour Wire"
    assert book[UNNAMED].kind == "unnamed"
    assert "foreman" not in repr([(entry.key, entry.name) for entry in book.values()])


def _saying(view: CaseView, *links: Link) -> CaseView:
    reading = view.readings[0]
    statement = replace(reading.statements[0], chain=Chain(links))
    changed = Reading(report=reading.report, statements=(statement,), mentions=reading.mentions)
    return replace(view, readings=(changed, *view.readings[1:]))


@pytest.mark.parametrize("kind", [LinkKind.ROLE, LinkKind.GROUP, LinkKind.UNNAMED, LinkKind.RUMOUR])
def test_whoever_is_known_by_function_alone_has_no_page_of_his_own(view: CaseView, kind: LinkKind) -> None:
    book = sourcebook(_saying(view, Link(name="night cook of the yard", kind=kind, span=Span(0, 4))), PACK)
    assert UNNAMED in book
    assert not [entry for entry in book.values() if "cook" in entry.key or "cook" in entry.name]


def test_those_of_whom_the_unnamed_speak_are_of_the_same_publication(view: CaseView) -> None:
    links = [Link(name=name, kind=LinkKind.UNNAMED, span=Span(0, 4)) for name in ("one", "another")]
    book = sourcebook(_saying(view, *links), PACK)
    assert [key for key in book if key.startswith("unnamed:")] == [UNNAMED]
    assert len(book[UNNAMED].statements) == 1


def test_a_masked_name_is_no_source_of_its_own(view: CaseView, made: ModuleType) -> None:
    said = Link(name=made.SECRETS[2], kind=LinkKind.PERSON, span=Span(0, 4))
    book = sourcebook(masked_view(_saying(view, said)), PACK)
    assert not [entry for entry in book.values() if "█" in entry.name or "Fennimore" in entry.name]
    assert UNNAMED in book


def test_a_name_of_the_registry_is_one_source_however_it_is_spelled(view: CaseView) -> None:
    links = (Link(name="RFA", kind=LinkKind.OUTLET, span=Span(0, 4)),)
    book = sourcebook(_saying(view, *links), PACK)
    assert book["source:RFA"].name == "Radio Free Asia"
    assert book["source:RFA"].kind == "outlet"


def test_every_report_and_every_statement_with_a_chain_is_counted(book: dict[str, SourceEntry], view: CaseView) -> None:
    assert sum(len(entry.reports) for entry in book.values()) == len(view.reports)
    told: list[Statement] = [s for s in view.statements if s.chain.links]
    assert {name for entry in book.values() for name in entry.statements} == {s.id for s in told}
    kinds = [KINDS.index(entry.kind) for entry in book.values()]
    assert kinds == sorted(kinds)


def test_an_empty_case_has_no_sources() -> None:
    assert sourcebook(CaseView(id="x", title="", created="", subject="dprk_labour"), PACK) == {}


def test_of_those_who_tell_it_together_each_is_heard_and_the_unnamed_are_not_described(view: CaseView) -> None:
    members = (
        Link(name="Vessa Police", kind=LinkKind.BODY, span=Span(0, 2)),
        Link(name="night cook of the yard", kind=LinkKind.ROLE, span=Span(3, 5)),
    )
    together = Link(name="Vessa Police and a night cook", kind=LinkKind.GROUP, span=Span(0, 5), members=members)
    book = sourcebook(_saying(view, together), PACK)
    assert book["name:vessa police"].statements == book[UNNAMED].statements
    assert dict(book[WIRE].relies_on) == {"name:vessa police": 1, UNNAMED: 1}
    assert not [entry for entry in book.values() if "cook" in entry.key or "cook" in entry.name]
