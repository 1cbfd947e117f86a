"""Object stores: how one is connected to, and what its errors mean to whoever uses it.

Endpoint, region and keys come from the environment, as every program that speaks S3 takes them: AWS_ENDPOINT_URL (or AWS_ENDPOINT_URL_S3), AWS_REGION,
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_CA_BUNDLE, or from `~/.aws`. No sentence names any of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .errors import BadAddress, NoBucket, StoreAway, StoreDenied, StoreFailed

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

CONNECT = 10.0
"""Seconds in which a store must be reached."""
SILENT = 30.0
"""Seconds in which it may send nothing before it counts as gone."""
TRIES = 3

_CODE = re.compile(r"AWS Error ([A-Z_]+)|(NO_SUCH_BUCKET)")
_DENIED = frozenset(
    {
        "ACCESS_DENIED", "INVALID_ACCESS_KEY_ID", "SIGNATURE_DOES_NOT_MATCH", "INVALID_CLIENT_TOKEN_ID", "UNRECOGNIZED_CLIENT", "MISSING_AUTHENTICATION_TOKEN",
        "INCOMPLETE_SIGNATURE", "INVALID_SIGNATURE", "REQUEST_EXPIRED", "REQUEST_TIME_TOO_SKEWED", "NOT_INITIALIZED", "CLIENT_SIGNING_FAILURE",
    }
)  # fmt: skip
_AWAY = frozenset(
    {
        "NETWORK_CONNECTION", "SERVICE_UNAVAILABLE", "SLOW_DOWN", "THROTTLING", "INTERNAL_FAILURE", "REQUEST_TIMEOUT", "ENDPOINT_RESOLUTION_FAILURE",
        "SERVER_ERROR",
    }
)  # fmt: skip


def connected(address: str) -> AbstractFileSystem:
    """The store that an address is in, as a file system of fsspec. Raises BadAddress if AWS_ENDPOINT_URL is no URL of one."""
    from fsspec import filesystem

    if address.startswith("memory://"):
        return filesystem("memory")
    from fsspec.implementations.arrow import ArrowFSWrapper
    from pyarrow.fs import AwsStandardS3RetryStrategy, S3FileSystem

    said = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    endpoint = urlsplit(said)
    if said and (endpoint.scheme not in ("http", "https") or not endpoint.netloc or "@" in endpoint.netloc):
        raise BadAddress("AWS_ENDPOINT_URL is no address of a store. Write https://HOST or https://HOST:PORT.")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return ArrowFSWrapper(
        S3FileSystem(
            endpoint_override=endpoint.netloc or None,
            scheme=endpoint.scheme or None,
            # A store that is not Amazon's has one region, and would be asked for it in vain.
            region=region or ("us-east-1" if said else None),
            connect_timeout=CONNECT,
            request_timeout=SILENT,
            retry_strategy=AwsStandardS3RetryStrategy(max_attempts=TRIES),
            allow_delayed_open=True,  # what is small is sent in one request instead of three
            tls_ca_file_path=os.environ.get("AWS_CA_BUNDLE"),
        )
    )


@contextmanager
def of_store(address: str) -> Iterator[None]:
    """Turns errors of a store into the user's situation, naming its address.

    Raises:
        StoreAway, StoreDenied, NoBucket, StoreFailed: in place of what the store says. A missing object stays a FileNotFoundError.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        found = _CODE.search(str(error))
        code = (found[1] or found[2]) if found else ""
        if code == "NO_SUCH_BUCKET":
            raise NoBucket(
                f"There is no bucket {urlsplit(address).netloc} in the store of {address}. Make it, or mend `captures` in case.toml."
            ) from error
        if code in _DENIED:
            raise StoreDenied(
                f"The store lets nobody in to {address} with these keys. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they may do there."
            ) from error
        if code in _AWAY:
            raise StoreAway(
                f"The store of {address} does not answer. What is finished is kept; check the network and AWS_ENDPOINT_URL, then run this again."
            ) from error
        said = f" ({code})" if code else ""
        raise StoreFailed(
            f"The store of {address} refused{said}. What is finished is kept; ask whoever runs it, then run this again."
        ) from error
