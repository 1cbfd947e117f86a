"""Which outlet a report is of, where no metadata says so: notices, datelines, its address, and to whom its sources are said to have spoken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model import How, Known, Region, RegionKind, Span
from ..subjects.names import folded
from .outlets import Outlets
from .words import Words

_NAME = re.compile(r"[\w’'&.-]+(?: [\w’'&.-]+){0,4}")


def outlet_of(
    text: str, regions: Sequence[Region], outlets: Outlets, words: Words, url: Known | None = None
) -> Known | None:
    """The outlet with the reasons for it, or None if nothing speaks for one.

    Args:
        text: the report's text.
        regions: its regions; words inside quoted blocks, comments and related links speak of others and are not heard.
        outlets: the outlets of the pack.
        words: the pack's words.
        url: the report's address, if known.
    """
    if url is not None and (name := outlets.at(url.value)):
        return Known(value=name, how=How.INFERRED, why=f"its address stands on a host of {name}")
    return _noticed(text, regions, outlets, words) or _spoken_to(text, regions, outlets, words)


def _noticed(text: str, regions: Sequence[Region], outlets: Outlets, words: Words) -> Known | None:
    datelines: list[Known] = []
    for region in regions:
        if region.kind is not RegionKind.BOILERPLATE:
            continue
        piece = region.span.of(text)
        for match in words.each("copyright", piece):
            name = match["name"].strip()
            known = outlets.credited(name)
            start = region.span.start + match.start("name")
            if known or (
                len(name.split()) <= 5 and name[:1].isalpha() and folded(name) not in ("notice", "all rights reserved")
            ):
                return Known(
                    value=known or name,
                    how=How.STATED,
                    why="named by its copyright notice",
                    span=Span(start, start + len(match["name"])).trimmed(text),
                )
        match_ = words.start("dateline", piece)
        if match_ and "name" in match_.re.groupindex and match_["name"] and (known := outlets.credited(match_["name"])):
            start = region.span.start + match_.start("name")
            span = Span(start, start + len(match_["name"]))
            datelines.append(
                Known(
                    value=known, how=How.STATED, why="named by its dateline as the agency whose story it is", span=span
                )
            )
    return datelines[0] if datelines else None


def _spoken_to(text: str, regions: Sequence[Region], outlets: Outlets, words: Words) -> Known | None:
    """An outlet tells of its own sources “a source told us by name”; others tell of that outlet that it reported."""
    deaf = [r.span for r in regions if r.kind in (RegionKind.QUOTATION, RegionKind.COMMENTS, RegionKind.RELATED)]
    told: Counter[str] = Counter()
    first: dict[str, Span] = {}
    written: dict[str, set[str]] = {}
    for match in words.each("told", text):
        if any(d.start <= match.start() < d.end for d in deaf):
            continue
        named = _longest(text, match.end(), outlets)
        if named:
            name, span = named
            told[name] += 1
            first.setdefault(name, span)
            written.setdefault(name, set()).add(span.of(text))
    pictured: dict[str, Span] = {}
    for match in words.each("caption_credit", text):
        if any(d.start <= match.start() < d.end for d in deaf):
            continue
        start = match.start("name") + len(match["name"]) - len(match["name"].lstrip())
        named = _longest(text, start, outlets)
        if named:
            pictured.setdefault(named[0], named[1])
    fitting = [
        name
        for name in sorted(told)
        if told[name] + (name in pictured) >= 2
        and not any(_cited(text, form, words, deaf) for form in sorted(written[name]))
    ]
    best = max(fitting, key=lambda name: (told[name] + (name in pictured), name), default=None)
    if best is None or [
        n for n in fitting if n != best and told[n] + (n in pictured) == told[best] + (best in pictured)
    ]:
        return None
    times = "once" if told[best] == 1 else "twice" if told[best] == 2 else f"{told[best]} times"
    reasons = [
        f"its sources are said {times} to have spoken to {best}, and nowhere is {best} cited as another's report"
    ]
    if best in pictured:
        reasons.append(f"a picture in it is credited to {best}")
    return Known(value=best, how=How.INFERRED, why="; ".join(reasons), span=first[best])


def _longest(text: str, start: int, outlets: Outlets) -> tuple[str, Span] | None:
    """The longest known name of up to five words that begins at or just after `start`."""
    at = start + len(text[start : start + 5]) - len(text[start : start + 5].lstrip())
    match = _NAME.match(text, at)
    if match is None:
        return None
    tokens = list(re.finditer(r"\S+", match[0]))
    for token in reversed(tokens):
        phrase = match[0][: token.end()].rstrip(".,")
        phrase = re.sub(r"['’]s$", "", phrase)
        if len(phrase) <= 2 or phrase[:1] != phrase[:1].upper():
            continue
        short = len(phrase.split()) <= 3 and phrase[:1].isupper()
        if found := outlets.named(phrase) or (outlets.credited(phrase) if short else None):
            return found, Span(at, at + len(phrase))
    return None


def _cited(text: str, name: str, words: Words, deaf: Sequence[Span]) -> bool:
    for template in words.reports:
        for match in re.finditer(template.format(name=re.escape(name)), text, re.IGNORECASE):
            if not any(d.start <= match.start() < d.end for d in deaf):
                return True
    return False
