"""Web addresses: taken apart once, strictly, so that what is checked is what is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from .errors import BadAddress

LONGEST = 4_000
_DEFAULT = {"http": 80, "https": 443}
_BAD = re.compile(r"[\x00-\x20\x7f\\]|^https?:/*$", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\]")
_PATH = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address to ask: `scheme` http or https, `host` in ASCII without brackets, `port`, and `path` with its query, percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as RFC 6454 writes them, the port left out where it is the usual one.

        >>> parsed("https://Post.example:443/a").origin
        'https://post.example'
        """
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as they stand in the field `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without fragment, user and password."""
        return self.origin + self.path


def parsed(url: str, base: str = "") -> Target:
    """An address taken apart; user, password and fragment are left out.

    Args:
        url: the address, or a reference relative to `base`.
        base: the address that it was found at.

    Raises:
        BadAddress: if it is none of http or https.

    >>> parsed("HTTP://user:secret@[::1]:8080/a b?c=d#e").url
    'http://[::1]:8080/a%20b?c=d'
    """
    # Spaces are common and harmless inside a path; every other character that parsers disagree about is not let through.
    text = url.strip().replace(" ", "%20")
    if len(text) > LONGEST or _BAD.search(text):
        raise BadAddress
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise BadAddress from error
    if parts.scheme not in _DEFAULT:
        raise BadAddress
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise BadAddress from error
    if not _HOST.fullmatch(f"[{host}]" if ":" in host else host):
        raise BadAddress
    path = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else "")
    return Target(scheme=parts.scheme, host=host, port=port or _DEFAULT[parts.scheme], path=path)


def has_password(url: str) -> bool:
    """Whether an address names a user or a password."""
    try:
        return "@" in urlsplit(url.strip()).netloc
    except ValueError:
        return False
