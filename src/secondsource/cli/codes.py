"""What the command's exit code says to a script. `docs/reference/exit-codes.md` is this table."""

from __future__ import annotations

from enum import IntEnum


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
    Code.PROBLEMS: "`verify` or `doctor` found something wrong and lists it",
    Code.INTERRUPTED: "interrupted; nothing is lost, the same command goes on from there",
}
EPILOG = "Exit codes: " + "; ".join(f"{code.value} {words}" for code, words in MEANING.items()) + "."
