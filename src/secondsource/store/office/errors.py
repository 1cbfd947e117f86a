"""What can go wrong in the office, in the user's situation."""

from __future__ import annotations

from secondsource.model import SecondsourceError


class NoPerson(SecondsourceError):
    """There is nobody of that name. `secondsource people list` names everybody."""


class NameTaken(SecondsourceError):
    """Somebody has that name already, or had it: what they did is signed with it. Choose another."""


class WeakPassword(SecondsourceError):
    """The password is too easy to guess. The message says why."""


class NotAllowed(SecondsourceError):
    """That cannot be done to an account. The message says why, and what to do."""


class TooMany(SecondsourceError):
    """Too many sign-ins failed. Wait as long as the message says, then try again.

    Args:
        seconds: how long to wait.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many sign-ins failed. Wait {seconds} seconds, then try again.")
        self.seconds = seconds


class Overtaken(SecondsourceError):
    """Somebody else changed it since the page was made. Look at what they wrote, and change it once more if you still want to."""
