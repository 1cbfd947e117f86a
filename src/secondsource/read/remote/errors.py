"""Why a remote reader could not read a report, named after the user's situation. The report is set aside, the run goes on."""

from __future__ import annotations

from typing import ClassVar

from ...model import SecondsourceError, Unreadable


class BadReaderSettings(SecondsourceError):
    """The settings of the remote reader are not as they should be. Mend [reader] in case.toml or SECONDSOURCE_READER_*."""


class HostNotAllowed(SecondsourceError):
    """The case asks for its texts to be sent to another machine. Allow it with SECONDSOURCE_READER_ALLOW, or take [reader] out of case.toml."""


class RemoteProblem(Unreadable):
    """The remote reader could not read the report. Run the same command again, or use the built-in reader."""

    again: ClassVar[bool] = False
    """Whether asking once more may help."""
    passing: ClassVar[bool] = False
    """Whether the fault lies with the connection and not with the report: a later run should try it again."""

    def __init__(self, message: str | None = None, *, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait
        """Seconds that the server asks to wait."""


class NoConnection(RemoteProblem):
    """The remote reader could not be reached. Check that its server runs and that its address is right, then run again."""

    again = passing = True


class TooSlow(RemoteProblem):
    """The remote reader did not finish its answer in time. Raise `timeout` in [reader] or choose a faster model, then run again."""

    again = passing = True


class TooManyRequests(RemoteProblem):
    """The remote reader takes no more requests for now (429). Run again later; what was read so far stays."""

    again = passing = True


class ServerFailed(RemoteProblem):
    """The remote reader failed inside. Run again later; what was read so far stays."""

    again = passing = True


class KeyRefused(RemoteProblem):
    """The remote reader refused the key. Put a valid one into SECONDSOURCE_READER_KEY, then run again."""

    passing = True


class WrongAddress(RemoteProblem):
    """There is no chat endpoint at the address of the remote reader. Enter the address that ends before /chat/completions."""

    passing = True


class RequestRefused(RemoteProblem):
    """The remote reader refused the request. Check the name of the model and how long a text it takes (`piece` in [reader])."""


class RequestNotUnderstood(RequestRefused):
    """The remote reader did not understand the request. Check the name of the model and how long a text it takes (`piece` in [reader])."""


class AnswerTooLong(RemoteProblem):
    """The remote reader's answer was longer than any reading could be and was not taken. Choose another model."""


class AnswerCutOff(RemoteProblem):
    """The remote reader's answer broke off at its limit. Choose a smaller `piece` in [reader]."""


class AnswerEmpty(RemoteProblem):
    """The remote reader answered nothing. Choose another model, or use the built-in reader."""

    again = True


class AnswerNotJson(RemoteProblem):
    """The remote reader did not answer in JSON. Choose a model that follows instructions, or use the built-in reader."""

    again = True


class AnswerUnusable(RemoteProblem):
    """The remote reader's answer has not the form asked for. Choose a model that follows instructions, or use the built-in reader."""

    again = True


class AnswerInvented(RemoteProblem):
    """Nothing that the remote reader quoted stands in the report, so nothing was taken. Choose another model, or use the built-in reader."""

    again = True


class ReportTooLong(RemoteProblem):
    """The report is longer than the remote reader may be sent. Raise `longest` in [reader], or use the built-in reader."""
