"""Signing in, and one's own account, as pages."""

from __future__ import annotations

from secondsource.model import Act, Sensitive
from secondsource.publish.tongue import say
from secondsource.store.office import Office
from secondsource.store.office.passwords import LEAST
from secondsource.store.office.sessions import Kind

from ..pages import bare, set_of
from ..shelf import Shown
from ..visiting import visitor
from .words import ACTS, SEES, role_said


def login_page(back: str, *, name: str = "", problem: str = "", elsewhere: str = "") -> str:
    """The page that asks who one is; nothing of the case is on it.

    Args:
        back: where to go after.
        name: as it was typed.
        problem: why one is asked again.
        elsewhere: name of a provider that one can sign in with; empty if there is none.
    """
    return bare("login.html.j2", back=back, name=name, problem=problem, elsewhere=elsewhere, token=visitor().token)


def my_page(shown: Shown, office: Office, at: str, *, problem: str = "", key: str = "") -> str:
    """One's own account: what one may do, one's password, sessions and keys.

    Args:
        shown: the case.
        office: the accounts.
        at: ISO 8601 instant in UTC.
        problem: why the password was not changed.
        key: a key that was just made; it cannot be shown again.
    """
    somebody = visitor()
    sessions = office.sessions.of(somebody.person, at) if somebody.person else ()
    return set_of(
        shown,
        "me.html.j2",
        at="/me",
        person=somebody.person,
        role_said=role_said(somebody.person.role) if somebody.person else "",
        acts=[(say(said), somebody.may(act)) for act, said in ACTS.items() if act is not Act.READ],
        sees=[(say(said), item in somebody.sees) for item, said in SEES.items() if isinstance(item, Sensitive)],
        closed=len(somebody.closed),
        sessions=[s for s in sessions if s.kind is Kind.SESSION],
        keys=[s for s in sessions if s.kind is Kind.KEY],
        least=LEAST,
        renew=somebody.renew,
        token=somebody.token,
        problem=problem,
        key=key,
    )
