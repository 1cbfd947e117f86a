"""Which engine is taken."""

import pytest

from secondsource.forecast.scenario import engine
from secondsource.forecast.scenario.engine import Engine, NoEngine, chosen


def there(monkeypatch, *names, device=None):
    monkeypatch.setattr(engine, "find_spec", lambda name: object() if name in names else None)
    monkeypatch.setattr(engine, "device", lambda: device)


def test_what_is_there_is_taken(monkeypatch):
    there(monkeypatch)
    assert chosen(Engine.AUTO) is Engine.NUMPY
    there(monkeypatch, "numba")
    assert chosen(Engine.AUTO) is Engine.NUMBA
    there(monkeypatch, "numba", "cupy", device=object())
    assert chosen(Engine.AUTO) is Engine.GPU
    assert chosen(Engine.NUMPY) is Engine.NUMPY


@pytest.mark.parametrize(
    ("asked", "says"), [(Engine.NUMBA, r"secondsource\[scenarios\]"), (Engine.GPU, "graphics processor")]
)
def test_what_is_not_there_is_said(monkeypatch, asked, says):
    there(monkeypatch)
    with pytest.raises(NoEngine, match=says):
        chosen(asked)


def test_without_cupy_there_is_no_device(monkeypatch):
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    assert engine.device() is None
