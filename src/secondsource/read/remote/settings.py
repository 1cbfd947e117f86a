"""How a remote reader is configured. Off unless an address is given; nothing here looks at the environment by itself."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

from .errors import BadReaderSettings, HostNotAllowed

_PATH = "/chat/completions"
_NUMBERS = {
    "timeout": (0.05, 3600.0),
    "attempts": (1, 10),
    "piece": (200, 100_000),
    "longest": (200, 10_000_000),
}
_KNOWN = frozenset({"url", "model", "key", *_NUMBERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where to ask, and how patiently.

    Args:
        url: address of an OpenAI-compatible interface (`http://127.0.0.1:8080/v1`), with or without `/chat/completions`.
        model: the name by which the server knows the model.
        key: sent as a bearer token; empty for none. Never shown.
        timeout: seconds for one answer, from the first byte sent to the last one read.
        attempts: how often one piece of text is asked about at most.
        piece: characters of text in one request, about.
        longest: characters of a report beyond which it is not sent at all.

    Raises:
        BadReaderSettings: if the address is no http(s) address, holds a password, or is plain http to another machine.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    attempts: int = 3
    piece: int = 6_000
    longest: int = 200_000

    def __post_init__(self) -> None:
        parts = _split(self.url)
        if parts.scheme == "http" and not self.local:
            raise BadReaderSettings(
                f"Plain http to {self.host} would let others read the texts on their way. Use https, or a server on this machine."
            )
        if not self.model or len(self.model) > 200 or not self.model.isprintable():
            raise BadReaderSettings("The remote reader needs the name of a model: `model` in [reader].")
        if not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise BadReaderSettings("The key of the remote reader holds characters that no key can. Copy it anew.")
        for name, (low, high) in _NUMBERS.items():
            if not low <= getattr(self, name) <= high:
                raise BadReaderSettings(f"`{name}` of the remote reader must lie between {low:g} and {high:g}.")

    @property
    def host(self) -> str:
        """The host name of the address."""
        return _split(self.url).hostname or ""

    @property
    def port(self) -> int | None:
        """The port of the address, or None for the usual one."""
        return _split(self.url).port

    @property
    def secure(self) -> bool:
        """Whether the connection is encrypted."""
        return _split(self.url).scheme == "https"

    @property
    def local(self) -> bool:
        """Whether the address is on this machine."""
        return is_local(self.host)

    @property
    def target(self) -> str:
        """Path and query of the chat endpoint."""
        parts = _split(self.url)
        path = parts.path.rstrip("/")
        path = path if path.endswith(_PATH) else path + _PATH
        return f"{path}?{parts.query}" if parts.query else path


def is_local(host: str) -> bool:
    """Whether a host name or address can only be this machine.

    >>> is_local("127.0.0.1"), is_local("localhost"), is_local("127.0.0.1.example.org")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def settings_from(table: Mapping[str, Any] | None, environ: Mapping[str, str]) -> Settings | None:
    """The settings that a case and the environment give; None if neither gives an address. The environment wins.

    A case can come from someone else. So an address on another machine that only `case.toml` names is not used before
    SECONDSOURCE_READER_ALLOW names its host: whoever runs the case decides where its texts go, not whoever made it.

    Args:
        table: `[reader]` of `case.toml`: `url`, `model`, `key`, `timeout`, `attempts`, `piece`, `longest`.
        environ: SECONDSOURCE_READER_URL, _MODEL, _KEY and _ALLOW are read from it.

    Raises:
        BadReaderSettings: if a setting is unknown or not as it should be.
        HostNotAllowed: if only the case names the address of another machine.
    """
    given = dict(table or {})
    if unknown := sorted(set(given) - _KNOWN):
        raise BadReaderSettings(f"[reader] has no setting “{unknown[0]}”. It has: {', '.join(sorted(_KNOWN))}.")
    by_case = str(given.get("url") or "")
    by_user = environ.get("SECONDSOURCE_READER_URL", "")
    if not by_user and not by_case:
        return None
    for name in ("url", "model", "key"):
        if isinstance(given.get(name, ""), str):
            continue
        raise BadReaderSettings(f"`{name}` in [reader] must be text in quotation marks.")
    for name in _NUMBERS:
        value = given.get(name, 1)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise BadReaderSettings(f"`{name}` in [reader] must be a number.")
    if by_user and by_user != by_case:
        # A key that the case holds belongs to the case's own address.
        given.pop("key", None)
    for name in ("url", "model", "key"):
        if value := environ.get(f"SECONDSOURCE_READER_{name.upper()}"):
            given[name] = value
    for name in ("attempts", "piece", "longest"):
        if name in given:
            given[name] = int(given[name])
    given.setdefault("model", "")
    settings = Settings(**given)
    allowed = environ.get("SECONDSOURCE_READER_ALLOW", "").split(",")
    if not by_user and not settings.local and settings.host not in {host.strip().lower() for host in allowed}:
        raise HostNotAllowed(
            f"The case asks for its texts to be sent to {settings.host}. If you want that, "
            f"set SECONDSOURCE_READER_ALLOW={settings.host}; else take [reader] out of case.toml."
        )
    return settings


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        valid = parts.port is None or parts.port > 0
    except ValueError:
        parts, valid = urlsplit(""), False
    if (
        not valid
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or not url.isascii()
        or not url.isprintable()
        or " " in url
        or parts.fragment
    ):
        raise BadReaderSettings(
            "The address of the remote reader is not an http or https address. Write for example http://127.0.0.1:8080/v1."
        )
    if parts.username is not None or parts.password is not None:
        raise BadReaderSettings(
            "The address of the remote reader holds a password. Put it into SECONDSOURCE_READER_KEY."
        )
    return parts
