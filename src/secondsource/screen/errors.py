"""What can go wrong with a list, named after the user's situation."""

from __future__ import annotations

from ..model import SecondsourceError


class NotAList(SecondsourceError):
    """The file is none of the lists that can be taken in: UN XML, OFAC CSV, FollowTheMoney JSON lines. Take it as its publisher gives it out."""


class BrokenList(SecondsourceError):
    """The list is cut short or damaged. Fetch it anew from its publisher and import that file."""


class NoListDate(SecondsourceError):
    """The file does not say of which day it is. Say it with --as-of, as 2021-07-01."""


class PrivateName(SecondsourceError):
    """The name stands in the case only as a private person's. Private people are never screened."""
