"""Backups of a case: states of all that is in it, in one folder, each written beside the others and only what is new in it."""

from .check import Checked, check
from .depot import Depot, depot_of, found
from .errors import DamagedBackup, NoBackup, NoState, NotOpened, OfAnotherCase, OtherLock
from .keys import Keys, identities_in
from .make import Made, backup
from .restore import Restored, restore

__all__ = [
    "Checked",
    "DamagedBackup",
    "Depot",
    "Keys",
    "Made",
    "NoBackup",
    "NoState",
    "NotOpened",
    "OfAnotherCase",
    "OtherLock",
    "Restored",
    "backup",
    "check",
    "depot_of",
    "found",
    "identities_in",
    "restore",
]
