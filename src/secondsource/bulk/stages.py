"""What is done with one document: its text taken out, its language told, sieved, its signature taken, read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from secondsource import collect
from secondsource.collect import masked_name
from secondsource.collect.capture import finished
from secondsource.collect.draft import Draft
from secondsource.collect.language import language_of
from secondsource.model import Report, Unreadable, digest_of
from secondsource.model.codec import encode
from secondsource.pipeline.check import loose
from secondsource.pipeline.one import Found, Job, read_one
from secondsource.pipeline.parts import seen
from secondsource.store.runs import digest
from secondsource.subjects import Subject, load
from secondsource.trace.own_text import own_text

from .copies.signature import signature
from .document import Document
from .glance import may_concern
from .part import FORMAT
from .sieve import Cue, Judged, Sieve

if TYPE_CHECKING:
    from secondsource.read import Reader


@dataclass(slots=True)
class Outcome:
    """What came of a document: rows, reasons for what could not be read, and how often each thing happened."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    aside: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def leave(self, document: Document, reason: str, error: str, name: str | None = None) -> None:
        """Sets the document, or a part of it, aside."""
        self.aside.append(told(document, reason, error, name))


def told(document: Document, reason: str, error: str, name: str | None = None) -> dict[str, Any]:
    """What is written down of a document that was set aside."""
    return {
        "number": document.number,
        "offset": document.offset,
        "name": name or document.name,
        "address": document.address,
        "reason": reason,
        "error": error,
    }


class Stages:
    """The stages over a subject. Making it loads the subject's reader; `opened` makes it once for a process.

    Args:
        pack: the subject.
        threshold: the sieve's score from which a document is kept; the sieve's own if None.
    """

    def __init__(self, pack: Subject, threshold: float | None = None) -> None:
        from secondsource.read import default_reader

        self.pack = pack
        self.sieve = Sieve.of(pack, threshold)
        self.reader: Reader = default_reader(pack)

    @property
    def reader_name(self) -> str:
        """Name and version of the reader, as they stand in the rows."""
        return f"{self.reader.name} {self.reader.version}"

    @property
    def version(self) -> str:
        """Changes when the same document may give another row."""
        parts = (seen(self.pack, "collect"), seen(self.pack, "read"))
        return digest([FORMAT, collect.VERSION, self.sieve.version, self.reader_name, *parts])

    def treat(self, document: Document, source: str) -> Outcome:
        """Everything that is done with one document. What goes wrong with it is told in the outcome."""
        out = Outcome()
        out.counts["documents"] += 1
        try:
            self._treat(document, source, out)
        except Unreadable as error:
            out.leave(document, str(error), type(error).__name__)
        except MemoryError:
            out.rows.clear()
            reason = "It needs more memory than a document may take. Raise --memory, or take it out of the input."
            out.leave(document, reason, "MemoryError")
        except Exception as error:
            out.rows.clear()
            kind = type(error).__name__
            out.leave(document, f"Working on it failed ({kind}); please report this fault.", kind)
        return out

    def _treat(self, document: Document, source: str, out: Outcome) -> None:
        if document.body is not None and not may_concern(document.body, document.charset, self.sieve):
            return
        extract = document.drafts()
        judged = [self._judged(draft) for draft in extract.drafts]
        out.counts["extracted"] += 1
        if not any(item.kept for item in judged):
            if not extract.drafts and extract.aside:
                finished(extract, "", self.pack)
            return
        out.counts["kept"] += 1
        original = document.original()
        found = finished(extract, digest_of(original), self.pack)
        for item in found.set_aside:
            out.leave(document, item.reason, item.error, item.name)
        by_part = {draft.at: one for draft, one in zip(extract.drafts, judged, strict=True)}
        for at, report in enumerate(found.reports):
            if problem := next(iter(loose(report, {report.id: len(report.text)})), None):
                raise ValueError(problem)
            row = self._row(document, source, report, by_part[report.part], out)
            out.rows.append({**row, "original": original if at == 0 else None})

    def _judged(self, draft: Draft) -> Judged:
        known = draft.given.get("language") or language_of(draft.text)
        title = draft.given.get("title")
        return self.sieve.judge(draft.text, known.value if known else "", title.value if title else "")

    def _row(self, document: Document, source: str, report: Report, judged: Judged, out: Outcome) -> dict[str, Any]:
        out.counts["reports"] += 1
        body = encode(report).decode()
        outcome = read_one(self.reader, Job(report=report.id, body=body))
        statements = mentions = None
        if isinstance(outcome, Found):
            out.counts["read"] += 1
            statements = [encode(item).decode() for item in outcome.statements]
            mentions = [encode(item).decode() for item in outcome.mentions]
            out.counts["statements"] += len(statements)
            out.counts["mentions"] += len(mentions)
        else:
            out.leave(document, outcome.reason, outcome.error, report.name)
        own = own_text(report)
        known = (report.outlet, report.title, report.byline, report.url, report.published)
        outlet, title, byline, url, published = (item.value if item else None for item in known)
        return {
            "id": report.id,
            "capture": report.capture,
            "part": report.part,
            "name": masked_name(document.name),
            "source": source,
            "offset": document.offset,
            "address": document.address,
            "fetched": document.fetched or None,
            "record": document.record or None,
            "outlet": outlet,
            "title": title,
            "byline": byline,
            "url": url,
            "published": published,
            "language": report.lang,
            "text": own,
            "score": judged.score,
            "cues": [_shown(cue, report) for cue in judged.why],
            "signature": signature(own),
            "report": body,
            "statements": statements,
            "mentions": mentions,
            "reader": self.reader_name,
        }


def _shown(cue: Cue, report: Report) -> dict[str, Any]:
    """A cue with its words; its place is in the report's text, or in its title."""
    text = report.title.value if cue.in_title and report.title else report.text
    place = {"start": cue.start, "end": cue.end, "in_title": cue.in_title}
    return {"family": cue.family, "words": text[cue.start : cue.end], **place}


@lru_cache(maxsize=1)
def opened(subject: str, threshold: float | None = None) -> Stages:
    """The stages of a subject, opened once in each process."""
    return Stages(load(subject), threshold)
