"""The office of a case, opened when it is first needed and made when something is first written into it."""

from __future__ import annotations

from pathlib import Path

from secondsource.store.beside import Beside, Tables

from .closings import Closings
from .looks import Looks
from .notes import Notes
from .people import People
from .proposals import Proposals
from .record import Record
from .schema import HEAD, metadata
from .searches import Searches
from .sessions import Sessions
from .throttle import Throttle
from .work import Works

TABLES = Tables(
    name="office",
    metadata=metadata,
    head=HEAD,
    scripts=Path(__file__).parent / "migrations",
    sealed=("record",),
    refused="nothing can be noted",
)


class Office(Beside):
    """Who works on the case in a folder, and what they wrote that is no decision.

    Args:
        folder: the case's folder. Where there is no office yet, everything in it is empty until something is written.

    >>> import tempfile
    >>> Office(Path(tempfile.mkdtemp())).people.all()
    ()
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TABLES)
        self.people = People(self)
        self.sessions = Sessions(self)
        self.throttle = Throttle(self)
        self.closings = Closings(self)
        self.record = Record(self)
        self.searches = Searches(self)
        self.works = Works(self)
        self.notes = Notes(self)
        self.looks = Looks(self)
        self.proposals = Proposals(self)
