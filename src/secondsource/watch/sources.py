"""A source as a user adds it: checked before it is written down, so that what can never work is said at once."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from secondsource.model import SecondsourceError
from secondsource.store.watching import Source, SourceKind, Watching

from .fetch import Permission, parsed
from .fetch.address import has_password
from .fetch.errors import BadAddress

SHORTEST = 300
"""Seconds between two looks at least: nothing is published so often that asking more often is polite."""
_UNITS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_WEB = re.compile(r"https?:", re.IGNORECASE)


class BadSource(SecondsourceError):
    """This cannot be watched. The message says why."""


class BadInterval(SecondsourceError):
    """The interval is not understood. Write for example 30m, 6h, 1d or 1w; five minutes is the shortest."""


def seconds_of(text: str) -> int:
    """The seconds of an interval such as `6h`. Raises BadInterval.

    >>> seconds_of("6h"), seconds_of("30m")
    (21600, 1800)
    """
    match = re.fullmatch(r"\s*(\d{1,4})\s*([mhdw])\s*", text, re.IGNORECASE)
    seconds = int(match[1]) * _UNITS[match[2].lower()] if match else 0
    if seconds < SHORTEST:
        raise BadInterval
    return seconds


def interval_of(seconds: int) -> str:
    """An interval as it is written: `6h`."""
    unit, size = next(((u, s) for u, s in reversed(_UNITS.items()) if seconds % s == 0), ("m", 60))
    return f"{seconds // size}{unit}"


def add(
    room: Watching,
    kind: SourceKind,
    address: str,
    *,
    at: str,
    name: str = "",
    every: int = 6 * 3600,
    private: bool = False,
    user: str = "",
    secret: str = "",
) -> Source:
    """Watches something from now on.

    Args:
        room: where it is kept.
        kind: how it tells of what is new.
        address: a web address; of a list, folder or mailbox also a path; of a mailbox also `imaps://host/Folder`.
        at: the present, ISO 8601 in UTC.
        name: what to call it.
        every: seconds between two looks.
        private: whether its own host may be one of a private network.
        user: the user of an IMAP mailbox.
        secret: where its password is: `env:NAME` or `file:PATH`.

    Raises:
        BadSource: if it can never be watched so.
        SourceTaken: if it is watched already.
    """
    if has_password(address):
        raise BadSource(
            "The address holds a user or a password, which would then stand in the case's files. Write it without them"
            + ("; --user and --password-env or --password-file say who asks." if kind is SourceKind.MAILBOX else ".")
        )
    if every < SHORTEST:
        raise BadInterval
    shown = _address(kind, address.strip(), user, secret)
    # What is on this machine is called by its last part: the rest of a path says whose machine it is.
    called = " ".join(name.split()) or (shown if _WEB.match(shown) or ":" in shown[:7] else Path(shown).name)
    return room.sources.add(kind, shown, at=at, name=called, every=every, private=private, user=user, secret=secret)


def permission_of(source: Source) -> Permission:
    """Which hosts of a private network a source may lead to: its own, or, of a list on this machine, all that it names."""
    if not source.private:
        return Permission()
    if not _WEB.match(source.address):
        return Permission(every=True)
    return Permission(frozenset({parsed(source.address).host}))


def is_web(source: Source) -> bool:
    """Whether the source stands at a web address."""
    return _WEB.match(source.address) is not None


def _address(kind: SourceKind, address: str, user: str, secret: str) -> str:
    if kind is SourceKind.MAILBOX and re.match(r"imaps?:", address, re.IGNORECASE):
        return _imap(address, user, secret)
    if user or secret:
        raise BadSource("Only an IMAP mailbox has a user and a password. Leave them out.")
    if kind in (SourceKind.FEED, SourceKind.PAGE, SourceKind.SITEMAP) or _WEB.match(address):
        if kind in (SourceKind.FOLDER, SourceKind.MAILBOX):
            raise BadSource(f"A {kind.value} is a path on this machine, not a web address.")
        try:
            return parsed(address).url
        except BadAddress as error:
            raise BadSource(str(error)) from error
    path = Path(address).expanduser().absolute()
    if not path.exists():
        raise BadSource(f"{path} is not there. Check the spelling; a source is watched where it lies.")
    if kind is SourceKind.FOLDER and not path.is_dir():
        raise BadSource(f"{path} is a file. Name the folder into which documents are put.")
    if kind is SourceKind.LIST and not path.is_file():
        raise BadSource(f"{path} is no file. A list is a text file with one address a line.")
    return str(path)


def _imap(address: str, user: str, secret: str) -> str:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadSource("The address is none of a mailbox. Write it as imaps://host/INBOX.") from error
    if parts.scheme.lower() != "imaps":
        raise BadSource("Mail is fetched over TLS only. Write the address as imaps://host/INBOX.")
    if not parts.hostname or parts.query or parts.fragment:
        raise BadSource("The address is none of a mailbox. Write it as imaps://host/INBOX.")
    if not user:
        raise BadSource("Say with --user whose mailbox it is.")
    if not re.fullmatch(r"[!#-\[\]-~]+", user):
        raise BadSource("The user's name holds a space or another sign that mail servers do not take. Check it.")
    if not re.fullmatch(r"env:[A-Za-z_]\w*|file:.+", secret):
        raise BadSource(
            "Say where the password is, with --password-env NAME or --password-file PATH; it is not kept in the case."
        )
    return f"imaps://{parts.hostname}{f':{port}' if port else ''}/{parts.path.strip('/') or 'INBOX'}"
