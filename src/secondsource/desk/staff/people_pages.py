"""Accounts, as a page for keepers."""

from __future__ import annotations

from pathlib import Path

from secondsource.publish.tongue import say, say_as
from secondsource.store import about
from secondsource.store.office import Office

from ..pages import set_of
from ..shelf import Shown
from ..visiting import visitor
from .words import DOES, ROLES, SEES, role_said


def people_page(
    shown: Shown, office: Office, folder: Path, *, problem: str = "", given: tuple[str, str] = ("", "")
) -> str:
    """Everybody with an account, and the forms to change that.

    Args:
        shown: the case.
        office: the accounts.
        folder: of the case.
        problem: why something was not done.
        given: a name and the password just made for it, shown once.
    """
    somebody = visitor()
    return set_of(
        shown,
        "people.html.j2",
        at="/work",
        people=office.people.all(),
        me=somebody.person,
        roles=[(role.value, say_as("role", said), say(DOES[role])) for role, said in ROLES.items()],
        sees=[(item, say(said)) for item, said in SEES.items()],
        role_said=role_said,
        eyes=about.read(folder / "case.toml").eyes if (folder / "case.toml").exists() else 1,
        token=somebody.token,
        problem=problem,
        given=given,
    )
