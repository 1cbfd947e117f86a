"""Web archives in bulk: pages and megabytes a second beside the bare libraries, and what a month of a news archive would cost.

The bare libraries are the limit: fastwarc hands over each page, trafilatura takes its text and its metadata, and nothing else is done. The pages are
generated, of the size and with the furniture of a news site's; one in fifty concerns the subject.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
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

from .invented import WORDS, record
from .measure import Row, timed
from .texts import reports

PAGES, ONE_IN = 400, 50
MONTH, CORE_HOUR = 15_000_000, 0.04
"""A month of a large archive of the news of the world, in pages, and what an hour of one core costs, in US dollars: both assumed."""
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
            ("secondsource, everything: looked at, taken out, sieved, read", _whole),
        )
        for program, variant in variants:
            row = timed("pages of a web archive", program, pages, "pages", partial(variant, path))
            seen.append(row.seconds)
            notes = [f"{size / row.seconds:.1f} MB of pages a CPU second"]
            if len(seen) > 1:
                notes.append(f"{row.seconds / seen[0]:.2f} times the CPU of the bare libraries")
            if variant is _whole:
                notes.append(cost(row.rate))
            yield Row(**{**{f: getattr(row, f) for f in row.__slots__}, "note": "; ".join(notes)})


def cost(rate: float) -> str:
    """What a month of an archive costs at so many pages a CPU second, with what is assumed.

    >>> cost(1000)
    'a month of 15,000,000 pages: 4.2 core hours, 0.17 dollars at 0.04 an hour, if its pages are as these, one in 50 concerns the subject, and fetching is not counted'
    """
    hours = MONTH / rate / 3600
    return (
        f"a month of {MONTH:,} pages: {hours:,.1f} core hours, {hours * CORE_HOUR:,.2f} dollars at {CORE_HOUR} an hour, "
        f"if its pages are as these, one in {ONE_IN} concerns the subject, and fetching is not counted"
    )
