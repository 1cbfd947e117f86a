"""Where things stand in the desk: addresses of words, rules, findings, numbers and sources, and words quoted with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from secondsource.model import Quantity, Ref
from secondsource.publish.page import link

from .shelf import Shown

_SCRIPTS = (("ko", "[가-힣ㄱ-ㆎ]"), ("ja", "[぀-ヿ]"), ("zh", "[一-鿿]"), ("ru", "[Ѐ-ӿ]"), ("ar", "[؀-ۿ]"))
_FOREIGN = re.compile("|".join(f"(?P<{code}>{letters}(?:[ ·]?{letters})*)" for code, letters in _SCRIPTS))
_WEB = re.compile(r"https?://[^\s<>()\"“”]+[^\s<>()\"“”.,;:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a report with the way to them.

    Args:
        href: the report with these words pointed out.
        known_as: the outlet, or what else the report is called.
    """

    words: str
    href: str
    language: str
    known_as: str
    date: str


def quote_of(shown: Shown, ref: Ref, most: int = 0) -> Quote:
    """The words that a reference points at, masked; no more than so many characters of them, if `most` says so."""
    source = shown.sources[ref.report]
    words = " ".join(shown.view.words(ref).split())
    return Quote(
        words=shorten(words, most, placeholder=" …") if most else words,
        href=words_href(ref),
        language=source.language,
        known_as=source.known_as,
        date=source.date,
    )


def quotes_of(shown: Shown, refs: Iterable[Ref]) -> tuple[Quote, ...]:
    """The words of references whose reports the case holds, each place once."""
    return tuple(quote_of(shown, ref) for ref in dict.fromkeys(refs) if ref.report in shown.sources)


def report_href(report: str) -> str:
    """The page of a report."""
    return f"/reports/{quote(report, safe='')}"


def words_href(ref: Ref) -> str:
    """The page of a report, at these words."""
    return f"{report_href(ref.report)}?words={ref.span.start}-{ref.span.end}#w0"


def claim_href(claim: str) -> str:
    """The page of a claim."""
    return f"/claims/{quote(claim, safe='')}"


def rule_href(provision: str) -> str:
    """The page of a provision."""
    return f"/law/provisions/{quote(provision, safe='')}"


def finding_href(claim: str, provision: str, **days: str) -> str:
    """The page of a finding; `days` are `law_of` and `as_known_on`, empty ones left out."""
    asked = {name: day for name, day in days.items() if day}
    return f"{claim_href(claim)}/law/{quote(provision, safe='')}" + (f"?{urlencode(asked)}" if asked else "")


def number_href(of: Quantity, claim: str = "") -> str:
    """The history of a number; of one claim only, if that is named."""
    asked = {
        "what": of.what,
        "low": "" if of.range.low is None else f"{of.range.low:.15g}",
        "high": "" if of.range.high is None else f"{of.range.high:.15g}",
        "per": of.per or "",
        "claim": claim,
    }
    return f"/numbers/history?{urlencode({name: value for name, value in asked.items() if value})}"


def source_href(key: str) -> str:
    """The page of a source."""
    return f"/sources/{quote(key, safe=':')}"


def tongue(text: str) -> str:
    """The language that letters give away, for a name without one; empty for Latin letters.

    >>> tongue("하버와이어"), tongue("Harbour Wire")
    ('ko', '')
    """
    return next((code for code, letters in _SCRIPTS if re.search(letters, text)), "")


def named(text: str) -> Markup:
    """Words with their language wherever the letters are not Latin.

    >>> str(named("Yonhap cites 하버와이어."))
    'Yonhap cites <span lang="ko">하버와이어</span>.'
    """
    out, at = Markup(""), 0
    for found in _FOREIGN.finditer(text):
        out += escape(text[at : found.start()])
        out += Markup('<span lang="{}">{}</span>').format(found.lastgroup, found[0])
        at = found.end()
    return out + escape(text[at:])


def linked(text: str) -> Markup:
    """A text with its web addresses as links."""
    out, at = Markup(""), 0
    for found in _WEB.finditer(text):
        out += escape(text[at : found.start()]) + link(found[0])
        at = found.end()
    return out + escape(text[at:])
