"""What is watched for a case, opened when it is first needed and made when something is first written into it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from secondsource.store.beside import Beside, Tables

from .addresses import Addresses
from .alerts import Alerts
from .fetches import Fetches
from .hosts import Hosts
from .outbox import Outbox
from .schema import HEAD, metadata
from .sources import Sources
from .subscriptions import Subscriptions
from .waiting import WaitingRoom

TABLES = Tables(
    name="watch",
    metadata=metadata,
    head=HEAD,
    scripts=Path(__file__).parent / "migrations",
    sealed=("fetches",),
    refused="nothing can be watched",
)


class Watching(Beside):
    """What is watched for the case in a folder.

    Args:
        folder: the case's folder. Where nothing was ever watched, everything in it is empty until something is written.

    >>> import tempfile
    >>> Watching(Path(tempfile.mkdtemp())).sources.all()
    ()
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TABLES)
        self.sources = Sources(self)
        self.addresses = Addresses(self)
        self.hosts = Hosts(self)
        self.waiting = WaitingRoom(self)
        self.fetches = Fetches(self)
        self.subscriptions = Subscriptions(self)
        self.alerts = Alerts(self)
        self.outbox = Outbox(self)

    def __enter__(self) -> Watching:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
