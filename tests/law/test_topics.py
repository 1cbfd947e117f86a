from __future__ import annotations

import pytest

from secondsource.law import NoTopic, topic


def test_a_topic_a_group_and_a_type_stand_for_types(pack):
    assert "WORK_AUTHORISATION" in topic("Labour", pack)
    assert topic("state action", pack) == {
        kind.id for kind in pack.event_types.values() if kind.group == "state_action"
    }
    assert topic("cash_courier", pack) == {"CASH_COURIER"}


def test_what_is_none_of_them_is_said_with_what_there_is(pack):
    with pytest.raises(NoTopic, match="labour"):
        topic("weather", pack)


def test_every_topic_of_the_vocabulary_finds_a_rule(pack):
    regulated = {
        kind for item in pack.provisions.values() for kind in (*item.event_types, *item.discharging_event_types)
    }
    assert all(topic(name, pack) & regulated for name in pack.law["topics"])
