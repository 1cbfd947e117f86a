"""What is said of a report that nobody has read: why, and what would help."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from secondsource.model import Report

from .tongue import say


@lru_cache(maxsize=1)
def languages_read() -> Set[str]:
    """Codes of the languages that an installed reader reads."""
    from secondsource.read.languages import found_readers
    from secondsource.read.reader import own_readers

    return own_readers().keys() | found_readers().keys()


def why_unread(report: Report) -> str:
    """Why a report is not read; empty if it is.

    Args:
        report: the report.
    """
    if report.lang == "und" or report.lang in languages_read():
        return ""  # of an unknown language the reader itself tries to find out which it is
    return say(
        "Not read: there is no reader for its language ({code}). It can be searched; a translation put beside it is read.",
        code=report.lang,
    )


def translated_by(report: Report) -> str:
    """Who translated a translation; empty for any other report."""
    told = report.translation
    if told is None:
        return ""
    if told.machine:
        return say("A translation by a program, {who}; the original is kept beside it.", who=told.translator)
    return say("A translation by {who}; the original is kept beside it.", who=told.translator)
