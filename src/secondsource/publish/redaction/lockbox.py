"""Files that only those meant can open, in the age format (age-encryption.org/v1, C2SP specification), so that `age -d` opens them too."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from secondsource.model import SecondsourceError

SHORTEST = 12
"""Signs of a passphrase."""


class WeakPassphrase(SecondsourceError):
    """The passphrase has fewer than twelve signs. Take several words that nobody would guess."""


class NoRecipient(SecondsourceError):
    """That is no public key of age. It begins with `age1`; `age-keygen` prints it."""


class NotOpened(SecondsourceError):
    """The file cannot be opened: the passphrase is another one, or the file was changed."""


def locked(data: bytes, passphrase: str = "", recipients: Sequence[str] = ()) -> bytes:
    """The data in an age file, for whoever has the passphrase or the private key of one of the recipients.

    Args:
        data: what is to be locked.
        passphrase: at least `SHORTEST` signs; not used where there are recipients.
        recipients: public keys of age (`age1...`).

    Raises:
        WeakPassphrase: if the passphrase is too short.
        NoRecipient: if a recipient is no such key.
    """
    if recipients:
        try:
            keys = [x25519.Recipient.from_str(recipient.strip()) for recipient in recipients]
        except pyrage.RecipientError as error:
            raise NoRecipient from error
        return bytes(pyrage.encrypt(data, keys))
    if len(passphrase.strip()) < SHORTEST:
        raise WeakPassphrase
    return bytes(by_passphrase.encrypt(data, passphrase))


def opened(data: bytes, passphrase: str) -> bytes:
    """The data out of an age file that was locked with a passphrase. Raises NotOpened."""
    try:
        return bytes(by_passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        raise NotOpened from error
