"""The readers of bytes of strangers, each as a function of bytes alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from secondsource.model import SecondsourceError
from secondsource.subjects import Subject, load

Reader = Callable[[bytes], object]
OTHERS = (
    "feed",
    "sitemap",
    "list",
    "coding",
    "robots",
    "un.xml",
    "sdn.csv",
    "list.ftm.json",
    "case.toml",
    "manifest",
    "replies",
)
"""Names of samples that are not documents: each has a reader of its own."""
_LARGEST = 50_000_000
"""Bytes that an answer may unpack to, as `watch` asks."""


@cache
def _pack() -> Subject:
    return load()


def reader_of(name: str) -> Reader:
    """What reads a sample of that file name: as a document, or as what it is in itself."""
    return _OWN[name] if name in _OWN else _document(name)


def _document(name: str) -> Reader:
    from secondsource.collect import read_capture

    return lambda data: read_capture(data, name, _pack())


def _feed(data: bytes) -> object:
    from secondsource.collect import feed

    return feed.leads(data)


def _sitemap(data: bytes) -> object:
    from secondsource.collect import sitemap

    return sitemap.leads(data, "https://a.example/sitemap.xml")


def _list(data: bytes) -> object:
    from secondsource.collect.leads import listed

    return listed(data)


def _coding(data: bytes) -> object:
    from secondsource.watch.fetch.coding import decoded

    return decoded(data, "gzip", _LARGEST)


def _robots(data: bytes) -> object:
    from secondsource.watch.fetch.robots import rules_of

    return rules_of(data.decode("utf-8", "replace"), "secondsource")


def _names(data: bytes) -> object:
    from secondsource import screen

    form = screen.format_of("list", data)
    groups = screen.together({"list": data}, {"list": form})
    return [screen.parsed(group, {"list": data}, {"list": form}) for group in groups]


def _case(data: bytes) -> object:
    from secondsource.store import about

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.toml"
        path.write_bytes(data)
        return about.read(path)


def _manifest(data: bytes) -> object:
    from secondsource.publish.checked import check
    from secondsource.publish.paper.manifest import read_manifest

    return check(b"<p>dossier", read_manifest(data))


def _replies(data: bytes) -> object:
    from secondsource.publish.paper import replies_of
    from secondsource.store import CaseView

    return replies_of(data, CaseView(id="", title="", created="", subject="dprk_labour", readings=()))


_OWN: dict[str, Reader] = {
    "feed": _feed,
    "sitemap": _sitemap,
    "list": _list,
    "coding": _coding,
    "robots": _robots,
    "un.xml": _names,
    "sdn.csv": _names,
    "list.ftm.json": _names,
    "case.toml": _case,
    "manifest": _manifest,
    "replies": _replies,
}


def outcome(reader: Reader, data: bytes) -> str:
    """`read`, `set aside` for an error of ours that says what to do, else the name of the error, which is a fault of the program."""
    try:
        reader(data)
    except SecondsourceError:
        return "set aside"
    except Exception as error:
        return type(error).__name__
    return "read"
