"""The original captures of a case as one web archive (WACZ 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/), the same bytes for the same case.

What a server answered goes in record by record, a file as a `resource` record under the URN of its digest; never a path of anybody's
machine, nor a cookie or password. Nothing in it is masked: whoever lets it be written asks for a reason, and where the case has accounts
for a second person.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from secondsource import __version__
from secondsource.collect.warc import WITHHELD, digest_field, http_of, is_secret, packed, record_of, without_login
from secondsource.collect.warc_pages import FILE, NAME
from secondsource.collect.warc_records import Fields, Record, field_of, records
from secondsource.model import Capture, Marking, Report
from secondsource.pipeline.obtained import archives_in
from secondsource.store.view import CaseView

from .cdxj import BLOCKS, INDEX, Entry, index
from .marked import up_to as kept_up_to

VERSION = "1.1.1"
SOFTWARE = f"secondsource {__version__}"
WARC = "archive/data.warc.gz"
_KINDS = frozenset({"response", "resource", "revisit", "request", "metadata", "conversion", "continuation"})
_INDEXED = frozenset({"response", "resource", "revisit"})
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can name: none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What was written.

    Args:
        captures: how many captures are in it.
        left_out: how many are not, because a report in them is closed or marked more strictly.
        lost: digests of those whose bytes are missing or changed.
    """

    captures: int
    left_out: int
    lost: tuple[str, ...] = ()


def write_wacz(
    view: CaseView,
    get: Callable[[str], bytes],
    out: IO[bytes],
    *,
    closed: Collection[str] = (),
    up_to: Marking | None = None,
) -> Packed:
    """Writes the captures of a case to a file that is open for bytes and can be moved in.

    A capture that holds even one report which is closed, or marked more strictly, stays out whole.

    Args:
        view: the case, unmasked.
        get: the bytes of a capture by its digest; raises SecondsourceError if they are lost.
        out: where to.
        closed: ids of reports that are closed at the desk.
        up_to: the strictest marking that may go along; None for all.

    Raises:
        MarkedStricter: if the case itself is marked more strictly.
    """
    from secondsource.store import LostCapture

    _, left = kept_up_to(view, up_to)
    hidden = {r.report.capture for r in left} | {r.capture for r in view.reports if r.id in closed}
    chosen = [capture for capture in view.captures if capture.digest not in hidden]
    dates = _dates(view)
    made = _Made(reports=_by_capture(view))
    lost: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        with archive.open(_member(WARC), "w", force_zip64=True) as file:
            made.file = file
            latest = max((dates[c.digest] for c in chosen if c.digest in dates), default=view.created)
            made.add(_info(latest))
            for capture in sorted(chosen, key=lambda c: c.digest):
                try:
                    data = get(capture.digest)
                except LostCapture:
                    lost.append(capture.digest)
                    continue
                made.capture(capture, data, dates.get(capture.digest, view.created))
        cdx, blocks = index(made.entries)
        files = {
            f"indexes/{INDEX}": cdx,
            f"indexes/{BLOCKS}": blocks,
            "pages/pages.jsonl": _pages(made.pages),
        }
        sums = {WARC: (made.total.hexdigest(), made.offset)}
        for path, data in files.items():
            archive.writestr(_member(path), data)
            sums[path] = (hashlib.sha256(data).hexdigest(), len(data))
        package = _package(sums, latest)
        archive.writestr(_member("datapackage.json"), package)
        seal = {"path": "datapackage.json", "hash": digest_field(package)}
        archive.writestr(_member("datapackage-digest.json"), _json(seal))
    return Packed(captures=len(chosen) - len(lost), left_out=len(view.captures) - len(chosen), lost=tuple(lost))


