"""An edition that is safe to share: what is hidden, what stands instead, and what cannot be joined."""

from __future__ import annotations

import io
from dataclasses import replace
from types import ModuleType

import pytest

from secondsource.model import Decision, DecisionKind, Hides, LinkKind, Span, Translation
from secondsource.model.codec import encode
from secondsource.publish import WHAT, Terms, dossier, export
from secondsource.publish.redact import edition_of
from secondsource.publish.redaction.decided import redact_values
from secondsource.publish.redaction.identities import identities
from secondsource.publish.redaction.pseudonyms import lettered
from secondsource.publish.tongue import speaking
from secondsource.store.ledger import START, sealed
from secondsource.store.view import CaseView


def with_hands(view: CaseView, *hands: tuple[str, dict[str, str]]) -> CaseView:
    entries, last = [], START
    for seq, (target, values) in enumerate(hands, start=1):
        made = Decision(
            kind=DecisionKind.REDACT, object=target, who="M", at="2026-01-02T00:00:00Z", why="small", values=values
        )
        entries.append(sealed(seq, last, made))
        last = entries[-1].hash
    return replace(view, ledger=tuple(entries))


def place(view: CaseView, words: str) -> tuple[str, Span]:
    for report in view.reports:
        at = report.text.find(words)
        if at >= 0:
            return report.id, Span(at, at + len(words))
    raise AssertionError(words)


def test_every_span_fits_its_words(view: CaseView) -> None:
    safe = edition_of(view).view
    for reading in safe.readings:
        for statement in reading.statements:
            assert all(span.of(reading.report.text).strip() for span in statement.content)
    for claim in safe.claims:
        for value in claim.values:
            assert all(safe.words(ref).strip() for ref in value.refs)


def test_reasons_stand_in_the_place_of_words_and_no_length_is_left(view: CaseView, made: ModuleType) -> None:
    text = encode(edition_of(view).view).decode()
    assert "[unnamed source A]" in text or "unnamed source A" in text
    assert "█" not in text and "foreman" not in text
    assert not [secret for secret in made.SECRETS if secret in text]
    assert not any("\U000f0000" <= sign <= "\U000ffffd" for sign in text)


def test_identifiers_and_digests_of_the_case_stay_in_the_case(view: CaseView) -> None:
    safe = edition_of(view)
    text = encode(safe.view.readings).decode() + encode(safe.view.claims).decode() + encode(safe.view.traced).decode()
    assert not [r.id for r in view.reports if r.id in text] and not [c.id for c in view.claims if c.id in text]
    assert view.id not in (safe.view.id, *safe.view.marks)
    assert {r.id for r in safe.view.reports} == {f"R{n}" for n in range(1, len(view.reports) + 1)}


def test_a_report_that_is_hidden_by_hand_does_not_say_which_it_is(view: CaseView) -> None:
    report = view.reports[0]
    safe = edition_of(with_hands(view, (report.id, redact_values(Hides.REPORT))))
    text = encode(safe.view).decode()
    assert report.capture not in text and report.capture[:16] not in text
    assert report.title is None or report.title.value not in text
    assert "[outlet hidden]" in text
    assert safe.labels[report.id] == f"R{len(view.reports)}"
    assert all(r.capture in text for r in view.reports[1:])


def test_words_hidden_by_hand_are_hidden_everywhere_and_come_back(view: CaseView) -> None:
    report, span = place(view, "Vessa")
    hidden = with_hands(view, (report, redact_values(Hides.PLACE, (span,), "a port")))
    text = encode(edition_of(hidden).view).decode()
    assert "Vessa" not in text and "[a port; made coarser]" in text
    undo = Decision(
        kind=DecisionKind.UNDO, object=hidden.ledger[0].hash, who="M", at="2026-01-03T00:00:00Z", why="wrong"
    )
    back = replace(hidden, ledger=(*hidden.ledger, sealed(2, hidden.ledger[0].hash, undo)))
    assert "Vessa" in encode(edition_of(back).view).decode()


def test_an_edition_is_the_same_each_time_and_another_one_has_other_letters() -> None:
    names = [f"source {n}" for n in range(12)]
    spring = lettered(names, "case", "spring", "sources")
    assert spring == lettered(reversed(names), "case", "spring", "sources")
    assert sorted(spring.values()) == list("ABCDEFGHIJKL")
    others = [lettered(names, "case", edition, "sources") for edition in ("summer", "autumn", "winter")]
    assert all(other != spring for other in others)
    assert lettered(names, "other case", "spring", "sources") != spring


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_every_export_has_a_safe_edition(view: CaseView, made: ModuleType, format: str) -> None:
    for what in WHAT:
        out = io.BytesIO()
        export(view, what, format, out, redacted=True, edition="spring")
        assert not [secret for secret in made.SECRETS if secret.encode() in out.getvalue()]


def test_a_dossier_says_who_by_letters_alone(view: CaseView) -> None:
    text = dossier(view, "md", redacted=True).decode()
    assert "unnamed source A" in text and "foreman" not in text


def test_the_key_of_an_edition_says_who_is_behind_the_letters(view: CaseView) -> None:
    key = identities(view, "spring").decode()
    unnamed = {link.name for s in view.statements for link in s.chain.links if link.kind is LinkKind.UNNAMED}
    assert all(name in key for name in unnamed)
    assert "unnamed source A" in key and view.reports[0].id in key


def test_who_translated_a_report_is_not_said(view: CaseView) -> None:
    first, *others = view.readings
    by = Translation(of=others[0].report.id, translator="Mirela Kostova")
    told = replace(first, report=replace(first.report, translation=by, note="Mirela Kostova’s translation"))
    case = replace(view, readings=(told, *others))
    safe = edition_of(case)
    text = encode(safe.view).decode()
    assert "Kostova" not in text and "Mirela" not in text
    assert next(r for r in safe.view.reports if r.translation).translation.of == safe.labels[others[0].report.id]
    assert (
        "Kostova"
        in encode(
            edition_of(
                replace(
                    case,
                    readings=(
                        replace(told, report=replace(told.report, note=None, translation=replace(by, machine=True))),
                        *others,
                    ),
                )
            ).view
        ).decode()
    )


def test_the_reasons_are_in_the_language_of_the_reader(view: CaseView) -> None:
    with speaking("ko"):
        text = encode(edition_of(view).view).decode()
    assert "[익명 출처 A]" in text
    page = dossier(view, "md", redacted=True, terms=Terms(language="ko")).decode()
    assert "hidden" not in page and "made coarser" not in page and "익명 출처 A" in page
