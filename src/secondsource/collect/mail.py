"""Mail: single messages and mailboxes. Who sent it to whom is private; what it carries may be a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from ..model import How, Known, PersonalData, PersonalKind, SetAside, Span, Unreadable
from . import page, plain, portable, records, word
from .draft import Draft, Extract
from .encoding import clean, decode
from .errors import NoTextInMail
from .media import media_of

_LONGEST_HEADER = 100_000
"""Characters of a header that are looked at: to decode one takes time that grows with the square of its length."""
_DEPTH = 4
_PARTS = 200
_MESSAGES = 20_000
_ENVELOPE = re.compile(rb"(?:^|\n)From [^\n]{0,300}\d{4}[^\n]{0,20}\r?\n(?=[\w-]+:)")
_PREFIX = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|답장|전달|回复|转发|ответ)\s?(?:\[\d+\])?\s?[:：]\s*)+", re.IGNORECASE)
_ATTACHED: dict[str, Callable[[bytes, str], Extract]] = {
    "text/plain": plain.extract,
    "text/markdown": plain.extract,
    "text/html": page.extract,
    "application/pdf": portable.extract,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word.extract,
    "application/json": records.extract,
    "application/jsonl": records.extract_lines,
}


def extract(data: bytes, name: str) -> Extract:
    """The message's text as one draft and each readable attachment as another. Raises NoTextInMail if there is neither."""
    drafts, aside = _message(data, name, 0)
    if not drafts and not aside:
        raise NoTextInMail
    return Extract(tuple(replace(d, at=at) for at, d in enumerate(drafts)), tuple(aside))


def extract_box(data: bytes, name: str) -> Extract:
    """The same for every message of a mailbox (RFC 4155); `>From ` at the start of a line is put back to `From `."""
    starts = [m.start() + (1 if m[0].startswith(b"\n") else 0) for m in _ENVELOPE.finditer(data)]
    beyond = len(starts) - _MESSAGES
    data = data[: starts[_MESSAGES]] if beyond > 0 else data
    starts = starts[:_MESSAGES]
    if not starts:
        return extract(data, name)
    drafts: list[Draft] = []
    aside: list[SetAside] = []
    for at, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True)):
        raw = data[start:end].split(b"\n", 1)[1] if b"\n" in data[start:end] else b""
        found, bad = _message(re.sub(rb"(?m)^>(>*From )", rb"\1", raw), f"{name}#{at + 1}", 0)
        if not found and not bad:
            bad = [_aside(f"{name}#{at + 1}", NoTextInMail())]
        drafts.extend(found)
        aside.extend(bad)
    if not drafts and not aside:
        raise NoTextInMail
    if beyond > 0:
        reason = f"The mailbox holds {beyond:,} messages more than are read at once. Split it and add the rest as files of their own."
        aside.append(SetAside(name=f"{name}#...", digest="", reason=reason, error="TooLong"))
    return Extract(tuple(replace(d, at=at) for at, d in enumerate(drafts)), tuple(aside))


def _aside(name: str, error: Unreadable) -> SetAside:
    return SetAside(name=name, digest="", reason=str(error), error=type(error).__name__)


def _message(data: bytes, name: str, depth: int) -> tuple[list[Draft], list[SetAside]]:
    # The modern policy parses headers eagerly and can fail on hostile ones; compat32 keeps them as they are.
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    drafts: list[Draft] = []
    aside: list[SetAside] = []
    bodies: dict[str, tuple[bytes, str | None]] = {}
    attached: list[tuple[str, bytes]] = []
    for part in _leaves(message):
        payload = _payload(part)
        if payload is None or not payload.strip():
            continue
        file = _file_of(part)
        kind = part.get_content_type()
        if (
            kind in ("text/plain", "text/html")
            and not file
            and "attachment" not in str(part.get("Content-Disposition", "")).lower()
        ):
            if kind not in bodies:
                bodies[kind] = (payload, _charset(part))
            elif len(attached) < _PARTS:
                attached.append((file or f"part {len(attached) + 1}", payload))
        elif len(attached) < _PARTS:
            attached.append((file or f"part {len(attached) + 1}", payload))
    try:
        body = _body(bodies, name)
    except Unreadable as error:
        body = None
        aside.append(_aside(name, error))
    if body is not None and body.text.strip():
        drafts.append(_headed(body, message, name))
    for file, payload in attached:
        label = f"{name}/{file}"
        media = media_of(payload, file)
        try:
            if media == "message/rfc822" and depth < _DEPTH:
                inner, bad = _message(payload, label, depth + 1)
                drafts.extend(inner)
                aside.extend(bad)
            elif media in _ATTACHED:
                found = _ATTACHED[media](payload, label)
                drafts.extend(d for d in found.drafts if d.text.strip())
                aside.extend(found.aside)
            elif not media.startswith("image/"):
                aside.append(
                    _aside(
                        label,
                        Unreadable(
                            f"The attachment is of a kind that is not read from mail ({media}). Save it as a file and add that."
                        ),
                    )
                )
        except Unreadable as error:
            aside.append(_aside(label, error))
    return drafts, aside


