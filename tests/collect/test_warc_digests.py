"""Records held against the digests that they give of themselves."""

from __future__ import annotations

import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect.warc import to_warc
from secondsource.collect.warc_digests import faults
from secondsource.model import Transfer
from tests.collect.archives import by_warcio, http, record

ANSWER = Transfer(
    asked="a", url="https://a.example/", at="2024-05-01T06:00:00Z", status=200, body=b"<p>Dozens of builders."
)


def test_archives_of_ours_and_of_others_are_sound():
    assert list(faults(to_warc(ANSWER))) == []
    assert list(faults(by_warcio([("https://a.example/", "text/html", b"<p>x")]))) == []


@given(st.integers(0, 30))
def test_a_changed_letter_of_a_page_is_named(at):
    block = http(b"<p>Dozens of builders stopped.</p>")
    digest = hashlib.sha256(block).hexdigest()
    place = block.index(b"<p>") + at
    changed = block[:place] + bytes([block[place] ^ 1]) + block[place + 1 :]
    assert list(faults(record(block, WARC_Block_Digest=f"sha256:{digest}"))) == []
    (sentence,) = faults(record(changed, WARC_Block_Digest=f"sha256:{digest}"))
    assert sentence.startswith("Record 1 (response)")


def test_digests_are_understood_in_every_base_and_over_chunks_or_without():
    body = b"<p>x"
    chunked = b"4\r\n<p>x\r\n0\r\n\r\n"
    raw = hashlib.sha1(body).digest()
    for value in (raw.hex(), raw.hex().upper(), base64.b32encode(raw).decode(), base64.b64encode(raw).decode()):
        assert list(faults(record(http(body), WARC_Payload_Digest=f"sha1:{value}"))) == []
        assert list(faults(record(http(chunked), WARC_Payload_Digest=f"sha1:{value}"))) == []
    assert list(faults(record(http(body + b"y"), WARC_Payload_Digest=f"sha1:{raw.hex()}")))


def test_a_digest_of_an_unknown_kind_says_nothing():
    assert list(faults(record(http(b"x"), WARC_Block_Digest="whirlpool:abc"))) == []
    assert list(faults(record(http(b"x"), WARC_Block_Digest="sha1:not a digest"))) == []
