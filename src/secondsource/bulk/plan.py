"""Which parts an input is worked on in: a pure function of what lies there, so that a second run finds what the first has done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from fsspec.core import url_to_fs

from .errors import NoInput

SLICE = 64 << 20
"""Bytes of a large file that are one slice; a worker holds one in memory."""
FILES = 200
"""Small files that are one slice, on average."""
_NAMES = (
    ("warc", re.compile(r"\.(?:warc|wet)(?:\.(?:gz|zst))?$", re.IGNORECASE)),
    ("table", re.compile(r"\.parquet$", re.IGNORECASE)),
    ("lines", re.compile(r"\.(?:jsonl|ndjson)(?:\.(?:gz|zst|bz2|xz))?$", re.IGNORECASE)),
)
_CHANGES = ("ETag", "etag", "mtime", "LastModified", "last_modified", "created")
"""What file systems tell of a file that changes with its content, the surest first."""


class Kind(StrEnum):
    """What a slice is cut out of."""

    WARC = "warc"
    LINES = "lines"
    TABLE = "table"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A part of the input.

    Args:
        kind: what it is cut out of.
        address: of the file; of many small files that of the first.
        start: the first byte (row group, of a table) from which what begins belongs to it.
        stop: the first that does not.
        size: bytes of the file, or of the files.
        state: changes when the file does, as far as its file system can tell.
        files: the addresses of many small files with the names they are called by; empty for a large one.
    """

    kind: Kind
    address: str
    start: int = 0
    stop: int = 0
    size: int = 0
    state: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Twelve hex digits: the same for the same place in the input, whatever stands there."""
        return sha256(f"{self.kind}\0{self.address}\0{self.start}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class _File:
    address: str
    name: str
    size: int
    state: str


def planned(inputs: Sequence[str], slice_bytes: int = SLICE) -> tuple[Slice, ...]:
    """The slices of the inputs, each place once, in the order of the inputs and of names.

    Args:
        inputs: files, folders, patterns, and addresses as fsspec knows them (`s3://`, `memory://`, `https://`).
        slice_bytes: bytes of a large file that are one slice.

    Raises:
        NoInput: if nothing is there.
    """
    found: dict[str, Slice] = {}
    for one in inputs:
        files = _files(one)
        if not files:
            raise NoInput(f"Nothing is there to be read at {one}. Check its spelling; patterns are put into quotes.")
        small = []
        for file in files:
            kind = next((Kind(name) for name, pattern in _NAMES if pattern.search(file.address)), Kind.FILES)
            if kind is Kind.FILES:
                small.append(file)
            else:
                # The listing of a folder may say of a file what its own entry says in other words.
                file = replace(file, state=state_at(file.address))
            for made in _cut(kind, file, slice_bytes):
                found.setdefault(made.id, made)
        for made in _together(small):
            found.setdefault(made.id, made)
    return tuple(found.values())


def _files(address: str) -> list[_File]:
    system, path = url_to_fs(address)
    try:
        if any(sign in path for sign in "*?["):
            details: dict[str, Any] = system.glob(path, detail=True)
            base = ""
        elif system.isdir(path):
            details = system.find(path, detail=True)
            base = path.rstrip("/")
        else:
            details = {path: system.info(path)}
            base = ""
    except OSError:
        return []
    out = []
    for at, told in sorted(details.items()):
        below = at[len(base) :].lstrip("/") if base else at.rsplit("/", 1)[-1]
        if told["type"] == "directory" or any(part.startswith(".") for part in below.split("/")):
            continue
        name = f"{base.rsplit('/', 1)[-1]}/{below}" if base else below
        size = int(told.get("size") or 0)
        out.append(_File(system.unstrip_protocol(at), name, size, state_of(told)))
    return out


def state_of(told: dict[str, Any]) -> str:
    """What changes when a file does, of what its file system tells of it."""
    sign = next((f"{told[key]}" for key in _CHANGES if told.get(key)), "")
    return f"{told.get('size') or 0} {sign}"


def state_at(address: str) -> str:
    """What `state_of` says of the file at an address now. Raises OSError if it is not there."""
    system, path = url_to_fs(address)
    return state_of(system.info(path))


def _cut(kind: Kind, file: _File, size: int) -> Iterator[Slice]:
    whole = re.search(r"\.(?:zst|bz2|xz)$" if kind is Kind.WARC else r"\.(?:gz|zst|bz2|xz)$", file.address)
    if kind is Kind.FILES:
        return
    if kind is Kind.TABLE:
        bounds = _row_groups(file.address, size)
    elif whole:
        bounds = [(0, file.size)]
    else:
        bounds = [(start, min(start + size, file.size)) for start in range(0, max(file.size, 1), size)]
    for start, stop in bounds:
        yield Slice(kind=kind, address=file.address, start=start, stop=stop, size=file.size, state=file.state)


def _row_groups(address: str, size: int) -> list[tuple[int, int]]:
    """Runs of row groups of about so many bytes; one empty run for what is no Parquet, so that its worker says so."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    system, path = url_to_fs(address)
    try:
        with system.open(path, "rb") as file:
            told = pq.read_metadata(file)
    except (OSError, pa.ArrowException):
        return [(0, 0)]
    out, start, held = [], 0, 0
    for group in range(told.num_row_groups):
        held += told.row_group(group).total_byte_size
        if held >= size or group == told.num_row_groups - 1:
            out.append((start, group + 1))
            start, held = group + 1, 0
    return out


def _together(files: Sequence[_File]) -> Iterator[Slice]:
    """Slices of many files. Where one ends, the name of its last file decides: a new file changes the slice that it falls into and no other."""
    held: list[_File] = []
    for at, file in enumerate(files):
        held.append(file)
        lot = int.from_bytes(sha256(file.address.encode("utf-8", "surrogatepass")).digest()[:4], "big")
        if lot % FILES == 0 or at == len(files) - 1:
            told = sha256("\0".join(f"{f.address} {f.state}" for f in held).encode("utf-8", "surrogatepass"))
            yield Slice(
                kind=Kind.FILES,
                address=held[0].address,
                stop=len(held),
                size=sum(f.size for f in held),
                state=told.hexdigest(),
                files=tuple((f.address, f.name) for f in held),
            )
            held = []
