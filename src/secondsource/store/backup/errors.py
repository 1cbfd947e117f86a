"""What can go wrong with a backup. Whatever it is, the states that were there before are still whole."""

from __future__ import annotations

from secondsource.model import SecondsourceError


class NoBackup(SecondsourceError):
    """There is no backup in this folder. `secondsource backup --to DIR` makes one."""


class NewerBackup(SecondsourceError):
    """The backup was written by a newer version of secondsource. Update the program; the backup is left as it is."""


class NoState(SecondsourceError):
    """The backup holds no such state. `secondsource backup list DIR` names those that are there."""


class OfAnotherCase(SecondsourceError):
    """The folder holds a backup of another case, or other files. Name a folder of this case's own with --to DIR."""


class OtherLock(SecondsourceError):
    """The backup in this folder is locked in another way. Give the same option as the first time, or name another folder with --to DIR."""


class NotOpened(SecondsourceError):
    """The backup is locked, and this key or passphrase does not open it. Give the private key with --identity FILE, or the passphrase with --passphrase."""


class NoIdentity(SecondsourceError):
    """The file holds no private key of age. It has a line that begins with AGE-SECRET-KEY-1; `age-keygen` writes it."""


class NotAKey(SecondsourceError):
    """That is no public key of age. It begins with `age1`; `age-keygen` prints it."""


class ShortPassphrase(SecondsourceError):
    """The passphrase has fewer than twelve signs. Take several words that nobody would guess."""


class DamagedBackup(SecondsourceError):
    """Something in the backup is missing or was changed. `secondsource backup verify DIR` names it; an older state may be whole."""
