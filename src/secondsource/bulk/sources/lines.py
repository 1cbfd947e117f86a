"""Reports that come one a line (JSON Lines): each line is a document of its own."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from functools import partial

from secondsource.collect.capture import drafts_of

from ..document import Document, Fault
from ..plan import Slice
from .bytes_of import Bytes

_PACKED = (
    (b"\x1f\x8b", gzip.decompress),
    (b"BZh", bz2.decompress),
    (b"\xfd7zXZ", lzma.decompress),
)


def documents(part: Slice, taken: Bytes) -> Iterator[Document | Fault]:
    """Each line that is not empty; its offset is in the unpacked file."""
    file, data = part.address.rsplit("/", 1)[-1], taken.data
    for magic, unpack in _PACKED:
        if data.startswith(magic):
            try:
                data = unpack(data)
            except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError):
                reason = "The file is damaged or cut short. Get it again from where it came and add the new copy."
                yield Fault(number=0, offset=0, name=file, reason=reason, error="DamagedFile")
                return
    number = place = 0
    while place < len(data):
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        line, offset = data[place:end].strip(), taken.at + place
        place = end + 1
        if not line:
            continue
        name = f"{file}#{offset}.json"
        yield Document(
            number=number,
            offset=offset,
            name=name,
            address=f"{part.address}#{offset}",
            original=partial(bytes, line),
            drafts=partial(drafts_of, line, name),
        )
        number += 1
