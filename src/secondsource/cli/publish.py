"""`export`, `dossier` and `serve`: the case on its way out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer

from secondsource.model import Marking

from .options import DEFAULT_CASE, CaseDir, Quiet, opened
from .output import note


class What(StrEnum):
    """What can be exported."""

    STATEMENTS = "statements"
    MENTIONS = "mentions"
    CLAIMS = "claims"
    RELAYS = "relays"
    FINDINGS = "findings"
    INDICATORS = "indicators"
    GRADES = "grades"
    FIGURES = "figures"
    LOOPS = "loops"
    REPORTS = "reports"
    CASE = "case"


class TableFormat(StrEnum):
    """Formats of an export."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    FTM = "ftm"
    STIX = "stix"
    PROV = "prov"
    PROVN = "provn"
    CLAIMREVIEW = "claimreview"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSL = "csl"
    BIBTEX = "bibtex"


class PageFormat(StrEnum):
    """Formats of a dossier."""

    HTML = "html"
    MD = "md"
    DOCX = "docx"
    PDF = "pdf"


class FormName(StrEnum):
    """Forms of a dossier."""

    REPORT = "report"
    LETTER = "letter"
    CUSTOMS = "customs"
    PRESS = "press"


class StandardName(StrEnum):
    """Standards of evidence."""

    REASONABLE_GROUNDS = "reasonable_grounds"
    BALANCE = "balance"
    CLEAR_AND_CONVINCING = "clear_and_convincing"


class Language(StrEnum):
    """Languages of a dossier."""

    EN = "en"
    KO = "ko"


Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to; standard output if not given.")
]


UpTo = Annotated[
    str | None,
    typer.Option(
        "--up-to",
        metavar="MARKING",
        help="Leave out the reports marked more strictly (TLP), and count everything anew without them.",
        show_default=False,
    ),
]


Redacted = Annotated[
    bool,
    typer.Option(
        "--redacted",
        help="An edition that is safe to share: also without what could tell who a source or a private person is.",
    ),
]
EditionName = Annotated[
    str,
    typer.Option(
        "--edition",
        metavar="NAME",
        help="Name of a redacted edition: another one gives other letters.",
        show_default=False,
    ),
]


def export(
    what: Annotated[
        What | None,
        typer.Option(
            "--what", help="Which records; jsonl, json, csv and parquet need it, the others take the whole case."
        ),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
    format: Annotated[TableFormat, typer.Option("--format", help="In which format.")] = TableFormat.JSONL,
    redacted: Redacted = False,
    edition: EditionName = "",
    up_to: UpTo = None,
    out: Out = None,
) -> None:
    """Write records of the case, or the whole case in a format of exchange. Personal data stay masked; --redacted makes them safe to share."""
    from secondsource import publish

    if what is None and format.value in publish.FORMATS:
        raise typer.BadParameter(f"say which records: {', '.join(publish.WHAT)}", param_hint="--what")
    with opened(case) as open_case:
        view = open_case.view()
    publish.export(
        view,
        what.value if what else publish.WHOLE,
        format.value,
        out,
        up_to=_marking(up_to),
        redacted=redacted,
        edition=edition,
        sealed=_closed(case),
    )
    _say_closed(case)


def dossier(
    case: CaseDir = DEFAULT_CASE,
    format: Annotated[PageFormat, typer.Option("--format", help="In which format.")] = PageFormat.HTML,
    form: Annotated[
        FormName,
        typer.Option(
            "--form",
            help="For whom: a report like a panel's, a letter to a State or committee, evidence for customs, a fact sheet.",
        ),
    ] = FormName.REPORT,
    standard: Annotated[
        StandardName, typer.Option("--standard", help="The standard of evidence that the dossier states and keeps to.")
    ] = StandardName.REASONABLE_GROUNDS,
    language: Annotated[Language, typer.Option("--language", help="In which language.")] = Language.EN,
    redacted: Redacted = False,
    edition: EditionName = "",
    up_to: UpTo = None,
    replies: Annotated[
        Path | None,
        typer.Option("--replies", metavar="FILE", help="What those who are named answered (TOML).", show_default=False),
    ] = None,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Write the case up, every sentence with its footnote. Personal data are masked in every edition.

    With --out a manifest is written beside it, by which `verify DOSSIER` can check it.
    """
    from secondsource import publish

    with opened(case) as open_case:
        view = open_case.view()
    made = publish.edition(
        view,
        format.value,
        redacted=redacted,
        up_to=_marking(up_to),
        terms=publish.Terms(form=form.value, standard=standard.value, language=language.value, edition=edition),
        replies=replies.read_bytes() if replies is not None else None,
        sealed=_closed(case),
    )
    _say_closed(case)
    if out is None:
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
        return
    beside = out.with_name(f"{out.name}.manifest.json")
    publish.write_whole(out, lambda file: _put(file, made.data))
    publish.write_whole(beside, lambda file: _put(file, made.manifest))
    if not quiet:
        note(f"Written to {out}, its manifest to {beside.name}.")


def serve(
    case: CaseDir = DEFAULT_CASE,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes one that is free.")
    ] = 8765,
    allow_others: Annotated[
        bool,
        typer.Option(
            "--allow-others",
            help="Let other machines read the case without accounts, or sign in without HTTPS (behind a proxy of your own that has it).",
        ),
    ] = False,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="NAME",
            help="Name under which others ask for it; it answers to no other. May be repeated.",
        ),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="Certificate for HTTPS, in PEM.")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Its private key, in PEM.")] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=16, help="How many processes answer; each has the case in memory.")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Open the case in the browser, on this machine; for a team, with accounts and a certificate, on others too."""
    from secondsource import desk

    opened(case).close()  # says if the ledger was changed
    told = _silent if quiet else note
    desk.serve(
        case,
        host,
        port,
        allow_others=allow_others,
        names=names or (),
        certificate=certificate,
        key=key,
        processes=processes,
        say=told,
    )


def _marking(text: str | None) -> Marking | None:
    return None if text is None else Marking.parse(text)


def _closed(case: Path) -> frozenset[str]:
    """The reports that are closed at the desk: a redacted edition does not say which they are."""
    from secondsource.store.office import Office

    office = Office(case)
    try:
        return frozenset(office.closings.all())
    finally:
        office.close()


def _say_closed(case: Path) -> None:
    """Says on standard error that closed reports go along: who may use the command line sees all of the case."""
    from secondsource.store.office import Office

    office = Office(case)
    try:
        number = len(office.closings.all())
    finally:
        office.close()
    if number:
        what = (
            "1 report that is closed at the desk is"
            if number == 1
            else f"{number} reports that are closed at the desk are"
        )
        note(f"{what} in it. Give it only to who may see them.")


def _silent(_: str) -> None:
    """Says nothing."""


def _put(file: IO[bytes], data: bytes) -> None:
    file.write(data)
