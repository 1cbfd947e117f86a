"""Pages and feeds as sites write them, told in a few words."""

from __future__ import annotations

from collections.abc import Sequence


def page(title: str, *paragraphs: str, outlet: str = "The Post", day: str = "2026-02-27", extra: str = "") -> bytes:
    """A page of an outlet with its metadata; `extra` is markup that is no part of the article."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    site = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    dated = f'<meta property="article:published_time" content="{day}">' if day else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:title" content="{title}">{site}{dated}</head>'
        f"<body>{extra}<article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


STRIKE = (
    "A manager said that 100 North Korean workers stopped work in Kuwait.",
    "The company had not paid their wages for four months, according to the paper.",
)


def feed(url: str, paths: Sequence[str], **said: str) -> bytes:
    """An RSS feed whose items lead to these paths."""
    more = "".join(f"<{name}>{value}</{name}>" for name, value in said.items())
    items = "".join(f"<item><title>About {p[1:]}</title><link>{url}{p}</link>{more}</item>" for p in paths)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>".encode()


def sitemap(url: str, paths: Sequence[str], lastmod: str = "") -> bytes:
    """A sitemap of these paths."""
    when = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    rows = "".join(f"<url><loc>{url}{p}</loc>{when}</url>" for p in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
