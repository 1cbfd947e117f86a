"""The parts of a DOCX packed so that the same parts give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_ZIPPED = (1980, 1, 1, 0, 0, 0)
_THUMBNAIL = "docProps/thumbnail.jpeg"


def zipped_again(data: bytes) -> bytes:
    """The same parts in a fixed order with a fixed time, without the picture of a template's first page."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as held,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in sorted(held.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            if name == _THUMBNAIL:
                continue
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            part = held.read(name)
            if name == "_rels/.rels":
                part = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", part)
            new.writestr(info, part)
    return out.getvalue()
