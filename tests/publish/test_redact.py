from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import (
    Chain,
    Decision,
    DecisionKind,
    How,
    Known,
    Link,
    LinkKind,
    PersonalData,
    PersonalKind,
    Place,
    Span,
    masked,
)
from secondsource.model.codec import encode
from secondsource.publish import masked_view, redacted_view
from secondsource.publish.redact import masked_ledger
from secondsource.publish.redaction.replacing import letters, replacer
from secondsource.store.ledger import START, sealed
from secondsource.store.view import CaseView


def test_masks_keep_every_span_in_its_place(view: CaseView) -> None:
    for before, after in zip(view.readings, masked_view(view).readings, strict=True):
        assert len(before.report.text) == len(after.report.text)
        assert [s.content for s in before.statements] == [s.content for s in after.statements]


def test_personal_data_are_masked_in_derived_values_too(view: CaseView, made: ModuleType) -> None:
    claim = replace(view.claims[0], title=f"{made.SECRETS[2].upper()} at the gate")
    support = replace(view.supports[0], because=(f"Ask {made.SECRETS[0]} or call {made.SECRETS[1]}.",))
    safe = masked_view(replace(view, claims=(claim,), traced=replace(view.traced, supports=(support,))))
    assert safe.claims[0].title == "██████ █████████ at the gate"
    words = encode((safe.claims, safe.traced)).decode()
    assert not [secret for secret in made.SECRETS if secret in words]


def test_decisions_are_shown_without_the_names_of_those_who_made_them(view: CaseView, made: ModuleType) -> None:
    def by(who: str, why: str) -> Decision:
        return Decision(
            kind=DecisionKind.REJECT,
            object=view.claims[0].id,
            who=who,
            at="2026-01-02T00:00:00Z",
            why=why,
            values={"by": "x"},
        )

    first = sealed(1, START, by("Mara Lindqvist", f"Ask {made.SECRETS[0]}."))
    second = sealed(2, first.hash, by("Al", "Mara Lindqvist and Al all agree."))
    entries, unmet = masked_ledger(replace(view, ledger=(first, second), unmet=(second.decision,)))
    assert [(e.hash, e.decision.who) for e in entries] == [(first.hash, "person A"), (second.hash, "person B")]
    assert [e.decision.why.count("█") > 0 for e in entries] == [True, False]
    assert entries[1].decision.why == "person A and Al all agree."
    assert unmet == (entries[1].decision,)
    assert masked_ledger(view) == ((), ())


def test_a_lone_name_is_masked_where_it_stands_and_hunted_nowhere_else(view: CaseView, made: ModuleType) -> None:
    report = replace(
        view.reports[0],
        personal=(PersonalData(span=made.span(made.WIRE, "Tobias"), kind=PersonalKind.PRIVATE_PERSON),),
    )
    readings = (replace(view.readings[0], report=report), *view.readings[1:])
    claim = replace(view.claims[0], title="Strike at Tobias Quay")
    safe = masked_view(replace(view, readings=readings, claims=(claim,)))
    assert safe.claims[0].title == "Strike at Tobias Quay"
    assert "██████ Fennimore" in safe.reports[0].text


@pytest.mark.parametrize(("name", "hidden"), [("홍길순", True), ("金吉順", True), ("길순", False)])
def test_a_name_in_full_of_three_signs_is_hunted_everywhere(view: CaseView, name: str, hidden: bool) -> None:
    report = view.reports[0]
    text = f"{report.text}\n{name}"
    personal = PersonalData(span=Span(len(text) - len(name), len(text)), kind=PersonalKind.PRIVATE_PERSON)
    readings = (replace(view.readings[0], report=replace(report, text=text, personal=(personal,))), *view.readings[1:])
    claim = replace(view.claims[0], title=f"{name} 파업")
    safe = masked_view(replace(view, readings=readings, claims=(claim,)))
    assert (name not in safe.claims[0].title) is hidden
    assert name not in safe.reports[0].text


def test_decisions_stay_in_the_house(view: CaseView) -> None:
    assert masked_view(view).ledger == ()
    assert masked_view(view).unmet == ()


def test_an_unnamed_source_has_one_letter_throughout(view: CaseView) -> None:
    safe = redacted_view(view)
    names = {link.name for s in safe.statements for link in s.chain.links if link.kind.value == "unnamed"}
    assert names == {"unnamed source A (Harbour Wire)"}
    assert safe.supports[0].origins[0].name == "unnamed source A (Harbour Wire)"
    assert "foreman" not in encode(safe.readings).decode()
    assert safe.reports[0].byline is None


