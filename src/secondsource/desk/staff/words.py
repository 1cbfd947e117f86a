"""Roles, acts and rights in the words of the page."""

from __future__ import annotations

from secondsource.model import Act, Role, Sensitive
from secondsource.store.office.work import Stage

ROLES = {
    Role.READER: "reader",
    Role.ANALYST: "analyst",
    Role.REVIEWER: "reviewer",
    Role.KEEPER: "keeper",
}
"""What somebody is to the case."""
DOES = {
    Role.READER: "reads the case",
    Role.ANALYST: "reads, writes notes, says who works on what, and shares searches",
    Role.REVIEWER: "also takes decisions and marks reports",
    Role.KEEPER: "also says who may do and see what, and reads the record",
}
"""What each role may do."""
ACTS = {
    Act.READ: "read the case",
    Act.NOTE: "write notes, say who works on what, share searches",
    Act.DECIDE: "take decisions, mark reports",
    Act.KEEP: "say who may do and see what, read the record",
}
"""What can be done."""
SEES = {
    Sensitive.PERSONAL: "e-mail addresses, telephone numbers and postal addresses",
    Sensitive.SOURCES: "names of private persons, such as workers and people in flight",
    Sensitive.COMMENTS: "readers’ comments",
}
"""What is hidden until somebody with the right to it asks."""
STAGES = {
    Stage.NONE: "not said",
    Stage.OPEN: "open",
    Stage.IN_WORK: "in work",
    Stage.ASKS: "has a question",
    Stage.DONE: "done",
}
"""How far the work is."""
