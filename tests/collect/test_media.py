from __future__ import annotations

import pytest

from secondsource.collect import media_of


@pytest.mark.parametrize(
    ("data", "name", "media"),
    [
        (b"%PDF-1.7 ...", "report.txt", "application/pdf"),
        (b"{\\rtf1 x}", "report.doc", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.txt", "application/x-ole-storage"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.hwp", "application/x-hwp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.. HWP Document File", "a", "application/x-hwp"),
        (b"HWP Document File V3.00", "a", "application/x-hwp"),
        (b"PK\x03\x04 cut", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04 cut", "a.zip", "application/zip"),
        (b"<!DOCTYPE html><p>x", "page", "text/html"),
        (b"\xef\xbb\xbf<html><p>x", "page.txt", "text/html"),
        (b"no tags at all", "page.html", "text/plain"),
        (b"# A heading", "note.md", "text/markdown"),
        (b'{"id": "a", "text": "b"}', "a", "application/json"),
        (b'{"id": 1}\n{"id": 2}\n', "a", "application/jsonl"),
        (b"[Translated from Japanese] The yard", "a.txt", "text/plain"),
        (b"From: a@example.org\nDate: Sun, 12 Aug 2018 10:00:00 +0200\n\nText", "a", "message/rfc822"),
        (b"From a@example.org Sun Aug 12 10:00:00 2018\nFrom: a@example.org\n\nText", "a", "application/mbox"),
        (b"From: here on the road climbs\nand nobody walks it", "a.txt", "text/plain"),
        (b"To: whom it may concern\n\nWe stopped work.", "a.txt", "text/plain"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "feed", "application/xml"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "image/png"),
        (b"WARC/1.0\r\n", "a", "application/warc"),
    ],
)
def test_bytes_decide_and_names_only_where_they_leave_it_open(data, name, media):
    assert media_of(data, name) == media


def test_a_word_file_is_known_under_any_name(documents):
    assert media_of(documents.word(), "notes.txt").endswith("wordprocessingml.document")


def test_a_row_of_comments_is_told_at_once():
    assert media_of(b"<!---->" * 60 + b"words", "a.html") == "text/html"
    assert media_of(b"<!-- a --> <!-- b -->" * 300 + b"words", "a.txt") == "text/plain"
