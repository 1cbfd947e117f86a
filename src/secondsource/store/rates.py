"""`rates.csv` of a case: the rates of exchange that its owner vouches for. Without it no money is turned into other money."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from secondsource.model import BrokenCase, Rate

FILE = "rates.csv"
COLUMNS = ("currency", "usd", "start", "end", "source")


def read(folder: Path) -> tuple[Rate, ...]:
    """The rates of the case in that folder, in the order of the file; none without the file.

    The file has the columns `currency` (ISO 4217), `usd` (US dollars for one unit), `start` and `end` (days) and `source`.

    Raises:
        BrokenCase: if a line is not as it should be.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenCase(f"{FILE} of the case is not a CSV file in UTF-8. Save it as one, or remove it.") from error
    except OSError as error:
        raise BrokenCase(f"{FILE} of the case cannot be read ({error.strerror}). Check its permissions.") from error
    return tuple(_rate(row, line) for line, row in enumerate(rows, start=2))


def _rate(row: dict[str, str], line: int) -> Rate:
    try:
        given = {name: row[name].strip() for name in COLUMNS}
        start, end = date.fromisoformat(given["start"]), date.fromisoformat(given["end"])
        usd = float(given["usd"])
        if not (0 < usd < 1e9 and start <= end and given["currency"].isalpha() and given["source"]):
            raise ValueError
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise BrokenCase(
            f"Line {line} of {FILE} is no rate. Write currency, usd, start, end and source, such as KWD,3.31,2016-01-01,2016-12-31,Central Bank."
        ) from error
    return Rate(
        currency=given["currency"].upper(),
        usd=usd,
        start=start.isoformat(),
        end=end.isoformat(),
        source=given["source"],
    )
