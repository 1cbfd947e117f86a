"""What the command's exit code says to a script. `docs/reference/exit-codes.md` is this table."""

from __future__ import annotations

from enum import IntEnum
from textwrap import fill


class Code(IntEnum):
    """Exit codes."""

    FINE = 0
    ERROR = 1
    USAGE = 2
    SET_ASIDE = 3
    PROBLEMS = 4
    INTERRUPTED = 130


MEANING = {
    Code.FINE: "done, nothing to report",
    Code.ERROR: "it could not be done; one sentence on standard error says why and what to do",
    Code.USAGE: "the command line is not understood",
    Code.SET_ASIDE: "done, but some documents could not be read and were set aside; `secondsource show --set-aside` lists them",
    Code.PROBLEMS: "`verify`, `backup`, `restore`, `doctor` or `subject check` found something wrong and lists it, `subject test` a type below its wish, or `subject cases` another outcome than expected",
    Code.INTERRUPTED: "interrupted; nothing is lost, the same command goes on from there",
}
STOPPED = "\nsecondsource: Interrupted. Nothing is lost: the same command goes on from there."
"""What is said on standard error at an interrupt; it begins a line of its own, behind the terminal's `^C`."""
OLDEST = (3, 11)
"""The oldest Python that runs the program."""
EPILOG = "\b\nExit codes:\n" + "\n".join(
    fill(words, 78, initial_indent=f"  {code.value:>3}  ", subsequent_indent=" " * 7) for code, words in MEANING.items()
)


def examples(*commands: str) -> str:
    """An epilogue for a command's help: how it is called, then the exit codes."""
    return "\b\nExamples:\n" + "\n".join(f"  secondsource {command}" for command in commands) + "\n\n" + EPILOG


def incomplete(error: ImportError) -> str:
    """What is said where a package that always comes with the program cannot be loaded."""
    named = f"The package “{error.name}”" if error.name else "A package"
    return f"{named} cannot be loaded: the installation is incomplete or damaged. Install secondsource again; `secondsource doctor` says what else is missing."
