"""The case on disk: archive of captures, tables, ledger of decisions."""

from .about import About
from .archive import Archive
from .case import Case
from .custody import Custody
from .errors import CaseBusy, LostCapture, NewerCase, NoDecision, NoRoom, NotEmpty, ReadOnly
from .ledger import Ledger
from .view import CaseView

__all__ = [
    "About",
    "Archive",
    "Case",
    "CaseBusy",
    "CaseView",
    "Custody",
    "Ledger",
    "LostCapture",
    "NewerCase",
    "NoDecision",
    "NoRoom",
    "NotEmpty",
    "ReadOnly",
]
