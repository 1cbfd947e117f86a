"""Files signed with an SSH key, and such signatures checked, in the form of `ssh-keygen -Y sign` (OpenSSH, PROTOCOL.sshsig); Ed25519 keys only."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from typing import Any

from secondsource.model import SecondsourceError

NAMESPACE = "secondsource"
"""What a signature is for: one that was made for another purpose is not taken."""
_MAGIC = b"SSHSIG"
_KEY = b"ssh-ed25519"
_ARMOUR = re.compile(r"\s*-----BEGIN SSH SIGNATURE-----\s+([A-Za-z0-9+/=\s]+?)-----END SSH SIGNATURE-----\s*")


class NoSigner(SecondsourceError):
    """Signatures need the packages cryptography and bcrypt. Install them with `pip install 'secondsource[watch]'`."""


class BadKey(SecondsourceError):
    """This is no Ed25519 key of SSH. Make one with `ssh-keygen -t ed25519`; its passphrase is asked for."""


class BadSignature(SecondsourceError):
    """The signature is not of this file, or not by this key."""


def signed(data: bytes, key: bytes, passphrase: bytes | None) -> str:
    """The signature of some bytes, armoured as `ssh-keygen` writes it.

    Args:
        data: what is signed.
        key: a private key, as `ssh-keygen` keeps it.
        passphrase: that it is locked with; None if it is not.

    Raises:
        BadKey: if it is no such key, or the passphrase is wrong. NoSigner: if the package is not installed.
    """
    ssh, ed25519 = _modules()
    try:
        private = ssh.load_ssh_private_key(key, passphrase)
    except (ValueError, TypeError, _unsupported()) as error:
        raise BadKey(f"The key cannot be opened ({error}).") from error
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        raise BadKey
    public = _text(_KEY) + _text(private.public_key().public_bytes_raw())
    made = private.sign(_asked(data))
    body = _MAGIC + struct.pack(">I", 1) + _text(public) + _text(NAMESPACE.encode()) + _text(b"") + _text(b"sha512")
    encoded = base64.b64encode(body + _text(_text(_KEY) + _text(made))).decode()
    lines = [encoded[at : at + 70] for at in range(0, len(encoded), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def signer(data: bytes, signature: str) -> str:
    """The public key by which some bytes were signed, as a line `ssh-ed25519 AAAA...`.

    Raises:
        BadSignature: if the signature does not hold. NoSigner: if the package is not installed.
    """
    _, ed25519 = _modules()
    public, made = _parts(signature)
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(made, _asked(data))
    except (ValueError, _invalid()) as error:
        raise BadSignature from error
    return f"{_KEY.decode()} {base64.b64encode(_text(_KEY) + _text(public)).decode()}"


def public_key(line: str) -> str:
    """The key in a line of a file of public keys, without its comment. Raises BadKey if there is none."""
    words = line.split()
    at = words.index(_KEY.decode()) if _KEY.decode() in words else -1
    if at < 0 or at + 1 >= len(words):
        raise BadKey
    return " ".join(words[at : at + 2])


def _asked(data: bytes) -> bytes:
    digest = hashlib.sha512(data).digest()
    return _MAGIC + _text(NAMESPACE.encode()) + _text(b"") + _text(b"sha512") + _text(digest)


def _text(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _parts(signature: str) -> tuple[bytes, bytes]:
    """Public key and signature, both raw. Raises BadSignature if it is none of ours."""
    match = _ARMOUR.fullmatch(signature)
    try:
        body = base64.b64decode(match[1]) if match else b""
        if body[:10] != _MAGIC + struct.pack(">I", 1):
            raise BadSignature("This is no signature of `ssh-keygen -Y sign`.")
        public, namespace, _, how, made = _texts(body[10:], 5)
        kind, key = _texts(public, 2)
        form, raw = _texts(made, 2)
    except (ValueError, struct.error) as error:
        raise BadSignature("The signature is damaged.") from error
    if (kind, form, how) != (_KEY, _KEY, b"sha512"):
        raise BadSignature("The signature is not by an Ed25519 key, or not over SHA-512.")
    if namespace != NAMESPACE.encode():
        raise BadSignature(f"The signature was made for another purpose. Sign with `-n {NAMESPACE}`.")
    return key, raw


def _texts(data: bytes, count: int) -> list[bytes]:
    out = []
    for _ in range(count):
        (length,) = struct.unpack_from(">I", data)
        if length > len(data) - 4:
            raise ValueError("cut off")
        out.append(data[4 : 4 + length])
        data = data[4 + length :]
    if data:
        raise ValueError("too long")
    return out


def _modules() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise NoSigner from error
    return serialization, ed25519


def _unsupported() -> type[Exception]:
    from cryptography.exceptions import UnsupportedAlgorithm

    return UnsupportedAlgorithm


def _invalid() -> type[Exception]:
    from cryptography.exceptions import InvalidSignature

    return InvalidSignature
