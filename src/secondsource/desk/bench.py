"""Where decisions made on the desk are written down: one person on this machine, every form with a token of this process.

A page elsewhere on the web cannot read the token, so it cannot decide anything in the reader's name (OWASP, synchronizer token pattern).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request

from secondsource import pipeline
from secondsource.model import Decision, DecisionKind, LedgerEntry, SecondsourceError
from secondsource.store import Case

LONGEST = 64 * 1024
"""Bytes of a form that are taken."""
WHO = "who"
"""Name of the cookie that remembers who decides."""


class OldPage(SecondsourceError):
    """The page was made before the desk was started anew, or comes from elsewhere. Go back, load it again, and decide once more."""


class NotHere(SecondsourceError):
    """Decisions are made on the machine that holds the case. This desk is served to others and only shows it."""


class Incomplete(SecondsourceError):
    """Something is missing from the form. The message says what."""


class TooLong(Incomplete):
    """What was sent is longer than a form of this desk can be. Write the reason shorter, and decide once more."""

    def __init__(self) -> None:
        super().__init__(
            "What was sent is longer than a form of this desk can be. Write the reason shorter, and decide once more."
        )


class Bench:
    """Takes decisions for the case in a folder.

    Args:
        folder: the case's folder.
        open_here: whether decisions are taken at all.
    """

    def __init__(self, folder: Path, *, open_here: bool = True) -> None:
        self.folder = folder
        self.open_here = open_here
        self.token = secrets.token_urlsafe(24)

    async def sent(self, request: Request) -> dict[str, str]:
        """The fields of the form in a request; no more of it is read than a form can hold. Raises what `form` raises."""
        self._opened()
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > LONGEST:
                raise TooLong
        return self.form(bytes(body), request.headers.get("content-type", ""))

    def form(self, body: bytes, content_type: str) -> dict[str, str]:
        """The fields of a form that one of our own pages sent, the last value of each.

        Raises:
            NotHere: if no decisions are taken here.
            OldPage: if the token is not ours.
            TooLong: if it is longer than a form can be.
            Incomplete: if it is no form.
        """
        self._opened()
        if len(body) > LONGEST:
            raise TooLong
        if not content_type.startswith("application/x-www-form-urlencoded"):
            raise Incomplete("That is no form of this desk.")
        try:
            given = parse_qs(
                body.decode("utf-8"), keep_blank_values=True, max_num_fields=200, encoding="utf-8", errors="strict"
            )
        except ValueError as error:
            raise Incomplete("That is no form of this desk.") from error
        fields = {name: values[-1] for name, values in given.items()}
        if not hmac.compare_digest(fields.pop("token", "").encode(), self.token.encode()):
            raise OldPage(
                "The page was made before the desk was started anew, or comes from elsewhere. Go back, load it again, and decide once more."
            )
        return fields

    def _opened(self) -> None:
        if not self.open_here:
            raise NotHere(
                "Decisions are made on the machine that holds the case. This desk is served to others and only shows it."
            )

    def decide(
        self,
        kind: DecisionKind,
        target: str,
        fields: Mapping[str, str],
        values: Mapping[str, str],
        *,
        reason_needed: bool = True,
    ) -> LedgerEntry:
        """Writes the decision down and brings what follows from it up to date.

        Args:
            kind: what is decided.
            target: id of what it is about.
            fields: `who` and `why` of the form.
            values: what it sets.
            reason_needed: whether it may do without a reason.

        Raises:
            Incomplete: if nobody decides, or no reason is given where one is needed.
            CaseBusy, ReadOnly: if the case cannot be written to.
        """
        who, why = fields.get("who", "").strip()[:200], fields.get("why", "").strip()[:2000]
        if not who:
            raise Incomplete("Say who decides. The name is kept with the decision.")
        if reason_needed and not why:
            raise Incomplete("Say why. Whoever reads the case later must be able to judge it.")
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        made = Decision(kind=kind, object=target, who=who, at=now, why=why, values=dict(values))
        with Case.open(self.folder) as case:
            pipeline.decide(case, made)
            return case.ledger.entries()[-1]
