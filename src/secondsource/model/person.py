"""People at work on a case: what each may do, and what of it each may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What can be done at the desk."""

    READ = "read"
    NOTE = "note"
    """Write notes, set who works on what, tag, keep searches for all."""
    DECIDE = "decide"
    """Take decisions, and mark reports."""
    KEEP = "keep"
    """Say who may do and see what; read the record of what was opened."""


class Role(StrEnum):
    """What somebody is to a case. Each may do what the one before may, and one thing more.

    >>> Role.ANALYST.may(Act.NOTE), Role.ANALYST.may(Act.DECIDE)
    (True, False)
    """

    READER = "reader"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    KEEPER = "keeper"

    @property
    def acts(self) -> frozenset[Act]:
        """Everything that the role may do."""
        return frozenset(list(Act)[: list(Role).index(self) + 1])

    def may(self, act: Act) -> bool:
        """Whether the role may do it."""
        return act in self.acts


class Sensitive(StrEnum):
    """What is hidden from everybody unless they have the right to it, and then shown only when asked for, with a reason, and written down."""

    PERSONAL = "personal"
    """E-mail addresses, telephone numbers, postal addresses."""
    SOURCES = "sources"
    """Who somebody at risk is: workers, defectors and other private persons whom a text names."""
    COMMENTS = "comments"
    """What readers of an outlet wrote under its report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account.

    Args:
        id: counts from 1, never given twice.
        name: as they sign in and as their decisions are signed.
        sees: what hidden material they may ask for.
        ended: ISO 8601 instant since which the account is closed; empty if it is open.
    """

    id: int
    name: str
    role: Role
    sees: frozenset[Sensitive] = frozenset()
    ended: str = ""

    def may(self, act: Act) -> bool:
        """Whether they may do it now."""
        return not self.ended and self.role.may(act)
