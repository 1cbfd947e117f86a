"""What the day of publication alone says about when something happened."""

from __future__ import annotations

from ..model import PartialDate, When


def before_report(published: PartialDate | None) -> When | None:
    """What is told as past was before the report; None if nothing says by when the report was out.

    >>> str(before_report(PartialDate("2016-06-08")).date)
    '../2016-06-08'
    >>> before_report(PartialDate("2018-04-03/.."))
    """
    last = published.text.split("/")[-1] if published is not None else ".."
    if last == "..":
        return None
    return When(
        date=PartialDate(f"../{last}"), span=None, why="told as past; no date in the words, so before the report"
    )


def on_report(published: PartialDate | None) -> When | None:
    """The day of publication, if there can be only one: when a paper of the day tells of an act of speech without a day.

    >>> str(on_report(PartialDate("2018-08-03")).date)
    '2018-08-03'
    """
    if published is None or published.earliest is None or published.earliest != published.latest:
        return before_report(published)
    return When(
        date=PartialDate(published.earliest.isoformat()),
        span=None,
        why="said in the news of the day; no date in the words, so the day of the report",
    )


def year_of_report(published: PartialDate | None) -> str | None:
    """The year of publication, if there can be only one.

    >>> year_of_report(PartialDate("2016-05-17/2016-06-10?"))
    '2016'
    """
    if published is None or published.earliest is None or published.latest is None:
        return None
    return str(published.earliest.year) if published.earliest.year == published.latest.year else None


def month_of_report(published: PartialDate | None) -> When | None:
    """The month of publication, if there can be only one: when an act of speech that is news was.

    >>> str(month_of_report(PartialDate("2016-06-08")).date)
    '2016-06'
    """
    if published is None or published.earliest is None or published.latest is None:
        return None
    month = published.earliest.isoformat()[:7]
    if published.latest.isoformat()[:7] != month:
        return before_report(published)
    return When(
        date=PartialDate(month), span=None, why="told as news; no date in the words, so the month of the report"
    )
