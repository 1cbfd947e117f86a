"""One capture's time stamp as a file of its own: whoever has the capture can check it without the case, offline."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.model import SecondsourceError, digest_of
from secondsource.store import Case
from secondsource.store.stamps import Kept, Statement
from secondsource.store.stamps.tree import path, top

from .stamping import BadStamp, Token, read

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FORMAT = "secondsource proof of time 1"


class NotStamped(SecondsourceError):
    """No authority has stamped this capture yet. Ask one with `secondsource stamp --case DIR --authority URL`."""


class BadProof(SecondsourceError):
    """This file is no proof of time, or was changed. Take the file as `secondsource custody --proof` wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What a proof shows: bytes of this digest were there when the authority stamped it."""

    capture: str
    token: Token
    authority: str


def prove(case: Case, capture: str) -> bytes:
    """The proof for a capture, as JSON; of several stamps the earliest.

    Raises:
        NotStamped: if there is none yet.
    """
    answered = [kept for kept in case.stamps.of(capture) if kept.answer]
    if not answered:
        raise NotStamped
    kept = min(answered, key=lambda k: (read(k).at, k.statement.name))
    at = kept.captures.index(capture)
    value = {
        "format": FORMAT,
        "capture": capture,
        "position": at,
        "path": path(kept.captures, at),
        "statement": kept.statement.data.decode(),
        "request": base64.b64encode(kept.request).decode(),
        "answer": base64.b64encode(kept.answer).decode(),
    }
    return (json.dumps(value, indent=1) + "\n").encode()


def proven(proof: bytes, roots: Sequence[Certificate] = (), original: bytes | None = None) -> Proven:
    """What a proof shows.

    Args:
        proof: as `prove` gives it.
        roots: the authority's certificates; without any the signature is not checked.
        original: the bytes of the capture, if they are at hand.

    Raises:
        BadProof: if it shows nothing. BadStamp: if the authority's answer does not fit.
    """
    try:
        value = json.loads(proof)
        if value["format"] != FORMAT:
            raise BadProof
        statement = Statement.read(value["statement"].encode())
        capture, at, beside = str(value["capture"]), int(value["position"]), [str(h) for h in value["path"]]
        request, answer = (base64.b64decode(value[name], validate=True) for name in ("request", "answer"))
        reached = top(capture, at, statement.size, beside)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise BadProof from error
    if reached != statement.root:
        raise BadProof(
            f"The proof does not lead from the capture {capture} to what was stamped: one of the two was changed."
        )
    if original is not None and digest_of(original) != capture:
        raise BadProof(f"The file is not the capture {capture} that the proof is of: not a bit of it may differ.")
    token = read(Kept(statement=statement, captures=(capture,), request=request, answer=answer), roots)
    return Proven(capture=capture, token=token, authority=statement.authority)


__all__ = ["BadProof", "BadStamp", "NotStamped", "Proven", "prove", "proven"]
