"""A case for notebooks: its records as data frames, masked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secondsource.publish.columns import schema
from secondsource.publish.redact import masked_view
from secondsource.publish.rows import rows
from secondsource.store import Case, CaseView

from .frames import To, framed
from .picture import Picture


class OpenCase:
    """One moment of a case: what it held when it was opened, with personal data masked.

    Every method gives a table with the columns that `export` writes; spans and other lists stay lists. `to` says as what: `arrow` (a
    `pyarrow.Table`), or `pandas` or `polars` (a `DataFrame`), where that library is installed.

    Args:
        view: the case, masked.
    """

    def __init__(self, view: CaseView) -> None:
        self._view = view

    def __repr__(self) -> str:
        held = ", ".join(f"{len(getattr(self._view, what))} {what}" for what in ("reports", "statements", "claims"))
        return f"<case {self._view.title or self._view.id}: {held}>"

    def claims(self, to: To = "arrow") -> Any:
        """The claims with support, rival values and grade, in order of time."""
        return self.table("claims", to)

    def statements(self, to: To = "arrow") -> Any:
        """What is said in the reports: spans, chain, basis, anonymity, factuality."""
        return self.table("statements", to)

    def mentions(self, to: To = "arrow") -> Any:
        """The events told in the statements."""
        return self.table("mentions", to)

    def relays(self, to: To = "arrow") -> Any:
        """Who takes matter from whom, with the words."""
        return self.table("relays", to)

    def findings(self, to: To = "arrow") -> Any:
        """The claims held against the provisions, element by element."""
        return self.table("findings", to)

    def indicators(self, to: To = "arrow") -> Any:
        """The indicators of forced labour, claim by claim."""
        return self.table("indicators", to)

    def reports(self, to: To = "arrow") -> Any:
        """The reports with their masked texts, in order of publication."""
        return self.table("reports", to)

    def grades(self, to: To = "arrow") -> Any:
        """The grades with their reasons."""
        return self.table("grades", to)

    def save(self, out: Path | str, format: str) -> None:
        """The whole case as a file for other programs, as `export --format` writes it, without what people decided of it.

        Args:
            out: the file, replaced whole if it is there.
            format: `ftm`, `stix`, `prov`, `provn`, `claimreview`, `xlsx`, `geojson`, `graphml`, `gexf`, `csl` or `bibtex`.

        Raises:
            UnknownExport: if there is no such format.
            CannotWrite: if the file cannot be written.
        """
        from secondsource.publish.exchange import EXCHANGE, Handed
        from secondsource.publish.exports import UnknownExport, write_whole

        if format not in EXCHANGE:
            raise UnknownExport(f"A case is not saved as “{format}”. Choose one of: {', '.join(EXCHANGE)}.")
        given = Handed(view=self._view, decisions={})
        write_whole(Path(out), lambda file: EXCHANGE[format].write(given, file))

    def timeline(self, by: str = "country") -> Picture:
        """The claims that have a date on an axis, in lanes, under the reports of each month, as the desk draws them.

        Args:
            by: `country` or `type`: what lanes are made by.

        Raises:
            NoTimeline: if nothing has a date, or lanes are not made by that.
        """
        from .timeline import timeline

        return timeline(self._view, by)

    def table(self, what: str, to: To = "arrow") -> Any:
        """Any of the records that `export` writes.

        Args:
            what: `claims`, `statements`, `mentions`, `relays`, `findings`, `indicators`, `reports`, `grades`, `figures` or `loops`.
            to: as what.

        Raises:
            UnknownExport: if there are no such records.
            NoFrames: if the library asked for is not installed, or is none of the three.
        """
        import pyarrow as pa

        from secondsource.publish.exports import WHAT, UnknownExport

        if what not in WHAT:
            raise UnknownExport(f"There are no records called “{what}”. Choose one of: {', '.join(WHAT)}.")
        return framed(lambda: pa.Table.from_pylist(list(rows(self._view, what)), schema=schema(what)), to)


def open_case(folder: Path | str) -> OpenCase:
    """The case in a folder as data frames. It is read once; open it again to see what has changed since.

    Args:
        folder: the case's folder.

    Raises:
        NoCase: if there is no case in the folder.

    >>> import tempfile
    >>> from secondsource.store import Case
    >>> Case.create(Path(tempfile.mkdtemp()) / "case", now="2016-06-08T00:00:00Z", title="Kuwait").folder.name
    'case'
    """
    with Case.open(Path(folder)) as case:
        return OpenCase(masked_view(case.view()))
