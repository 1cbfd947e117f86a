"""Web archives packed for sharing, sound and hostile."""

from __future__ import annotations

import io
import zipfile

import pytest

from secondsource.collect import media_of, read_capture
from secondsource.collect import wacz as module
from secondsource.collect.errors import DamagedFile, NoPageInArchive, PackedFiles, PasswordNeeded, ZipBomb
from tests.collect.archives import URL, by_warcio, http, record, wacz

DATA = "archive/data.warc.gz"


@pytest.fixture
def warc(documents) -> bytes:
    return by_warcio([(URL, "text/html", documents.PAGE.encode())])


def test_the_pages_of_its_archives_are_read_and_nothing_else(pack, warc, documents):
    packed = wacz({DATA: warc, "pages/pages.jsonl": b'{"text": "words of a list"}', "logs/a.log": b"x", "archive/b.warc": record(http(documents.PAGE.replace("Mirador", "Belvedere").encode()))})  # fmt: skip
    assert media_of(packed, "a.wacz") == "application/wacz"
    found = read_capture(packed, "a.wacz", pack)
    assert [r.outlet.value for r in found] == ["Harbour Wire"] * 2 and found.set_aside == ()
    assert [r.part for r in found] == [0, 1] and found[0].note is None
    assert found[0].name == "a.wacz/data.warc.gz#2"


def test_a_file_that_does_not_fit_its_digest_is_read_and_says_so(pack, warc):
    found = read_capture(wacz({DATA: warc}, {DATA: "sha256:" + "0" * 64}), "a.wacz", pack)
    assert "changed after it was packed" in found[0].note
    (aside,) = found.set_aside
    assert aside.name == "a.wacz/data.warc.gz" and "changed after it was packed" in aside.reason


def test_a_file_that_no_list_names_or_that_is_not_there_is_said(pack, warc):
    packed = wacz({DATA: warc, "archive/lost.warc.gz": warc})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w") as target:
        target.writestr("archive/own.warc.gz", warc)
        for name in (DATA, "datapackage.json"):
            target.writestr(name, source.read(name))
    found = read_capture(out.getvalue(), "a.wacz", pack)
    assert sorted(a.name for a in found.set_aside) == ["a.wacz/lost.warc.gz", "a.wacz/own.warc.gz"]


def test_without_a_list_nothing_is_held_against_it_and_that_is_said(pack, warc):
    packed = wacz({DATA: warc}).replace(b'"resources"', b'"reSources"')
    (aside,) = read_capture(packed, "a.wacz", pack).set_aside
    assert "list of contents" in aside.reason


def test_bad_members_are_set_aside_and_the_rest_goes_on(pack, warc):
    bad = {
        "archive/../../etc/x.warc.gz": (warc, "PackedFiles"),
        "/archive/y.warc.gz": (warc, "PackedFiles"),
        "archive/nested.wacz": (wacz({DATA: warc}), "PackedFiles"),
        "archive/cut.warc.gz": (warc[:600], "DamagedFile"),
    }
    packed = wacz({**{name: data for name, (data, _) in bad.items()}, DATA: warc})
    found = read_capture(packed, "a.wacz", pack)
    assert len(found) == 1
    assert {a.error for a in found.set_aside} == {"PackedFiles", "DamagedFile"} and len(found.set_aside) == 4


def test_members_with_a_password_are_named(pack, warc):
    packed = bytearray(wacz({"archive/a.warc.gz": warc, DATA: warc}))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        packed[packed.index(mark) + offset] |= 1
    found = read_capture(bytes(packed), "a.wacz", pack)
    assert [a.error for a in found.set_aside] == ["PasswordNeeded"] and len(found) == 1
    assert PasswordNeeded.__name__ == "PasswordNeeded"


def test_a_bomb_is_not_unpacked(pack, warc, monkeypatch):
    monkeypatch.setattr(module, "UNPACKED", 100_000)
    packed = wacz({"archive/a.warc": record(b"0" * 1_000_000), DATA: warc}, packing=zipfile.ZIP_DEFLATED)
    found = read_capture(packed, "a.wacz", pack)
    assert [a.error for a in found.set_aside] == [ZipBomb.__name__] and len(found) == 1


def test_one_that_was_cut_short_or_holds_nothing_says_so(pack, warc):
    packed = wacz({DATA: warc})
    with pytest.raises((DamagedFile, PackedFiles)):
        read_capture(packed[: len(packed) // 2], "a.wacz", pack)
    with pytest.raises(NoPageInArchive):
        read_capture(wacz({DATA: record(http(b"x", "image/png"))}), "a.wacz", pack)
