"""Web archives of our own for the tests of this room, as several tools write them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from secondsource.model import digest_of

URL = "https://harbourwire.example/2018/08/12/strike"
AT = "2018-08-14T20:00:00Z"


def http(body: bytes, media: str = "text/html", status: str = "200 OK", **more: str) -> bytes:
    """An HTTP answer as it went over the wire."""
    fields = {"Content-Type": media, **{name.replace("_", "-"): value for name, value in more.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def record(
    block: bytes, url: str = URL, kind: str = "response", at: str = AT, length: int | None = None, **more: str
) -> bytes:
    """One record, as plain as the standard allows; `length` is what it claims."""
    media = {"response": "application/http; msgtype=response", "revisit": "application/http; msgtype=response"}
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:test:{digest_of(block + url.encode() + at.encode())}>",
        "WARC-Target-URI": url,
        "WARC-Date": at,
        "Content-Type": media.get(kind, "text/plain"),
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def by_warcio(pages: Iterable[tuple[str, str, bytes]], gzip: bool = True) -> bytes:
    """An archive by another writer: `warcinfo`, then request and response of each (address, media, body), digests in base 32."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "a crawler"}))
    for url, media, body in pages:
        answer = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.example")], is_http_request=True)
        response = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=answer, warc_headers_dict={"WARC-Date": AT}
        )
        request = writer.create_warc_record(url, "request", payload=io.BytesIO(b""), http_headers=asked)
        writer.write_request_response_pair(request, response)
    return out.getvalue()


def wacz(files: dict[str, bytes], listed: dict[str, str] | None = None, packing: int = zipfile.ZIP_STORED) -> bytes:
    """A WACZ of these files; `listed` are digests in place of the right ones."""
    resources = [
        {"name": path.rsplit("/", 1)[-1], "path": path, "bytes": len(data), "hash": f"sha256:{digest_of(data)}"}
        for path, data in files.items()
    ]
    for item in resources:
        item["hash"] = (listed or {}).get(str(item["path"]), item["hash"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return out.getvalue()
