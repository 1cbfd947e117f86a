"""What can go wrong, named after the user's situation. Each sentence says what to do next."""

from __future__ import annotations


class SecondsourceError(Exception):
    """Base of every error a user can meet.

    The class docstring is the default message: what happened in one sentence, what to do in the next.
    """

    exit_code = 1

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or " ".join((type(self).__doc__ or "").split()))


class Unreadable(SecondsourceError):
    """The file could not be read as a report. It is kept as it is and set aside; see `secondsource show --set-aside`."""


class Ungrounded(SecondsourceError):
    """A value was built without the characters it rests on. This is a fault of the reader that made it; please report it."""


class BadDate(SecondsourceError, ValueError):
    """The date is not EDTF (level 0 or 1). Write for example 2016-05-17, 2016-05, 2016, 2016-03~, 2016-03/2016-05 or XXXX-04-03."""


class BadPack(SecondsourceError):
    """A file of the subject pack is not as its schema says. The message names the file and the field."""


class NoCase(SecondsourceError):
    """There is no case in this folder. Make one with `secondsource run PATH --case DIR`."""


class BrokenCase(SecondsourceError):
    """The case does not agree with itself. `secondsource verify --case DIR` names what is wrong."""
