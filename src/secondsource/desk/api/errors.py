"""What goes wrong, in one shape: `{"error": {"code": ..., "message": ..., "hint": ...}}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from secondsource.model import SecondsourceError

from ..needs import Need
from .written import written

_MEDIA = "application/json"
_DESCRIBED = "/api/openapi.json describes every address and what it takes."
_CODES = {404: "not_found", 405: "only_reading", 421: "other_name"}


class Refused(Exception):
    """A request that cannot be answered.

    Args:
        status: the HTTP status.
        code: one word for programs, always the same for the same situation.
        message: one sentence: what happened.
        hint: one sentence: what to do next.
        again: after how many seconds asking again has a point; None if that is not known.
    """

    def __init__(
        self, status: int, code: str, message: str, hint: str = _DESCRIBED, *, again: int | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.hint, self.again = status, code, message, hint, again


def refusal(error: Refused, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that says so."""
    told = {"error": {"code": error.code, "message": error.message, "hint": error.hint}}
    known = {} if error.again is None else {"Retry-After": str(error.again)}
    return Response(written(told), error.status, headers={**known, **(headers or {})}, media_type=_MEDIA)


def not_found(what: str, hint: str) -> Refused:
    """Something that is not in the case.

    >>> not_found("claim", "Look again.").message
    'There is no such claim.'
    """
    return Refused(404, "not_found", f"There is no such {what}.", hint)


def nothing_here() -> Refused:
    """An address that the API does not have."""
    return Refused(404, "not_found", "There is nothing at this address.")


def not_yours(need: Need | None) -> Refused:
    """An address that somebody may not ask for.

    Args:
        need: what is asked of them; None if the address is declared nowhere.
    """
    if need is Need.INSIDE:
        return Refused(403, "not_yours", "What people note is not shown to others.", "Ask on the machine of the case.")
    return Refused(403, "not_yours", "That is for keepers of the case.", "Ask a keeper of the case.")


def code_of(error: type[SecondsourceError]) -> str:
    """The name of an error's class as a code.

    >>> class LostCapture(SecondsourceError): ...
    >>> code_of(LostCapture)
    'lost_capture'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", error.__name__).lower()


def of_error(error: SecondsourceError, status: int, *, again: int | None = None) -> Refused:
    """An error of the program: its first sentence says what happened, the others what to do next."""
    happened, _, then = str(error).partition(". ")
    return Refused(status, code_of(type(error)), f"{happened.rstrip('.')}.", then or _DESCRIBED, again=again)


def misread(error: RequestValidationError) -> Refused:
    """A parameter that does not fit: which one, and why. What was sent is not repeated."""
    first = error.errors()[0]
    name = str(first["loc"][-1])
    return Refused(400, "bad_parameter", f"The parameter `{name}` does not fit: {first['msg']}.")


def handle(app: FastAPI) -> None:
    """Gives the application these errors in place of its own."""

    @app.exception_handler(Refused)
    async def refused(_request: Request, error: Refused) -> Response:
        return refusal(error)

    @app.exception_handler(RequestValidationError)
    async def bad_parameter(_request: Request, error: RequestValidationError) -> Response:
        return refusal(misread(error))

    @app.exception_handler(SecondsourceError)
    async def unreadable(_request: Request, error: SecondsourceError) -> Response:
        return refusal(of_error(error, 503))

    @app.exception_handler(HTTPException)
    async def of_http(_request: Request, error: HTTPException) -> Response:
        said = HTTPStatus(error.status_code).phrase
        told = Refused(error.status_code, _CODES.get(error.status_code, "not_answered"), f"{said}: {error.detail}.")
        if error.status_code == 404:
            told = nothing_here()
        if error.status_code == 405:
            told = Refused(405, "only_reading", "The case can only be read here: ask with GET.")
        return refusal(told, error.headers)

    @app.exception_handler(Exception)
    async def fault(_request: Request, error: Exception) -> Response:
        # The error's own words may quote a document, and with it people; its name does not.
        return refusal(
            Refused(500, "fault", f"A fault of the program ({type(error).__name__}).", "Please report what was asked.")
        )
