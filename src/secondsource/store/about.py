"""`case.toml`: what a case says of itself, for people and for later versions of the program."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path

from secondsource.model import BrokenCase

from .errors import NewerCase
from .situations import situations
from .whole import put_whole

FORMAT = 1
"""Of the folder as a whole; the tables have revisions of their own."""
IN_FOLDER = "case.db"
"""The database of a case that no team shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What `case.toml` holds.

    Args:
        id: made when the case was, and never again.
        created: ISO 8601 instant in UTC.
        subject: name of a shipped subject pack, or a folder.
        database: a file name inside the case, or the URL of a PostgreSQL database; a password in it is used, and never shown.
        captures: where the originals lie: nothing for the folder `captures` of the case, or an address as `originals` takes it.
        eyes: how many people must look before a decision is in force: 1 or 2.
        accounts: whether people have accounts: then the desk opens to nobody without one, also should the accounts be lost.
    """

    id: str
    created: str
    subject: str
    title: str = ""
    database: str = IN_FOLDER
    captures: str = ""
    eyes: int = 1
    accounts: bool = False
    format: int = FORMAT


def write(path: Path, about: About) -> None:
    """Writes the file in one step: it is there whole or not at all."""
    # A JSON string or number is also a TOML one, once the control character that TOML forbids is spelled out.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for key, value in asdict(about).items()
        if (key, value) != ("captures", "")
    ]
    with situations(path.parent):
        put_whole(path, ("\n".join(lines) + "\n").encode(), prefix=".case-")


def set_eyes(path: Path, eyes: int) -> None:
    """Says how many people must look before a decision is in force: 1 or 2. As `_set` otherwise."""
    _set(path, eyes=str(eyes))


def set_accounts(path: Path) -> None:
    """Says that people have accounts. As `_set` otherwise."""
    if not read(path).accounts:
        _set(path, accounts="true")


def set_places(path: Path, *, database: str | None = None, captures: str | None = None) -> None:
    """Says where the tables and the originals are from now on, both in one write; None leaves it as it is. As `_set` otherwise."""
    said = {"database": database, "captures": captures}
    known = read(path)
    lines = {name: json.dumps(value, ensure_ascii=False) for name, value in said.items() if value is not None}
    if any(getattr(known, name) != said[name] for name in lines):
        _set(path, **lines)


def at_home(path: Path) -> bytes:
    """The file as it is where tables and originals are in the folder itself: without the addresses of any server or store."""
    known = read(path)
    data = path.read_bytes()
    if known.captures:
        data = _with(data, captures=json.dumps(""))
    return data if known.database == IN_FOLDER else _with(data, database=json.dumps(IN_FOLDER))


def _set(path: Path, **values: str) -> None:
    """Sets lines of `case.toml`, all of them in one write; everything else in the file stays as somebody wrote it.

    Raises:
        BrokenCase, ReadOnly: if the file is not as it should be, or cannot be written.
    """
    read(path)
    with situations(path.parent):
        put_whole(path, _with(path.read_bytes(), **values), prefix=".case-")
    read(path)


def _with(data: bytes, **values: str) -> bytes:
    """The file with other lines in place of those of these names."""
    lines = data.decode("utf-8").split("\n")
    own = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    own_line = re.compile(rf"\s*[\"']?(?:{'|'.join(values)})[\"']?\s*=")
    kept = [line for n, line in enumerate(lines) if n >= own or not own_line.match(line)]
    mine = [f"{name} = {value}" for name, value in values.items()]
    return "\n".join([*mine, *kept]).encode()


def read(path: Path) -> About:
    """What the file says.

    Raises:
        BrokenCase: if it is not as it should be.
        NewerCase: if a later version of the program wrote it.
    """
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BrokenCase(f"{path.name} of the case is not TOML: {error}. Mend it or restore it.") from error
    except UnicodeDecodeError as error:
        raise BrokenCase(f"{path.name} of the case is not text in UTF-8. Restore it from a backup.") from error
    except RecursionError as error:
        raise BrokenCase(f"{path.name} of the case is nested too deep. Restore it from a backup.") from error
    except OSError as error:
        raise BrokenCase(
            f"{path.name} of the case cannot be read ({error.strerror}). Check its permissions."
        ) from error
    version = data.get("format", FORMAT)
    if isinstance(version, int) and version > FORMAT:
        raise NewerCase
    for field in fields(About):
        kind = {"format": int, "eyes": int, "accounts": bool}.get(field.name, str)
        value = data.get(field.name, field.default)
        if not isinstance(value, kind) or (field.name == "eyes" and value not in (1, 2)):
            wrong = "lacks" if value is MISSING else "has no right value for"
            raise BrokenCase(f"{path.name} of the case {wrong} `{field.name}`. Mend it or restore it from a backup.")
    return About(**{key: data[key] for key in About.__slots__ if key in data})
