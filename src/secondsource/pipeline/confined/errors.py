"""What a document did to the process that took it apart, and why there may be no such process."""

from __future__ import annotations

from secondsource.model import SecondsourceError, Unreadable


class TookTooLong(Unreadable):
    """Taking the document apart took longer than a document of its size may, and was stopped. Save the article alone, as text, and add that."""


class EndedItsProcess(Unreadable):
    """Taking the document apart ended its process, most likely for want of memory or by a fault in a library. Save the article alone, as text, and add that."""


class ConfinementFailed(SecondsourceError):
    """The process in which documents are taken apart could not be begun. Run `secondsource doctor`."""
