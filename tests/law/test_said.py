"""What reports say of the law, held against the law. The sentences are ours."""

from __future__ import annotations

import pytest

from secondsource.law import Bearing, said
from secondsource.law.sentences import sentences
from secondsource.model import Known, Reading, Report, Span
from secondsource.model.report import How


def reading(text, published="2019-04-05"):
    known = Known(value=published, how=How.GIVEN, why="test") if published else None
    return Reading(
        report=Report(id="r", capture="r", part=0, name="r", text=text, published=known), statements=(), mentions=()
    )


def held(text, pack, published="2019-04-05"):
    return said([reading(text, published)], pack)


def texts(item, about):
    return [point.text for point in item.points if point.about == about]


def test_a_paragraph_binds_the_host_and_regulates_the_permit(pack):
    text = "Resolution 2375 prohibits North Korea from sending new workers abroad."
    (item,) = held(text, pack)
    assert (item.says, [kind for kind, _ in item.acts]) == ("forbids", ["DISPATCH"])
    assert item.bearing is Bearing.IN_PART
    assert item.provisions[0] == "UN-2375-17"
    assert texts(item, "acts") == [
        "The act that S/RES/2375 (2017), para 17 regulates is another one; dispatch only prepares it."
    ]
    assert "would be the host State, not the sender" in texts(item, "bound")[0]
    assert "A written contract was finalised before 11 September 2017" in texts(item, "exception")[0]
    assert "UN-2397-8" in {point.provision for point in item.points if point.about == "beside"}
    assert text[item.named.span.start : item.named.span.end] == "Resolution 2375"


def test_what_the_text_says_is_said_so_and_a_told_exception_is_not_left_out(pack):
    text = (
        "Under Resolution 2375 a state may give no new permits to North Koreans, except under contracts signed before, "
        "or where the committee approves."
    )
    (item,) = held(text, pack, "2018-08-03")
    assert item.bearing is Bearing.SAYS_SO
    assert texts(item, "exception") == []


def test_a_text_that_came_later_was_not_in_force(pack):
    (item,) = held("The 311 designation will cut them off from correspondent accounts.", pack, "2016-06-09")
    assert item.bearing is Bearing.NOT_YET
    assert "in force from 2016-12-09" in texts(item, "date")[0]


def test_concern_is_no_ban(pack):
    (item,) = held("Resolution 2321 bans the deployment of workers abroad.", pack, "2017-01-10")
    assert item.bearing is Bearing.NOT_SAID
    assert "without binding anybody" in " ".join(texts(item, "force"))


def test_a_body_of_law_means_what_was_in_force_on_that_day(pack):
    text = "International sanctions prohibit the deployment of workers."
    early, late = (held(text, pack, day)[0].provisions for day in ("2016-12-24", "2018-12-24"))
    assert "UN-2375-17" in late
    assert not {"UN-2371-11", "UN-2375-17", "UN-2397-8"} & set(early)


def test_what_is_told_near_keeps_rules_out_that_it_speaks_against(pack):
    plain = held("UN sanctions prohibit the deployment of workers.", pack)[0].provisions
    builders = held("UN sanctions prohibit the deployment of construction workers.", pack)[0].provisions
    assert set(plain) - set(builders) == {"UN-2270-9"}


def test_korean(pack):
    (item,) = held(
        "유엔 안전보장이사회는 지난해 9월 새로운 노동허가를 금지하는 결의를 채택했습니다.", pack, "2018-08-03"
    )
    assert item.bearing is Bearing.SAYS_SO
    assert "UN-2375-17" in item.provisions


@pytest.mark.parametrize(
    "text",
    [
        "The Council adopted Resolution 2270 on March 2.",
        "A court in the harbour town prohibits dogs on the beach.",
        "He talked about Executive Order 13722.",
        "Workers were sent home.",
        "",
    ],
)
def test_a_text_that_says_nothing_of_what_the_law_does(text, pack):
    assert held(text, pack) == ()


def test_the_day_of_the_report_may_be_unknown(pack):
    (item,) = held("Resolution 2375 prohibits additional deployments of workers.", pack, None)
    assert item.day == ""
    assert "The day of the report is not known" in texts(item, "date")[0]


def test_a_dot_within_a_name_ends_no_sentence():
    text = "The U.N. Security Council met. H.R. 757 was signed.\nThen“it ended.” And so on"
    assert [span.of(text) for span in sentences(text, [Span(0, len(text))])] == [
        "The U.N. Security Council met.",
        "H.R. 757 was signed.",
        "Then“it ended.”",
        "And so on",
    ]
