"""What libraries and faults say on the way may quote a document, and with it people: of it only the kind and the place are passed on."""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
import warnings
from pathlib import Path

_HERE = Path(__file__).parent


def quiet() -> None:
    """Lets nothing that a library says of what it reads reach the screen or a log of this process; with SECONDSOURCE_DEBUG everything does.

    For a program of ours, not for whoever imports us: it sets what holds for all of the process.
    """
    if os.environ.get("SECONDSOURCE_DEBUG"):
        return
    if not logging.getLogger().handlers:  # else what nobody handles goes to standard error
        logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    threading.excepthook = lambda told: _tell(told.exc_value) if told.exc_value is not None else None
    sys.unraisablehook = lambda told: _tell(told.exc_value) if told.exc_value is not None else None
    sys.excepthook = lambda _kind, error, _trace: _tell(error)


def kept_from(*loggers: str) -> None:
    """Lets these loggers name faults without their words; with SECONDSOURCE_DEBUG they say everything."""
    for name in loggers:
        logger = logging.getLogger(name)
        if not any(isinstance(one, _Nameless) for one in logger.filters):
            logger.addFilter(_Nameless())


def named(error: BaseException) -> str:
    """The kind of a fault and where of ours it happened, in words that no document can be in.

    >>> try:
    ...     {}["Kim"]
    ... except KeyError as error:
    ...     named(error)
    'KeyError'
    """
    place = ""
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_HERE):
            place = f" at {path.relative_to(_HERE).as_posix()}:{frame.lineno}"
    return f"{type(error).__name__}{place}"


class _Nameless(logging.Filter):
    """Takes a fault's words out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is logged: always, with the fault named."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not os.environ.get("SECONDSOURCE_DEBUG"):
            record.msg = f"A fault of the program ({named(error)}). SECONDSOURCE_DEBUG=1 shows more; please report it."
            record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
        return True


def _tell(error: BaseException) -> None:
    sys.stderr.write(f"secondsource: A fault of the program ({named(error)}). SECONDSOURCE_DEBUG=1 shows more.\n")
