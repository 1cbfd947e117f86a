"""Where decisions made on the desk are written down, and every form of the desk is read: each carries a token of whoever fills it in.

A page elsewhere on the web cannot read the token, so it cannot decide anything in the reader's name (OWASP, synchronizer token pattern).
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request

from secondsource import pipeline
from secondsource.model import Act, Decision, DecisionKind, SecondsourceError
from secondsource.publish.tongue import say
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.office.proposals import Fate, Proposal
from secondsource.store.office.record import Deed, Entry
from secondsource.store.office.two import confirm

from .elsewhere import Elsewhere, settings_of
from .visiting import visitor

LONGEST = 64 * 1024
"""Bytes of a form that are taken."""


class OldPage(SecondsourceError):
    """The page was made before the desk was started anew, or comes from elsewhere. Go back, load it again, and decide once more."""


class NotHere(SecondsourceError):
    """Decisions are made on the machine that holds the case. This desk is served to others and only shows it."""


class NotYours(SecondsourceError):
    """Your account may not do that. Ask a keeper of the case; the page of your account says what you may do."""


class Incomplete(SecondsourceError):
    """Something is missing from the form. The message says what."""


class TooLong(Incomplete):
    """What was sent is longer than a form of this desk can be. Write the reason shorter, and decide once more."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "What was sent is longer than a form of this desk can be. Write the reason shorter, and decide once more."
            )
        )


class Bench:
    """Takes forms and decisions for the case in a folder.

    Args:
        folder: the case's folder.
        office: where people, proposals and the record are kept; that of the folder if None.

    Raises:
        BadProvider: if `case.toml` names a provider to sign in with that cannot be used.
    """

    def __init__(self, folder: Path, office: Office | None = None) -> None:
        self.folder = folder
        self.office = office or Office(folder)
        named = settings_of(folder)
        self.elsewhere = Elsewhere(named) if named else None

    @property
    def open_here(self) -> bool:
        """Whether whoever asks may take decisions."""
        return visitor().may(Act.DECIDE)

    @property
    def token(self) -> str:
        """What the forms of whoever asks must carry."""
        return visitor().token

    async def sent(self, request: Request) -> dict[str, str]:
        """The fields of the form in a request; no more of it is read than a form can hold. Whether they may send it, `needs` has said before.

        Raises:
            OldPage, TooLong, Incomplete: as `form` does.
        """
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > LONGEST:
                raise TooLong
        return self.form(bytes(body), request.headers.get("content-type", ""))

    def form(self, body: bytes, content_type: str) -> dict[str, str]:
        """The fields of a form that one of our own pages sent, the last value of each.

        Raises:
            OldPage: if the token is not that of whoever asks.
            TooLong: if it is longer than a form can be.
            Incomplete: if it is no form.
        """
        if len(body) > LONGEST:
            raise TooLong
        if not content_type.startswith("application/x-www-form-urlencoded"):
            raise Incomplete(say("That is no form of this desk."))
        try:
            given = parse_qs(
                body.decode("utf-8"), keep_blank_values=True, max_num_fields=200, encoding="utf-8", errors="strict"
            )
        except ValueError as error:
            raise Incomplete(say("That is no form of this desk.")) from error
        fields = {name: values[-1] for name, values in given.items()}
        expected, sent = self.token, fields.pop("token", "")
        if not expected or not hmac.compare_digest(sent.encode(), expected.encode()):
            raise OldPage(
                say(
                    "The page was made before the desk was started anew, or comes from elsewhere. Go back, load it again, and decide once more."
                )
            )
        return fields

    def decide(
        self,
        kind: DecisionKind,
        target: str,
        fields: Mapping[str, str],
        values: Mapping[str, str],
        *,
        reason_needed: bool = True,
    ) -> bool:
        """Writes the decision down and brings what follows from it up to date; where the case asks for a second pair of eyes it is proposed.

        Args:
            kind: what is decided.
            target: id of what it is about.
            fields: `who` and `why` of the form; who has an account decides in its name.
            values: what it sets.
            reason_needed: whether it may do without a reason.

        Returns:
            Whether it is in force; otherwise it waits for another person.

        Raises:
            Incomplete: if nobody decides, or no reason is given where one is needed.
            CaseBusy, ReadOnly: if the case cannot be written to.
        """
        who, why = self.named(fields), fields.get("why", "").strip()[:2000]
        if reason_needed and not why:
            raise Incomplete(say("Say why. Whoever reads the case later must be able to judge it."))
        at = now()
        made = Decision(kind=kind, object=target, who=who, at=at, why=why, values=dict(values))
        with Case.open(self.folder) as case:
            if case.about.eyes > 1:
                self.office.proposals.propose(made)
                self.office.record.add(
                    Entry(who=who, at=at, act=Deed.PROPOSED, object=target, more={"kind": kind.value})
                )
                return False
            pipeline.decide(case, made)
        return True

    def second(self, proposal: Proposal, fields: Mapping[str, str]) -> None:
        """Puts a proposal in force, signed by both.

        Args:
            proposal: one that waits.
            fields: `who` and `why` of the second person's form.

        Raises:
            SameEyes: if it is the first person.
            Overtaken: if somebody else settled it.
            CaseBusy, ReadOnly: if the case cannot be written to; then it waits on.
        """
        who, at = self.named(fields), now()
        if proposal.decision.kind is DecisionKind.HAND_OUT:
            # Nothing in the case follows from it; what is handed out asks the office.
            confirm(self.office, proposal, who, at)
            return
        self.office.proposals.settle(proposal, Fate.SECONDED, who, at, fields.get("why", "").strip()[:2000])
        try:
            with Case.open(self.folder) as case:
                pipeline.decide(case, replace(proposal.decision, second=who))
        except BaseException:
            self.office.proposals.wait_on(proposal)
            raise

    def named(self, fields: Mapping[str, str]) -> str:
        """Who signs a form: the account, or the name typed where nobody has one. Raises Incomplete if nobody does."""
        somebody = visitor()
        who = somebody.name if somebody.person else fields.get("who", "").strip()[:200]
        if not who:
            raise Incomplete(say("Say who decides. The name is kept with the decision."))
        return who


def now() -> str:
    """This instant, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
