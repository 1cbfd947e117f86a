"""How a backup is locked: not at all, for public keys of age, or by a passphrase. No key lies on disk but one that the passphrase locks.

What is locked goes by names that only the key, or the case itself, can tell: the SHA-256 of a page that everybody can read would say that it is in the case.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from .errors import NoIdentity, NotAKey, NotOpened, ShortPassphrase

SHORTEST = 12
"""Signs of a passphrase."""
OPEN, FOR_KEYS, BY_PASSPHRASE = "no", "keys", "passphrase"
"""How a backup can be locked, as `backup.toml` says it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What somebody gives to lock a backup, or to open one.

    Args:
        recipients: public keys of age (`age1...`) for whom it is locked.
        passphrase: by which it is locked, or opened.
        identities: private keys of age that open it.
    """

    recipients: tuple[str, ...] = ()
    passphrase: str = field(default="", repr=False)
    identities: tuple[str, ...] = field(default=(), repr=False)

    @property
    def kind(self) -> str:
        """How a backup that is written with these is locked. Raises ShortPassphrase."""
        if self.recipients:
            return FOR_KEYS
        if not self.passphrase:
            return OPEN
        if len(self.passphrase.strip()) < SHORTEST:
            raise ShortPassphrase
        return BY_PASSPHRASE


class Lock:
    """What locks and opens the files of a backup, and names them.

    Args:
        recipients: for whom; nobody's where it is open.
        identities: who opens it; without any it can only be written.
        secret: what names are made of; nothing where it is open.
    """

    def __init__(self, recipients: Sequence[Any] = (), identities: Sequence[Any] = (), secret: bytes = b"") -> None:
        self._recipients, self._identities, self.secret = list(recipients), list(identities), secret

    @property
    def locks(self) -> bool:
        """Whether anything is locked at all."""
        return bool(self._recipients or self._identities)

    @property
    def opens(self) -> bool:
        """Whether what is locked can be opened."""
        return bool(self._identities) or not self.locks

    def name(self, digest: str) -> str:
        """The name of what has that SHA-256."""
        return hmac.new(self.secret, digest.encode(), hashlib.sha256).hexdigest() if self.locks else digest

    def named(self, secret: bytes) -> Lock:
        """The same lock with the names that a state was written with."""
        return Lock(self._recipients, self._identities, secret)

    def shut(self, data: bytes) -> bytes:
        """The data as they lie in the backup."""
        return bytes(pyrage.encrypt(data, self._recipients)) if self.locks else data

    def opened(self, data: bytes) -> bytes:
        """The data out of what lies in the backup. Raises NotOpened."""
        if not self.locks:
            return data
        try:
            return bytes(pyrage.decrypt(data, self._identities))
        except pyrage.DecryptError as error:
            raise NotOpened from error


def for_keys(recipients: Sequence[str], secret: bytes) -> Lock:
    """A lock that only writes. Those for other keys are named otherwise, so that nobody's state rests on what they cannot open.

    Raises:
        NotAKey: if one is no public key of age.
    """
    keys = sorted({recipient.strip() for recipient in recipients})
    try:
        made = [x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise NotAKey from error
    return Lock(made, (), hmac.new(secret, "\n".join(keys).encode(), hashlib.sha256).digest())


def with_identities(identities: Sequence[str]) -> Lock:
    """A lock that opens what was locked for the public keys of these. Raises NoIdentity."""
    try:
        made = [x25519.Identity.from_str(identity) for identity in identities]
    except pyrage.IdentityError as error:
        raise NoIdentity from error
    return Lock([identity.to_public() for identity in made], made)


def fresh(passphrase: str) -> tuple[Lock, bytes]:
    """A lock with a key of its own, and that key as it lies in the backup, locked by the passphrase (scrypt, as age does it)."""
    identity = x25519.Identity.generate()
    return _of(str(identity)), bytes(by_passphrase.encrypt(str(identity).encode(), passphrase))


def by(passphrase: str, locked: bytes) -> Lock:
    """The lock whose key lies in the backup. Raises NotOpened if the passphrase is another one."""
    try:
        return _of(bytes(by_passphrase.decrypt(locked, passphrase)).decode())
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise NotOpened from error


def identities_in(text: str) -> tuple[str, ...]:
    """The private keys in a file as `age-keygen` writes it. Raises NoIdentity if there are none."""
    found = tuple(line.strip() for line in text.splitlines() if line.strip().startswith("AGE-SECRET-KEY-1"))
    if not found:
        raise NoIdentity
    return found


def new_secret() -> bytes:
    """What the names of locked files are made of."""
    return secrets.token_bytes(32)


def _of(identity: str) -> Lock:
    key = x25519.Identity.from_str(identity)
    return Lock([key.to_public()], [key], hashlib.sha256(b"names of a backup\0" + identity.encode()).digest())
