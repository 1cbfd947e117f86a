"""Fetching: pages of a site on this machine, asked for, judged and taken into a case, without the rests that real servers are given."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from secondsource.store import Case
from secondsource.store.watching import SourceKind, Watching
from secondsource.watch.fetch import Fetcher, Manners
from secondsource.watch.gather import gather
from secondsource.watch.sources import add

from .measure import Row, timed

PAGES = 300
AT = "2026-03-01T09:00:00Z"
_WORDS = "A paragraph of a page that people read, with some words in it that tell of a strike at a yard. "
_PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Strike {n}</title><meta property='og:site_name' content='Post'></head>"
    "<body><article><h1>Strike {n}</h1>{body}</article></body></html>"
)


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A page of twelve paragraphs for each number, and the sitemap that names them."""
        name = self.path[1:]
        if name == "map":
            rows = "".join(f"<url><loc>http://{self.headers['Host']}/{n}</loc></url>" for n in range(PAGES))
            body = f"<urlset>{rows}</urlset>"
        else:
            body = _PAGE.format(n=name, body=f"<p>{_WORDS * 6}</p>" * 12) if name.isdigit() else ""
        data = body.encode()
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def measure() -> Iterator[Row]:
    """A row for a first gathering into a new case, and one for a further one in which nothing has changed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/map"
    note = "each answer on disk before the next; the site's own work counted"
    try:
        with tempfile.TemporaryDirectory() as folder:

            def first() -> None:
                _gathered(Path(tempfile.mkdtemp(dir=folder)) / "case", url)

            kept = Path(folder) / "kept"
            _gathered(kept, url)
            yield timed("pages fetched and taken in", "secondsource", PAGES, "pages", first, note=note)
            yield timed("pages fetched again", "secondsource", PAGES, "pages", lambda: _gathered(kept, url), note=note)
    finally:
        server.shutdown()
        server.server_close()


def _gathered(folder: Path, url: str) -> None:
    with Case.open_or_create(folder, now=AT) as case, Watching(folder) as room:
        if not room.sources.all():
            add(room, SourceKind.SITEMAP, url, at=AT, private=True)
        else:
            with room.writing() as connection:
                connection.exec_driver_sql("UPDATE addresses SET due = found WHERE part = 'page'")
        got = gather(case, room, fetcher=Fetcher(room.hosts, Manners(delay=0.0, most=2 * PAGES)), derive=False)
        assert len(got.new) + got.seen_again == PAGES
