"""Web archives in bulk: pages and megabytes a second beside the bare libraries, and what a month of a news archive would cost.

The bare libraries are the limit: fastwarc hands over each page, trafilatura takes its text and its metadata, and nothing else is done. The pages are
generated, of the size and with the furniture of a news site's; one in fifty concerns the subject.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from secondsource.bulk.document import Document
from secondsource.bulk.folder import made_ready
from secondsource.bulk.plan import planned
from secondsource.bulk.sources import documents
from secondsource.bulk.sources.bytes_of import taken
from secondsource.bulk.supervisor import ordered
from secondsource.bulk.work import Task, work
from secondsource.model import Unreadable

from .estimate import ONE_IN, WHOLE
from .invented import WORDS, record
from .measure import Row, timed
from .texts import reports

PAGES = 400
_FURNITURE = "".join(
    f'<li class="item"><a href="/section/{n}" data-track="nav-{n}"><span>Section number {n}</span></a></li>'
    for n in range(220)
)
_SCRIPT = "<script>" + "window.q=window.q||[];q.push(['set','page',1]);" * 250 + "</script>"


def archive(path: Path, pages: int) -> int:
    """Writes the archive; gives the bytes of its pages, unpacked."""
    chance, total = random.Random(2270), 0
    about = [report.text for report in reports(pages // ONE_IN + 1)]
    with path.open("wb") as file:
        for n in range(pages):
            paragraphs = [" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(9)]
            if n % ONE_IN == 0:
                paragraphs = about[n // ONE_IN].split("\n")
            text = "".join(f"<p>{one}</p>" for one in paragraphs)
            page = (
                f'<!doctype html><html lang="en"><head><title>Story {n}</title><meta charset="utf-8">'
                f'<meta property="article:published_time" content="2018-08-14T20:00:00Z">{_SCRIPT}</head><body><nav><ul>{_FURNITURE}</ul></nav>'
                f"<main><article><h1>Story {n}</h1>{text}</article></main><footer><ul>{_FURNITURE}</ul></footer></body></html>"
            )
            total += len(page.encode())
            file.write(record(n, page, 6))
    return total


def _bare(path: Path) -> None:
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            trafilatura.bare_extraction(record.reader.read(), with_metadata=True)


def _extracted(path: Path) -> None:
    for part in planned([str(path)], path.stat().st_size + 1):
        for item in documents(part, taken(part)):
            if isinstance(item, Document):
                with suppress(Unreadable):
                    item.drafts()


def _whole(path: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "out"
        made_ready(out)
        order = ordered(out, "dprk_labour")
        for part in planned([str(path)], path.stat().st_size + 1):
            work(order, Task(part=part))


def measure(pages: int = PAGES) -> Iterator[Row]:
    """Rows of the bare libraries, of our extraction of every page, and of the whole bulk work."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "news.warc.gz"
        size = archive(path, pages) / 1e6
        seen: list[float] = []
        variants: tuple[tuple[str, Callable[[Path], None]], ...] = (
            ("fastwarc and trafilatura, bare", _bare),
            ("secondsource, text and metadata of every page", _extracted),
            (WHOLE, _whole),
        )
        for program, variant in variants:
            row = timed("pages of a web archive", program, pages, "pages", partial(variant, path))
            seen.append(row.seconds)
            notes = [f"{size / row.seconds:.1f} MB of pages a CPU second"]
            if len(seen) > 1:
                notes.append(f"{row.seconds / seen[0]:.2f} times the CPU of the bare libraries")
            yield replace(row, note="; ".join(notes))
