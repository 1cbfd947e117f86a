"""Valid bytes bent in ways that break readers: the same seed bends the same way."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable

LARGEST = 2_000_000
"""Bytes of a bent sample."""
_TOKENS = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&#0;", b"&#x110000;", b"<div>",
    b"<p", b"<table><tr><td>", b"<svg>", b"<script>", b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b":", b",", b"null",
    b"true", b"-1", b"0", b"1e999", b"NaN", b"99999999999999999999", b"2147483648", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b[2J",
    b"\r\n", b"\r", b"\n\n", b"\t", b" ", b"=", b";", b"%", b"%00", b"../", b"/etc/passwd", b"CON", b"obj", b"endobj", b"stream", b"endstream",
    b"xref", b"/Kids [1 0 R]", b"<<", b">>", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08\0", b"WARC/1.1\r\n", b"Content-Length: ",
    b"--b\r\n", b"--b--", b"From ", b"=?utf-8?B?", b"?=", b"=3D", b"charset=utf-7", b"\xe2\x80\xae", b"\xed\xa0\x80", "\u202e\u200b".encode(),
    "말했다".encode(), b"said ", b"according to ", b"2018-99-99", b"[[", b"]]", b"'''", b'"""', b"(a+)+$",
)  # fmt: skip


def bent(data: bytes, seed: int, others: tuple[bytes, ...] = ()) -> bytes:
    """The bytes, bent once to five times; what is packed is bent inside in every second case.

    Args:
        data: a sample.
        seed: which way.
        others: further samples, from which pieces may be taken.
    """
    chance = random.Random(seed)
    if data[:2] == b"PK" and chance.random() < 0.6:
        return _inside_zip(data, chance, others)
    if data[:2] == b"\x1f\x8b" and chance.random() < 0.6:
        return gzip.compress(_bent(gzip.decompress(data), chance, others), mtime=0)
    return _bent(data, chance, others)


def _bent(data: bytes, chance: random.Random, others: tuple[bytes, ...]) -> bytes:
    for _ in range(chance.randint(1, 5)):
        data = chance.choice(_WAYS)(data, chance, others)[:LARGEST]
    return data


def _inside_zip(data: bytes, chance: random.Random, others: tuple[bytes, ...]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        members = archive.infolist()
        hit = chance.randrange(len(members))
        for at, member in enumerate(members):
            content = archive.read(member)
            if at == hit or chance.random() < 0.05:
                content = bent(content, chance.getrandbits(32), others)
            name = (
                member.filename
                if chance.random() > 0.02
                else chance.choice(("../../x", "/x", "a\0b", "word/document.xml", "CON"))
            )
            made.writestr(
                zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if chance.random() < 0.9 else zipfile.ZIP_STORED
            )
    return out.getvalue()


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 64, 500)))


def _flip(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _random(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _cut(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _short(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _twice(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _place(data, chance)
    times = chance.choice((2, 2, 10, 100, 1_000, 10_000))
    return data[:end] + data[start:end] * min(times, LARGEST // max(end - start, 1)) + data[end:]


def _token(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _place(data, chance)
    end = chance.choice((start, start, end))
    return data[:start] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 3, 300, 30_000)) + data[end:]


def _number(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    digits = [at for at in range(len(data)) if 48 <= data[at] <= 57]
    if not digits:
        return data
    at = chance.choice(digits)
    return (
        data[:at]
        + chance.choice((b"0", b"-1", b"4294967295", b"99999999999999999999", b"1" * 5_000, b"1.5", b""))
        + data[at + 1 :]
    )


def _other(data: bytes, chance: random.Random, others: tuple[bytes, ...]) -> bytes:
    if not others:
        return data
    from_, to = chance.choice(others), _place(data, chance)
    start, _ = _place(from_, chance)
    return data[: to[0]] + from_[start : start + chance.choice((10, 100, 1_000, 100_000))] + data[to[1] :]


def _packed(data: bytes, chance: random.Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + zlib.compress(data[start:end] * 1_000) + data[end:]


_WAYS: tuple[Callable[[bytes, random.Random, tuple[bytes, ...]], bytes], ...] = (
    _flip, _random, _cut, _short, _twice, _token, _token, _number, _other, _packed,
)  # fmt: skip