def _leaves(message: Message) -> Iterator[Message]:
    stack: list[Message] = [message]
    count = 0
    while stack and count < 10 * _PARTS:
        part = stack.pop()
        count += 1
        # of a part that holds none, the payload would be decoded here, in whatever its header says
        payload = part.get_payload() if part.is_multipart() else None
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
            yield part
        elif isinstance(payload, list):
            stack.extend(p for p in reversed(payload) if isinstance(p, Message))
        else:
            yield part


def _payload(part: Message) -> bytes | None:
    try:
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            return inner[0].as_bytes() if inner and isinstance(inner[0], Message) else None
        payload = part.get_payload(decode=True)
    except Exception:  # the email package raises many things on hostile headers and broken encodings
        return None
    return payload if isinstance(payload, bytes) else None


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, UnicodeError, TypeError):
        return None


def _file_of(part: Message) -> str | None:
    try:
        return _header(part.get_filename())
    except (LookupError, ValueError, TypeError):
        return None


def _header(value: object) -> str | None:
    """A header as characters, encoded words decoded; None if there is none."""
    if value is None:
        return None
    raw = str(value)[:_LONGEST_HEADER]
    try:
        words = str(make_header(decode_header(raw)))
    except (LookupError, ValueError, UnicodeError, TypeError, MessageError):
        words = raw
    return " ".join(clean(words).split())[:500] or None


def _body(bodies: dict[str, tuple[bytes, str | None]], name: str) -> Draft | None:
    if "text/plain" in bodies:
        payload, charset = bodies["text/plain"]
        decoded = decode(payload, charset)
        if len(decoded.text.split()) > 5 or "text/html" not in bodies:
            return Draft(name=name, text=decoded.text.strip("\n"), notes=(decoded.note,) if decoded.note else ())
    if "text/html" in bodies:
        payload, charset = bodies["text/html"]
        return page.of_markup(decode(payload, charset).text, name)
    return None


def _headed(body: Draft, message: Message, name: str) -> Draft:
    """The draft with what the headers may say of it; the people of the headers are masked wherever they stand in the text."""
    given = dict(body.given)
    subject = _header(message.get("Subject"))
    if subject and (title := _PREFIX.sub("", subject)):
        given.setdefault("title", Known(value=title, how=How.GIVEN, why="the subject of the mail"))
    try:
        sent = parsedate_to_datetime(str(message.get("Date"))) if message.get("Date") else None
    except (ValueError, TypeError, IndexError, OverflowError):
        sent = None
    if sent is not None and 1970 < sent.year < 2200:
        given.setdefault(
            "published",
            Known(value=sent.isoformat(timespec="seconds"), how=How.GIVEN, why="the day on which the mail was sent"),
        )
    sender = _addresses(message, ("From",))
    for shown, address in sender:
        host = address.rsplit("@", 1)[-1] if "@" in address else ""
        given.setdefault("sender", Known(value=f"{shown}\n{host}", how=How.GIVEN, why="the sender of the mail"))
    people = _addresses(message, ("From", "To", "Cc", "Sender", "Reply-To"))
    return replace(
        body,
        name=name,
        given=given,
        personal=tuple(_masked(body.text, people)),
        private=True,
        glued="title" not in given,
    )


def _addresses(message: Message, headers: tuple[str, ...]) -> list[tuple[str, str]]:
    values = [
        words for header in headers for value in (message.get_all(header) or ())[:20] if (words := _header(value))
    ]
    try:
        return [(shown.strip(), address.strip()) for shown, address in getaddresses(values) if shown or address][:200]
    except (ValueError, TypeError, IndexError, AttributeError):
        return []


def _masked(text: str, people: list[tuple[str, str]]) -> Iterator[PersonalData]:
    for shown, address in people:
        for words, kind in ((shown, PersonalKind.PRIVATE_PERSON), (address, PersonalKind.EMAIL)):
            if len(words) < 4:
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
                yield PersonalData(span=Span(*match.span()), kind=kind)
