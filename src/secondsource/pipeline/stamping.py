"""Time stamps asked for and checked (RFC 3161): an authority signs that a digest was there at an hour, and learns nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from secondsource.model import SecondsourceError
from secondsource.store import Case, custody, documents
from secondsource.store.ledger import START
from secondsource.store.ledger import entries as decisions
from secondsource.store.stamps import Kept, Statement

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

Post = Callable[[str, bytes], bytes]
"""Sends a request (DER) to an address and gives the answer; raises OSError if nobody answers."""


class NoStamper(SecondsourceError):
    """Time stamps need the package rfc3161-client. Install it with `pip install 'secondsource[watch]'`."""


class BadAuthority(SecondsourceError):
    """The address of an authority begins with http:// or https:// and holds no user or password. Give it with --authority."""


class BadStamp(SecondsourceError):
    """The answer is no time stamp of what was asked for. It was not kept; the request waits for another try."""


class BadCertificate(SecondsourceError):
    """The file holds no certificate in PEM. Take the root certificate that the authority publishes, in PEM."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What an authority's answer says.

    Args:
        at: ISO 8601 instant in UTC, as the authority's clock had it.
        serial: the authority's number for it.
        policy: the rules it was given by, an object identifier.
    """

    at: str
    serial: int
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of a request: `token` if it was answered, else `why` it still waits."""

    kept: Kept
    token: Token | None = None
    why: str = ""


def ask(case: Case, authority: str, *, anew: bool = False) -> Kept | None:
    """Puts a request for the captures that no time stamp covers, nor a request that waits, into the queue; None if there are none.

    Args:
        case: the case.
        authority: the address that will be asked.
        anew: for every capture, whether stamped before or not.

    Raises:
        BadAuthority: if the address is none to ask. NoStamper: if the package is not installed.
    """
    _checked(authority)
    stamps = case.stamps
    covered = {digest for kept in stamps.all() for digest in kept.captures} if not anew else set()
    with case.reading() as connection:
        captures = [c.digest for c in documents.all_captures(connection) if c.digest not in covered]
        log = custody.log(connection)
        ledger = decisions(connection)
    if not captures:
        return None
    statement = Statement.of(
        captures,
        authority=authority,
        custody=(log[-1].entry.seq, log[-1].seal) if log else (0, custody.START),
        ledger=(ledger[-1].seq, ledger[-1].hash) if ledger else (0, START),
    )
    there = next((kept for kept in stamps.all() if kept.statement == statement), None)
    if there is not None:
        return there if not there.answer else None
    kept = Kept(statement=statement, captures=tuple(sorted(captures)), request=request_for(statement))
    stamps.put(kept)
    return kept


def send(case: Case, post: Post) -> Iterator[Sent]:
    """Sends every request that waits, keeps the answers that are good, and says of each what became of it.

    Args:
        case: the case.
        post: what sends.
    """
    stamps = case.stamps
    for kept in stamps.waiting():
        try:
            answer = post(kept.statement.authority, kept.request)
            token = read(replace(kept, answer=answer))
        except OSError as error:
            yield Sent(kept=kept, why=f"The authority could not be reached ({error.strerror or error}).")
        except BadStamp as error:
            yield Sent(kept=kept, why=str(error))
        else:
            kept = replace(kept, answer=answer)
            stamps.put(kept)
            yield Sent(kept=kept, token=token)


def read(kept: Kept, roots: Sequence[Certificate] = ()) -> Token:
    """What an answer says, once it is sure that it answers this request.

    Args:
        kept: statement, request and answer.
        roots: certificates that are relied on; with them the signature is checked too, as of the hour of the stamp. Without any, only
            that the answer is of this statement and this request.

    Raises:
        BadStamp: with the reason, if it does not fit. NoStamper: if the package is not installed.
    """
    client = _client()
    try:
        response = client.decode_timestamp_response(kept.answer)
        status, words = response.status, ", ".join(response.status_string)
    except (ValueError, TypeError, RuntimeError) as error:
        raise BadStamp(
            "What came back is no time stamp. It was not kept; the request waits for another try."
        ) from error
    if status != 0:
        raise BadStamp(f"The authority refused (status {status}{f': {words}' if words else ''}). The request waits.")
    try:
        info = response.tst_info
        imprint, nonce = info.message_imprint, info.nonce
        request = client.parse_timestamp_request(kept.request)
        if imprint.message != bytes.fromhex(kept.statement.name) or imprint.message != request.message_imprint.message:
            raise BadStamp(
                "The time stamp is of something else than what was sent. It was not kept; the request waits."
            )
        if nonce != request.nonce:
            raise BadStamp(
                "The time stamp answers another request (its nonce is wrong). It was not kept; the request waits."
            )
        if roots:
            _signed(client, response, kept, request.nonce, roots)
        return Token(at=_moment(info.gen_time), serial=info.serial_number, policy=info.policy.dotted_string)
    except (ValueError, TypeError) as error:
        raise BadStamp("What came back is damaged. It was not kept; the request waits for another try.") from error


def certificates(data: bytes) -> tuple[Certificate, ...]:
    """The certificates of a PEM file. Raises BadCertificate if there is none."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return tuple(load_pem_x509_certificates(data))
    except ValueError as error:
        raise BadCertificate from error


def _signed(client: Any, response: Any, kept: Kept, nonce: int, roots: Sequence[Certificate]) -> None:
    builder = client.VerifierBuilder(roots=list(roots), nonce=nonce)
    try:
        builder.build().verify_message(response, kept.statement.data)
    except client.VerificationError as error:
        reason = str(error).strip().rstrip(".")
        raise BadStamp(
            f"The time stamp is not signed by whom the certificate names, or not while it held ({reason})."
        ) from error


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def request_for(statement: Statement) -> bytes:
    """A request (DER) for a stamp of a statement, with a number of its own so that no old answer can pass for a new one."""
    client = _client()
    builder = client.TimestampRequestBuilder().data(statement.data).hash_algorithm(client.HashAlgorithm.SHA256)
    made: bytes = builder.cert_request(cert_request=True).build().as_bytes()
    return made


def _checked(authority: str) -> None:
    try:
        parts = urlsplit(authority)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.username and not parts.password
    except ValueError:
        good = False
    if not good or any(c.isspace() for c in authority):
        raise BadAuthority


class _Client:
    """The package, with the one reader of requests that it keeps to itself."""

    def __init__(self) -> None:
        import rfc3161_client
        from rfc3161_client._rust import parse_timestamp_request

        self._module = rfc3161_client
        self.parse_timestamp_request = parse_timestamp_request

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def _client() -> Any:
    try:
        return _Client()
    except ImportError as error:
        raise NoStamper from error
