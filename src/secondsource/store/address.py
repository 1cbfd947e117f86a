"""The address of a case's database: a file in its folder, or a server, whose password is never kept nor shown."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from secondsource.model import BrokenCase, SecondsourceError

_SECRET = ("password", "sslpassword")
"""Parameters of an address that hold a password, beside the place before the `@`."""


class PasswordInAddress(SecondsourceError):
    """Leave the password out of the database's address: others on this machine see what is typed, and the case would keep it. Put it into ~/.pgpass, or name its file with PGPASSFILE."""


class NoAddress(BrokenCase):
    """The `database` of case.toml names no database that is known here. Write `case.db`, or `postgresql://USER@HOST/NAME`."""


def on_server(address: str) -> bool:
    """Whether the address is that of a server, not of a file in the case's folder."""
    return "://" in address


def file_of(folder: Path, name: str) -> Path:
    """The file of that name in the case's folder.

    Raises:
        BrokenCase: if it is no plain file name: a case that was handed over must not make the program open, or make, a file anywhere else.
    """
    if Path(name).name != name or name in ("", ".", ".."):
        raise BrokenCase("The `database` of case.toml is no plain file name. Write `case.db`, or a database's URL.")
    return folder / name


def url_of(address: str) -> URL:
    """The address of a server, taken apart.

    >>> url_of("postgresql://kim@db.example/kuwait").host
    'db.example'

    Raises:
        NoAddress: if it is none, or one of another kind of server.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise NoAddress from None  # what it says could hold a password
    if url.drivername.partition("+")[0] not in ("postgresql", "postgres"):
        raise NoAddress
    return url.set(drivername="postgresql+psycopg")


def shown(address: str) -> str:
    """The address as it may be shown and kept: without any password.

    >>> shown("postgresql://kim:secret@db.example/kuwait?sslmode=require&password=secret")
    'postgresql://kim@db.example/kuwait?sslmode=require'
    """
    if not on_server(address):
        return address
    url = url_of(address)
    bare = url.difference_update_query([name for name in url.query if name.lower() in _SECRET])
    bare = URL.create("postgresql", bare.username, None, bare.host, bare.port, bare.database, bare.query)
    return bare.render_as_string(hide_password=False)


def without_password(address: str) -> str:
    """The address of a server as a new case keeps it.

    Raises:
        PasswordInAddress: if it holds a password.
        NoAddress: if it is none.
    """
    url = url_of(address)
    if url.password is not None or any(name.lower() in _SECRET for name in url.query):
        raise PasswordInAddress
    return shown(address)
