"""A time-stamping authority of our own (RFC 3161 over CMS, RFC 5652), so that real signed answers are checked without any network."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client._rust import parse_timestamp_request

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SHA256 = "2.16.840.1.101.3.4.2.1"


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def sequence(*parts: bytes) -> bytes:
    return der(0x30, *parts)


def set_of(*parts: bytes) -> bytes:
    return der(0x31, *sorted(parts))


def number(value: int) -> bytes:
    return der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def identifier(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    out = []
    for arc in (40 * first + second, *rest):
        digits = [arc & 127]
        while arc := arc >> 7:
            digits.append(128 | arc & 127)
        out += reversed(digits)
    return der(6, bytes(out))


def octets(data: bytes) -> bytes:
    return der(4, data)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass
class Authority:
    """Answers requests; what it does wrong is set by its fields."""

    at: datetime = NOON
    valid: tuple[datetime, datetime] = (NOON - timedelta(days=300), NOON + timedelta(days=300))
    purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING
    wrong_nonce: bool = False
    wrong_digest: bool = False
    refuse: str = ""
    answered: int = 0
    root: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        root_key, self._key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        issuer = _name("A root of ours")
        self.root = (
            x509.CertificateBuilder()
            .subject_name(issuer)
            .issuer_name(issuer)
            .public_key(root_key.public_key())
            .serial_number(1)
            .not_valid_before(NOON - timedelta(days=3000))
            .not_valid_after(NOON + timedelta(days=3000))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
            .sign(root_key, hashes.SHA256())
        )
        self._certificate = (
            x509.CertificateBuilder()
            .subject_name(_name("An authority of ours"))
            .issuer_name(issuer)
            .public_key(self._key.public_key())
            .serial_number(77)
            .not_valid_before(self.valid[0])
            .not_valid_after(self.valid[1])
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([self.purpose]), critical=True)
            .sign(root_key, hashes.SHA256())
        )

    @property
    def pem(self) -> bytes:
        """Its root certificate."""
        return self.root.public_bytes(Encoding.PEM)

    def answer(self, request: bytes) -> bytes:
        """A response (DER) to a request (DER)."""
        if self.refuse:
            return sequence(sequence(number(2), sequence(der(0x0C, self.refuse.encode()))))
        asked = parse_timestamp_request(request)
        self.answered += 1
        message = bytes(32) if self.wrong_digest else asked.message_imprint.message
        algorithm = sequence(identifier(SHA256), b"\x05\0")
        info = sequence(
            number(1),
            identifier("1.2.3.4.1"),
            sequence(algorithm, octets(message)),
            number(self.answered),
            der(0x18, self.at.strftime("%Y%m%d%H%M%SZ").encode()),
            number(asked.nonce + self.wrong_nonce),
        )
        own = self._certificate.public_bytes(Encoding.DER)
        attributes = (
            sequence(identifier("1.2.840.113549.1.9.3"), set_of(identifier("1.2.840.113549.1.9.16.1.4"))),
            sequence(identifier("1.2.840.113549.1.9.4"), set_of(octets(hashlib.sha256(info).digest()))),
            sequence(
                identifier("1.2.840.113549.1.9.16.2.47"),
                set_of(sequence(sequence(sequence(octets(hashlib.sha256(own).digest()))))),
            ),
        )
        signed = set_of(*attributes)
        signer = sequence(
            number(1),
            sequence(self.root.subject.public_bytes(), number(77)),
            algorithm,
            b"\xa0" + signed[1:],
            sequence(identifier("1.2.840.10045.4.3.2")),
            octets(self._key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        )
        content = sequence(
            number(3),
            set_of(algorithm),
            sequence(identifier("1.2.840.113549.1.9.16.1.4"), der(0xA0, octets(info))),
            der(0xA0, own),
            set_of(signer),
        )
        token = sequence(identifier("1.2.840.113549.1.7.2"), der(0xA0, content))
        return sequence(sequence(number(0)), token)
