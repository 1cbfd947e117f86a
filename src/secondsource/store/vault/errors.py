"""What can go wrong at the vault, in the user's situation. No sentence says what is in it."""

from __future__ import annotations

from secondsource.model import SecondsourceError


class NoVault(SecondsourceError):
    """This case has no vault yet. Make one with `secondsource vault init --who NAME`."""


class VaultThere(SecondsourceError):
    """This case has a vault already. `secondsource vault people` says who can open it."""


class NotAHolder(SecondsourceError):
    """Nobody of that name can be found at the vault. `secondsource vault people` names everybody."""


class HolderThere(SecondsourceError):
    """Somebody of that name is at the vault, or was. What they did is written down under it; choose another name."""


class NotOpened(SecondsourceError):
    """The vault stays closed: the name, the passphrase or the key file is another one."""


class ShutOut(SecondsourceError):
    """The vault stays closed: you were not let in yet, or were taken out. Ask one of those whom `secondsource vault people` names."""


class KeyApart(SecondsourceError):
    """The key of this person is kept in a file of their own, outside the case. Name it with --key-file FILE."""


class KeyFileThere(SecondsourceError):
    """There is a file already where the key shall be kept, or that place is in the case's folder. Name a new file elsewhere, on a stick for example."""


class Tampered(SecondsourceError):
    """The vault's key is not the one that its people know, so somebody changed the vault. Nothing was sealed or opened. Restore it from a backup, and ask who wrote there."""


class NotTheSame(SecondsourceError):
    """The fingerprint is not that of the key. Ask the person, by another way than the one it came, what `vault join` showed; if it differs, let nobody in."""


class LastHolder(SecondsourceError):
    """Nobody could open the vault any more. Let somebody else in first."""


class NoEntry(SecondsourceError):
    """There is no such entry. `secondsource vault list` names those there are, as source:1, source:2 ..."""


class TooLarge(SecondsourceError):
    """An entry of the vault holds at most 60,000 bytes. Keep long documents elsewhere, locked, and say here where."""


class BadEntry(SecondsourceError):
    """An entry is a JSON object with the texts `name`, `contact` and `note`, and `concerns`, a list of ids; at least one of them is given."""


class WeakPassphrase(SecondsourceError):
    """The passphrase is too easy to guess. The message says why."""


class BadName(SecondsourceError):
    """A name at the vault has letters, at most 64 of them, on one line."""
