"""How the program begins and ends.

Only what Python has loaded already, or loads at once, is imported here; the rest comes with the commands, inside `main`.
So an interrupt while it loads, which takes some tenths of a second, ends like any other.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from secondsource.discreet import quiet

from .codes import OLDEST, STOPPED, Code, incomplete


def main() -> None:
    """Runs the program with the arguments of the process."""
    if sys.version_info < OLDEST:
        sys.exit("secondsource: Python {}.{} or later is needed, and this is {}.{}.".format(*OLDEST, *sys.version_info))
    quiet()
    _speak()
    try:
        try:
            from .commands import app
            from .completion import asked

            asked()
            app()
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(Code.INTERRUPTED)
    except ImportError as error:
        if os.environ.get("SECONDSOURCE_DEBUG"):
            raise
        sys.stderr.write(f"secondsource: {incomplete(error)}\n")
        sys.exit(Code.ERROR)
    except BrokenPipeError:
        # Whoever read the output has seen enough (`... | head`).
        _drop_output()
        sys.exit(Code.FINE)
    except OSError as error:
        # Help is written before any command is called; where even that fails, the screen or disk behind it is gone.
        sys.stderr.write(f"secondsource: Nothing could be written ({error.strerror}). Check where the output goes.\n")
        _drop_output()
        sys.exit(Code.ERROR)


def _speak() -> None:
    """Lets every script be written: files and pipes get UTF-8, and a screen that shows less gets a sign for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
        if encoding != "utf8" and hasattr(stream, "reconfigure"):
            if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _drop_output() -> None:
    from .output import drop

    drop()


def __getattr__(name: str) -> Any:
    """`app`, the commands themselves, for whoever wants them without running the program (tests, the reference pages)."""
    if name == "app":
        from .commands import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


if __name__ == "__main__":
    main()
