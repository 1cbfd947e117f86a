"""What can be asked of a worker: bytes in, a value out, both as JSON that is checked on the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import msgspec

from secondsource import collect
from secondsource.collect.errors import NeedsTooMuch
from secondsource.model import Unreadable
from secondsource.model.codec import encode
from secondsource.subjects import Subject

_PAGE = b"<html><head><title>A quay</title></head><body><article><p>A manager said that the men stopped work.</p></article></body></html>"
_TEXT = b"A manager said on 19 March 2016 that some forty men stopped work, and that nobody had been paid for months."
_KINDS: Mapping[str, tuple[str, ...]] = {
    "text/html": ("page",),
    "application/pdf": ("portable",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("word",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("lists.workbook",),
    "message/rfc822": ("mail", "page", "portable", "word"),
    "application/mbox": ("mail", "page", "portable", "word"),
    "application/warc": ("warc_pages", "page"),
    "application/wacz": ("wacz", "page"),
    "application/json": ("records", "lists.citations", "lists.claimreview", "lists.ftm"),
    "application/jsonl": ("records", "lists.citations", "lists.ftm"),
    "text/csv": ("lists.timeline",),
    "feed": ("feed",),
    "sitemap": ("sitemap", "feed"),
}
"""The modules that documents of a kind need, by their media type or the kind of what leads to them."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to do with the bytes that follow it: `job`, what they are called, and what else the job asks for."""

    job: str
    name: str = ""
    address: str = ""
    media: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: `value` in JSON if anything did, else why not.

    Args:
        kind: what the document is, as `collect.media_of` has it.
        error: name of the error; empty if there is a value.
        reason: one sentence for whoever gave the document; empty if the error is a fault of the program.
    """

    kind: str = ""
    value: msgspec.Raw = msgspec.Raw(b"null")
    error: str = ""
    reason: str = ""


def done(order: Order, data: bytes, pack: Subject) -> Answer:
    """Does the job. Nothing is raised: what goes wrong is the answer."""
    kind = ""
    try:
        kind = collect.media_of(data, order.name) if order.job == "capture" else order.job
        return Answer(kind=kind, value=msgspec.Raw(JOBS[order.job](order, data, pack)))
    except Unreadable as error:
        return Answer(kind=kind, error=type(error).__name__, reason=str(error))
    except MemoryError:
        return Answer(kind=kind, error=NeedsTooMuch.__name__, reason=str(NeedsTooMuch()))
    except Exception as error:
        return Answer(kind=kind, error=type(error).__name__)


def _capture(order: Order, data: bytes, pack: Subject) -> bytes:
    return encode(collect.read_capture(data, order.name, pack))


def _feed(order: Order, data: bytes, _: Subject) -> bytes:
    from secondsource.collect import feed

    return encode(feed.leads(data, order.media))


def _sitemap(order: Order, data: bytes, _: Subject) -> bytes:
    from secondsource.collect import sitemap

    return encode(sitemap.leads(data, order.address))


def _list(_order: Order, data: bytes, _: Subject) -> bytes:
    from secondsource.collect.leads import listed

    return encode(listed(data))


def _tried(_order: Order, _data: bytes, _: Subject) -> bytes:
    from .fence import tried

    return encode(tried())


JOBS: Mapping[str, Callable[[Order, bytes, Subject], bytes]] = {
    "capture": _capture,
    "feed": _feed,
    "sitemap": _sitemap,
    "list": _list,
    "tried": _tried,
}
"""By their names in an order."""


def made_ready(kind: str, pack: Subject) -> None:
    """Loads what documents of that kind need, so that processes forked later have it."""
    # the text is for what every document needs: the words of the pack, and a model of languages that goes through a file of its own
    collect.read_capture(_TEXT, "note.txt", pack)
    modules = _KINDS.get(kind, ())
    for module in modules:
        import_module(f"secondsource.collect.{module}")
    if "page" in modules:
        # what the libraries for pages load with the first one only
        collect.read_capture(_PAGE, "page.html", pack)


def packs_of(pack: Subject) -> list[Path]:
    """The folders of a pack and its base."""
    return [pack.folder, *([pack.base.folder] if pack.base else [])]
