"""Words of documents never act, whatever they are written into."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import lxml.etree
import lxml.html
import openpyxl
import pypdfium2
import pytest
from starlette.testclient import TestClient

from secondsource.cli.main import app as program
from secondsource.desk import create_app
from secondsource.model.acting import acts
from secondsource.publish import Terms, edition, export
from secondsource.publish.exchange import EXCHANGE
from secondsource.publish.rows import ROWS
from secondsource.store import CaseView

from .hostile import ATTACKS, ELEMENT, ORDERS

HERE = "http://127.0.0.1:8765"
ACTIVE = {ELEMENT, "iframe", "object", "embed", "base", "img", "frame", "foreignobject", "applet", "link"}
EVIL = re.compile(r"(?i)^\s*(?!https?:|/|#|\?|mailto:)[a-z][a-z0-9+.-]*:")


def written(view: CaseView, what: str, format: str) -> bytes:
    file = io.BytesIO()
    export(view, what, format, file)
    return file.getvalue()


def holds_still(markup: str, *, style: bool, root=None) -> None:
    """Nothing in a page or picture acts: no element, attribute or address that came from a document."""
    assert not acts(markup)
    tree = lxml.html.document_fromstring(markup) if root is None else root
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2].lower()
        ours = (
            name == "link"
            and element.get("rel") in ("stylesheet", "alternate")
            and element.get("href", "").startswith("/")
        )
        assert name not in ACTIVE or ours, name
        if name == "script":
            assert (element.get("src"), element.text) == ("/desk.js", None)
        assert style or name != "style"
        for attribute, value in element.attrib.items():
            assert not attribute.lower().startswith("on")
            assert attribute.lower() not in ("srcdoc", "http-equiv") or name == "meta"
            if attribute.rpartition("}")[2] in ("href", "src", "action", "formaction"):
                assert not EVIL.match(value), value


def test_the_corpus_is_in_the_case(view: CaseView) -> None:
    told = " ".join(reading.report.text for reading in view.readings)
    assert len(view.reports) >= len(ATTACKS)
    assert f"<{ELEMENT}" in told and "=cmd|" in told and ORDERS in told and "\u202e" in told and "\x9b" in told
    assert len(view.claims) > 5


def test_no_page_of_the_desk_lets_it_act(folder: Path) -> None:
    client = TestClient(create_app(folder), base_url=HERE)
    client.__enter__()
    waiting = [
        "/",
        "/work",
        "/alerts",
        f"/search?q=<{ELEMENT}>",
        f'/?q="><{ELEMENT}>&outlet=%E2%80%AE',
        f"/<{ELEMENT}>",
    ]
    seen: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        kind = re.sub(r"(?<=[/=])[^/=&?]{12,}", "*", address.partition("?")[0])
        if seen.get(kind, 0) >= 2:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        answer = client.get(address)
        assert answer.status_code < 500, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        holds_still(answer.text, style=False)
        tree = lxml.html.document_fromstring(answer.text)
        waiting += [
            link
            for link in tree.xpath("//a/@href")
            if link.startswith("/") and not link.startswith(("/dossier/", "/language"))
        ]
    client.__exit__(None, None, None)
    assert len(seen) >= 20


def test_answers_of_the_api_can_be_shown_on_a_terminal(folder: Path) -> None:
    client = TestClient(create_app(folder), base_url=HERE)
    for part in ("claims", "reports", "statements", "relays", "search?q=builders", "network", "sources"):
        answer = client.get(f"/api/{part}")
        assert answer.status_code == 200
        assert not acts(answer.text)
        assert answer.headers["content-type"] == "application/json"
    said = json.dumps(client.get("/api/statements").json(), ensure_ascii=False)
    assert acts(said), "what stands in the JSON is what stood in the document"


class Terminal(io.TextIOWrapper):
    """Standard output of a program on a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


