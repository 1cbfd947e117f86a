"""Bytes in, reports out: every format, every kind of bad input, and what holds for any bytes at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.collect import errors as e
from secondsource.collect import media_of, read_capture
from secondsource.model import How, PersonalKind, RegionKind, Unreadable, digest_of
from secondsource.model.codec import decode, encode
from secondsource.model.report import Report
from secondsource.subjects import load


def words(report, kind):
    return [r.span.of(report.text) for r in report.regions if r.kind is kind]


def test_a_web_page_gives_metadata_body_and_what_is_set_apart(read, documents):
    report = read(documents.PAGE, "page.html")
    assert (report.outlet.value, report.outlet.how) == ("Harbour Wire", How.GIVEN)
    assert report.title.value == "Strike at yard" and report.title.span.of(report.text) == "Strike at yard"
    assert report.published.value == "2018-08-12T10:00:00+02:00" and "article:published_time" in report.published.why
    assert report.url.value.startswith("https://harbourwire.example/") and report.byline.value == "Orla Penhaligon"
    assert words(report, RegionKind.CAPTION) == ["The dry dock at dawn. Photo: Delta"]
    assert words(report, RegionKind.HEADING) == ["What comes next"]
    assert words(report, RegionKind.COMMENTS)[0].startswith("2 Comments")
    (block,) = [r for r in report.regions if r.kind is RegionKind.QUOTATION]
    assert block.source == "Yonhap News Agency" and block.credit.of(report.text) == "[Yonhap]"
    assert "not prose" not in report.text
    hidden = {p.span.of(report.text) for p in report.personal}
    assert hidden == {"Otto", "+44 1632 960 145", "Mina", "Salim Norbert", "mina@post.example.org"}


def test_an_article_whose_class_speaks_of_comments_is_no_comment(read, documents):
    page = documents.PAGE.replace("<article>", '<div class="post has-comments comments-open"><article>').replace(
        "</article>", "</article></div>"
    )
    report = read(page, "page.html")
    assert any(documents.BODY.strip() in s.of(report.text) for s in report.body())
    assert len(words(report, RegionKind.COMMENTS)) == 1


def test_a_pdf_gives_paragraphs_again(read, documents):
    report = read(documents.pdf(), "a.pdf")
    assert report.title.value == "Strike at the yard"
    assert documents.BODY.strip() in report.text.split("\n\n")
    assert words(report, RegionKind.BOILERPLATE) == ["Page 1 of 1"]


def test_a_word_document_gives_styles_as_regions_whatever_it_is_called(read, documents):
    for name in ("a.docx", "a.txt"):
        report = read(documents.word(), name)
        assert words(report, RegionKind.TITLE) == ["Strike at the yard"]
        assert words(report, RegionKind.HEADING) == ["What comes next"]
        assert words(report, RegionKind.CAPTION) == ["The gate at noon"]
        assert "Permits | 84" in report.text


def test_mail_keeps_its_people_out_of_sight_and_its_attachments_in(pack, documents):
    found = read_capture(documents.MAIL.encode(), "a.eml", pack)
    letter, page = found
    assert letter.title.value == "Strike at yard" and letter.byline is None and letter.outlet is None
    assert letter.published.value.startswith("2018-08-12")
    assert {p.span.of(letter.text) for p in letter.personal} == {"Jane Roe", "+44 1632 960 145"}
    assert "jane.roe" not in encode(letter).decode()
    assert page.outlet.value == "Harbour Wire" and (letter.part, page.part) == (0, 1)
    assert [a.name for a in found.set_aside] == ["a.eml/x.zip"]


def test_mail_of_a_known_outlet_is_of_that_outlet(read):
    report = read(
        "From: Yonhap News Agency <news@example.org>\nSubject: Item\nMIME-Version: 1.0\n\nWorkers in the harbour stopped work.",
        "a.eml",
    )
    assert (report.outlet.value, report.outlet.how) == ("Yonhap News Agency", How.GIVEN)


def test_a_mailbox_gives_every_message(pack, documents):
    second = "From: =?bad?q?\n\tx\nSubject: =?utf-8?b?////?=\nDate: nonsense\n\n>From here on the workers sat down and did not stand up.\n"
    box = f"From a@b Sun Aug 12 10:00:00 2018\n{documents.MAIL}\nFrom c@d Sun Aug 12 11:00:00 2018\n{second}"
    found = read_capture(box.encode(), "a.mbox", pack)
    assert len(found) == 3
    assert found[2].text.startswith("From here on") and found[2].published is None


def test_a_mailbox_whose_envelope_is_broken_is_read_as_one_message(pack):
    data = b"From a@b Sun Aug 12 10:00:00 2018\nFr\xf6m: a\n\nWorkers in the harbour stopped work.\n"
    assert media_of(data, "a") == "application/mbox"
    assert len(read_capture(data, "a", pack)) == 1


def test_metadata_of_json_is_kept_and_the_rest_ignored(read):
    row = {
        "id": "x1",
        "outlet": "Yonhap",
        "published": "2016-06-08T07:01+09:00",
        "language": "en",
        "title": None,
        "text": "Workers\r\nstopped.",
        "label": "digest",
        "colour": 3,
    }
    report = read(json.dumps(row), "a.json")
    assert report.text == "Workers\r\nstopped." and report.name == "x1" and report.label == "digest"
    assert report.published.value == "2016-06-08T07:01+09:00" and str(report.date) == "2016-06-08"
    assert report.outlet.how is How.GIVEN and report.title is None


def test_a_bad_line_does_not_lose_the_good_ones(pack):
    data = b'{"id":"a","text":"Workers in the harbour stopped."}\n{bad\n\n{"id":"b","text":"More of them sat down."}\n{"id":"c"}\n'
    found = read_capture(data, "two.jsonl", pack)
    assert [r.name for r in found] == ["a", "b"]
    assert [(a.name, a.error, a.digest) for a in found.set_aside] == [
        ("two.jsonl#2", "BadJson", digest_of(data)),
        ("two.jsonl#5", "NotAReport", digest_of(data)),
    ]


def test_of_very_many_bad_lines_some_are_named_and_the_rest_counted(pack):
    found = read_capture(b'{"text":"Workers in the harbour stopped."}\n' + b"{bad\n" * 1_500, "two.jsonl", pack)
    assert len(found) == 1 and len(found.set_aside) == 101
    assert found.set_aside[-1].name == "two.jsonl#..." and "1,400 more" in found.set_aside[-1].reason
    with pytest.raises(e.BadJson, match="first 1,000 lines"):
        read_capture(b"{bad\n" * 50_000, "two.jsonl", pack)
    mixed = b"[" + b'{"text":"Workers in the harbour stopped."}' + b",1" * 500 + b"]"
    assert len(read_capture(mixed, "a.json", pack).set_aside) == 101


def test_a_text_longer_than_any_report_is_set_aside(pack, monkeypatch):
    from secondsource.collect import capture

    monkeypatch.setattr(capture, "LONGEST", 1_000)
    rows = [{"id": "short", "text": "Workers in the harbour stopped."}, {"id": "long", "text": "word " * 300}]
    found = read_capture("\n".join(map(json.dumps, rows)).encode(), "two.jsonl", pack)
    assert [r.name for r in found] == ["short"]
    assert [(a.name, a.error) for a in found.set_aside] == [("long", "TooLong")]
    for data in (b"word " * 300, b"word " * 3_000):
        with pytest.raises(e.TooLong):
            read_capture(data, "a.txt", pack)


def test_addresses_in_names_are_masked(pack):
    found = read_capture(
        b'{"id":"by ann@example.org","text":"Workers in the harbour stopped."}\n{bad\n', "a.jsonl", pack
    )
    assert found[0].name == "by " + "█" * 15


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><w:document>&j;</w:document>"
)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", e.EmptyFile),
        (b" \n\t ", "a.txt", e.EmptyFile),
        (b"\xff\xfe", "a.txt", e.EmptyFile),
        (bytes(range(256)) * 50, "a.txt", e.NotText),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.doc", e.OldWord),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", e.PasswordNeeded),
        (b"{\\rtf1 text}", "a.txt", e.OtherDocument),
        (b"PK\x05\x06" + b"\0" * 18, "a.zip", e.PackedFiles),
        (b"\x89PNG\r\n\x1a\n", "a.png", e.Picture),
        (b"<?xml version='1.0'?><rss/>", "a.xml", e.MarkupOnly),
        (b"%PDF-1.4 cut", "a.pdf", e.DamagedFile),
        (b"<html><body><script>write()</script></body></html>", "a.html", e.NoTextInPage),
        (b"[" * 100_000 + b"]" * 100_000, "a.json", e.BadJson),
        (b'{"a":' * 100_000, "a.json", e.BadJson),
        (b'{"a": 1}', "a.json", e.NotAReport),
        (b"[1, 2]", "a.json", e.NotAReport),
        (b'{"text": "  "}', "a.json", e.NotAReport),
        (b"From: a@example.org\nDate: x\nSubject: y\n\n", "a.eml", e.NoTextInMail),
    ],
)
def test_bad_input_is_named(data, name, error, pack):
    with pytest.raises(error) as caught:
        read_capture(data, name, pack)
    assert str(caught.value).count(". ") >= 1 or str(caught.value).endswith(".")


def test_hostile_documents_are_set_aside_unopened(documents, pack):
    for data, error in (
        (documents.pdf(password="secret"), e.PasswordNeeded),
        (documents.pdf(text=False), e.NoTextInPdf),
        (documents.word()[:-300], e.DamagedFile),
        (
            documents.word(lambda name, part: b"<a>" + b" " * 60_000_000 if name == "word/document.xml" else part),
            e.ZipBomb,
        ),
        (documents.word(lambda name, part: LAUGHS if name == "word/document.xml" else part), e.HostileMarkup),
        (documents.word(lambda name, part: b"<broken" if name == "word/document.xml" else part), e.DamagedFile),
    ):
        with pytest.raises(error):
            read_capture(data, "a", pack)


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 50_000 + b"Workers stopped." + b"</div>" * 50_000,
        b"<b>" * 50_000 + b"Workers stopped.",
        b"<p>Workers stopped.</p>" * 20_001,
    ],
)
def test_pages_no_person_wrote_are_read_flat(page, pack):
    found = read_capture(b"<html><body>" + page, "a.html", pack)
    assert "Workers stopped." in found[0].text and "one run of text" in found[0].note


def test_errors_say_what_happened_and_what_to_do():
    for error in (
        k for k in vars(e).values() if isinstance(k, type) and issubclass(k, Unreadable) and k is not Unreadable
    ):
        sentences = [s for s in str(error()).replace("example, ", "").split(". ") if s]
        assert len(sentences) == 2 and str(error()).endswith("."), error.__name__


def holds(data: bytes, name: str) -> None:
    pack = load()
    try:
        found = read_capture(data, name, pack)
    except Unreadable:
        return
    assert found.reports and found == read_capture(data, name, pack)
    for report in found:
        assert report.text.strip() and report.capture == digest_of(data)
        whole = len(report.text)
        for span in (
            [r.span for r in report.regions]
            + [r.credit for r in report.regions if r.credit]
            + [p.span for p in report.personal]
        ):
            assert span.end <= whole
        for known in (report.outlet, report.title, report.byline, report.url, report.language, report.published):
            assert known is None or (known.value and (known.span is None or known.span.end <= whole))
        assert report.date is None or str(report.date)
        assert decode(encode(report), Report) == report
    assert len({r.id for r in found}) == len(found)


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml", "a.mbox", "a.json", "a.jsonl", "a"])
PIECES = st.lists(
    st.sampled_from(
        ["[Yonhap]", "“", "”", ":", "\n", "\n\n", " ", "SEOUL, June 8 (UPI) --", "2 comments", "Photo: Daily NK", "By Jane Roe", "© 2016 KBS", "> ", "told Daily NK on April 3",
         "Resolution 2375", "https://twitter.com/a/status/741121257140293633", "a@b.org", "+44 1632 960 145", "Digest note.", "(END)", "ask for Jo Roe", "2016-06-08", "관련기사", "댓글 1", "# ",
         "Workers stopped work", "{", "}", '"text":', "<p>", "</p>", "<blockquote>", "From: a@b.org\n", "29 February", "31 June 2016", "\ud7a3", "\x00", "\u2028"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_become_reports_or_a_named_reason(data, name):
    holds(data, name)


@SLOW
@given(PIECES, NAMES)
def test_any_text_becomes_reports_or_a_named_reason(text, name):
    holds(text.encode(), name)


@SLOW
@given(
    st.sampled_from(
        [
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"From a 2018\nFrom: x\n",
            b"<html>",
            b'{"text": "',
            b"\xff\xfe",
            b"MIME-Version: 1.0\nFrom: a\nContent-Type: ",
        ]
    ),
    st.binary(max_size=200),
)
def test_bytes_behind_a_known_beginning_become_reports_or_a_named_reason(start, rest):
    holds(start + rest, "a")


def test_personal_kinds_are_told_apart(read):
    report = read(
        "A text of the yard and its crew, long enough.\n\n" * 5
        + "2 comments\n\nOtto: ask for Jo Roe, 12 Harbour Road, jo@example.org or +44 1632 960 145."
    )
    assert {p.kind for p in report.personal} == set(PersonalKind)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Workers left, a guard said.\n\nDigest note. Digest written for these tests from nothing. Source: none.",
            "Digest written for these tests from nothing.",
        ),
        (
            "노동자들이 떠났다고 한 소식통이 전했다.\n\n요약자 주: 시험을 위해 새로 쓴 요약문이며 보도가 아니다.",
            "시험을 위해 새로 쓴 요약문이며 보도가 아니다.",
        ),
        ("Workers left, a guard said.\n\nDigest note. The guard gave no reason.", None),
    ],
)
def test_what_a_text_says_it_is_becomes_its_label(text, label, pack):
    assert read_capture(text.encode(), "a.txt", pack)[0].label == label


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"HWP Document File V3.00", "a.hwp", "Hangul word processor"),
        (b"PK\x03\x04 cut short", "a.docx", "damaged or cut short"),
    ],
)
def test_what_cannot_be_read_is_named_as_what_it_is(data, name, says, pack):
    with pytest.raises(Unreadable, match=says):
        read_capture(data, name, pack)
