"""Web archives (WARC) to reports: each page that a server gave, read as the file it would have been, with what the archive says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote, urlsplit

from ..model import How, Known, SetAside, Unreadable, digest_of
from . import mail, page, plain, portable, records, word
from .draft import Draft, Extract
from .encoding import clean
from .errors import NoPageInArchive, TooLong
from .media import media_of
from .transfer_coding import unchunked, uncoded
from .warc import http_of, of_metadata, without_login
from .warc_digests import mismatch
from .warc_records import LONGEST_HEAD, Fault, Fields, Record, field_of
from .warc_records import records as records_of

PAGES = 20_000
"""Pages of one archive that are read; reading takes some milliseconds for each."""
NAMED = 100
"""Parts that could not be read and are named each; of the rest it is said how many they are."""
FILE = "urn:sha256:"
"""What the address of a file begins with that an archive of ours carries: no server gave it."""
NAME = "Secondsource-Name"
"""The field that holds the name that such a file, or the capture of such an answer, had in the case."""
_HTML = "text/html"
_PAGES: dict[str, Callable[[bytes, str, str | None], Extract]] = {
    _HTML: page.extract,
    "text/plain": plain.extract,
    "text/markdown": plain.extract,
    "application/pdf": lambda data, name, _: portable.extract(data, name),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": lambda data, name, _: word.extract(data, name),
    "application/json": lambda data, name, _: records.extract(data, name),
    "application/jsonl": lambda data, name, _: records.extract_lines(data, name),
}  # fmt: skip
_FILES: dict[str, Callable[[bytes, str, str | None], Extract]] = {
    **_PAGES,
    "message/rfc822": lambda data, name, _: mail.extract(data, name),
    "application/mbox": lambda data, name, _: mail.extract_box(data, name),
}
_READ = re.compile(
    r"text/(?:html|plain|markdown|x-markdown)|application/(?:xhtml\+xml|pdf|x-pdf|json|x-ndjson|jsonl|octet-stream|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|"
)
"""Media types of bodies that may be a page; scripts, styles, pictures, fonts and feeds are parts of one, or none."""
_SHARED = re.compile(r"/robots\.txt$|^/(?:ads|app-ads|humans|security)\.txt$|^/\.well-known/|^/favicon\.")
_AHEAD = timedelta(hours=14)
"""As far as clocks are ahead of UTC somewhere: a page's own date may be that of the next day."""
_SAID = ("title", "outlet", "byline")


@dataclass(slots=True)
class _Found:
    """A page that was read, with what links further records to it."""

    record: str
    url: str
    drafts: tuple[Draft, ...]
    again: list[str] = field(default_factory=list)
    """When the archive saw it unchanged again."""
    also: list[str] = field(default_factory=list)
    """Further addresses of the same host that gave the same bytes."""

    def met(self, record: Record) -> None:
        """Notes a further record of the same page."""
        if _address(record.url) == _address(self.url):
            self.again.append(record.field("WARC-Date"))
        else:
            self.also.append(without_login(record.url))


