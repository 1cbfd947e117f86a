"""The page of a report: its text beside its statements, by speaker; its original; its versions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondsource.model import REPORT_FIELDS, Act, How, Reading, Span
from secondsource.publish.footnotes import Footnote
from secondsource.publish.page import link
from secondsource.publish.words import word
from secondsource.trace.notices import notice_of

from .instants import said_instant
from .pages import set_of
from .places import report_href
from .shelf import Shown
from .speech import factualities_of, paragraphs, speakers_of, spoken
from .staff.panel import Panel
from .version_pages import Versions
from .visiting import visitor

_MOST_OBTAINED = 12


@dataclass(frozen=True, slots=True)
class Obtained:
    """One occasion on which the original came into the case: when, from where, by which program."""

    when: str
    whence: str
    tool: str


def report_page(
    shown: Shown,
    reading: Reading,
    versions: Versions,
    words: str = "",
    speaker: str = "",
    work: Panel | None = None,
) -> str:
    """One report: its text beside its statements.

    Args:
        shown: the case.
        reading: the report and what was read in it.
        versions: of the reports of the case.
        words: spans to point out, `start-end` with commas between; anything else is passed over.
        speaker: number of the only speaker whose statements are marked; what is no number of one marks all, and the page says so.
        work: what people noted of it; None where that is not shown.
    """
    report = reading.report
    source = shown.sources[report.id]
    every = spoken(reading)
    speakers = speakers_of(every)
    only = next((s for s in speakers if str(s.number) == speaker), None)
    said = [s for s in every if only is None or s.speaker == only]
    asked = _spans(words, len(report.text))
    note = Footnote(number=0, source=source, spans=asked, pieces=()) if asked else None
    obtained = obtained_of(shown, report.capture)
    known = [(name, getattr(report, name)) for name in REPORT_FIELDS]
    notice = notice_of(report, shown.pack)
    return set_of(
        shown,
        "report.html.j2",
        source=source,
        work=work,
        marking=shown.view.marking_of_report(report.id),
        paragraphs=paragraphs(reading, said, source, note),
        said=said,
        total=len(every),
        speakers=speakers,
        only=only,
        unknown=bool(speaker) and only is None,
        speaker_href=lambda number: _speaker_href(report.id, number, words if asked else ""),
        factualities=factualities_of(said),
        known=[(name, field.value if field else "") for name, field in known],
        corrected=[(name, field.why) for name, field in known if field and field.how is How.DECIDED],
        decides=visitor().may(Act.DECIDE),
        token=visitor().token,
        who=visitor().typed,
        obtained=obtained[:_MOST_OBTAINED],
        more_obtained=len(obtained[_MOST_OBTAINED:]),
        version=versions.place(report.id),
        carries=notice,
        notice_href=f"{report_href(report.id)}?words={notice.span.start}-{notice.span.end}#w0" if notice else "",
        claims=_claims(shown, reading),
        link=link,
        word=word,
    )


def obtained_of(shown: Shown, capture: str) -> tuple[Obtained, ...]:
    """Every time that the original came into the case, the first one first."""
    return tuple(
        Obtained(said_instant(item.at), whence(item.path), item.tool)
        for item in shown.view.custody
        if item.capture == capture
    )


def whence(path: str) -> str:
    """From where an original was taken: a web address whole, of a file its name and its folder's, since whole paths name people's own folders.

    >>> whence("/srv/somebody/collected/a.html"), whence("https://post.example/a")
    ('collected/a.html', 'https://post.example/a')
    """
    if re.match(r"[a-z]+://", path):
        return path
    return "/".join(part for part in re.split(r"[/\\]", path)[-2:] if part not in ("", ".", ".."))


def _speaker_href(report: str, number: int | None, words: str) -> str:
    asked = [*([f"speaker={number}"] if number else ()), *([f"words={words}"] if words else ())]
    return report_href(report) + (f"?{'&'.join(asked)}" if asked else "") + "#text-h"


def _claims(shown: Shown, reading: Reading) -> list[dict[str, object]]:
    numbers = {
        shown.numbers[claim]
        for mention in reading.mentions
        if (claim := shown.view.claim_of(mention.id)) is not None and claim in shown.numbers
    }
    return [{"id": shown.claims[n - 1].id, "title": shown.rows[n - 1].title} for n in sorted(numbers)]


def _spans(text: str, length: int) -> tuple[Span, ...]:
    out = []
    for start, end in re.findall(r"(?:^|,)(\d{1,9})-(\d{1,9})(?=,|$)", text):
        if int(start) < int(end) <= length:
            out.append(Span(int(start), int(end)))
    return tuple(out)
