"""The case to take along as a dossier: a page to choose form, format and language, and the file itself."""

from __future__ import annotations

from threading import Lock

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from secondsource.model import Marking, SecondsourceError
from secondsource.publish import DOSSIER_FORMATS, Terms, edition
from secondsource.publish.tongue import say
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry

from .. import dossier_page
from ..bench import now
from ..shelf import Shelf
from ..visiting import visitor

_MEDIA = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
MOST = {"html": 20_000, "md": 20_000, "docx": 2_000, "pdf": 500}
"""Claims, or reports, of a case up to which the desk writes a format; a larger one takes too much of the machine that others wait for."""


def router(shelf: Shelf, office: Office) -> APIRouter:
    """`/dossier`, and the files below it."""
    found = APIRouter()
    alone = Lock()

    @found.get("/dossier", response_class=HTMLResponse)
    def choose() -> str:
        return dossier_page.page(shelf.shown())

    @found.get("/dossier/file")
    def taken(
        format: str = "html",
        form: str = "report",
        standard: str = "reasonable_grounds",
        language: str = "en",
        redacted: str = "",
        up_to: str = "",
        manifest: str = "",
    ) -> Response:
        shown = shelf.shown()
        if format not in DOSSIER_FORMATS:
            raise HTTPException(404, say("A dossier is to be had as html, md, docx or pdf."))
        if max(len(shown.claims), len(shown.view.reports)) > MOST[format]:
            raise HTTPException(
                413,
                say(
                    "The case is too large to be written as {format} while others wait. Write it on the command line: secondsource dossier.",
                    format=format,
                ),
            )
        try:
            marking = Marking.parse(up_to) if up_to else None
            with alone:  # one at a time: each takes a processor and some hundred megabytes
                made = edition(
                    shown.view,
                    format,
                    bool(redacted),
                    up_to=marking,
                    terms=Terms(form=form, standard=standard, language=language),
                )
        except SecondsourceError as error:
            raise HTTPException(400, say("That dossier cannot be written: {why}", why=str(error))) from error
        somebody = visitor().person
        if somebody is not None:
            more = {"what": f"dossier.{format}", "form": form, "language": language, "redacted": str(bool(redacted))}
            office.record.add(Entry(who=somebody.name, at=now(), act=Deed.TAKEN, more=more))
        name = f"dossier-{form}-{language}{'-redacted' if redacted else ''}.{format}"
        if manifest:
            headers = {"Content-Disposition": f'attachment; filename="{name}.manifest.json"'}
            return Response(made.manifest, media_type="application/json", headers=headers)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(made.data, media_type=_MEDIA[format], headers=headers)

    return found
