from __future__ import annotations

from secondsource.model import RegionKind

LEDE = "Now another voice has joined in and adds a few things of its own to what was known before about the yard:"
BLOCK = "“They sat down before noon,” the radio said. “Nobody came.”\n\nA spokesman in the capital had no comment on the case.\n\n[….]\n\nThe town waits for the council, which meets on Monday. [Yonhap]"
AFTER = "I for one would like to read the original, and whoever has it may send it. There is more to be said about the yard."


def blocks(report):
    return [r for r in report.regions if r.kind is RegionKind.QUOTATION]


def test_a_block_runs_from_the_colon_to_the_credit(read):
    report = read(f"Crew sits down\n\n{AFTER}\n\n{LEDE}\n\n{BLOCK}\n\n{AFTER}")
    (block,) = blocks(report)
    assert block.span.of(report.text) == BLOCK
    assert block.source == "Yonhap News Agency" and block.credit.of(report.text) == "[Yonhap]"
    assert report.quotation_at(block.span) == block


def test_a_block_without_a_colon_begins_where_quote_marks_do(read):
    report = read(f"{AFTER}\n\n“One thing came first.”\n\n“Then the other. [KBS]\n\n{AFTER}")
    (block,) = blocks(report)
    assert block.source == "KBS" and block.span.of(report.text).startswith("“One thing")


def test_marks_of_mail_make_a_block_of_the_outlet_that_announces_it(read):
    report = read(f"{AFTER}\n\nThis is what Radio Free Asia has:\n\n> They sat down.\n> Nobody came.\n\n{AFTER}")
    (block,) = blocks(report)
    assert block.source == "Radio Free Asia" and block.credit.of(report.text) == "Radio Free Asia"


def test_an_unknown_credit_is_kept_as_it_stands_and_remarks_are_none(read):
    (block,) = blocks(read(f"{LEDE}\n\n“They sat down before noon.” [Estuary Tattler]\n\n{AFTER}"))
    assert block.source == "Estuary Tattler"
    assert not blocks(read(f"{AFTER}\n\nThey sat down before noon. [emphasis added]\n\n{AFTER}"))
