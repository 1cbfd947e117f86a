"""Whoever asks for a page: what they may do and see. It is known for the length of one request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from secondsource.model import Act, Person, Role, Sensitive


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at the desk.

    Args:
        person: their account; None where nobody has one, and for who has not signed in.
        acts: what they may do.
        sees: what hidden material they may ask for.
        closed: ids of reports that they may not see; nothing of these is counted for them.
        token: what their forms must carry.
        typed: the name that was last typed on this machine, where nobody has an account.
        renew: whether they must change their password first.
        before: what ties their sign-in to the page that it is typed into, and must be kept in their browser.
    """

    person: Person | None = None
    acts: frozenset[Act] = frozenset()
    sees: frozenset[Sensitive] = frozenset()
    closed: frozenset[str] = frozenset()
    token: str = ""
    typed: str = ""
    renew: bool = False
    before: str = ""

    def may(self, act: Act) -> bool:
        """Whether they may do it."""
        return act in self.acts

    @property
    def id(self) -> int:
        """Number of their account; 0 where there is none."""
        return self.person.id if self.person else 0

    @property
    def name(self) -> str:
        """Their name; as last typed where nobody has an account."""
        return self.person.name if self.person else self.typed


LOOKING_ON = frozenset({Act.READ})
"""What others may do at a desk without accounts that is served to them."""
OWNER = Role.KEEPER.acts
"""What the one person may do whose machine holds a case without accounts."""
_ONLOOKER = Visitor(acts=LOOKING_ON)
_HERE: ContextVar[Visitor | None] = ContextVar("visitor", default=None)


def visitor() -> Visitor:
    """Whoever asks."""
    return _HERE.get() or _ONLOOKER


@contextmanager
def visited_by(somebody: Visitor) -> Iterator[None]:
    """For as long as this lasts, they are the one who asks."""
    before = _HERE.set(somebody)
    try:
        yield
    finally:
        _HERE.reset(before)
