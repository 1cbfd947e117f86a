"""The reader that a case, or whoever runs the program, asks for in the place of the subject's own."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

from secondsource.store import Case
from secondsource.subjects import load

if TYPE_CHECKING:
    from secondsource.read import Reader


def asks_for_one(case: Case) -> bool:
    """Whether the case or the environment asks for another reader than the subject's own."""
    return _table(case) is not None or any(name.startswith("SECONDSOURCE_READER_") for name in os.environ)


def configured(case: Case) -> Reader | None:
    """The reader that the case or the environment asks for; None if neither does."""
    if not asks_for_one(case):
        return None
    from secondsource.read.remote import remote_from

    return remote_from(_table(case), os.environ, load(case.about.subject), answers=case.folder / "reader")


def _table(case: Case) -> Any:
    return tomllib.loads((case.folder / "case.toml").read_text(encoding="utf-8")).get("reader")
