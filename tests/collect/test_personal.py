from __future__ import annotations

from itertools import pairwise

import pytest

from secondsource.model import PersonalKind, masked

REST = "The crew has not been paid, and the owner of the site has not answered a letter from the town about the matter.\n\n"


def hidden(report, kind):
    return [p.span.of(report.text) for p in report.personal if p.kind is kind]


@pytest.mark.parametrize(
    "number",
    [
        "+44 1632 960 145",
        "+965 5550 0199",
        "+1 202 555 0173",
        "+242 555 01 44",
        "02-555-0137",
        "010-5550-0137",
        "(202) 555-0173",
        "202-555-0173",
        "8 (495) 555-01-37",
        "0082 2 555 0137",
    ],
)
def test_telephone_numbers_of_many_lands(read, number):
    assert hidden(read(f"{REST}You may call {number} at night.\n\n{REST}"), PersonalKind.PHONE) == [number]


@pytest.mark.parametrize(
    "words",
    [
        "between 2015-2016",
        "$150,000 or 168,000",
        "permits 7-1105 to 7-1188",
        "Resolution 2375 (2017)",
        "on 2016-06-08 07:01",
        "30,023 to 11,490",
        "part 510.201",
        "in 2,500 to 2,800 yuan",
    ],
)
def test_figures_are_no_telephone_numbers(read, words):
    assert not read(f"{REST}It was {words} as far as known.\n\n{REST}").personal


@pytest.mark.parametrize(
    "mail",
    [
        "jo.roe@post.example.org",
        "jo_roe+x@example.co.kr",
        "jo(at)example(dot)org",
        "jo [at] example.org",
        "ＪＯ@example.org",
    ],
)
def test_mail_addresses(read, mail):
    assert hidden(read(f"{REST}Write to {mail} soon.\n\n{REST}"), PersonalKind.EMAIL) == [mail]


def test_a_korean_particle_stays_outside(read):
    assert hidden(read(f"{REST}dandelion@mail.example.kr로 보내 주세요.\n\n{REST}"), PersonalKind.EMAIL) == [
        "dandelion@mail.example.kr"
    ]


def test_people_of_comments_are_private_wherever_they_stand(read):
    report = read(
        f"{REST}Salim Norbert was seen there.\n\n{REST}2 comments\n\nOtto: ask for Salim Norbert, 12 Harbour Road.\n\nMina: My cousin Tomas Ade works there."
    )
    assert hidden(report, PersonalKind.PRIVATE_PERSON) == [
        "Salim Norbert",
        "Otto",
        "Salim Norbert",
        "Mina",
        "Tomas Ade",
    ]
    assert hidden(report, PersonalKind.ADDRESS) == ["12 Harbour Road"]
    assert "Norbert" not in masked(report.text, report.personal)


def test_people_who_speak_in_public_are_not_hidden(read):
    report = read(
        f"By Orla Penhaligon\n\n{REST}Ministry spokesman Jeong Joon-hee said so. “My name is Lantos,” the owner told reporters.\n\n{REST}"
    )
    assert not report.personal


def test_personal_data_never_overlap(read):
    report = read(
        f"{REST}{REST}1 comment\n\nJo Roe: call Jo Roe at +44 1632 960 145 or call +44 1632 960 145 jo.roe@example.org, my name is Jo Roe"
    )
    spans = [p.span for p in report.personal]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_worker_who_is_called_by_name_is_private_in_any_text(read):
    text = "A worker named Ri Chol Min spoke. Later Ri Chol Min fled. Two defectors, named Choe Un Sil, agreed. A firm named Blue Harbour and a minister named in the list did not."
    found = [p.span.of(text) for p in read(text).personal]
    assert found == ["Ri Chol Min", "Ri Chol Min", "Choe Un Sil"]
