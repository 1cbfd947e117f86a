"""Which network addresses may be asked: those of the public internet, and private ones only where the user said so.

A page, feed or redirect could otherwise make this machine ask the router, the printer or another program of its own network, and put
the answer into the case (server-side request forgery). The names of hosts are looked up once, what they give is checked, and the
connection is made to just that address, so that a second look-up cannot give another one (DNS rebinding).

The networks are those of the IANA registries of special-purpose addresses (RFC 6890, as of 2025).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from .address import Target
from .errors import BadAddress, NoAnswer, PrivateAddress

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to network addresses, best first. Raises OSError."""

_PRIVATE = tuple(
    map(
        ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1/128", "fc00::/7"),
    )
)
_NEVER = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/32", "2001::/23", "2001:db8::/32", "2002::/16",
            "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fe80::/9", "ff00::/8",
        ),
    )
)  # fmt: skip
"""Link-local (and with it the metadata of cloud machines), multicast, documentation, and IPv4 in IPv6's clothes: mapped, translated, 6to4, Teredo."""
_NAT64 = ip_network("64:ff9b::/96")
"""The well-known prefix (RFC 6052): on a network without IPv4 every public IPv4 server is reached through it, so what it wraps is judged."""
_PORTS = frozenset({80, 443, 8080, 8443})
"""Where the public web is served. On other ports stand other services, which a request for a page could upset or make speak."""
_BAD_PORTS = frozenset(
    {1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566, *range(6665, 6670), 6679, 6697, 9200, 10080, 11211, 27017}
)  # fmt: skip
"""Never even in a private network: services that take lines of text for commands (Fetch Standard, “port blocking”), and databases."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Which hosts may lie in a private network: those named, all if `every`, none by default."""

    hosts: frozenset[str] = frozenset()
    every: bool = False

    def covers(self, host: str) -> bool:
        """Whether that host may."""
        return self.every or host in self.hosts


def is_public(address: str, *, private: bool = False) -> bool:
    """Whether a network address may be asked.

    Args:
        address: IPv4 or IPv6, in digits.
        private: whether loopback and private networks may, too.

    >>> is_public("1.1.1.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1"), is_public("10.0.0.1", private=True)
    (True, False, False, True)
    """
    try:
        number: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(number, IPv6Address):
        if number.scope_id is not None:
            return False
        if number in _NAT64:
            return is_public(str(IPv4Address(int(number) & 0xFFFFFFFF)))
    if any(number in network for network in _PRIVATE if network.version == number.version):
        return private
    return number.is_global and not any(number in n for n in _NEVER if n.version == number.version)


def looked_up(host: str, port: int) -> Sequence[str]:
    """The network addresses of a host, as this machine finds them, best first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(target: Target, permission: Permission, resolve: Resolver) -> tuple[str, ...]:
    """The network addresses at which a target may be asked.

    Raises:
        BadAddress: if its port is none at which the web is served.
        PrivateAddress: if all its addresses lie in private or reserved networks.
        NoAnswer: if its host has no address.
    """
    private = permission.covers(target.host)
    high = private and target.port >= 1024 and target.port not in _BAD_PORTS
    if target.port not in _PORTS and not high:
        raise BadAddress(
            f"At port {target.port} no web is served; asked are only {', '.join(map(str, sorted(_PORTS)))}. "
            "A site of your own network may use another if its source is added with --allow-private."
        )
    try:
        found = tuple(resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise NoAnswer(
            f"The host {target.host} is not known. Check its spelling and the network; it is tried again later."
        ) from error
    if not found:
        raise NoAnswer(f"The host {target.host} has no address. It is tried again later.")
    good = tuple(address for address in found if is_public(address, private=private))
    if not good:
        raise PrivateAddress
    return good