def on_terminal(monkeypatch: pytest.MonkeyPatch, arguments: list[str], *, tty: bool) -> str:
    out, told = io.BytesIO(), io.BytesIO()
    kind = Terminal if tty else io.TextIOWrapper
    with monkeypatch.context() as there:
        there.setenv("TERM", "xterm-256color")
        there.setenv("COLUMNS", "100")
        shown = [kind(file, encoding="utf-8", write_through=True) for file in (out, told)]
        there.setattr("sys.stdout", shown[0])
        there.setattr("sys.stderr", shown[1])
        with pytest.raises(SystemExit):
            program(arguments)
    return (out.getvalue() + told.getvalue()).decode()


COLOURS = re.compile(r"\x1b\[(?:[0-9;]*)m")


@pytest.mark.parametrize("tty", [True, False])
def test_no_command_lets_it_act_on_the_terminal(
    folder: Path, view: CaseView, monkeypatch: pytest.MonkeyPatch, tty: bool
) -> None:
    most = max(view.claims, key=lambda claim: len(claim.reports)).id
    case = ["--case", str(folder)]
    asked = [
        *(["show", *more, *case] for more in ([], ["--json"], ["--set-aside"], [most], [most, "--why"], [most, "--json"])),
        ["number", "24 workers", *case],
        ["search", "builders", *case],
        ["search", "told", "--format", "jsonl", *case],
        ["law", "said", *case],
        ["law", "explain", most, "UN-2397-8", *case],
        ["forecast", "found", *case],
        ["verify", *case],
        ["export", "--what", "reports", "--format", "jsonl", *case],
        ["export", "--what", "statements", "--format", "csv", *case],
        *(["read", str(folder.parent / "in" / f"{at:02}.json"), *more] for at in (6, 13, 14, 15) for more in ([], ["--explain"])),
        ["show", "\x1b[2J\u202e", *case],
        ["read", str(folder.parent / "in" / "\x1b]0;owned\x07.txt")],
    ]  # fmt: skip
    for arguments in asked if tty else asked[1:9:2]:
        said = on_terminal(monkeypatch, arguments, tty=tty)
        assert "\x1b[31m" not in said, arguments
        assert not acts(COLOURS.sub("", said) if tty else said), arguments
    loud = on_terminal(monkeypatch, ["read", str(folder.parent / "in" / "06.json"), "--explain"], tty=tty)
    assert "[red]loud[/red]" in COLOURS.sub("", loud).replace("\n", " ")


FORMULA = re.compile(r"[ \u00a0\u3000]*[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


@pytest.mark.parametrize("apart", [",", ";", "\t"])
def test_no_cell_of_a_table_is_run_however_a_spreadsheet_takes_it_apart(view: CaseView, apart: str) -> None:
    seen = 0
    for what in ROWS:
        for row in csv.reader(io.StringIO(written(view, what, "csv").decode(), newline=""), delimiter=apart):
            for cell in row:
                assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), (what, cell)
                seen += "=cmd|" in cell
    assert seen > 3


def test_a_workbook_holds_texts_and_no_formula(view: CaseView) -> None:
    data = written(view, "case", "xlsx")
    book, seen = openpyxl.load_workbook(io.BytesIO(data)), 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    assert not acts(cell.value)
                    if FORMULA.match(cell.value):
                        seen += 1
                        assert cell.quotePrefix and cell.data_type in ("s", "inlineStr")
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target.startswith(("http://", "https://"))
    assert seen > 3
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]


@pytest.mark.parametrize("format", sorted({"jsonl", "json", *EXCHANGE} - {"xlsx"}))
def test_no_file_of_another_program_lets_it_act_on_a_terminal(view: CaseView, format: str) -> None:
    for what in ("reports", "statements", "claims") if format in ("jsonl", "json") else ("case",):
        said = written(view, what, format).decode()
        assert not acts(said)
        if format in ("gexf", "graphml"):
            lxml.etree.fromstring(said.encode())
        elif format not in ("provn", "bibtex"):
            assert all(
                json.loads(part) for part in (said.splitlines() if format in ("jsonl", "ftm") else [said]) if part
            )


