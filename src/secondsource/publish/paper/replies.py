"""What those who are named answered, as it was entered in a file, to stand beside the claims it answers.

[[reply]]
of = "Ministry of Quays"
date = "2026-05-01"
how = "letter of the press office"
claims = ["c0a1b2c3d4e5"]
words = "No dock hand of ours has waited for pay."
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secondsource.model import PartialDate, SecondsourceError
from secondsource.store.view import CaseView

_KEYS = frozenset({"of", "date", "how", "claims", "words"})


class BadReplies(SecondsourceError):
    """The file of replies cannot be used. The message says what to change in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer.

    Args:
        of: who answers, as the dossier names them.
        date: the day of the answer, as text.
        how: how it was received.
        claims: ids of the claims it answers; empty for all in which they are named.
        words: the answer.
    """

    of: str
    date: str
    how: str
    claims: tuple[str, ...]
    words: str


def replies_of(data: bytes, view: CaseView, hide: Callable[[str], str] = str) -> tuple[Reply, ...]:
    """The replies in a file.

    Args:
        data: the file (TOML).
        view: the case, to know its claims.
        hide: hides in any words what must be hidden in the case.

    Raises:
        BadReplies: if it is no TOML, a key is missing or unknown, a day is none, or a claim is not in the case.
    """
    try:
        found = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadReplies(f"The file of replies is not TOML in UTF-8 ({error}). Mend it at that place.") from error
    entries = found.get("reply", [])
    if set(found) - {"reply"} or not isinstance(entries, list):
        raise BadReplies("The file of replies holds more than [[reply]] tables. Write nothing else into it.")
    return tuple(_reply(number, entry, view, hide) for number, entry in enumerate(entries, start=1))


def digest(data: bytes) -> str:
    """The SHA-256 of the file, for the manifest."""
    return hashlib.sha256(data).hexdigest()


def _reply(number: int, entry: Any, view: CaseView, hide: Callable[[str], str]) -> Reply:
    where = f"Reply {number} of the file of replies"
    if not isinstance(entry, dict) or (unknown := sorted(set(entry) - _KEYS)):
        names = ", ".join(unknown) if isinstance(entry, dict) else "no table"
        raise BadReplies(f"{where} has what no reply has ({names}). It may hold: {', '.join(sorted(_KEYS))}.")
    for name in ("of", "words"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise BadReplies(f"{where} lacks “{name}”. Write who answers as “of” and the answer as “words”.")
    day = str(entry.get("date", ""))
    if day:
        try:
            PartialDate(day)
        except ValueError as error:
            raise BadReplies(f"{where} has “{day}” as its date. Write it as 2026-05-01.") from error
    asked = entry.get("claims", [])
    if not isinstance(asked, list) or not all(isinstance(one, str) and one for one in asked):
        raise BadReplies(f"{where}: “claims” must be a list of ids of claims, as `secondsource show` prints them.")
    claims = []
    for one in asked:
        named = [one] if view.claim(one) else [claim.id for claim in view.claims if claim.id.startswith(one)]
        if len(named) != 1:
            raise BadReplies(f"{where} answers claim “{one}”, which names {len(named)} claims. Give the whole id.")
        claims += named
    how = entry.get("how", "")
    if not isinstance(how, str):
        raise BadReplies(f"{where}: “how” must be words.")
    return Reply(
        of=hide(entry["of"].strip()),
        date=day,
        how=hide(how.strip()),
        claims=tuple(claims),
        words=hide(" ".join(entry["words"].split())),
    )
