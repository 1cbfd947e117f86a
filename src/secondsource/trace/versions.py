"""Versions: one publication captured more than once, corrected, retracted or as it was. It stays one report of its outlet.

Data name the same address for reports of several outlets (who took a story over gives the address it was at), so an address
alone makes no publication.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from ..model import Report
from ..subjects import Subject
from ..subjects.names import SourceNames
from .own_text import own_text

ALIKE = 0.5
"""Share of runs of words, of all runs in either text, from which two texts without an address are largely the same."""
_MOST = 20
"""Texts of one outlet, day and title that a further one is compared with."""
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)", re.IGNORECASE)
_WEB = re.compile(
    r"https?://(?:www\.)?(?P<host>[^/?#@\s]+)(?P<path>[^?#\s]*)(?:\?(?P<asked>[^#\s]*))?(?:#|$)", re.IGNORECASE
)
"""Read here and not by `urllib`, which takes ten times as long over the addresses of a large case."""
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|cmpid", re.IGNORECASE)
_MASK = "█"


def address_of(url: str) -> str:
    """The address without what does not tell publications apart: scheme, `www.`, a last slash, tracking parameters, fragment, the archive's own address.

    Empty if it names no single page: a site's front page holds another story every day.

    >>> address_of("http://www.Post.example/a/1/?utm_source=x&id=7#top"), address_of("https://post.example/")
    ('post.example/a/1?id=7', '')
    """
    found = _WEB.match(_ARCHIVED.sub("", url.strip()))
    if found is None or _MASK in url:
        return ""
    host, path = found["host"].lower().removesuffix(":443").removesuffix(":80"), found["path"].rstrip("/")
    asked = [(name, value) for name, value in parse_qsl(found["asked"] or "") if not _TRACKING.fullmatch(name)]
    if not (path or asked):
        return ""
    return host + path + (f"?{urlencode(sorted(asked))}" if asked else "")


@dataclass(frozen=True, slots=True)
class Told:
    """What of a report tells whether it is a version of another.

    Args:
        id: the report's.
        address: see `address_of`.
        outlet: as it is spelled, or None.
        title: or None.
        published: as it is given, or empty.
        came: when it was first obtained (ISO 8601), or empty.
    """

    id: str
    address: str
    outlet: str | None
    title: str | None
    published: str
    came: str = ""


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
    at = obtained or {}
    texts = {report.id: report for report in reports if report.translation is None}
    told = (
        Told(
            r.id,
            address_of(r.url.value) if r.url else "",
            r.outlet.value if r.outlet else None,
            r.title.value if r.title else None,
            r.published.value if r.published else "",
            at.get(r.capture, ""),
        )
        for r in texts.values()
    )
    return grouped(told, SourceNames(pack), texts.__getitem__)


def grouped(reports: Iterable[Told], names: SourceNames, text: Callable[[str], Report]) -> dict[str, tuple[str, ...]]:
    """As `versions`, of what is told of reports that are no translations; the text is asked only of those that may be told by their words."""
    placed: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    loose: list[Told] = []
    for report in sorted(reports, key=lambda r: r.id):
        if report.address:
            placed[report.address, names.key(report.outlet) if report.outlet is not None else ""].append(report)
        else:
            loose.append(report)
    groups = list(placed.values())
    groups += _by_their_words(loose, groups, names, text)
    out = {}
    for group in groups:
        if len(group) > 1:
            group.sort(key=lambda r: (r.came, r.published or "9999", r.id))
            out.update(dict.fromkeys((r.id for r in group), tuple(r.id for r in group)))
    return out


def _by_their_words(
    loose: list[Told], groups: list[list[Told]], names: SourceNames, text: Callable[[str], Report]
) -> list[list[Told]]:
    """Puts reports without an address to the groups whose words they have; gives the groups they make among themselves."""
    titles = {title for report in loose if (title := _title(report))}
    headed: defaultdict[tuple[str, ...], list[list[Told]]] = defaultdict(list)
    for group in groups:
        for head in dict.fromkeys(head_of(report, names) for report in group if _title(report) in titles):
            headed[head].append(group)
    own: list[list[Told]] = []
    runs: dict[str, frozenset[tuple[str, ...]]] = {}
    for report in loose:
        head = head_of(report, names)
        if not head:
            continue
        among = headed[head]
        mine = _runs(text(report.id)) if among else frozenset()
        for group in among[:_MOST]:
            theirs = runs.get(group[0].id) or runs.setdefault(group[0].id, _runs(text(group[0].id)))
            if _alike(theirs, mine):
                group.append(report)
                break
        else:
            own.append([report])
            among.append(own[-1])
    return own


def _title(report: Told) -> str:
    return " ".join(report.title.casefold().split()) if report.title else ""


def head_of(report: Told, names: SourceNames) -> tuple[str, ...]:
    """Outlet, day and title; empty if one is not known."""
    if report.outlet is None or not report.published or not (title := _title(report)):
        return ()
    return (names.key(report.outlet), report.published[:10], title)


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _runs(report: Report) -> frozenset[tuple[str, ...]]:
    """Every three words in a row, or all words where there are fewer."""
    words = own_text(report).casefold().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False) if len(words) > 2 else [tuple(words)])