def dossier(view: CaseView, format: str, form: str = "report") -> bytes:
    return edition(view, format, False, terms=Terms(form=form, language="en")).data


@pytest.mark.parametrize("form", ["report", "letter"])
def test_a_dossier_as_a_page_lets_nothing_act(view: CaseView, form: str) -> None:
    markup = dossier(view, "html", form).decode()
    holds_still(markup, style=True)
    tree = lxml.html.document_fromstring(markup)
    assert len(tree.xpath("//style")) == 1
    assert not tree.xpath("//script")


def test_a_dossier_in_markdown_holds_no_markup_of_a_document(view: CaseView) -> None:
    markdown = pytest.importorskip("markdown_it")
    said = dossier(view, "md").decode()
    assert not acts(said)
    assert set(re.findall(r"<(?!https?:)/?([a-z]+)", said, re.IGNORECASE)) <= {"a", "br", "details", "summary"}
    page = markdown.MarkdownIt("gfm-like", {"linkify": False}).render(said)
    tree = lxml.html.document_fromstring(page)
    assert not tree.xpath(f"//img|//script|//{ELEMENT}|//*[@onclick]")
    for link in tree.xpath("//a/@href"):
        assert link.startswith(("#", "https://post.example")), link
    shown = re.sub(r"<[^>]+>|&lt;|https://post\S+", "", said)
    assert not re.search(r"(?i)\b(https?|mailto):|\bwww\.", shown), "a renderer would make a link of it"


def test_a_dossier_in_word_has_no_field_object_or_address_of_a_document(view: CaseView) -> None:
    parts = zipfile.ZipFile(io.BytesIO(dossier(view, "docx")))
    for name in parts.namelist():
        assert not re.search(r"(?i)embed|activex|vba|altchunk|macro", name)
        if not name.endswith((".xml", ".rels")):
            continue
        tree = lxml.etree.fromstring(parts.read(name))
        said = "".join(tree.itertext())
        assert not acts(said)
        for element in tree.iter():
            kind = lxml.etree.QName(element).localname if isinstance(element.tag, str) else ""
            assert kind not in ("altChunk", "object", "OLEObject", "control", ELEMENT)
            if kind == "instrText":
                assert not re.search(r"(?i)dde|include|link\b|macro|shell", element.text or "")
            if kind == "Relationship" and element.get("TargetMode") == "External":
                assert element.get("Target", "").startswith(("http://", "https://"))


def test_a_dossier_as_pdf_runs_nothing_and_reads_no_file(view: CaseView) -> None:
    data = dossier(view, "pdf", "letter")
    for word in (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA ", b"javascript:"):
        assert word not in data
    document = pypdfium2.PdfDocument(data)
    said = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "root:" not in said
    assert 'read("/etc/passwd")' in re.sub(r"\s", "", said).replace("read(", "read(").replace("“", '"').replace(
        "”", '"'
    )


def test_pictures_are_whole_and_hold_no_script(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "number.svg"
    on_terminal(monkeypatch, ["number", "24 workers", "--svg", str(file), "--case", str(folder)], tty=False)
    client = TestClient(create_app(folder), base_url=HERE)
    drawn = [file.read_text()]
    for page in ("/numbers/history?what=workers", "/timeline", "/map", "/network"):
        tree = lxml.html.document_fromstring(client.get(page).text)
        drawn += [lxml.html.tostring(picture, encoding="unicode") for picture in tree.xpath("//svg")]
    assert len(drawn) >= 4
    root = lxml.etree.fromstring(drawn[0].encode())
    holds_still(drawn[0], style=False, root=root)
    for picture in drawn[1:]:
        assert not acts(picture) and "<script" not in picture and f"<{ELEMENT}" not in picture


def test_an_outlet_that_looks_like_another_is_not_taken_for_it(view: CaseView) -> None:
    outlets = {r.outlet.value for r in view.reports if r.outlet}
    assert "Rеutеrs Post" in outlets  # with two letters that are Cyrillic
    assert "Reuters Post" not in outlets
    assert all("\u200b" not in name and "\u202e" not in name for name in outlets)
