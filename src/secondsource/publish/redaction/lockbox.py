"""Files locked with a passphrase, in the age format (age-encryption.org/v1, C2SP specification), so that `age -d` opens them too.

The passphrase is stretched with scrypt, the content is sealed piece by piece with ChaCha20-Poly1305; the primitives are those of `cryptography`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable

from secondsource.model import SecondsourceError

_VERSION = b"age-encryption.org/v1"
_LABEL = _VERSION + b"/scrypt"
WORK = 18
"""Logarithm of the cost of scrypt: about a second and 256 MiB."""
_MOST = 22
_CHUNK = 64 * 1024
SHORTEST = 12
"""Signs of a passphrase."""


class WeakPassphrase(SecondsourceError):
    """The passphrase has fewer than twelve signs. Take several words that nobody would guess."""


class NotOpened(SecondsourceError):
    """The file cannot be opened: the passphrase is another one, or the file was changed."""


def locked(data: bytes, passphrase: str, random: Callable[[int], bytes], work: int = WORK) -> bytes:
    """The data in an age file.

    Args:
        data: what is to be locked.
        passphrase: at least `SHORTEST` signs.
        random: gives so many random bytes (`os.urandom`).
        work: logarithm of the cost of trying a passphrase.

    Raises:
        WeakPassphrase: if the passphrase is too short.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if len(passphrase.strip()) < SHORTEST:
        raise WeakPassphrase
    key, salt, nonce = random(16), random(16), random(16)
    wrapped = ChaCha20Poly1305(_stretched(passphrase, salt, work)).encrypt(bytes(12), key, None)
    head = _VERSION + b"\n-> scrypt " + _base64(salt) + b" %d\n" % work + _base64(wrapped) + b"\n---"
    sealed = [
        ChaCha20Poly1305(_derived(key, nonce, b"payload")).encrypt(_counter(at, last), part, None)
        for at, part, last in _parts(data, _CHUNK)
    ]
    return b"".join((head, b" ", _base64(_mac(key, head)), b"\n", nonce, *sealed))


def opened(data: bytes, passphrase: str) -> bytes:
    """The data out of an age file that was locked with a passphrase. Raises NotOpened."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        version, stanza, body, rest = data.split(b"\n", 3)
        foot, payload = rest.split(b"\n", 1)
        _, kind, salt, work = stanza.split(b" ")
        if version != _VERSION or kind != b"scrypt" or not foot.startswith(b"--- ") or not 1 <= int(work) <= _MOST:
            raise NotOpened
        wrap = _stretched(passphrase, _unbase64(salt), int(work))
        key = ChaCha20Poly1305(wrap).decrypt(bytes(12), _unbase64(body), None)
        head = b"\n".join((version, stanza, body, b"---"))
        if not hmac.compare_digest(_mac(key, head), _unbase64(foot[4:])):
            raise NotOpened
        cipher = ChaCha20Poly1305(_derived(key, payload[:16], b"payload"))
        pieces = _parts(payload[16:], _CHUNK + 16)
        return b"".join(cipher.decrypt(_counter(at, last), part, None) for at, part, last in pieces)
    except (InvalidTag, ValueError) as error:
        raise NotOpened from error


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=_LABEL + salt, length=32, n=1 << work, r=8, p=1).derive(passphrase.encode())


def _derived(key: bytes, salt: bytes, label: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=label).derive(key)


def _mac(key: bytes, head: bytes) -> bytes:
    return hmac.new(_derived(key, b"", b"header"), head, hashlib.sha256).digest()


def _parts(data: bytes, size: int) -> list[tuple[int, bytes, bool]]:
    starts = range(0, len(data), size) or range(1)
    return [(at, data[start : start + size], start + size >= len(data)) for at, start in enumerate(starts)]


def _counter(at: int, last: bool) -> bytes:
    return at.to_bytes(11, "big") + bytes([last])


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unbase64(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
