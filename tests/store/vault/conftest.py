"""A vault in an empty folder, whose passphrases are quick to try."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pyrage
import pytest

from secondsource.store.vault import Key, Vault, sealing

AT = "2026-03-01T09:00:00Z"
WORDS = "seven barges in the fog"
OTHER = "nine lanterns on the pier"


def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of scrypt, which takes a second each time, a key made of one digest; the file is an age file all the same."""

    def own(passphrase: str) -> pyrage.x25519.Identity:
        return _identity(hashlib.sha256(passphrase.encode()).digest())

    monkeypatch.setattr(
        sealing,
        "by_passphrase",
        SimpleNamespace(
            encrypt=lambda data, passphrase: pyrage.encrypt(data, [own(passphrase).to_public()]),
            decrypt=lambda data, passphrase: pyrage.decrypt(data, [own(passphrase)]),
        ),
    )


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_passphrases(monkeypatch)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = Vault(tmp_path)
    made.begin(Key(name="Ana", passphrase=WORDS), AT)
    yield made
    made.close()


ANA = Key(name="Ana", passphrase=WORDS)
KIM = Key(name="Kim Min-ji", passphrase=OTHER)


@pytest.fixture
def both(vault: Vault) -> Vault:
    """The same, with two people who can open it."""
    vault.admit(ANA, KIM.name, vault.join(KIM, AT), AT)
    return vault


def _identity(secret: bytes) -> pyrage.x25519.Identity:
    """The private key of age with these 32 bytes (Bech32, BIP-173)."""
    letters, prefix = "qpzry9x8gf2tvdw0s3jn54khce6mua7l", "age-secret-key-"
    bits = int.from_bytes(secret) << 4
    values = [bits >> 5 * n & 31 for n in reversed(range(52))]
    spread = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *values, *[0] * 6]
    sum_ = 1
    for value in spread:
        top, sum_ = sum_ >> 25, (sum_ & 0x1FFFFFF) << 5 ^ value
        for n, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            sum_ ^= part if top >> n & 1 else 0
    check = [(sum_ ^ 1) >> 5 * (5 - n) & 31 for n in range(6)]
    return pyrage.x25519.Identity.from_str((prefix + "1" + "".join(letters[v] for v in [*values, *check])).upper())
