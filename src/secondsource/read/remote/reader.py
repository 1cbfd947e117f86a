"""The remote reader: asks a chat endpoint about each piece of a report and keeps what stands in the text."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ...model import Reading, Report
from ...subjects import Subject
from ..reader import Reader, default_reader
from .answer import understood
from .endpoint import Endpoint, Message
from .errors import AnswerCutOff, AnswerInvented, RemoteProblem, ReportTooLong
from .ground import Grounded, Grounding, joined
from .kept import Answers, Folder, NoAnswers, key_of
from .pieces import Piece, pieces
from .request import correction, messages, prompt_digest
from .settings import Settings, settings_from

VERSION = "1"
_LONGEST_WAIT = 30.0
"""Seconds between two attempts at most, whatever the server asks for: the next run goes on where this one stops."""
_GIVE_UP = 3
"""Reports in a row that the connection failed for, after which the rest of the run is not tried: 10,000 time limits take weeks."""

Ask = Callable[[list[Message]], str]
_log = logging.getLogger(__name__)


class RemoteReader:
    """A reader that asks an OpenAI-compatible chat endpoint.

    The model points at words; every word is located in the report's body or dropped with its statement.

    Args:
        settings: where to ask, and how patiently.
        pack: the subject pack.
        ask: sends messages and brings the answer; the endpoint of the settings if None.
        pause: waits that many seconds.
        answers: where answers are kept between runs.
    """

    name = "remote"

    def __init__(
        self,
        settings: Settings,
        pack: Subject,
        *,
        ask: Ask | None = None,
        pause: Callable[[float], None] = time.sleep,
        answers: Answers | None = None,
    ) -> None:
        self.settings = settings
        self.pack = pack
        self._ask = ask or Endpoint(settings)
        self._pause = pause
        self._answers = answers or NoAnswers()
        self._down = 0
        self._why: RemoteProblem | None = None

    @property
    def version(self) -> str:
        """Changes with the model, the prompt, the size of the pieces and this code."""
        return f"{VERSION} {self.settings.model} {prompt_digest()[:12]} {self.settings.piece}"

    def read(self, report: Report) -> Reading:
        """Statements and mentions of one report, in text order.

        Raises:
            RemoteProblem: if the endpoint cannot be asked, or does not answer as it should after all attempts.
        """
        length = sum(map(len, report.body()))
        if length > self.settings.longest:
            raise ReportTooLong(
                f"The report has {length:,} characters, and the remote reader may be sent {self.settings.longest:,}. "
                "Raise `longest` in [reader], or use the built-in reader."
            )
        grounding = Grounding(report, self.pack, f"remote:{self.settings.model}")
        try:
            parts = [self._piece(grounding, piece) for piece in pieces(report, self.settings.piece)]
        except RemoteProblem as problem:
            self._down = self._down + 1 if problem.passing else 0
            self._why = problem if problem.passing else None
            raise
        self._down, self._why = 0, None
        found = joined(parts)
        if found.dropped:
            _log.info("%s: %d statements dropped, their words are not in the text", report.id, found.dropped)
        return Reading(report=report, statements=found.statements, mentions=found.mentions)

    def _piece(self, grounding: Grounding, piece: Piece) -> Grounded:
        asked = messages(grounding.report, piece, self.pack)
        key = key_of(self.settings.model, asked)
        kept = self._answers.get(key)
        if kept is not None:
            try:
                return self._grounded(grounding, piece, kept)
            except RemoteProblem:
                _log.info("a kept answer no longer fits and is asked for again")
        try:
            return self._asked(grounding, piece, asked, key)
        except AnswerCutOff:
            halves = piece.halves()
            if halves is None:
                raise
            return joined([self._piece(grounding, half) for half in halves])

    def _asked(self, grounding: Grounding, piece: Piece, asked: list[Message], key: str) -> Grounded:
        if self._down >= _GIVE_UP and self._why is not None:
            raise type(self._why)(str(self._why))
        sent = asked
        for attempt in range(1, self.settings.attempts + 1):
            answered = False
            try:
                answer = self._ask(sent)
                answered = True
                found = self._grounded(grounding, piece, answer)
            except RemoteProblem as problem:
                if not problem.again or attempt == self.settings.attempts:
                    raise
                if answered:
                    sent = [*asked, correction(str(problem).partition(". ")[0] + ".")]
                else:
                    self._pause(min(problem.wait if problem.wait is not None else 2.0 ** (attempt - 1), _LONGEST_WAIT))
            else:
                self._answers.put(key, answer)
                return found
        raise AssertionError  # the last attempt returns or raises

    def _grounded(self, grounding: Grounding, piece: Piece, words: str) -> Grounded:
        answer = understood(words)
        found = grounding.ground(answer, piece)
        if answer.rows and not found.statements:
            raise AnswerInvented
        return found


def remote_from(
    table: Mapping[str, Any] | None,
    environ: Mapping[str, str],
    pack: Subject,
    *,
    answers: Path | None = None,
) -> RemoteReader | None:
    """The remote reader that a case and the environment configure; None if neither does.

    Args:
        table: `[reader]` of `case.toml`.
        environ: the process's environment.
        pack: the subject pack.
        answers: folder in which answers are kept, so that a rebuild gives the same again.

    Raises:
        BadReaderSettings: if a setting is not as it should be.
        HostNotAllowed: if only the case names the address of another machine.
    """
    settings = settings_from(table, environ)
    if settings is None:
        return None
    return RemoteReader(settings, pack, answers=Folder(answers) if answers is not None else None)


def reader_from(
    table: Mapping[str, Any] | None,
    environ: Mapping[str, str],
    pack: Subject,
    *,
    answers: Path | None = None,
) -> Reader:
    """The reader to use: the remote one if it is configured, else the built-in one."""
    return remote_from(table, environ, pack, answers=answers) or default_reader(pack)