def test_letters_go_on_after_z() -> None:
    assert [letters(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@given(st.text(alphabet="ab @.1", min_size=5, max_size=20), st.text(alphabet="ab @.1", max_size=60))
def test_a_replacer_leaves_no_whole_occurrence(secret: str, around: str) -> None:
    fix = replacer({secret: "█" * len(secret)})
    assert f"({secret})" not in fix(f"{around} ({secret}) {around}")


@given(st.text(max_size=80), st.data())
def test_masking_twice_is_masking_once(text: str, data: st.DataObject) -> None:
    spans = data.draw(
        st.lists(st.integers(0, max(len(text) - 1, 0)).map(lambda at: Span(at, at + 1)), max_size=5)
        if text
        else st.just([])
    )
    personal = tuple(PersonalData(span=span, kind=PersonalKind.EMAIL) for span in spans)
    once = masked(text, personal)
    assert masked(once, personal) == once
    assert len(once) == len(text)


@given(
    st.dictionaries(st.text("aAbB ä1-", min_size=1, max_size=6), st.just("#"), min_size=1, max_size=5),
    st.text("aAbB ä1-", max_size=40),
)
def test_phrases_are_replaced_as_one_pattern_of_them_all_would(table: dict[str, str], text: str) -> None:
    longest_first = sorted({key.lower() for key in table}, key=lambda key: (-len(key), key))
    pattern = r"(?<![0-9A-Za-z])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![0-9A-Za-z])"
    assert replacer(table)(text) == re.sub(pattern, "#", text, flags=re.IGNORECASE)


def test_signs_that_grow_in_small_letters_shift_nothing() -> None:
    assert replacer({"Ada Quill": "█"})("İİ ADA QUILL İ") == "İİ █ İ"


def test_addresses_in_metadata_and_in_reasons_are_masked_wherever_they_lead(view: CaseView) -> None:
    report = replace(
        view.reports[0],
        title=Known(value="Ask ann.lee@example.org", how=How.GIVEN, why="given"),
        outlet=Known(value="Desk of bo.kim@example.org", how=How.GIVEN, why="given"),
        note="or +965 5551 7777",
    )
    decision = Decision(
        kind=DecisionKind.REJECT,
        object="x",
        who="Mara Lindqvist",
        at="2026-01-02T00:00:00Z",
        why="told by cy.ro@example.org",
        values={"chain": "di.pak@example.org"},
    )
    grade = replace(view.grades[0], why=("Set to B2 by a person on 2026-01-02: told by cy.ro@example.org.",))
    support = replace(view.supports[0], because=("desk of bo kim example org says so; so does di.pak@example.org.",))
    given = replace(
        view,
        readings=(replace(view.readings[0], report=report), *view.readings[1:]),
        grades=(grade,),
        traced=replace(view.traced, supports=(support,)),
        ledger=(sealed(1, START, decision),),
    )
    safe = masked_view(given)
    words = encode((safe.readings, safe.grades, safe.traced)).decode()
    assert not [w for w in ("ann.lee", "bo.kim", "bo kim", "5551", "cy.ro", "di.pak") if w in words]
    assert "Desk of " in words and "told by ██" in words
    entries, _ = masked_ledger(given)
    assert "example" not in encode(entries).decode()


def test_a_teller_who_is_private_is_masked_in_the_chain_and_in_what_is_made_of_it(
    view: CaseView, made: ModuleType
) -> None:
    reading = view.readings[0]
    report, first = reading.report, reading.statements[0]
    at = report.text.index("said") if "said" in report.text else 0
    span = Span(at, at + 4)
    word = span.of(report.text)
    link = Link(name=f"Mr. {word}", kind=LinkKind.PERSON, span=span)
    other = Link(name="Harbour Wire", kind=LinkKind.OUTLET, span=Span(0, 1))
    reading = replace(
        reading,
        report=replace(report, personal=(PersonalData(span=span, kind=PersonalKind.PRIVATE_PERSON),)),
        statements=(replace(first, chain=Chain((other, link))), *reading.statements[1:]),
    )
    support = replace(view.supports[0], because=(f"Mr. {word} says so.",))
    safe = masked_view(
        replace(view, readings=(reading, *view.readings[1:]), traced=replace(view.traced, supports=(support,)))
    )
    assert list(safe.readings[0].statements[0].chain.names) == ["Harbour Wire", f"Mr. {'█' * len(word)}"]
    assert safe.supports[0].because == (f"Mr. {'█' * len(word)} says so.",)


def test_one_who_is_private_is_masked_among_those_whom_he_tells_it_with(view: CaseView) -> None:
    reading = view.readings[0]
    report, first = reading.report, reading.statements[0]
    word = next(w for w in report.text.split() if w.isalpha() and len(w) > 4)
    at = report.text.index(word)
    span = Span(at, at + len(word))
    private = Link(name=f"Mr. {word}", kind=LinkKind.PERSON, span=span)
    other = Link(name="police", kind=LinkKind.BODY, span=Span(span.end + 1, span.end + 2))
    both = Link(name=f"Mr. {word} and police", kind=LinkKind.GROUP, span=Span(span.start, span.end + 2), members=(private, other))  # fmt: skip
    reading = replace(
        reading,
        report=replace(report, personal=(PersonalData(span=span, kind=PersonalKind.PRIVATE_PERSON),)),
        statements=(replace(first, chain=Chain((both,))), *reading.statements[1:]),
    )
    safe = masked_view(replace(view, readings=(reading, *view.readings[1:])))
    (link,) = safe.readings[0].statements[0].chain.links
    assert link.name == f"Mr. {'█' * len(word)} and police"
    assert [m.name for m in link.members] == [f"Mr. {'█' * len(word)}", "police"]


def test_the_redacted_edition_names_no_town_that_people_fled_from(view: CaseView) -> None:
    reading = view.readings[0]
    first = reading.mentions[0]
    word = next(w for w in reading.report.text.split() if w.isalpha() and w[0].isupper() and len(w) > 4)
    at = reading.report.text.index(word)
    place = Place(name=word, country="KW", span=Span(at, at + len(word)), precision="city")
    claim = replace(view.claims[0], title=f"Defection, {word}", place=word)

    def redacted(kind: str, where: Place) -> str:
        mention = replace(first, type=kind, place=where)
        readings = (replace(reading, mentions=(mention, *reading.mentions[1:])), *view.readings[1:])
        safe = redacted_view(replace(view, readings=readings, claims=(claim,)))
        return encode((safe.readings, safe.claims)).decode()

    assert word not in redacted("DEFECTION", place)
    assert word in redacted("WORK_STOPPAGE", place)
    assert word in redacted("DEFECTION", replace(place, precision="region"))
