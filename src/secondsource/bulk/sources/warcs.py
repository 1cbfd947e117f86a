"""The pages of a web archive: found by fastwarc, as long as nothing is wrong with the archive, else by the reader that takes what is there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from secondsource.collect.draft import Extract
from secondsource.collect.warc import without_login
from secondsource.collect.warc_pages import alone, body_of
from secondsource.collect.warc_records import LARGEST_BLOCK, Record, is_packed, records
from secondsource.collect.warc_records import Fault as Broken

from ..document import Document, Fault
from ..errors import NoFastwarc
from ..plan import Slice
from .bytes_of import Bytes

_PAGES = ("response", "resource", "conversion")
_ZSTD = b"(\xb5/\xfd"
_LARGE = "The record is larger than 100 MB and was not read."


def documents(part: Slice, taken: Bytes) -> Iterator[Document | Fault]:
    """Each record that holds a page; other records, answers of failure, scripts and pictures are passed over.

    Numbers count the records of answers and resources, whatever is in them.
    """
    data, at = taken.data, taken.at
    name = part.address.rsplit("/", 1)[-1]
    if data.startswith(_ZSTD):
        data = _unpacked(data)
    for number, (record, place, end) in enumerate(_quick(data)):
        if record is None:
            # Something is wrong with what begins here, or right after it.
            yield from _careful(data[place:], number, at + place, name)
            return
        made = _document(record, number, at + place, name, partial(_cut_out, data, place, end))
        if made is not None:
            yield made


def _quick(data: bytes) -> Iterator[tuple[Record | None, int, int]]:
    """Records with where they begin and end in the bytes, each given when the next was found to begin where it should; at last, if not, None."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise NoFastwarc from error
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    packed = is_packed(data)
    held: Record | None = None
    place = 0
    try:
        for read in ArchiveIterator(BytesIO(data), parse_http=False):
            now = read.stream_pos
            if packed and not is_packed(data[now : now + 4]):
                raise OSError("packed in one piece")
            if held is not None:
                yield held, place, now
            place = now
            held = _record(read) if read.record_type & wanted else None
    except OSError:
        yield None, place, place
        return
    # It ends without a word where the archive is cut in the head of a record.
    if not _one_whole(data[place:]):
        yield None, place, place
    elif held is not None:
        yield held, place, len(data)


def _one_whole(data: bytes) -> bool:
    items = list(records(data))
    return not data or (len(items) == 1 and isinstance(items[0], Record) and not items[0].fault)


def _record(read: Any) -> Record:
    fields = tuple((str(key), str(value)) for key, value in read.headers.items())
    if read.content_length > LARGEST_BLOCK:
        return Record(at=0, fields=fields, fault=_LARGE)
    block = read.reader.read()
    if len(block) != read.content_length:
        raise OSError("cut short")
    return Record(at=0, fields=fields, block=block)


def _cut_out(data: bytes, place: int, end: int) -> bytes:
    """The record as it stands in the archive, unpacked."""
    piece = data[place:end]
    return zlib.decompressobj(31).decompress(piece) if is_packed(piece) else piece


def _written(record: Record) -> bytes:
    head = "".join(f"{key}: {value}\r\n" for key, value in record.fields)
    return b"WARC/1.1\r\n" + head.encode("utf-8", "surrogatepass") + b"\r\n" + record.block + b"\r\n\r\n"


def _careful(data: bytes, number: int, at: int, name: str) -> Iterator[Document | Fault]:
    for item in records(data):
        if isinstance(item, Broken):
            yield Fault(number=number, offset=at, name=f"{name}#{at}", reason=item.sentence, error="DamagedFile")
        elif item.kind in _PAGES:
            made = _document(replace(item, at=0), number, at, name, partial(_written, item), place=f"{at}+{number}")
            number += 1
            if made is not None:
                yield made


def _document(
    record: Record, number: int, offset: int, name: str, original: Any, place: str | None = None
) -> Document | Fault | None:
    label = f"{name}#{place or offset}"
    if record.fault == _LARGE:
        return Fault(number=number, offset=offset, name=label, reason=_LARGE, error="TooLarge")
    body = body_of(record)
    if body is None:
        return None
    return Document(
        number=number,
        offset=offset,
        name=label,
        address=without_login(record.url),
        fetched=record.field("WARC-Date"),
        record=record.id,
        original=original,
        drafts=partial(_drafts, record, label),
        body=body.data if body.media == "text/html" and body.error is None else None,
        charset=body.charset,
    )


def _drafts(record: Record, label: str) -> Extract:
    return alone(record, label)


def _unpacked(data: bytes) -> bytes:
    try:
        from fastwarc.stream_io import ZstdReader
    except ImportError as error:
        raise NoFastwarc from error
    return bytes(ZstdReader(BytesIO(data)).read())
