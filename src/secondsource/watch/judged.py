"""What an answer means for a page that is watched: new, changed, the same, gone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from secondsource.collect.warc import to_warc
from secondsource.model import Transfer, digest_of
from secondsource.model.transfer import Fields
from secondsource.store.office.instants import instant, moment
from secondsource.store.watching import Address, Outcome, Source
from secondsource.store.watching.waiting import Parcel
from secondsource.subjects import Subject

from .fetch import decoded
from .fetch.errors import Interrupted, NotFetched, OtherKind
from .fetch.manners import Manners, fresh_for
from .keys import name_of
from .revisit import after_failure, after_refusal, after_success
from .wording import words_digest

_PAGE = re.compile(
    r"|text/.*|application/(?:xhtml\+xml|xml|pdf|x-pdf|json|octet-stream|msword|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)"
)
"""Media types that may be something to read; a server that names none may be right too."""
_HELD = 500
"""Characters of an entity tag or a day that are kept."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How an address stands after an answer: the address, what came of it, the sentence if it failed, and what is to come into the case."""

    address: Address
    outcome: Outcome
    why: str = ""
    status: int = 0
    size: int = 0
    parcel: Parcel | None = None


def judged(source: Source, address: Address, got: Transfer, pack: Subject, manners: Manners, now: datetime) -> Judged:
    """What an answer means for a page.

    Args:
        source: that led to it.
        address: how it stood before.
        got: the answer.
        pack: the subject pack, for what of the page is its words.
        manners: limits of size.
        now: the present.

    Raises:
        NotFetched: if what came is no page, or cannot be unpacked.
    """
    at = instant(now)
    fine = replace(
        address,
        fetched=at,
        failures=0,
        why="",
        gone="",
        due=_due(after_success(source.kind, source.every, moment(address.found), now, fresh_for(got))),
    )
    if got.status == 304:
        return Judged(fine, Outcome.UNTOUCHED, status=304)
    if got.status in (404, 410) or _to_front(got):
        return _missing(source, address, fine, got, now)
    media = got.header("content-type").partition(";")[0].strip().lower()
    if not _PAGE.fullmatch(media):
        raise OtherKind(status=got.status)
    body = decoded(got.body, got.header("content-encoding"), manners.unpacked)
    size = len(got.body)
    fine = replace(
        fine,
        etag=got.header("etag")[:_HELD],
        modified=got.header("last-modified")[:_HELD],
        payload=digest_of(body),
    )
    if fine.payload == address.payload:
        return Judged(fine, Outcome.UNTOUCHED, status=got.status, size=size)
    data, name = to_warc(got), name_of(got.url)
    fine = replace(fine, words=words_digest(data, name, pack))
    if address.capture and fine.words == address.words:
        return Judged(fine, Outcome.SAME, status=got.status, size=size)
    capture = digest_of(data)
    parcel = Parcel(capture=capture, address=got.asked, name=name, at=got.at, body=data)
    outcome = Outcome.CHANGED if address.capture else Outcome.NEW
    return Judged(replace(fine, capture=capture), outcome, status=got.status, size=size, parcel=parcel)


def not_had(source: Source, address: Address, error: NotFetched, now: datetime) -> Judged | None:
    """What it means that there was no answer; None if it was only stopped, which means nothing."""
    if isinstance(error, Interrupted):
        return None
    failures, why = address.failures + 1, str(error)
    if error.lasting:
        due = _due(after_refusal(source.kind, source.every, now, failures))
        outcome = Outcome.REFUSED
    else:
        due, outcome = instant(after_failure(now, failures, error.after)), Outcome.FAILED
    return Judged(replace(address, due=due, failures=failures, why=why), outcome, why, error.status)


def said_of(address: Address) -> Fields:
    """What led to an address says of it."""
    return tuple((str(name), str(value)) for name, value in json.loads(address.said))


def _missing(source: Source, address: Address, fine: Address, got: Transfer, now: datetime) -> Judged:
    front = got.status == 200
    if not address.capture:
        why = (
            "The address leads to the site's front page."
            if front
            else f"Nothing is at this address (status {got.status})."
        )
        failures = address.failures + 1
        due = _due(after_refusal(source.kind, source.every, now, failures))
        changed = replace(address, failures=failures, why=why, due=due)
        return Judged(changed, Outcome.REFUSED, why, got.status, len(got.body))
    why = "It leads to the site's front page now." if front else f"It is there no more (status {got.status})."
    gone = replace(fine, gone=address.gone or instant(now), why=why, payload="", etag="", modified="")
    outcome = Outcome.UNTOUCHED if address.gone else Outcome.GONE
    return Judged(gone, outcome, why, got.status, len(got.body))


def _to_front(got: Transfer) -> bool:
    """Whether somebody who asked for a page was led to the front page: so many sites take a page away."""
    asked, came = urlsplit(got.asked), urlsplit(got.url)
    bare = came.path in ("", "/", "/index.html", "/main") and not came.query
    return got.status == 200 and bare and len(asked.path) > 1 and asked.path not in ("/index.html", "/main")


def _due(when: datetime | None) -> str:
    return instant(when) if when is not None else ""
