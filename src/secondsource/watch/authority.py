"""Asks a time-stamping authority over HTTP (RFC 3161, section 3.4). Nothing but the request is sent: a digest and a number."""

from __future__ import annotations

from urllib.parse import urlsplit

LARGEST = 1_000_000
"""Bytes of an answer that are read; real ones have some thousand."""


def post(address: str, request: bytes, *, timeout: float = 30.0) -> bytes:
    """The authority's answer (DER).

    Args:
        address: where it answers, `http://` or `https://`; redirects are not followed.
        request: as `pipeline.stamping` makes it (DER).
        timeout: seconds to wait for each step.

    Raises:
        OSError: if nobody answers there, or with something other than a time stamp.
    """
    import urllib3

    fields = {
        "Content-Type": "application/timestamp-query",
        "Accept": "application/timestamp-reply",
        "User-Agent": "secondsource",
    }
    try:
        with urllib3.PoolManager(timeout=urllib3.Timeout(timeout), retries=False) as pool:
            answer = pool.request("POST", address, body=request, headers=fields, redirect=False, preload_content=False)
            with answer:
                body = answer.read(LARGEST + 1)
                status = answer.status
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        raise OSError(f"{urlsplit(address).hostname}: {_words(error)}") from error
    if status != 200:
        raise OSError(f"{urlsplit(address).hostname} answered {status}")
    if len(body) > LARGEST:
        raise OSError(f"{urlsplit(address).hostname} answered with more than a time stamp")
    return body


def _words(error: BaseException) -> str:
    return " ".join(str(error).split(": ")[-1].split())[:200]
