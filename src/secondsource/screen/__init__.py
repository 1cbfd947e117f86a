"""Names on lists as of a date: suggestions with their reasons, for bodies, ships, aircraft and people in public life."""

from .alike import SURE, THRESHOLD, Kind, Likeness
from .asked import At, Event, Match, Screened, events_of, screened
from .decided import Decided, decided, decision_on, unmet
from .entry import ListedName, ListEntry, Parsed, Snapshot
from .errors import BrokenList, NoListDate, NotAList, PrivateName
from .likeness import likeness
from .named import Named, Names, names_in
from .names import names_of
from .officials import key_of
from .people import reads_as_person
from .recorded import LISTS, Recorded, listed_on, recorded
from .standing import Presence, Standing, presences, standing
from .suggest import PACK, Register, Suggestion
from .taken import MOST_BYTES, format_of, parsed, together

VERSION = "3"
"""Changes when the same name, day, lists and pack give other suggestions."""

__all__ = [
    "LISTS",
    "MOST_BYTES",
    "PACK",
    "SURE",
    "THRESHOLD",
    "VERSION",
    "At",
    "BrokenList",
    "Decided",
    "Event",
    "Kind",
    "Likeness",
    "ListEntry",
    "ListedName",
    "Match",
    "Named",
    "Names",
    "NoListDate",
    "NotAList",
    "Parsed",
    "Presence",
    "PrivateName",
    "Recorded",
    "Register",
    "Screened",
    "Snapshot",
    "Standing",
    "Suggestion",
    "decided",
    "decision_on",
    "events_of",
    "format_of",
    "key_of",
    "likeness",
    "listed_on",
    "names_in",
    "names_of",
    "parsed",
    "presences",
    "reads_as_person",
    "recorded",
    "screened",
    "standing",
    "together",
    "unmet",
]
