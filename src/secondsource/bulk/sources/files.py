"""Many small files: each is a document, of any kind that a run reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fsspec.core import url_to_fs

from secondsource.collect import MAX_BYTES, masked_name
from secondsource.collect.capture import drafts_of
from secondsource.collect.errors import TooLarge

from ..document import Document, Fault
from ..plan import Slice


def documents(part: Slice) -> Iterator[Document | Fault]:
    """Each file, opened when it comes to it."""
    for number, (address, given) in enumerate(part.files):
        system, path = url_to_fs(address)
        name = masked_name(given)
        try:
            if int(system.info(path).get("size") or 0) > MAX_BYTES:
                yield Fault(number=number, offset=number, name=name, reason=str(TooLarge()), error="TooLarge")
                continue
            data = bytes(system.cat_file(path))
        except OSError as error:
            why = error.strerror or type(error).__name__
            reason = f"The file could not be read ({why}). Check it and its permissions, then run this again."
            yield Fault(number=number, offset=number, name=name, reason=reason, error=type(error).__name__)
            continue
        yield Document(
            number=number,
            offset=number,
            name=name,
            address=path if address.startswith("file://") else address,
            original=partial(bytes, data),
            drafts=partial(drafts_of, data, name),
        )
