from __future__ import annotations

import json

from secondsource.collect.capture import read_capture
from secondsource.collect.outlets import outlets_of
from secondsource.model import How

REST = "The crew has not been paid, and the owner of the site has not answered a letter from the town about the matter.\n\n"


def test_the_outlet_to_which_sources_speak_is_inferred_with_reasons(read):
    report = read(
        f"Crew sits down\n\nThe gate at noon. Image: Daily NK\n\n{REST}A source told Daily NK on April 3 that it is so. Another told Daily NK the same.\n\n{REST}"
    )
    assert (report.outlet.value, report.outlet.how) == ("Daily NK", How.INFERRED)
    assert "twice" in report.outlet.why and "picture" in report.outlet.why


def test_an_outlet_cited_as_another_is_not_taken_for_the_report_s_own(read):
    told = "A source told Radio Free Asia that it is so. Another told Radio Free Asia the same."
    assert read(f"{REST}{told} Radio Free Asia said it had asked twice.\n\n{REST}").outlet is None
    assert read(f"{REST}{told} According to Radio Free Asia the case is open.\n\n{REST}").outlet is None


def test_credits_inside_a_quoted_block_name_the_quoted(read):
    block = "“They sat down,” a man told KBS. “They told KBS so.” [KBS]"
    assert read(f"{REST}Here is more:\n\n{block}\n\n{REST}").outlet is None


def test_notices_datelines_and_addresses(read):
    assert read(f"{REST}{REST}© 2016 KBS").outlet.value == "KBS"
    assert read(f"SEOUL, June 8 (UPI) -- {REST}{REST}").outlet.how is How.STATED
    row = {"text": REST * 2, "title": "x", "url": "https://www.upi.com/Top_News/x"}
    assert read(json.dumps(row), "a.json").outlet.value == "UPI"
    assert read(json.dumps({**row, "url": "https://upi.com.evil.example/x"}), "a.json").outlet is None


def test_names_are_compared_without_case_width_and_article(pack):
    outlets = outlets_of(pack)
    assert {outlets.named("The  Yonhap-News Agency"), outlets.named("ＹＯＮＨＡＰ news agency")} == {
        "Yonhap News Agency"
    }
    assert outlets.credited("Yonhap") == outlets.named("Yonhap News Agency") == "Yonhap News Agency"
    assert outlets.named("Daily NK Japan") != "Daily NK"
    assert (
        outlets.credited("Estuary Tattler") is None
        and outlets.at("not an address") is None
        and outlets.at("http://[") is None
    )


def test_an_outlet_whose_letters_are_not_what_they_look_like_says_so(pack):
    told = json.dumps({"id": "r", "outlet": "R\u0430dio Free Asia", "text": REST}).encode()
    other = json.dumps({"id": "r", "outlet": "H\u0430rbour Post", "text": REST}).encode()
    (known,), (strange,) = (read_capture(data, "r.json", pack).reports for data in (told, other))
    assert known.outlet.value == "Radio Free Asia"
    assert strange.outlet.value == "H\u0430rbour Post"
    headed = read_capture(f"R\u0430dio Free Asia, 12 May 2019\n\n{REST}".encode(), "r.txt", pack).reports[0]
    assert headed.outlet.value == "Radio Free Asia"
    assert all(
        report.outlet.why.endswith("whose letters are not what they look like") for report in (known, strange, headed)
    )