@dataclass(slots=True)
class _Reading:
    """One archive on its way to drafts."""

    name: str
    found: list[_Found] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    said: dict[str, Fields] = field(default_factory=dict)
    by_id: dict[str, _Found | None] = field(default_factory=dict)
    by_payload: dict[str, _Found | None] = field(default_factory=dict)
    seen: dict[tuple[str, str, str], _Found] = field(default_factory=dict)
    revisits: list[Record] = field(default_factory=list)
    tried: int = 0
    unnamed: int = 0
    more: int = 0

    def take(self, item: Record | Fault) -> None:
        if isinstance(item, Fault):
            self.set_aside(f"{self.name}#{item.at + 1}", item.sentence, "DamagedFile")
        elif item.kind == "metadata":
            _, said = of_metadata(item)
            if said:
                self.said.setdefault(item.field("WARC-Concurrent-To").strip("<>"), said)
        elif item.kind == "revisit":
            if len(self.revisits) < PAGES:
                self.revisits.append(replace(item, block=item.block[:LONGEST_HEAD]))
        elif item.kind in ("response", "resource") or (
            item.kind == "conversion" and item.field("WARC-Refers-To").strip("<>") not in self.by_id
        ):
            # A text that somebody made of a page stands for it where the page itself is not in the archive (WET files).
            self.page(item)

    def page(self, record: Record) -> None:
        """Reads the page in a record, if there is one in it, once for the same bytes from the same host."""
        body = body_of(record)
        one: _Found | None = None
        if body is not None:
            key = (host_of(record.url), re.sub(r"#\d+$", "", record.field(NAME)), digest_of(body.data))
            one = self.seen.get(key)
            if one is not None:
                one.met(record)
            elif self.tried == PAGES:
                self.more += 1
            else:
                self.tried += 1
                one = self.read(record, body)
                if one is not None:
                    self.seen[key] = one
        self.by_id[record.id] = one
        if payload := record.field("WARC-Payload-Digest"):
            self.by_payload.setdefault(payload, one)

    def read(self, record: Record, body: Body) -> _Found | None:
        label = f"{self.name}#{record.at + 1}"
        shown = f"{label} {without_login(record.url)}"[:300] if not record.url.startswith(FILE) else label
        try:
            drafts = _drafts(record, body, label)
        except Unreadable as error:
            if record.fault:
                self.set_aside(shown, record.fault, "DamagedFile")
            elif not body.doubtful:
                self.set_aside(shown, str(error), type(error).__name__)
            return None
        for item in drafts.aside:
            self.set_aside(item.name, item.reason, item.error)
        if not drafts.drafts:
            return None
        one = _Found(record.id, record.url, drafts.drafts)
        self.found.append(one)
        return one

    def resolve(self) -> None:
        """Pages that the archive holds once and saw again: it is noted; the same bytes from another host are a page of its own."""
        for record in self.revisits:
            first = self.first_of(record)
            if first is None:
                continue
            if host_of(first.url) == host_of(record.url):
                first.met(record)
            else:
                label = f"{self.name}#{record.at + 1}"
                drafts = tuple(
                    replace(draft, name=label, given={**draft.given, **_given(record)}) for draft in first.drafts
                )
                self.found.append(_Found(record.id, record.url, drafts))

    def first_of(self, record: Record) -> _Found | None:
        for held, key in (
            (self.by_id, record.field("WARC-Refers-To").strip("<>")),
            (self.by_payload, record.field("WARC-Payload-Digest")),
        ):
            if key and key in held:
                return held[key]
        message = http_of(record.block)
        media = _media(message[1])[0] if message else ""
        if media.startswith(("text/html", "application/pdf", "application/xhtml")):
            reason = (
                "The archive only says that this page was unchanged since an archive that is not here. "
                "Add the one of an earlier day too."
            )
            self.set_aside(f"{self.name}#{record.at + 1} {without_login(record.url)}"[:300], reason, "NoPageInArchive")
        return None

    def set_aside(self, name: str, reason: str, error: str) -> None:
        if len(self.aside) < NAMED:
            self.aside.append(SetAside(name=name, digest="", reason=reason, error=error))
        else:
            self.unnamed += 1

    def done(self) -> Extract:
        self.resolve()
        kept, rest = list(self.aside), f"{self.name}#..."
        if self.more:
            reason = f"The archive holds {self.more:,} pages more than are read at once ({PAGES:,}). Split it and add the rest."
            kept.append(SetAside(name=rest, digest="", reason=reason, error=TooLong.__name__))
        if self.unnamed:
            reason = (
                f"{self.unnamed:,} more parts of the archive could not be read either. Archive them anew and add that."
            )
            kept.append(SetAside(name=rest, digest="", reason=reason, error="Unreadable"))
        drafts = [_told(draft, self.said.get(one.record, ()), one) for one in self.found for draft in one.drafts]
        return Extract(tuple(replace(draft, at=at) for at, draft in enumerate(drafts)), tuple(kept))


def extract(data: bytes, name: str) -> Extract:
    """Every page of the archive as a draft: `response` and `resource` records with a page, a PDF, a text or a Word document in them.

    Pictures, scripts, styles, feeds, answers other than 200 and `robots.txt` are passed over. The same bytes from the same host are
    one page, and it is noted when the archive saw them again.

    Raises:
        NoPageInArchive: if there is none.
    """
    reading = _Reading(name)
    for item in records_of(data):
        reading.take(item)
    return _called(reading.done(), name)


def alone(record: Record, name: str) -> Extract:
    """The page in one record, as `extract` gives it for an archive that holds nothing else.

    Raises:
        NoPageInArchive: if there is none.
    """
    reading = _Reading(name)
    reading.take(record)
    return _called(reading.done(), name)


def _called(found: Extract, name: str) -> Extract:
    if len(found.drafts) == 1 and found.drafts[0].name.startswith(f"{name}#"):
        # An archive of one page, as one fetched alone, is called by its own name.
        return Extract((replace(found.drafts[0], name=name),), found.aside)
    if not found.drafts and not found.aside:
        raise NoPageInArchive
    return found


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page in a record, with what the record says of its kind."""

    data: bytes
    media: str
    charset: str | None
    name: str
    doubtful: bool
    """Whether it may well be no page at all: data that a page's script fetched."""
    error: Unreadable | None = None
    """Why its codings could not be undone."""


