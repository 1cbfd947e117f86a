"""Passwords: which are taken, and how they are kept.

Kept as Argon2id digests with the second recommended parameters of RFC 9106 (64 MiB, 3 passes, 4 lanes). What is asked of a password follows
NIST SP 800-63B-4, section 3.1.1.2: fifteen characters or more where it is the only factor, none that leaked or is easily guessed, no rules of composition, no expiry.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import Any

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from .errors import WeakPassword

LEAST, MOST = 15, 200
"""Characters of a password."""
HARD = 1e10
"""Guesses that a password must withstand (the highest of the five grades of zxcvbn)."""
CONTEXT = (
    *("secondsource", "second source", "desk", "case", "keeper", "reviewer", "analyst", "reader"),
    *("north korea", "dprk", "pyongyang", "kuwait", "sanctions", "labour", "source", "dossier"),
)
"""Words that whoever attacks this program tries first."""
_AT_ONCE = BoundedSemaphore(2)
"""Each digest takes 64 MiB while it is worked out."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@cache
def hasher() -> PasswordHasher:
    """What makes and checks digests."""
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, type=Type.ID)


def weakness(password: str, name: str = "") -> str:
    """What speaks against a password, in a sentence; empty if nothing does.

    >>> weakness("short")
    'A password has at least 15 characters; several words are easiest to remember.'
    """
    if len(password) < LEAST:
        return f"A password has at least {LEAST} characters; several words are easiest to remember."
    if len(password) > MOST:
        return f"A password has at most {MOST} characters."
    if name and len(name) >= 3 and name.casefold() in password.casefold():
        return "That password holds the name of the account. Take words that have nothing to do with it."
    if _guesses(password, name) < HARD:
        return "That password is among those that are tried first. Take several words that have nothing to do with each other."
    return ""


def _guesses(password: str, name: str) -> float:
    """How many guesses a password withstands, by its first 72 characters (zxcvbn, Wheeler 2016): 30,000 passwords that leaked most often, words, names,
    dates, rows of keys, repetitions, and what belongs to this program or the account.
    """
    from zxcvbn import zxcvbn

    found: dict[str, Any] = zxcvbn(password[:72], user_inputs=[*CONTEXT, *name.split()])
    return float(found["guesses"])


def digest_of(password: str, name: str = "") -> str:
    """The digest to be kept. Raises WeakPassword if the password is not taken."""
    plain = _plain(password)
    said = weakness(plain, name)
    if said:
        raise WeakPassword(said)
    with _AT_ONCE:
        return hasher().hash(plain)


def fits(digest: str | None, password: str) -> bool:
    """Whether the password is the one of the digest. Where there is none, it takes as long as if there were."""
    plain = _plain(password[: MOST + 1])
    with _AT_ONCE:
        try:
            return hasher().verify(digest or _nobody(), plain) and digest is not None
        except (VerificationError, InvalidHashError):
            return False


def made_up() -> str:
    """A password for the first sign-in: five groups of four, 99 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(5))


@cache
def _nobody() -> str:
    return hasher().hash(secrets.token_urlsafe(24))


def _plain(password: str) -> str:
    """The same characters however a keyboard composes them (NIST SP 800-63B-4: NFKC)."""
    return unicodedata.normalize("NFKC", password)
