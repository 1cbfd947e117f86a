"""The versions of publications, and the page of what changed from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secondsource.model import Claim, Reading, Statement
from secondsource.publish.compared import Passage
from secondsource.publish.footnotes import quoted
from secondsource.publish.revised import Revised, revised
from secondsource.publish.words import count, said_or_same, word
from secondsource.store import CaseView
from secondsource.trace.versions import versions

from .kept import Kept
from .pages import set_of
from .places import report_href
from .shelf import Shown

FEW = 0.2
"""Share of words in common below which the page says that hardly any are."""
_SHOWN = 240
_LENGTH = 120_000
"""Passages and their characters that a page shows; the API has all."""
_NEIGHBOURS = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report stands among the versions of its publication.

    Args:
        ids: of all versions, the earliest first; only its own where there is one.
        at: its place, from 1.
    """

    ids: tuple[str, ...]
    at: int

    @property
    def several(self) -> bool:
        """Whether there are others."""
        return len(self.ids) > 1

    @property
    def before(self) -> str | None:
        """The version before."""
        return self.ids[self.at - 2] if self.at > 1 else None

    @property
    def after(self) -> str | None:
        """The version after."""
        return self.ids[self.at] if self.at < len(self.ids) else None

    def changes(self, was: str, now: str) -> str:
        """The address of what changed."""
        return changes_href(was, now)

    @property
    def others(self) -> tuple[tuple[int, str], ...]:
        """Number and address of the other versions."""
        return tuple((n, report_href(i)) for n, i in enumerate(self.ids, start=1) if n != self.at)


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions in a case, by report."""

    groups: dict[str, tuple[str, ...]]

    def place(self, report: str) -> Place:
        """Where that report stands."""
        ids = self.groups.get(report, (report,))
        return Place(ids, ids.index(report) + 1)

    def pair(self, view: CaseView, report: str, to: str = "") -> tuple[Reading, Reading] | None:
        """The earlier and the later report to compare; None if the case has not both.

        Args:
            view: the case.
            report: the earlier one's id.
            to: the later one's; if empty, the version after it, or of the last version the one before it as the earlier one.
        """
        place = self.place(report)
        ids = (report, to) if to else (report, place.after) if place.after else (place.before, report)
        was, now = (view.reading(i or "") for i in ids)
        return (was, now) if was is not None and now is not None else None

    def together(self, one: str, other: str) -> bool:
        """Whether the two are versions of one publication."""
        return other in self.groups.get(one, ())


class Editions:
    """Hands out versions and what changed between them, worked out once for a state of the case."""

    def __init__(self) -> None:
        self._groups, self._changes = Kept(1), Kept(8)

    def versions(self, shown: Shown) -> Versions:
        """The versions in the case."""

        def found() -> Versions:
            first = {item.capture: item.at for item in reversed(shown.view.custody)}
            return Versions(versions(shown.view.reports, shown.pack, first))

        return self._groups.of(shown, "", found)

    def changes(self, shown: Shown, was: Reading, now: Reading) -> Revised:
        """What became of one in the other."""
        key = (was.report.id, now.report.id)
        return self._changes.of(shown, key, lambda: revised(was, now, shown.view))


editions = Editions()
"""Of the case last asked for; pages and API share it."""


def changes_href(was: str, now: str) -> str:
    """The address of what changed."""
    return f"{report_href(was)}/changes?to={report_href(now).rpartition('/')[2]}"


@dataclass(frozen=True, slots=True)
class Left:
    """How many passages stand here that are the same in both."""

    count: int


def near_changes(passages: Sequence[Passage]) -> tuple[tuple[Passage | Left, ...], int]:
    """The passages that changed with their neighbours, how many are left out between them, and how many changed ones a page has no room for."""
    near = {
        at + step
        for at, passage in enumerate(passages)
        if passage.kind != "same"
        for step in range(-_NEIGHBOURS, _NEIGHBOURS + 1)
    }
    out: list[Passage | Left] = []
    left = shown = length = 0
    for at, passage in enumerate(passages):
        if at not in near:
            left += 1
            continue
        length += len(passage.was) + len(passage.now)
        if shown >= _SHOWN or (out and length > _LENGTH):
            rest = sum(p.kind != "same" for p in passages[at:])
            return tuple(out), rest
        if left:
            out.append(Left(left))
            left = 0
        out.append(passage)
        shown += 1
    if left:
        out.append(Left(left))
    return tuple(out), 0


def changes_page(shown: Shown, change: Revised, known: Versions) -> str:
    """What changed from one version of a publication to another.

    Args:
        shown: the case.
        change: what changed.
        known: the versions in the case.
    """
    was, now = change.was.report.id, change.now.report.id
    rows, rest = near_changes(change.text.passages)
    return set_of(
        shown,
        "changes.html.j2",
        at="/reports",
        change=change,
        was=shown.sources[was],
        now=shown.sources[now],
        place=known.place(now),
        was_at=known.place(was).at,
        together=known.together(was, now),
        far=change.text.by == "sentence" and change.text.alike < FEW and bool(change.text.passages),
        rows=[(row, isinstance(row, Left)) for row in rows],
        rest=rest,
        head=[(h.of, *(said_or_same(text) for text in (h.was, h.now))) for h in change.head],
        unit="sentence" if change.text.by == "sentence" else "paragraph",
        gone=_statements(shown, change.gone),
        came=_statements(shown, change.came),
        values=_values(shown, change),
        titles={c.id: shown.rows[shown.numbers[c.id] - 1].title for c in _claims(change)},
        report_href=report_href,
        changes_href=changes_href,
        count=count,
    )


def _claims(change: Revised) -> Iterable[Claim]:
    return (*change.told, *change.untold, *(value.claim for value in change.values))


def _values(shown: Shown, change: Revised) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Ids of the claims of which values changed, each with the attribute and both values in words."""
    out: dict[str, list[tuple[str, str, str]]] = {}
    for value in change.values:
        out.setdefault(value.claim.id, []).append(value.said(shown.pack))
    return list(out.items())


def _statements(shown: Shown, statements: Iterable[Statement]) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for statement in statements:
        report = shown.view.report(statement.report)
        assert report is not None
        out.append(
            {
                "quote": quoted(report, statement.content),
                "chain": statement.chain.names,
                "factuality": word("factuality", statement.factuality),
                "href": _place_of(statement),
                "language": report.lang,
            }
        )
    return out


def _place_of(statement: Statement) -> str:
    words = ",".join(f"{span.start}-{span.end}" for span in statement.content)
    return f"{report_href(statement.report)}?words={words}#w0"
