import json

import pytest

from evaluation import korean_gold

STORY = [{"pairs": [("b", "a")], "unlike": [("c", "a")]}]


def rows(claim="c1", how="translates"):
    return [
        {"report": "a", "events": [{"claim": "c1"}]},
        {"report": "b", "events": [{"claim": claim}]},
        {"report": "c", "events": []},
        {"relays": [{"from": "b", "to": "a", "how": how}]},
    ]


def test_a_pair_needs_one_claim_and_a_relay_by_translation():
    assert korean_gold.paired(STORY, rows())["both"] == 100
    assert korean_gold.paired(STORY, rows(claim="c2"))["both"] == 0
    assert korean_gold.paired(STORY, rows(how="cites"))["both"] == 0


def test_independent_reports_made_a_pair_are_counted_against_us():
    wrong = [*rows(), {"relays": [{"from": "c", "to": "a", "how": "cites"}]}]
    assert korean_gold.paired(STORY, wrong)["falsely translated"] == 100


@pytest.mark.parametrize("half", ["seen", "held"])
def test_all_gold_stands_in_its_text(half, tmp_path):
    found = korean_gold.stories(half)
    statements = [s for story in found for r in story["reports"] for s in r["statements"]]
    assert len(found) == 11
    assert len(statements) >= 45
    for story in found:
        for report in story["reports"]:
            for statement in report["statements"]:
                (start, end) = statement["content"][0]
                assert 0 <= start < end <= len(report["text"])
    korean_gold.write_tree(half, tmp_path)
    assert len(list(tmp_path.glob("*/story.json"))) == 11
    assert json.loads(next(tmp_path.glob("*/story.json")).read_text(encoding="utf-8"))["claims"] == []


def test_words_that_are_not_in_the_text_are_an_error():
    with pytest.raises(korean_gold.GoldNotInText, match="nowhere"):
        korean_gold._found("한 문장", "nowhere", 0, "r")
