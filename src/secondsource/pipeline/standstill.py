"""Whether a case is as this very program left it: then nothing need be loaded to find that nothing is to be done.

Readers and stages tell by their versions what has become stale, but to ask them they must be loaded, language models and
all, which takes longer than everything else in a run without news.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from secondsource.model.codec import encode
from secondsource.store import Case, documents, runs
from secondsource.store.ledger import entries
from secondsource.subjects import Subject

if TYPE_CHECKING:
    from secondsource.read.languages import LanguageReader

_STAGE, _KEY = "whole", "case"
_BELOW = ("join", "trace", "weigh", "law")
_LIBRARIES = ("spacy", "kiwipiepy", "onnxruntime", "numpy")
"""What readers work with: installing, removing or exchanging one may change what they find."""


def holds(case: Case, pack: Subject) -> bool:
    """Whether reports, pack, decisions, program and everything derived are as they were when a run last ended."""
    with case.reading() as connection:
        before = runs.runs(connection, _STAGE).get(_KEY)
        return before is not None and before.input == _state(connection, pack, basis(connection))


def basis(connection: Connection) -> str:
    """Digest of what everything over the whole case is made of: the reports, what was read in them, the decisions."""
    reports = documents.report_digests(connection)
    parts = [f"{identifier} {digest}" for identifier, (_, digest) in reports.items()]
    parts.extend(runs.lines(connection, ("read",)))
    parts.extend(encode(entry).decode() for entry in entries(connection))
    return runs.digest(parts)


def note(case: Case, pack: Subject, basis: str) -> None:
    """Notes that a run has ended with everything done that follows from what it saw.

    Args:
        case: the case.
        pack: its subject.
        basis: what it saw, see `basis`: others may have taken in reports or decided since.
    """
    with case.reading() as connection:
        now = _state(connection, pack, basis)
        before = runs.runs(connection, _STAGE).get(_KEY)
    if before is None or before.input != now:
        with case.writing() as connection:
            runs.done(connection, runs.StageRun(stage=_STAGE, key=_KEY, input=now, version="", output=""))


def _state(connection: Connection, pack: Subject, basis: str) -> str:
    return runs.digest([program(), pack.digest, basis, *runs.lines(connection, _BELOW)])


@lru_cache(maxsize=1)
def program() -> str:
    """Digest of the program's own files, and of the libraries that reading stands on."""
    home = Path(__file__).parents[1]
    total = hashlib.sha256()
    for path in sorted(p for p in home.rglob("*") if p.suffix != ".pyc" and p.is_file()):
        small = path.suffix in (".py", ".yaml", ".json")
        content = path.read_bytes() if small else str(path.stat().st_size).encode()
        total.update(path.relative_to(home).as_posix().encode() + b"\0" + hashlib.sha256(content).digest())
    others = sorted(metadata.entry_points(group="secondsource.readers"), key=lambda e: (e.name, e.value))
    for entry in others:
        total.update(f"{entry.value} {entry.dist.version if entry.dist else ''}\0".encode())
    for language, reader in sorted(_readers(others).items()):
        # a reader may stand on a file of words that changes while its package stays as it is
        total.update(f"{language} {reader.version}\0".encode())
    for name in _LIBRARIES:
        total.update(f"{name} {_version(name)}\0".encode())
    return total.hexdigest()


def _readers(others: Sequence[metadata.EntryPoint]) -> Mapping[str, LanguageReader]:
    if not others:
        return {}
    from secondsource.read.languages import found_readers

    return found_readers(others)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
