"""What a case names, and who is never among it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.model import How, Known, PersonalData, PersonalKind, Reading, Region, RegionKind, Report, Span
from secondsource.screen import Kind, names_in


def reading(text: str, identifier: str = "r-0", **more) -> Reading:
    return Reading(
        report=Report(id=identifier, capture="c", part=0, name=identifier, text=text, **more),
        statements=(),
        mentions=(),
    )


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def keys(names, kind=Kind.PERSON):
    return [named.key for named in names.found if named.kind is kind]


OFFICIAL = "Ambassador Ha Ryong Sok spoke of Lantern Trading Corporation. Ha Ryong Sok then left."


def test_a_public_person_stands_with_every_place_of_the_report(pack):
    names = names_in([reading(OFFICIAL)], pack)
    (person,) = [n for n in names.found if n.kind is Kind.PERSON]
    assert [ref.span.of(OFFICIAL) for ref in person.refs] == ["Ha Ryong Sok"] * 2
    assert keys(names, Kind.BODY) == ["lantern trading corporation"]
    assert names.left_out == 0


def test_the_same_name_without_an_office_in_another_report_is_not_taken_along(pack):
    worker = "Worker Ha Ryong Sok carried bricks."
    (person,) = [n for n in names_in([reading(OFFICIAL), reading(worker, "w-0")], pack).found if n.kind is Kind.PERSON]
    assert {ref.report for ref in person.refs} == {"r-0"}


def test_workers_are_counted_and_never_named(pack):
    names = names_in([reading("Worker Kim Chol Su and Pak Un Hui said so.")], pack)
    assert names.found == ()
    assert names.left_out == 2


def test_korean_workers_are_counted_and_never_named(pack):
    names = names_in([reading("노동자 김철수 씨는 말했다. 박은희씨가 떠났다.")], pack)
    assert names.found == ()
    assert names.left_out == 2


def test_words_that_only_capitals_make_a_name_are_kept_apart(pack):
    text = "LNTC sent it by way of Silver Lantern Network, he said. Kim Chol Su and Ha Un Gil saw it."
    names = names_in([reading(text)], pack)
    assert [n.name for n in names.perhaps] == ["LNTC", "Silver Lantern Network"]
    assert names.found == ()
    assert names.left_out == 2


def test_masked_people_are_never_screened(pack):
    masked = PersonalData(span=span(OFFICIAL, "Ha Ryong Sok"), kind=PersonalKind.PRIVATE_PERSON)
    names = names_in([reading(OFFICIAL, personal=(masked,))], pack)
    assert keys(names) == []
    assert names.left_out == 1


@pytest.mark.parametrize("kind", [RegionKind.COMMENTS, RegionKind.BYLINE, RegionKind.CAPTION, RegionKind.BOILERPLATE])
def test_nothing_in_noise_is_screened(kind, pack):
    names = names_in([reading(OFFICIAL, regions=(Region(span=Span(0, len(OFFICIAL)), kind=kind),))], pack)
    assert names.found == ()
    assert names.perhaps == ()
    assert names.left_out == 1


def test_who_wrote_a_report_is_never_screened(pack):
    byline = Known(value="Ha Ryong Sok", how=How.GIVEN, why="test")
    assert keys(names_in([reading(OFFICIAL), reading("Nothing.", "b-0", byline=byline)], pack)) == []


def test_no_person_in_a_letter_is_screened_but_its_companies_are(pack):
    names = names_in([reading(OFFICIAL)], pack, letters=["r-0"])
    assert keys(names) == []
    assert keys(names, Kind.BODY) == ["lantern trading corporation"]
    assert names.left_out == 1


def test_without_words_in_the_pack_nobody_is_screened(pack, tmp_path):
    import shutil

    from secondsource.subjects import Subject

    folder = shutil.copytree(pack.folder, tmp_path / "pack")
    (folder / "screen.yaml").unlink()
    assert keys(names_in([reading(OFFICIAL)], Subject(folder))) == []


def test_order_of_reports_changes_nothing_but_the_first_spelling(pack):
    readings = [reading(OFFICIAL), reading("Worker Kim Chol Su of Office 39 left.", "w-0")]
    one, other = names_in(readings, pack), names_in(readings[::-1], pack)
    assert one == other
    assert replace(one) == one
