from __future__ import annotations

import json

import pytest

from secondsource.model import RegionKind

PROSE = (
    "Dozens of builders at the Mirador site laid down their tools on Monday, and the owner has not said when they will be paid. "
    "A foreman told visitors that the last wages came in March, and that nobody has explained the delay to the crew since then. "
)


def parts(report):
    return [(r.kind.value, r.span.of(report.text)) for r in report.regions]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("[Translated from Japanese]", "boilerplate"),
        ("© 2018 Harbour Wire. All rights reserved.", "boilerplate"),
        ("국민일보 무단전재 및 재배포금지", "boilerplate"),
        ("Share | Tweet | Print", "boilerplate"),
        ("Related: Ten years of the yard", "related"),
        ("관련기사 ▷ 조선소 십 년", "related"),
        ("Читайте также: десять лет верфи", "related"),
        ("相关报道：船坞十年", "related"),
        ("The gate of the yard at noon. Photo: Delta", "caption"),
        ("[사진 출처 : 자료 화면]", "caption"),
        ("船坞大门（图片来源 三角洲社）", "caption"),
        ("Like this? Subscribe to our weekly newsletter or write to desk@example.org.", "boilerplate"),
    ],
)
def test_paragraphs_that_are_no_prose_are_set_apart(read, paragraph, kind):
    report = read(f"{PROSE}\n\n{PROSE}\n\n{paragraph}\n")
    assert (kind, paragraph) in parts(report)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The mission asked for donations for the crew.",
        "The ministry declined to comment on the letters, the agency said. (Yonhap)",
        "현지 당국은 문의에 답하지 않았다고 소식통이 말했다.",
        "Посол подписал договор о новых рабочих местах.",
        "By Monday, the men had gone home.",
        "“Comments are free,” he said.",
        "Harbour Wire regrets the error and has told the papers that printed it.",
        "More than half of them left in May.",
        "Related firms in the port have stopped hiring.",
    ],
)
def test_prose_is_never_thrown_away(read, paragraph):
    report = read(
        json.dumps({"outlet": "Harbour Wire", "title": "x", "text": f"{PROSE}\n\n{PROSE}\n\n{paragraph}"}), "a.json"
    )
    start = report.text.index(paragraph)
    assert any(span.start <= start and start + len(paragraph) - len(" (Yonhap)") <= span.end for span in report.body())


def test_a_title_glued_on_is_found_with_and_without_a_full_stop(read):
    assert read(f"Crew sits down at dry dock\n\n{PROSE}\n\n{PROSE}").title.value == "Crew sits down at dry dock"
    assert (
        read("A crew sits down, and a town looks away.\n\n" + f"{PROSE}{PROSE}\n\n" * 9).title.value
        == "A crew sits down, and a town looks away."
    )
    assert read(f"Dozens laid down tools, a manager said.\n\n{PROSE}\n\n{PROSE}").title is None


def test_alternative_text_above_a_caption_goes_with_it(read):
    report = read(
        f"Crew sits down\n\nBuilders waiting at the gate\nBuilders waiting at the gate in the morning before the long shift began at the dry dock of the town. Image: Delta\n\n{PROSE}"
    )
    assert [k for k, _ in parts(report)] == ["title", "caption", "caption"]


def test_comments_reach_from_their_heading_to_the_end(read):
    report = read(f"{PROSE}\n\n{PROSE}\n\n2 comments\n\nOtto: so it goes.\n\nMina: not here.")
    (comments,) = [r for r in report.regions if r.kind is RegionKind.COMMENTS]
    assert comments.span.of(report.text).startswith("2 comments") and comments.span.end == len(report.text)


def test_a_line_on_comments_at_the_head_starts_none(read):
    assert not [
        r for r in read(f"Crew sits down\n\n2 comments\n\n{PROSE}\n\n{PROSE}").regions if r.kind is RegionKind.COMMENTS
    ]


def test_dateline_byline_end_mark_and_note(read):
    report = read(
        f"Crew sits down\n\nBy Orla Penhaligon\n\nPORT SARAN, June 8 (UPI) -- {PROSE}\n\n{PROSE}Digest note. This is ours.\n\n{PROSE.strip()} (END)"
    )
    found = dict(parts(report))
    assert found["byline"] == "By Orla Penhaligon" and report.byline.value == "Orla Penhaligon"
    assert found["note"] == "Digest note. This is ours."
    assert [t for k, t in parts(report) if k == "boilerplate"] == ["PORT SARAN, June 8 (UPI) --", "(END)"]


def test_noise_of_the_stories_is_set_apart_and_no_statement_with_it(read, shared):
    gold = found = both = 0
    for path in sorted((shared / "stories").glob("*/[0-9]*.json")):
        row = json.loads(path.read_text())
        report = read(path.read_bytes(), path.name)
        mine = {c for s in report.noise() for c in range(s.start, s.end)}
        marked = {c for s, t, _ in row["noise"] for c in range(s, t)}
        told = {c for statement in row["statements"] for s, t in statement["content"] for c in range(s, t)}
        assert not mine & told, path.name
        assert report.lang == row["language"]
        hidden = {c for p in report.personal for c in range(p.span.start, p.span.end)}
        assert all(set(range(s, t)) <= hidden for s, t, _ in row["personal_data"]), path.name
        gold, found, both = gold + len(marked), found + len(mine), both + len(mine & marked)
    assert both / gold >= 0.99 and both / found >= 0.88
