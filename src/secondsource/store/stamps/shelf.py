"""The folder `stamps/` of a case. Every file is named after its content, so a changed bit is found by the name alone.

For a statement of name N there are `N.txt` (the statement), `N.captures` (the digests it is of), `N.<digest>.tsq` (the request) and, once
an authority has answered, `N.<digest>.tsr`. A statement without answer is the queue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.model import digest_of
from secondsource.store.situations import situations
from secondsource.store.whole import put_whole

from .statement import BadStatement, Statement
from .tree import root

_UNFINISHED = ".stamp-"
_FILE = re.compile(r"([0-9a-f]{64})(?:\.txt|\.captures|\.([0-9a-f]{64})\.(tsq|tsr))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A statement with what belongs to it.

    Args:
        statement: what is stamped.
        captures: the digests it is of, sorted.
        request: what is sent (DER).
        answer: what came back (DER); empty while it waits.
    """

    statement: Statement
    captures: tuple[str, ...]
    request: bytes
    answer: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A file of the folder that is not as it should be, and a sentence that says how."""

    name: str
    sentence: str


class Stamps:
    """The time stamps of a case and those that wait.

    Args:
        folder: `stamps/` of the case; it need not be there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, kept: Kept) -> None:
        """Keeps a statement with its request, or with its answer too. Raises NoRoom or ReadOnly."""
        name = kept.statement.name
        files = {
            f"{name}.captures": "".join(f"{digest}\n" for digest in kept.captures).encode(),
            f"{name}.{digest_of(kept.request)}.tsq": kept.request,
            **({f"{name}.{digest_of(kept.answer)}.tsr": kept.answer} if kept.answer else {}),
            # The statement last: without it the others say nothing.
            f"{name}.txt": kept.statement.data,
        }
        with situations(self.folder):
            self.folder.mkdir(mode=0o700, exist_ok=True)
            for file, data in files.items():
                if not (self.folder / file).exists():
                    put_whole(self.folder / file, data, prefix=_UNFINISHED, mode=0o400)

    def all(self) -> tuple[Kept, ...]:
        """Every statement whose files are sound, by name."""
        return tuple(item for item in self._each() if isinstance(item, Kept))

    def waiting(self) -> tuple[Kept, ...]:
        """Those nobody has answered yet."""
        return tuple(kept for kept in self.all() if not kept.answer)

    def of(self, capture: str) -> tuple[Kept, ...]:
        """The statements that a capture is in."""
        return tuple(kept for kept in self.all() if capture in kept.captures)

    def problems(self) -> Iterator[Wrong]:
        """Each file that is not what its name says, that is missing or that does not belong."""
        yield from (item for item in self._each() if isinstance(item, Wrong))

    def _each(self) -> Iterator[Kept | Wrong]:
        with situations(self.folder):
            names = sorted(p.name for p in self.folder.iterdir()) if self.folder.is_dir() else []
        by_statement: dict[str, list[str]] = {}
        for name in names:
            match = _FILE.fullmatch(name)
            if match:
                by_statement.setdefault(match[1], []).append(name)
            elif not name.startswith(_UNFINISHED):
                yield Wrong(name=name, sentence=f"{name} is no file of a time stamp. Remove it, or restore the folder.")
        for statement, files in by_statement.items():
            yield from self._one(statement, files)

    def _one(self, name: str, files: list[str]) -> Iterator[Kept | Wrong]:
        found: dict[str, bytes] = {}
        bad = False
        for file in files:
            try:
                data = (self.folder / file).read_bytes()
            except OSError as error:
                yield Wrong(name=file, sentence=f"{file} cannot be read ({error.strerror}). Restore it from a backup.")
                bad = True
                continue
            kind = file.rsplit(".", 1)[-1]
            named = file.split(".")[1] if kind in ("tsq", "tsr") else name if kind == "txt" else ""
            if named and digest_of(data) != named:
                what = {"txt": "what was stamped", "tsq": "the request", "tsr": "the authority's answer"}[kind]
                yield Wrong(name=file, sentence=f"{file} ({what}) was changed. Restore it from a backup.")
                bad = True
            found[kind] = data
        if digest_of(found.get("txt", b"")) != name and "txt" in found:
            return  # said already, and nothing else can be held against it
        missing = [kind for kind in ("txt", "captures", "tsq") if kind not in found]
        if missing:
            yield Wrong(name=name, sentence=f"Of the time stamp {name} the file .{missing[0]} is missing. Restore it.")
            return
        try:
            statement = Statement.read(found["txt"])
        except BadStatement:
            yield Wrong(name=f"{name}.txt", sentence=f"{name}.txt is not what a time stamp is asked for. Remove it.")
            return
        captures = tuple(found["captures"].decode("ascii", "replace").split("\n")[:-1])
        whole = "".join(f"{digest}\n" for digest in captures).encode() == found["captures"]
        good = whole and all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in captures)
        if not good or len(captures) != statement.size or root(captures) != statement.root:
            sentence = f"{name}.captures is not the list of captures that was stamped. Restore it from a backup."
            yield Wrong(name=f"{name}.captures", sentence=sentence)
            bad = True
        if not bad:
            yield Kept(statement=statement, captures=captures, request=found["tsq"], answer=found.get("tsr", b""))
