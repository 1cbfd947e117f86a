"""Versions: one publication captured more than once, corrected, retracted or as it was. It stays one report of its outlet.

Data name the same address for reports of several outlets (who took a story over gives the address it was at), so an address
alone makes no publication.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..model import Report
from ..subjects import Subject
from ..subjects.names import SourceNames
from .copies import words_of

ALIKE = 0.5
"""Share of runs of words, of all runs in either text, from which two texts without an address are largely the same."""
_RUN = 3
_MOST = 20
"""Texts of one outlet, day and title that a further one is compared with."""
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)", re.IGNORECASE)
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|cmpid", re.IGNORECASE)
_MASK = "█"


def address_of(url: str) -> str:
    """The address without what does not tell publications apart: scheme, `www.`, a last slash, tracking parameters, fragment, the archive's own address.

    Empty if it names no single page: a site's front page holds another story every day.

    >>> address_of("http://www.Post.example/a/1/?utm_source=x&id=7#top"), address_of("https://post.example/")
    ('post.example/a/1?id=7', '')
    """
    try:
        parts = urlsplit(_ARCHIVED.sub("", url.strip()))
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    if parts.scheme.lower() not in ("http", "https") or not host or not (path or asked) or _MASK in url:
        return ""
    return (
        host
        + (f":{port}" if port not in (None, 80, 443) else "")
        + path
        + (f"?{urlencode(sorted(asked))}" if asked else "")
    )


def versions(
    reports: Iterable[Report], pack: Subject, obtained: Mapping[str, str] | None = None
) -> dict[str, tuple[str, ...]]:
    """For each report of which there are several versions, the ids of all of them, the earliest first.

    They are of one outlet and stand at one address; where one has no address, they are of one outlet, day and title, and largely the same words.

    Args:
        reports: in any order.
        pack: the subject pack, which knows the names of outlets.
        obtained: by capture, when it was first obtained (ISO 8601); without it publication gives the order.
    """
    names, at = SourceNames(pack), obtained or {}
    groups: list[list[Report]] = []
    placed: dict[tuple[str, str], list[Report]] = {}
    headed: defaultdict[tuple[str, ...], list[list[Report]]] = defaultdict(list)
    loose: list[Report] = []
    for report in sorted(reports, key=lambda r: r.id):
        address = address_of(report.url.value) if report.url else ""
        if not address:
            loose.append(report)
            continue
        outlet = names.key(report.outlet.value) if report.outlet else ""
        group = placed.get((address, outlet))
        if group is None:
            group = placed[address, outlet] = []
            groups.append(group)
        group.append(report)
        if head := _head(report, names):
            headed[head].append(group)
    for report in loose:
        head = _head(report, names)
        if not head:
            continue
        found = next((g for g in headed[head][:_MOST] if _alike(g[0], report)), None)
        if found is None:
            found = []
            groups.append(found)
            headed[head].append(found)
        found.append(report)
    out = {}
    for group in groups:
        if len(group) > 1:
            group.sort(key=lambda r: (at.get(r.capture, ""), r.published.value if r.published else "9999", r.id))
            out.update(dict.fromkeys((r.id for r in group), tuple(r.id for r in group)))
    return out


def _head(report: Report, names: SourceNames) -> tuple[str, ...]:
    if report.outlet is None or report.title is None or report.date is None:
        return ()
    return (names.key(report.outlet.value), str(report.date), " ".join(report.title.value.casefold().split()))


def _alike(one: Report, other: Report) -> bool:
    a, b = _runs(one), _runs(other)
    return len(a & b) >= ALIKE * len(a | b)


def _runs(report: Report) -> set[tuple[str, ...]]:
    words = words_of(report).folded
    return {words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))}
