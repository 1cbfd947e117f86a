"""Whatever is planted is found in every format, and nothing where nothing is."""

from __future__ import annotations

import io
import zipfile

import pytest

from benchmarks.planted import CLEAN, FORMATS, NAME, PROTECTED, variants, without_thumbnail, zipped
from secondsource.publish.redaction.leaks import WouldLeak, leaks, refuse_leaks
from secondsource.publish.redaction.search import Kind

QUICK = ("plain", "html", "csv", "json", "jsonl", "svg", "graphml", "zip", "wacz")
SLOW = ("docx", "xlsx", "parquet")


@pytest.mark.parametrize("name", QUICK)
def test_everything_planted_is_found(name: str) -> None:
    assert [how for how, words in variants() if not leaks(FORMATS[name](words), f"x.{name}", PROTECTED)] == []
    assert leaks(FORMATS[name](CLEAN), f"x.{name}", PROTECTED) == ()


@pytest.mark.parametrize("name", (*SLOW, "pdf"))
def test_some_of_it_is_found_in_formats_that_are_slow_to_make(name: str) -> None:
    if name == "pdf":
        pytest.importorskip("typst")
    some = [(how, words) for at, (how, words) in enumerate(variants()) if at % 13 == 0]
    assert [how for how, words in some if not leaks(FORMATS[name](words), f"x.{name}", PROTECTED)] == []
    assert leaks(FORMATS[name](CLEAN), f"x.{name}", PROTECTED) == ()


def picture(**fields: str) -> bytes:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info, out = PngInfo(), io.BytesIO()
    for key, value in fields.items():
        info.add_itxt(key, value, zip=True)
    Image.new("RGB", (2, 2)).save(out, "png", pnginfo=info)
    return out.getvalue()


def test_what_stands_beside_the_words_is_searched_too() -> None:
    from docx import Document
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    found: dict[str, bytes] = {}
    document, out = Document(), io.BytesIO()
    document.core_properties.author = NAME
    document.save(out)
    found["properties of a DOCX"] = without_thumbnail(out.getvalue())
    document, out = Document(), io.BytesIO()
    document.add_comment(document.add_paragraph("x").runs, text=NAME)
    document.save(out)
    found["a remark in a DOCX"] = without_thumbnail(out.getvalue())
    document, out = Document(), io.BytesIO()
    document.add_paragraph().add_run(NAME).font.hidden = True
    document.save(out)
    found["hidden words of a DOCX"] = without_thumbnail(out.getvalue())
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["A1"] = 96550102030
    book.active["B1"].comment = Comment("x", "y")
    book.save(out)
    found["a number of an XLSX"] = out.getvalue()
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("Tobias Fennimore").sheet_state = "veryHidden"
    book.save(out)
    found["name of a hidden sheet"] = out.getvalue()
    found["name of a member"] = zipped({"tobias-fennimore.txt": b"x"})
    found["remark of an archive"] = zipped({"a.txt": b"x"}, NAME.encode())
    found["an archive in an archive"] = zipped({"a.zip": zipped({"b.txt": NAME.encode()})})
    info = zipfile.ZipInfo("a.txt")
    info.extra = b"\x99\x99\x10\x00" + NAME.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, b"x")
    found["extra field"] = out.getvalue()
    found["bytes before an archive"] = (NAME + "x" * 30).encode() + zipped({"a.txt": b"x"})
    found["UTF-16"] = NAME.encode("utf-16")
    missed = [where for where, data in found.items() if not leaks(data, "x", PROTECTED)]
    assert missed == []
    assert leaks(b"x", "Tobias Fennimore.txt", PROTECTED)[0].place == "file name"


def test_a_picture_that_nobody_knows_goes_out_nowhere() -> None:
    from dataclasses import replace
    from hashlib import sha256

    plain = picture()
    assert {leak.kind for leak in leaks(plain, "x.png", PROTECTED)} == {Kind.PICTURE}
    assert {leak.kind for leak in leaks(zipped({"word/media/i.png": plain}), "x", PROTECTED)} == {Kind.PICTURE}
    known = replace(PROTECTED, pictures=frozenset({sha256(plain).hexdigest()}))
    assert leaks(plain, "x.png", known) == ()
    signed = picture(Author=NAME)
    known = replace(PROTECTED, pictures=frozenset({sha256(signed).hexdigest()}))
    assert {leak.kind for leak in leaks(signed, "x.png", known)} == {Kind.NAME}


def test_what_cannot_be_read_goes_out_nowhere() -> None:
    for data in (bytes(range(256)) * 40, b"%PDF-1.7 broken", b"PK\x03\x04 broken", b"\x1f\x8b broken"):
        assert Kind.FORMAT in {leak.kind for leak in leaks(data, "x", PROTECTED)}


def test_the_error_names_kind_and_place_and_never_the_thing() -> None:
    with pytest.raises(WouldLeak) as raised:
        refuse_leaks(zipped({f"{NAME}.txt": f"{NAME}, +965 5010 2030".encode()}), "x.zip", PROTECTED)
    said = str(raised.value)
    assert "name in" in said and "telephone number in" in said
    assert "Fennimore" not in said and "5010" not in said
