"""One capture's bytes to its reports: the kind is found, its extractor run, and each draft finished by the words it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType

from ..model import (
    How,
    Known,
    PersonalData,
    PersonalKind,
    Region,
    RegionKind,
    Report,
    SetAside,
    Span,
    Unreadable,
    digest_of,
    report_id,
)
from ..model.lookalikes import mixed
from ..subjects import Subject
from .draft import Draft, Extract
from .errors import (
    DamagedFile,
    EmptyFile,
    HangulDocument,
    MarkupOnly,
    NeedsTooMuch,
    NotText,
    OldWord,
    OtherDocument,
    PackedFiles,
    PasswordNeeded,
    Picture,
    TooLong,
)
from .language import language_of
from .masthead import masthead
from .media import media_of
from .outlet import outlet_of
from .outlets import Outlets, outlets_of
from .personal import disjoint, masked_name, personal_data
from .published import by_then, published_of
from .quotation import quotations
from .regions import find_regions
from .words import Words, words_of

VERSION = "7"
"""Changed whenever the same bytes may give another report."""
LONGEST = 2_000_000
"""Characters of one report: the thickest annual report has half of that, and reading takes about 1 kB of memory for each."""

Extractor = Callable[[bytes, str], Extract]


def _by(module: str, function: str = "extract") -> Extractor:
    """The extractor of a module that is loaded with the first document of its kind: a run without pages needs no page reader."""

    def extract(data: bytes, name: str) -> Extract:
        found: Extractor = getattr(import_module(f".{module}", __package__), function)
        return found(data, name)

    return extract


EXTRACTORS: Mapping[str, Extractor] = MappingProxyType(
    {
        "text/plain": _by("plain"),
        "text/markdown": _by("plain"),
        "text/html": _by("page"),
        "application/pdf": _by("portable"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _by("word"),
        "message/rfc822": _by("mail"),
        "application/mbox": _by("mail", "extract_box"),
        "application/json": _by("records"),
        "application/jsonl": _by("records", "extract_lines"),
        "application/warc": _by("warc_pages"),
        "application/wacz": _by("wacz"),
        "text/csv": _by("lists.timeline"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _by("lists.workbook"),
    }
)
"""MIME type to extractor: what reads archives and feeds is entered here."""

_REFUSED: tuple[tuple[str, type[Unreadable]], ...] = (
    ("image/", Picture), ("audio/", Picture), ("video/", Picture), ("application/xml", MarkupOnly),
    ("application/x-hwp", HangulDocument), ("application/hwp", HangulDocument),
    ("application/rtf", OtherDocument), ("application/vnd.openxmlformats", OtherDocument), ("application/vnd.oasis", OtherDocument),
    ("application/epub", OtherDocument), ("application/zip", PackedFiles), ("application/gzip", PackedFiles),
    ("application/x-bzip2", PackedFiles), ("application/x-xz", PackedFiles), ("application/zstd", PackedFiles),
    ("application/x-7z", PackedFiles), ("application/vnd.rar", PackedFiles),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a capture holds. Iterating gives its reports.

    Args:
        reports: in the order of the capture.
        set_aside: parts of it that could not be read (a bad line of JSON Lines, an attachment), each with one sentence.
    """

    reports: tuple[Report, ...]
    set_aside: tuple[SetAside, ...] = ()

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    def __getitem__(self, at: int) -> Report:
        return self.reports[at]


def read_capture(data: bytes, name: str, pack: Subject) -> Read:
    """The reports of a capture.

    Args:
        data: the original bytes.
        name: the file's name; it decides only where the bytes leave the kind open, and names the report for people.
        pack: the subject pack: its words, outlets and dated instruments.

    Raises:
        Unreadable: a subclass named after the situation, if not even one report could be read.

    >>> from secondsource.subjects import load
    >>> read_capture(b"Dozens of workers stopped work, a manager said.", "note.txt", load()).reports[0].lang
    'en'
    """
    return finished(drafts_of(data, name), digest_of(data), pack)


