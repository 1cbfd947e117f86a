"""By what two addresses are one: as versions of a publication are told, and where that says nothing, the address itself."""

from __future__ import annotations

from secondsource.trace.versions import address_of

from .fetch import parsed


def key_of(url: str) -> str:
    """The key of an address under which it is entered once.

    >>> key_of("http://www.post.example/a/?utm_source=rss"), key_of("https://post.example")
    ('post.example/a', 'https://post.example/')
    """
    whole = parsed(url).url
    return address_of(whole) or whole


def name_of(url: str) -> str:
    """What a page's capture is called where people see it: host and path, without what stands after a `?`.

    >>> name_of("https://www.post.example/2026/strike.html?key=1")
    'post.example/2026/strike.html'
    """
    target = parsed(url)
    return (target.host.removeprefix("www.") + target.path.partition("?")[0]).rstrip("/")[:200]
