"""The last resort: a fault of the program is answered without its words, and its kind and place, not what it says, go to the log.

An error's words may quote a document, and with it people; so may the values in a traceback. `SECONDSOURCE_DEBUG=1` shows all of it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("secondsource.desk")


class Faults:
    """Stands before everything else.

    Args:
        app: the application.
        answer: makes the page that says so.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self.app, self.answer = app, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, whatever happens."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if scope["type"] != "http":
                raise
            told(error)
            if not begun:
                await self.answer(Request(scope), error)(scope, receive, send)


def told(error: Exception) -> None:
    """Writes the kind and the place of a fault into the log."""
    places = [f"{Path(step.filename).name}:{step.lineno}" for step in extract_tb(error.__traceback__)[-4:]]
    LOG.error("A fault of the program: %s at %s.", type(error).__name__, " < ".join(reversed(places)))
    if os.environ.get("SECONDSOURCE_DEBUG"):
        LOG.error("All of it:", exc_info=error)
