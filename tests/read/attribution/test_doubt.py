from secondsource.model import Factuality

from ..made import contents, statements


def test_a_source_that_told_a_rumour_goes_on_telling_it():
    text = (
        "“There is a rumour among the welders that the office is hiring crews for the north,” a source in Veld told Harbour Paper. "
        "In other words, the crews are hired in secret. The source told Harbour Paper that the office is luring crews with pay."
    )
    assert {s.factuality for s in statements(text)} == {Factuality.RUMOURED}


def test_third_hand_is_rumour():
    text = "A clerk told me that a tally man had heard the welders would not go in on Sunday. They sat in the shed until noon."
    found = statements(text)
    assert {s.factuality for s in found} == {Factuality.RUMOURED}, contents(text, found)


def test_an_official_word_after_a_rumour_is_no_rumour():
    text = (
        "Rumour has it that the welders will lose their permits. "
        "The Ministry of Trade said on Friday that the permits of the welders were revoked."
    )
    assert statements(text)[-1].factuality is Factuality.ASSERTED


def test_what_is_taken_back_is_denied():
    text = "Our item said that a logger must hand over $90,000 in May. This was wrong."
    found = statements(text)
    assert [s.factuality for s in found] == [Factuality.DENIED]


def test_a_question_states_nothing():
    assert statements("Some ask, “Is it so easy to send crews abroad in these times?”") == ()


def test_every_expert_is_nobody_and_what_follows_is_not_his():
    text = "This contradicts every expert who says that it cannot happen here. The men rioted in May."
    assert statements(text)[-1].chain.names == []