def body_of(record: Record) -> Body | None:
    """The body of the page in a record, codings undone; None if it is no page. What cannot be undone is left as it is, to be said when it is read."""
    if record.url.startswith(FILE):
        name = record.field(NAME) or "file"
        return Body(record.block, media_of(record.block, name), None, name, False)
    if not re.match(r"https?://", record.url):
        return None  # what an archiver notes of its own work: wget's log, Browsertrix's copies of the text
    body, fields = record.block, record.fields
    if record.kind == "response":
        message = http_of(record.block)
        if message is None or not re.match(r"HTTP/\d(?:\.\d)? +20[03]\b", message[0]):
            return None
        _, fields, body = message
    declared, charset = _media(fields)
    path = path_of(record.url)
    if not _READ.fullmatch(declared) or _SHARED.search(path) or not body.strip():
        return None
    last = unquote(path.rsplit("/", 1)[-1])
    doubtful = not declared.startswith(("text/html", "application/xhtml", "application/pdf"))
    if record.kind == "response":
        if "chunked" in field_of(fields, "Transfer-Encoding").lower() and (whole := unchunked(body)) is not None:
            body = whole
        try:
            body = uncoded(body, field_of(fields, "Content-Encoding"))
        except Unreadable as error:
            return Body(b"", "", None, last, doubtful, error)
    media = media_of(body, last)
    if declared in (_HTML, "application/xhtml+xml") and media not in _PAGES.keys() - {"text/plain", "text/markdown"}:
        media = _HTML if re.search(rb"<[a-zA-Z!/]", body[:8192]) else media
    return Body(body, media, charset, last, doubtful)


def _drafts(record: Record, body: Body, label: str) -> Extract:
    if body.error is not None:
        raise body.error
    file = record.url.startswith(FILE)
    reader = (_FILES if file else _PAGES).get(body.media)
    if reader is None:
        raise Unreadable(
            f"The archive holds a file of a kind that is not read from archives ({body.media}). Save it as a file and add that."
        )
    name = record.field(NAME) or label
    found = reader(body.data, name, body.charset)
    notes = tuple(note for note in (record.fault, mismatch(record)) if note)
    given = {} if file else _given(record)
    seen = None if file else _seen(record.field("WARC-Date"))
    return Extract(
        tuple(
            replace(
                draft,
                given={**draft.given, **given},
                notes=(*draft.notes, *notes),
                seen=seen,
            )
            for draft in found.drafts
            if draft.text.strip()
        ),
        found.aside,
    )


def _given(record: Record) -> dict[str, Known]:
    if not re.match(r"https?://", record.url):
        return {}
    address = " ".join(clean(without_login(record.url)).split())[:2000]
    return {"url": Known(value=address, how=How.GIVEN, why="the address in the web archive")}


def _told(draft: Draft, said: Fields, one: _Found) -> Draft:
    """The draft with what led to the page says of it, where the page's own metadata say nothing."""
    given = dict(draft.given)
    for name in _SAID:
        words = " ".join(clean(field_of(said, name)).split())[:500]
        if words and name not in given:
            given[name] = Known(value=words, how=How.GIVEN, why=f"“{name}” of the feed's item that led to the page")
    if "published" not in given:
        why = "“published” of the feed's item that led to the page"
        if published := records.published_field(field_of(said, "published") or None, why):
            given["published"] = published
    notes = draft.notes
    if days := sorted({moment[:10] for moment in one.again if moment}):
        notes = (*notes, f"The archive saw the page unchanged again on {_some(days)}.")
    if addresses := sorted(set(one.also)):
        notes = (*notes, f"The archive holds the same page at {_some(addresses)} too.")
    return replace(draft, given=given, notes=notes)


def _some(items: Sequence[str]) -> str:
    return ", ".join(items[:3]) + (f" and {len(items) - 3} more" if len(items) > 3 else "")


def _seen(moment: str) -> Known | None:
    """The last day that the page can be of: that on which it was archived, wherever on earth that was."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if not 1990 <= at.year < 2200:
        return None
    day = (at + _AHEAD).date().isoformat()
    return Known(value=day, how=How.INFERRED, why=f"not after {day}: it was archived at {moment}")


def _media(fields: Fields) -> tuple[str, str | None]:
    value = field_of(fields, "Content-Type")
    media = value.partition(";")[0].strip().lower()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", value, re.IGNORECASE)
    return media, charset[1] if charset else None


def path_of(url: str) -> str:
    """The path of an address; empty if it is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host of an address without `www.`; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _address(url: str) -> str:
    """An address as far as it tells pages apart: scheme and `www.` do not, nor does what stands after `#`."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.partition("#")[0])
    return bare.rstrip("/")


def pages(items: Iterable[Record | Fault], name: str) -> Extract:
    """As `extract`, of records that were read already; nothing is raised."""
    reading = _Reading(name)
    for item in items:
        reading.take(item)
    return reading.done()
