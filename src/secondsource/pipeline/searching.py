"""Brings the words of a case up to date, so that it can be searched: only what is new or has changed is put, in batches that can be cut short anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from secondsource import __version__
from secondsource.model import Reading
from secondsource.store import Case, CaseView
from secondsource.store.at_hand import Readings, readings_of, report_of
from secondsource.store.claims_at_hand import Claims
from secondsource.store.database import Database
from secondsource.store.ledger import entries, standing
from secondsource.store.moment import Moment
from secondsource.store.search import Entry, Index, What, claim_entry, entries_of, index_in_memory, index_of
from secondsource.store.search.standing import changed, claim_digests, report_digests

from . import korean_words
from .result import Progress

_FORMAT = "1"
"""Changes whenever what words are made of changes."""
_BATCH = 1_000
"""Reports, or claims, that are put together."""
_MANY = 20_000
"""Entries from which on it pays to tidy up after them."""


def searchable(
    case: Case, hidden: Callable[[Reading], str] = lambda _: "", tell: Progress = lambda _stage, _done, _total: None
) -> Index:
    """The words of a case as it stands, ready to be asked; whoever asks closes them.

    Cut short, what was put stays, and the next call goes on. Two that do this at once do the same work twice and nothing wrong.

    Args:
        case: the case, which may be read-only: the words are then made for this time alone.
        hidden: what must be hidden of a report wherever it turns up, for `Index.hidden`.
        tell: told of progress.
    """
    index = index_of(case, korean_words.morphemes())
    try:
        moment = Moment(Database(case.folder, case.about.database, read_only=case.database.read_only))
        try:
            kind = f"{_FORMAT} {__version__} {case.about.id} {korean_words.version()}"
            state = f"{kind} {moment.state}"
            if index.state() != state:
                index.begin(kind)
                _Bringing(index, moment, hidden, tell).all()
                index.note(state)
        finally:
            moment.close()
    except BaseException:
        index.close()
        raise
    return index


def searchable_view(view: CaseView, hidden: Callable[[Reading], str] = lambda _: "") -> Index:
    """The words of a case that is all in memory, ready to be asked; whoever asks closes them."""
    index = index_in_memory(korean_words.morphemes())
    readings = {reading.report.id: reading for reading in view.readings}
    index.put([entry for reading in readings.values() for entry in entries_of(reading, "", hidden(reading))])
    index.put([claim_entry(claim, readings) for claim in view.claims])
    return index


class _Bringing:
    """Brings words up to one moment of a case."""

    def __init__(self, index: Index, moment: Moment, hidden: Callable[[Reading], str], tell: Progress) -> None:
        self.index, self.moment, self.hidden, self.tell = index, moment, hidden, tell
        self.decisions = tuple(standing(entries(moment.connection)))
        self.readings: Readings = readings_of(moment, self.decisions)
        self.claims = Claims(moment)

    def all(self) -> None:
        """Reports with their statements, then claims."""
        put = self._bring(What.REPORTS, report_digests(self.moment, self.decisions), self._reports)
        put += self._bring(What.CLAIMS, claim_digests(self.moment), self._claims)
        if put >= _MANY:
            self.index.settle()

    def _bring(
        self, what: What, now: Iterable[tuple[str, str]], made: Callable[[Mapping[str, str]], Sequence[Entry]]
    ) -> int:
        new, gone = changed(now, self.index.known(what))
        if gone:
            self.index.drop(what, gone)
        ids, stage = list(new), f"words of {what}"
        for at in range(0, len(ids), _BATCH):
            self.tell(stage, at, len(ids))
            self.index.put(made({key: new[key] for key in ids[at : at + _BATCH]}))
        if ids:
            self.tell(stage, len(ids), len(ids))
        return len(ids)

    def _reports(self, digests: Mapping[str, str]) -> list[Entry]:
        found = self.readings.order.fetch(list(digests))
        return [
            entry
            for key, digest in digests.items()
            if key in found
            for entry in entries_of(found[key], digest, self.hidden(found[key]))
        ]

    def _claims(self, digests: Mapping[str, str]) -> list[Entry]:
        claims = self.claims.some(list(digests))
        reports = list(dict.fromkeys(report_of(mention) for claim in claims for mention in claim.mentions))
        readings = self.readings.order.fetch(reports)
        return [claim_entry(claim, readings, digests[claim.id]) for claim in claims]
