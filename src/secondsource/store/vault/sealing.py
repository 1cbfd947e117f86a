"""Keys and seals of the vault in the format of age (age-encryption.org/v1, C2SP specification), so that `age` itself can open them.

An X25519 key for each person and one for the vault. A person's private key is kept behind their passphrase (scrypt), the vault's behind the keys
of its people.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec
import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from secondsource.model.codec import decode, encode

from .errors import NotOpened


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A person's private key, as it lies behind their passphrase.

    Args:
        private: `AGE-SECRET-KEY-1...`.
        known: the latest secret of the vault that this person met; empty before the first time.
    """

    private: str = field(repr=False)
    known: str = field(default="", repr=False)

    @property
    def public(self) -> str:
        """The public key, `age1...`."""
        return str(x25519.Identity.from_str(self.private).to_public())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bunch:
    """What the people of a vault share, as it lies behind their keys.

    Args:
        private: the vault's own private key.
        people: public key of each, by name. It counts, not what a table says: whoever writes in the table cannot read or make this.
        secrets: one more each time the key is changed. Whoever knows an earlier one sees by it that the new key comes from one of the people.
    """

    private: str = field(repr=False)
    people: dict[str, str]
    secrets: tuple[str, ...] = field(repr=False)

    @property
    def public(self) -> str:
        """The vault's public key."""
        return str(x25519.Identity.from_str(self.private).to_public())


def new_own() -> Own:
    """A new key for a person."""
    return Own(private=str(x25519.Identity.generate()))


def new_bunch(people: Mapping[str, str], earlier: Iterable[str] = ()) -> Bunch:
    """A new key for the vault."""
    return Bunch(
        private=str(x25519.Identity.generate()), people=dict(people), secrets=(*earlier, secrets.token_hex(32))
    )


def fingerprint(public: str) -> str:
    """What two people compare by voice: 80 bits of a public key in five groups.

    >>> fingerprint("age1")
    '0c70-d4f9-b7b4-c35e-7e66'
    """
    digest = hashlib.sha256(public.encode()).hexdigest()
    return "-".join(digest[n : n + 4] for n in range(0, 20, 4))


def locked(own: Own, passphrase: str) -> bytes:
    """A person's key behind their passphrase."""
    return bytes(by_passphrase.encrypt(encode(own), plain(passphrase)))


def unlocked(data: bytes, passphrase: str) -> Own:
    """A person's key. Raises NotOpened."""
    try:
        return decode(bytes(by_passphrase.decrypt(data, plain(passphrase))), Own)
    except (pyrage.DecryptError, msgspec.MsgspecError):
        raise NotOpened from None


def sealed(data: bytes, publics: Iterable[str]) -> bytes:
    """Bytes that whoever has the private key of one of these can read."""
    return bytes(pyrage.encrypt(data, [x25519.Recipient.from_str(public) for public in publics]))


def unsealed(data: bytes, private: str) -> bytes:
    """Those bytes. Raises NotOpened."""
    try:
        return bytes(pyrage.decrypt(data, [x25519.Identity.from_str(private)]))
    except pyrage.DecryptError:
        raise NotOpened from None


def plain(passphrase: str) -> str:
    """The same characters however a keyboard composes them (NIST SP 800-63B-4: NFKC)."""
    return unicodedata.normalize("NFKC", passphrase)
