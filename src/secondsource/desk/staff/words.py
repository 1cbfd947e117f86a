"""Roles, acts and rights in the words of the page."""

from __future__ import annotations

from secondsource.model import Act, Role, Sensitive
from secondsource.publish.tongue import noted, noted_as, say_as
from secondsource.store.office.work import Stage

ROLES = {
    Role.READER: noted_as("role", "reader"),
    Role.ANALYST: noted_as("role", "analyst"),
    Role.REVIEWER: noted_as("role", "reviewer"),
    Role.KEEPER: noted_as("role", "keeper"),
}
"""What somebody is to the case."""
DOES = {
    Role.READER: noted("reads the case"),
    Role.ANALYST: noted("reads, writes notes, says who works on what, and shares searches"),
    Role.REVIEWER: noted("also takes decisions and marks reports"),
    Role.KEEPER: noted("also says who may do and see what, and reads the record"),
}
"""What each role may do."""
ACTS = {
    Act.READ: noted("read the case"),
    Act.NOTE: noted("write notes, say who works on what, share searches"),
    Act.DECIDE: noted("take decisions, mark reports"),
    Act.KEEP: noted("say who may do and see what, read the record"),
}
"""What can be done."""
SEES = {
    Sensitive.PERSONAL: noted("e-mail addresses, telephone numbers and postal addresses"),
    Sensitive.SOURCES: noted("names of private persons, such as workers and people in flight"),
    Sensitive.COMMENTS: noted("readers’ comments"),
}
"""What is hidden until somebody with the right to it asks."""
STAGES = {
    Stage.NONE: noted_as("stage", "not said"),
    Stage.OPEN: noted_as("stage", "open"),
    Stage.IN_WORK: noted_as("stage", "in work"),
    Stage.ASKS: noted_as("stage", "has a question"),
    Stage.DONE: noted_as("stage", "done"),
}
"""How far the work is."""
DEEDS = (
    noted_as("deed", "signed in"),
    noted_as("deed", "refused"),
    noted_as("deed", "signed out"),
    noted_as("deed", "password"),
    noted_as("deed", "account"),
    noted_as("deed", "rights"),
    noted_as("deed", "closed"),
    noted_as("deed", "opened"),
    noted_as("deed", "admitted"),
    noted_as("deed", "taken"),
    noted_as("deed", "decided"),
    noted_as("deed", "proposed"),
    noted_as("deed", "asked"),
    noted_as("deed", "confirmed"),
    noted_as("deed", "key"),
)
"""What the record says was done (store/office/record.py)."""
DECISIONS = (
    noted_as("decision", "accept"),
    noted_as("decision", "reject"),
    noted_as("decision", "correct"),
    noted_as("decision", "merge"),
    noted_as("decision", "split"),
    noted_as("decision", "override"),
    noted_as("decision", "resolve"),
    noted_as("decision", "mark"),
    noted_as("decision", "redact"),
    noted_as("decision", "hand out"),
    noted_as("decision", "register"),
    noted_as("decision", "undo"),
)
"""Kinds of decisions by their codes."""
REFUSALS = (
    noted("There is no such note, or somebody else wrote it. A note is struck out by whoever wrote it."),
    noted("Whoever proposed a decision cannot be its second pair of eyes. Ask somebody else to look."),
    noted("Whoever proposed a decision can only withdraw it, and nobody else can. Ask somebody else to look."),
    noted("Somebody else has looked at this proposal since the page was made."),
    noted("So many searches cannot be kept. Remove one first."),
    noted(
        "Somebody else changed it since the page was made. Look at what stands there now, and change it once more if you still want to."
    ),
    noted("The report is open to everybody. Close it first, then say who is admitted."),
    noted("The first account must be a keeper's: only a keeper can make others."),
    noted("Somebody else signs in with that subject of the provider."),
    noted("So many keys cannot be had. End one first."),
    noted("The record calls the command line so. Choose another name."),
    noted("The old password is another one."),
    noted("That password holds the name of the account. Take words that have nothing to do with it."),
    noted(
        "That password is among those that are tried first. Take several words that have nothing to do with each other."
    ),
    noted("Very many people sign in just now. Wait a few seconds, then try again."),
)
"""What the office says where something cannot be done (store/office)."""
VAULT = (
    noted_as("vault", "begun"),
    noted_as("vault", "asked to come in"),
    noted_as("vault", "let in"),
    noted_as("vault", "taken out"),
    noted_as("vault", "put"),
    noted_as("vault", "changed"),
    noted_as("vault", "opened"),
    noted_as("vault", "key changed"),
    noted_as("vault", "passphrase changed"),
    noted_as("vault", "refused"),
    noted_as("vault", "waits"),
    noted_as("vault", "in"),
    noted_as("vault", "out"),
)
"""What was done at the vault, and how somebody stands to it."""


def role_said(role: Role) -> str:
    """What somebody is to the case, in the language spoken."""
    return say_as("role", ROLES[role])
