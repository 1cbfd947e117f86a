"""The vault of a case: who sources and people at risk are, sealed for a few named people, each opening written down."""

from .entry import Sealed, handle_of, number_of
from .errors import NoEntry, NotAHolder, NotOpened, NoVault, Tampered, VaultThere
from .holders import Key
from .vault import Vault

__all__ = [
    "Key",
    "NoEntry",
    "NoVault",
    "NotAHolder",
    "NotOpened",
    "Sealed",
    "Tampered",
    "Vault",
    "VaultThere",
    "handle_of",
    "number_of",
]
