import gc

import pytest

from secondsource.model.garbage import undisturbed


def test_the_collector_is_as_before_afterwards_and_rests_within():
    before = gc.get_threshold()
    with undisturbed():
        assert gc.isenabled() and gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
    with pytest.raises(ZeroDivisionError), undisturbed():
        1 / 0  # noqa: B018
    assert gc.get_threshold() == before
