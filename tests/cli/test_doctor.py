"""What `doctor` says of the processes in which documents are taken apart."""

from __future__ import annotations

import pytest

from secondsource.cli import doctor
from secondsource.pipeline import confined
from secondsource.pipeline.confined import ConfinementFailed, fence


def test_it_says_what_is_refused_and_what_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "protections", lambda: {name: name != "memory" for name in fence.ALWAYS})
    _, state, told = doctor._confined()
    assert state == "partly" and told.endswith("not refused on this system: more memory than it is given")
    monkeypatch.setattr(confined, "protections", lambda: dict.fromkeys(fence.ALWAYS, True))
    assert doctor._confined()[1] == "fine"


def test_it_says_where_there_is_no_such_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "protections", dict)
    assert doctor._confined()[1] == "absent"

    def failing() -> dict[str, bool]:
        raise ConfinementFailed

    monkeypatch.setattr(confined, "protections", failing)
    assert doctor._confined()[1] == "wrong"
