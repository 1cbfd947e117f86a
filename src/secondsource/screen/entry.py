"""An entry of a list, and a list as of a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .alike import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """A name that a list gives; `weak` where the list itself calls it a poor one, `what` as the list has it (`a.k.a.`, `f.k.a.`)."""

    text: str
    weak: bool = False
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry.

    Args:
        id: the list's own stable id: a UN reference number, OFAC's `ent_num`, a FollowTheMoney id.
        kind: what it is; None where the list does not say.
        names: its names, the main one first.
        listed: since when it is on the list, in EDTF as far as the list says; None if it does not.
        imo: IMO numbers of the ship, or of ships that the entry names.
        about: short words for whoever decides: programme, office, country.
    """

    id: str
    kind: Kind | None
    names: tuple[ListedName, ...]
    listed: str | None = None
    imo: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The main name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a file, or the files of one list together, held.

    Args:
        list: which list: `un`, `ofac`, `ofac-cons`, `ftm:<dataset>`.
        as_of: the day that the file says it is of; None if it does not.
        entries: in the order of their ids.
        aside: sentences on entries that could not be read.
    """

    list: str
    publisher: str
    as_of: date | None
    entries: tuple[ListEntry, ...]
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A list as of a day.

    Args:
        id: under which it is kept.
        whole: whether every entry could be read; if not, that a name is not on it says nothing.
    """

    id: str
    list: str
    publisher: str
    as_of: date
    entries: tuple[ListEntry, ...]
    whole: bool = True
    by_id: dict[str, ListEntry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {entry.id: entry for entry in self.entries})