@dataclass(slots=True)
class _Made:
    """The archive as far as it is written."""

    reports: Mapping[str, list[Report]]
    file: IO[bytes] | None = None
    offset: int = 0
    total: hashlib._Hash = field(default_factory=hashlib.sha256)
    entries: list[Entry] = field(default_factory=list)
    pages: list[dict[str, str]] = field(default_factory=list)

    def add(self, record: bytes) -> tuple[int, int]:
        """Writes a record; gives its offset and length."""
        data = packed(record)
        assert self.file is not None
        self.file.write(data)
        self.total.update(data)
        place, self.offset = self.offset, self.offset + len(data)
        return place, len(data)

    def capture(self, capture: Capture, data: bytes, at: str) -> None:
        reports = self.reports.get(capture.digest, [])
        archives = list(archives_in(data, capture.name))
        if not archives:
            url = f"{FILE}{capture.digest}"
            fields = (
                ("WARC-Target-URI", url),
                ("WARC-Date", at),
                ("Content-Type", capture.media),
                (NAME, capture.name),
            )
            record, _ = record_of("resource", fields, data, data)
            self._indexed(record, url, at, capture.media, None, digest_field(data))
            self.pages += [
                _page(url, at, report.title.value if report.title else capture.name) for report in reports[:1]
            ]
            return
        titles = {report.url.value: report.title.value for report in reports if report.url and report.title}
        told: set[str] = set()
        for archive in archives:
            for item in records(archive):
                if isinstance(item, Record) and item.kind in _KINDS and re.match(r"https?://", item.url):
                    label = capture.name if len(reports) < 2 else f"{capture.name}#{item.at + 1}"
                    self._of_archive(item, label, titles, told)

    def _of_archive(self, item: Record, label: str, titles: Mapping[str, str], told: set[str]) -> None:
        block, fields, status, media = _clean(item)
        url, at = without_login(item.url), item.field("WARC-Date")
        named = [
            (n, v)
            for n, v in fields
            if n.lower() not in ("content-length", "warc-target-uri", NAME.lower(), "warc-filename")
        ]
        named.insert(min(2, len(named)), ("WARC-Target-URI", url))
        if item.kind in ("response", "resource"):
            named.append((NAME, label))
        lines = "".join(f"{n}: {' '.join(v.split())}\r\n" for n, v in (*named, ("Content-Length", str(len(block)))))
        record = b"WARC/1.1\r\n" + lines.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"
        if item.kind not in _INDEXED:
            self.add(record)
            return
        payload = field_of(tuple(fields), "WARC-Payload-Digest") or digest_field(block)
        self._indexed(record, url, at, "warc/revisit" if item.kind == "revisit" else media, status, payload)
        if url in titles and url not in told:
            told.add(url)
            self.pages.append(_page(url, at, titles[url]))

    def _indexed(self, record: bytes, url: str, at: str, media: str, status: int | None, digest: str) -> None:
        offset, length = self.add(record)
        self.entries.append(
            Entry(
                url=url,
                at=at,
                media=media,
                status=status,
                digest=digest,
                offset=offset,
                length=length,
                file=WARC.rsplit("/", 1)[-1],
            )
        )


def _clean(item: Record) -> tuple[bytes, list[tuple[str, str]], int | None, str]:
    """A record's block without cookies and passwords, its fields with the digest that fits, and status and type of what is in it."""
    fields = list(item.fields)
    message = http_of(item.block) if "http" in item.field("Content-Type") else None
    if message is None:
        return item.block, fields, None, item.field("Content-Type").partition(";")[0].strip()
    first, head, body = message
    block = item.block
    if any(is_secret(name) and value != WITHHELD for name, value in head):
        kept = "".join(f"{name}: {WITHHELD if is_secret(name) else value}\r\n" for name, value in head)
        block = f"{first}\r\n{kept}\r\n".encode("latin-1", "replace") + body
        fields = [(n, digest_field(block) if n.lower() == "warc-block-digest" else v) for n, v in fields]
    answer = re.match(r"HTTP/\S+ (\d{3})", first)
    return block, fields, int(answer[1]) if answer else None, field_of(head, "Content-Type").partition(";")[0].strip()


def _info(at: str) -> bytes:
    block = f"software: {SOFTWARE}\r\nformat: WARC File Format 1.1\r\n".encode()
    fields: Fields = (
        ("WARC-Date", at),
        ("WARC-Filename", WARC.rsplit("/", 1)[-1]),
        ("Content-Type", "application/warc-fields"),
    )
    return record_of("warcinfo", fields, block)[0]


def _dates(view: CaseView) -> dict[str, str]:
    """When each capture first came in."""
    out: dict[str, str] = {}
    for entry in view.custody:
        out.setdefault(entry.capture, entry.at)
    return out


def _by_capture(view: CaseView) -> dict[str, list[Report]]:
    out: dict[str, list[Report]] = {}
    for report in sorted(view.reports, key=lambda r: (r.capture, r.part)):
        out.setdefault(report.capture, []).append(report)
    return out


def _page(url: str, at: str, title: str) -> dict[str, str]:
    return {"id": uuid5(NAMESPACE_URL, f"{url} {at}").hex, "url": url, "ts": at, "title": title}


def _pages(pages: list[dict[str, str]]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    lines = [head, *sorted(pages, key=lambda page: (page["ts"], page["url"]))]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")


def _package(sums: Mapping[str, tuple[str, int]], at: str) -> bytes:
    resources = [
        {"name": path.rsplit("/", 1)[-1], "path": path, "hash": f"sha256:{digest}", "bytes": size}
        for path, (digest, size) in sums.items()
    ]
    return _json(
        {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": "Captures",
            "software": SOFTWARE,
            "created": at,
            "resources": resources,
        }
    )


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _member(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, _EPOCH)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
