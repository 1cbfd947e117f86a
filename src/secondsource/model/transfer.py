"""What was asked of a server and what came back, whole: the evidence that a page was there and what it said."""

from __future__ import annotations

from dataclasses import dataclass

Fields = tuple[tuple[str, str], ...]
"""Names and values in their order, as header fields are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One answer of a server (RFC 9110), with what led to it.

    Args:
        asked: the address that was asked for first.
        url: the address that answered, after redirects.
        at: ISO 8601 instant in UTC at which the answer began.
        status: the status code of the answer.
        reason: the words beside it; empty if there were none.
        request: the header fields sent.
        response: the header fields received, in their order.
        body: the bytes of the answer, transfer coding taken off, content coding (gzip, br) kept as it came.
        address: the network address of the server that answered; empty if it is not known.
        said: what led there says of it: of an item of a feed its `title`, `outlet` (the publisher that the item names), `published`, `byline`.
    """

    asked: str
    url: str
    at: str
    status: int
    reason: str = ""
    request: Fields = ()
    response: Fields = ()
    body: bytes = b""
    address: str = ""
    said: Fields = ()

    def header(self, name: str) -> str:
        """The first header field of the answer of that name, whatever its case; empty if there is none.

        >>> Transfer(asked="a", url="a", at="", status=200, response=(("ETag", '"1"'),)).header("etag")
        '"1"'
        """
        return next((value for key, value in self.response if key.lower() == name.lower()), "")