def drafts_of(data: bytes, name: str) -> Extract:
    """What is in a capture, before the words themselves are looked at: the first half of `read_capture`. Raises Unreadable."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile
    media = media_of(data, name)
    if media in ("text/plain", "text/markdown") and len(data) > 4 * LONGEST:
        raise TooLong
    try:
        return _extractor(media, data)(data, name)
    except Unreadable:
        raise
    except MemoryError as error:
        raise NeedsTooMuch from error
    except RecursionError as error:
        raise DamagedFile("The document is nested too deep to be read. Save the article alone, as text.") from error


def finished(extract: Extract, digest: str, pack: Subject) -> Read:
    """The reports of what was found in the capture of that digest: the second half of `read_capture`. Raises Unreadable."""
    reports, aside = [], list(extract.aside)
    for draft in extract.drafts:
        if not draft.text.strip():
            continue
        if len(draft.text) > LONGEST:
            aside.append(SetAside(name=draft.name, digest="", reason=str(TooLong()), error="TooLong"))
            continue
        reports.append(finish(draft, digest, pack))
    if not reports:
        if aside:
            raise _again(aside[0], len(aside))
        raise EmptyFile
    return Read(
        reports=tuple(reports),
        set_aside=tuple(
            SetAside(name=masked_name(a.name), digest=digest, reason=a.reason, error=a.error) for a in aside
        ),
    )


def _again(first: SetAside, count: int) -> Unreadable:
    more = f" ({count - 1} more part{'s' if count > 2 else ''} could not be read either.)" if count > 1 else ""
    kind = next((k for k in _subclasses(Unreadable) if k.__name__ == first.error), Unreadable)
    return kind(first.reason + more)


def _subclasses(kind: type[Unreadable]) -> Iterator[type[Unreadable]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def _extractor(media: str, data: bytes) -> Extractor:
    found = EXTRACTORS.get(media)
    if found is not None:
        return found
    if media == "application/x-ole-storage":
        raise PasswordNeeded if "EncryptedPackage".encode("utf-16-le") in data else OldWord
    raise next((error for prefix, error in _REFUSED if media.startswith(prefix)), NotText)


def finish(draft: Draft, digest: str, pack: Subject) -> Report:
    """The report of a draft: regions, personal data and the fields that its words give where its format does not."""
    words, outlets = words_of(pack), outlets_of(pack)
    given = dict(draft.given)
    text = draft.text
    url = given.get("url")
    outlet = _canonical(given["outlet"], outlets) if "outlet" in given else _sender(given.get("sender"), outlets, words)
    title = given.get("title")
    set_apart = draft.regions
    head = masthead(text, set_apart, outlets, words) if outlet is None else None
    if head is not None:
        written = head.outlet.span.of(text) if head.outlet.span else head.outlet.value
        outlet, set_apart = _spelled(head.outlet, written), (*set_apart, *head.regions)
    layout = find_regions(
        text, set_apart, words, title.value if title else None, outlet.value if outlet else None, draft.glued
    )
    blocks = quotations(layout.paragraphs, layout.regions, outlets, words)
    regions = tuple(
        sorted(
            (*(r for r in layout.regions if r.kind is not RegionKind.QUOTATION), *blocks),
            key=lambda r: (r.span.start, -r.span.end, r.kind),
        )
    )
    if title is None and layout.title is not None:
        words_of_title = re.sub(r"^#{1,6}\s+", "", " ".join(layout.title.of(text).split()))
        title = Known(
            value=words_of_title, how=How.STATED, why="the first line stands apart like a title", span=layout.title
        )
    return Report(
        id=report_id(digest, draft.at),
        capture=digest,
        part=draft.at,
        name=masked_name(draft.name),
        text=text,
        outlet=outlet or outlet_of(text, regions, outlets, words, url),
        title=title,
        byline=given.get("byline") or _byline(text, layout.byline, words),
        url=url,
        language=given.get("language") or language_of(_body(text, regions)),
        published=given.get("published")
        or by_then(head.published if head else published_of(text, regions, pack, url), draft.seen),
        label=draft.label or _label(text, regions, words),
        note=" ".join(draft.notes) or None,
        regions=regions,
        translation=draft.translation,
        personal=disjoint(
            (
                *(p for p in draft.personal if not _public(p, text, outlets, words)),
                *personal_data(text, regions, words, draft.private),
            )
        ),
    )


def _label(text: str, regions: tuple[Region, ...], words: Words) -> str | None:
    """What a note of the preparer says that the text is, where no metadata say it."""
    for region in regions:
        if region.kind is RegionKind.NOTE and (found := words.anywhere("label", region.span.of(text))):
            return " ".join(found["label"].split())
    return None


def _canonical(known: Known, outlets: Outlets) -> Known:
    name = outlets.named(known.value) or known.value
    why = known.why if name == known.value else f"{known.why}, there “{known.value}”"
    return _spelled(replace(known, value=name, why=why), known.value)


def _spelled(known: Known, written: str) -> Known:
    """The outlet, with a word on it where its name is not written in the letters that it looks like."""
    return replace(known, why=f"{known.why}, whose letters are not what they look like") if mixed(written) else known


def _sender(known: Known | None, outlets: Outlets, words: Words) -> Known | None:
    """The outlet, if the mail comes from one that the pack knows or whose name is made like one's; whoever else sent it is nobody's business."""
    if known is None:
        return None
    shown, _, host = known.value.partition("\n")
    name = outlets.named(shown) or outlets.at(host)
    if name:
        return Known(value=name, how=How.GIVEN, why="the sender of the mail is a known outlet")
    if words.whole("outlet_sender", shown):
        return Known(value=shown, how=How.INFERRED, why="the sender of the mail is called like an outlet")
    return None


def _public(item: PersonalData, text: str, outlets: Outlets, words: Words) -> bool:
    """Whether a mail's sender or addressee is an outlet and no person: its name is public wherever it stands."""
    name = item.span.of(text)
    return item.kind is PersonalKind.PRIVATE_PERSON and bool(outlets.named(name) or words.whole("outlet_sender", name))


def _byline(text: str, span: Span | None, words: Words) -> Known | None:
    match = words.whole("byline", " ".join(span.of(text).split())) if span else None
    if span is None or match is None:
        return None
    return Known(value=match["name"].strip(), how=How.STATED, why="stated in the byline", span=span)


def _body(text: str, regions: tuple[Region, ...]) -> str:
    """Enough of the running text to know its language by; all of the text where there is hardly any."""
    at, pieces = 0, []
    for region in regions:
        if region.kind.is_noise:
            if region.span.start > at:
                pieces.append(text[at : region.span.start])
            at = max(at, region.span.end)
    body = " ".join([*pieces, text[at:]]).strip()
    return body if len(body) >= 100 else text
