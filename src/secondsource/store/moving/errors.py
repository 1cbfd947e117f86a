"""What can go wrong when a case is moved. Whatever it is, the case stays where it was."""

from __future__ import annotations

from secondsource.model import SecondsourceError


class NothingToMove(SecondsourceError):
    """The case stands there already. Name another place: --database URL or a file's name, --captures ADDRESS."""


class NotProven(SecondsourceError):
    """What arrived is not what was sent, so the case stays where it was. Run the same command again; if it happens twice, check disk and server."""


class NotItsOwn(SecondsourceError):
    """The place holds something that is not of this case, so nothing was written there. Name an empty one."""
