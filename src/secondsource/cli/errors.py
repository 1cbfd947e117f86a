"""One sentence for every error, whatever command it comes from; a traceback only where SECONDSOURCE_DEBUG is set."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from .codes import STOPPED, Code, incomplete
from .on_demand import OnDemand


class Sentences(OnDemand):
    """A command group that ends with a sentence and an exit code instead of a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; see `docs/reference/exit-codes.md` for how it may end. Whatever it writes is its owner's alone."""
        mask = os.umask(0o077)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            _debug()
            print(STOPPED, file=sys.stderr)
            raise typer.Exit(Code.INTERRUPTED) from error
        except ImportError as error:
            _debug()
            print(f"secondsource: {incomplete(error)}", file=sys.stderr)
            raise typer.Exit(Code.ERROR) from error
        except Exception as error:
            if type(error).__module__.startswith(("typer", "click")):
                raise
            raise typer.Exit(_said(error)) from error
        finally:
            os.umask(mask)


def _said(error: Exception) -> int:
    """Says what happened, and gives the exit code for it."""
    from secondsource.model import SecondsourceError

    from .output import drop, note

    if isinstance(error, SecondsourceError):
        _debug()
        note(f"secondsource: {error}")
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        drop()
        return Code.FINE
    _debug()
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        note(
            f"secondsource: {what}{error.strerror or type(error).__name__}. Check the path, its permissions and the disk."
        )
        return Code.ERROR
    # The error's own words may quote a document, and with it people; its name does not.
    print(
        f"secondsource: A fault of the program ({type(error).__name__}). "
        "SECONDSOURCE_DEBUG=1 shows where; please report it.",
        file=sys.stderr,
    )
    return Code.ERROR


def _debug() -> None:
    if os.environ.get("SECONDSOURCE_DEBUG"):
        raise
