"""Web pages: body by trafilatura; metadata, captions and comments taken from the page's own markup."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import lxml.html
import trafilatura
from lxml import etree

from ..model import How, Known, RegionKind
from .assembly import Assembly
from .draft import Draft, Extract
from .encoding import Decoded, clean, decode, fits
from .errors import NoTextInPage
from .lists.checked import alone, laid_over, reviews_in
from .pagemeta import metadata

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

ELEMENTS = 20_000
"""Tags beyond which a page is read flat: a news page has some thousands, and extraction slows down with the square of their number."""
DEEPEST = 400
"""Nesting beyond which a page is read flat: no page written for people is nested so, and tree walkers would run out of stack."""
LARGEST = 8_000_000
"""Characters beyond which a page is read flat."""
BARE = 200
"""Characters below which a page that carries a fact check is its title and no more."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})([^<>]{0,4000})>")
_VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr", "p", "li", "td", "tr", "th", "option", "dt", "dd", "thead", "tbody",
    }
)  # fmt: skip
"""Tags that need not be closed, so that they say nothing of how deep a page is nested."""
_DROPPED = re.compile(r"<(?:(script|style|noscript|template|svg|iframe)\b[^<>]*>|!--|!\[CDATA\[)", re.IGNORECASE)
"""What begins a stretch that is no text of the page."""
_CLOSES = {
    "<!--": re.compile("-->"),
    "<![cdata[": re.compile(r"\]\]>"),
    **{
        tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE)
        for tag in ("script", "style", "noscript", "template", "svg", "iframe")
    },
}
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|table|h[1-6]|section|article|blockquote|header|footer|figure|figcaption|title|hr|td)\b[^<>]*>",
    re.IGNORECASE,
)
_ANY = re.compile(r"<[^<>]{0,4000}>")
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_ROOMS = "//section | //div | //ol | //ul | //aside"
_COMMENTS = frozenset({"comments", "commentlist", "responses", "disqus", "댓글"})
_NOT_COMMENTS = frozenset(
    {"open", "closed", "count", "link", "links", "number", "has", "no", "off", "toggle", "icon", "enabled"}
)
"""Words beside “comments” in a class that make it the class of something else (`has-comments` is an article's)."""
_CAPTIONS = "//figcaption | //*[contains(concat(' ', @class, ' '), ' caption ') or contains(@class, 'wp-caption-text') or contains(@class, 'photo-caption')]"


def extract(data: bytes, name: str, charset: str | None = None) -> Extract:
    """The page as one draft: title, body, then captions and comments as regions of the text. Raises NoTextInPage.

    Args:
        data: the page.
        name: what to call it.
        charset: the encoding that whoever gave it named; it goes before that of the page itself (HTML standard, 13.2.3.2).
    """
    decoded = decoded_page(data, charset)
    checked = reviews_in(decoded.text)
    try:
        draft = laid_over(of_markup(decoded.text, name), checked)
    except NoTextInPage:
        if not checked:
            raise
        return alone(checked, name)
    if checked and len(draft.text) < BARE:
        return alone(checked, name)
    return Extract((replace(draft, notes=(*draft.notes, decoded.note)) if decoded.note else draft,))


def decoded_page(data: bytes, charset: str | None = None) -> Decoded:
    """The characters of a page, in the encoding that the arguments of `extract` and the page itself name."""
    match = _CHARSET.search(data[:4096])
    own = match[1].decode("ascii") if match else None
    return decode(data, charset if charset and (own is None or fits(data, charset)) else own)


def of_markup(markup: str, name: str) -> Draft:
    """The draft of a page given as characters. Raises NoTextInPage."""
    markup = clean(markup)
    if len(markup) > LARGEST or markup.count("<") > 2 * ELEMENTS or _depth(markup) > DEEPEST:
        return _flat(
            markup,
            name,
            "The page is too large or nested too deep for its layout to be told, and was read as one run of text.",
        )
    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return _flat(markup, name, "The page is broken, and was read as one run of text.")
    given = metadata(tree)
    made = Assembly()
    title = given.get("title")
    comments = _cut([room for room in _found(tree, _ROOMS) if _holds_comments(room)])
    captions = _cut([c for c in _found(tree, _CAPTIONS) if len("".join(map(str, c.itertext()))) <= 800])
    for hidden in _found(tree, "//script | //style | //noscript | //template | //iframe | //*[@hidden]"):
        _remove(hidden)
    if title is not None and (span := made.add(title.value, RegionKind.TITLE)):
        given["title"] = Known(value=title.value, how=How.GIVEN, why=title.why, span=span)
    before = len(made.text)
    _body(tree, made, title.value if title else None)
    if len(made.text) == before and not comments:
        flat = _flat(markup, name, "The layout of the page could not be told; it was read as one run of text.")
        return replace(flat, given={k: v for k, v in given.items() if k != "title"})
    for words in captions:
        made.add(words, RegionKind.CAPTION)
    for words in comments:
        made.add(words, RegionKind.COMMENTS)
    return Draft(name=name, text=made.text, given=given, regions=made.joined(), glued=title is None)


def _depth(markup: str) -> int:
    deepest = depth = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() in _VOID or match[3].endswith("/"):
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _flat(markup: str, name: str, note: str) -> Draft:
    words = _without_code(markup)
    words = re.sub(r"<(?:script|style)\b.*", " ", words, flags=re.IGNORECASE | re.DOTALL)
    words = html.unescape(_ANY.sub("", _BLOCK.sub("\n\n", words)))
    made = Assembly()
    for piece in re.split(r"\n\s*\n", words):
        made.add(clean(piece))
    if not made.text:
        raise NoTextInPage
    return Draft(name=name, text=made.text, notes=(note,))


def _without_code(markup: str) -> str:
    """The markup without scripts, styles, comments and the like, a space for each; one that nothing closes stays.

    In time that grows with the length: what was looked for in vain once is not looked for again.
    """
    kept, at, start = [], 0, 0
    vain: set[str] = set()
    while begins := _DROPPED.search(markup, at):
        kind = (begins[1] or begins[0]).lower()
        closes = None if kind in vain else _CLOSES[kind].search(markup, begins.end())
        if closes is None:
            vain.add(kind)
            at = begins.start() + 1
            continue
        kept += [markup[start : begins.start()], " "]
        at = start = closes.end()
    return "".join([*kept, markup[start:]])


def _holds_comments(element: lxml.html.HtmlElement) -> bool:
    name = f"{element.get('id', '')} {element.get('class', '')}".lower()
    words = set(re.split(r"[\s_-]+", name))
    return bool(words & _COMMENTS) and not words & _NOT_COMMENTS and element.find(".//h1") is None


def _cut(found: list[lxml.html.HtmlElement]) -> list[str]:
    """Take the elements out of the tree and return their words, outermost elements only."""
    out = []
    inside = set(found)
    for element in found:
        if any(ancestor in inside for ancestor in element.iterancestors()):
            continue
        words = _words(element)
        if words.strip():
            out.append(words)
    for element in found:
        _remove(element)
    return out


def _found(tree: lxml.html.HtmlElement, path: str) -> list[lxml.html.HtmlElement]:
    result = tree.xpath(path)
    return [item for item in result if isinstance(item, lxml.html.HtmlElement)] if isinstance(result, list) else []


def _remove(element: lxml.html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


_BREAKING = frozenset(
    {
        "p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote",
        "cite",
    }
)  # fmt: skip
"""Tags that begin a line and end one."""


def _words(element: lxml.html.HtmlElement) -> str:
    """The text of an element, a line for each block in it."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            if event == "end" and node.tail and node is not element:
                pieces.append(node.tail)
            continue
        if event == "start":
            if node.tag in _BREAKING:
                pieces.append("\n")
            if node.text and node.tag not in ("script", "style"):
                pieces.append(" ".join(node.text.split()) if not node.text.isspace() else " ")
                if node.text[-1:].isspace():
                    pieces.append(" ")
        else:
            if node.tag in _BREAKING:
                pieces.append("\n")
            if node.tail and node is not element:
                pieces.append(re.sub(r"\s+", " ", node.tail))
    return clean(re.sub(r"\s*\n\s*", "\n", "".join(pieces)).strip())


def _body(tree: lxml.html.HtmlElement, made: Assembly, title: str | None) -> None:
    found = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    if body is None or not "".join(body.itertext()).strip():
        found = trafilatura.bare_extraction(tree, favor_recall=True, include_comments=False, with_metadata=False)
        body = getattr(found, "body", None)
    if body is None:
        return
    first = True
    for kind, words in _pieces(body):
        if first and title is not None and " ".join(words.split()).casefold() == title.casefold():
            first = False
            continue
        first = False
        made.add(clean(words), kind)


def _pieces(body: etree._Element) -> Iterator[tuple[RegionKind | None, str]]:
    """Kind and words of each block of trafilatura's tree (`p head quote list table ...`)."""
    if body.text and body.text.strip():
        yield None, body.text
    for element in body:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in ("list", "table"):
            rows = element.iter("item") if tag == "list" else element.iter("row")
            joined = "\n".join(" ".join(" ".join(map(str, row.itertext())).split()) for row in rows)
            yield None, joined
        elif tag == "quote":
            parts = [" ".join(_inline(p).split()) for p in element.iter("p")] or [_inline(element)]
            for part in parts:
                yield RegionKind.QUOTATION, part
        elif tag == "head":
            yield RegionKind.HEADING, _inline(element)
        elif tag != "graphic":
            for part in re.split(r"\n\s*\n", _inline(element)):
                yield None, part
        if element.tail and element.tail.strip():
            yield None, element.tail


def _inline(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("\n")
        else:
            pieces.append(_inline(child) if isinstance(child.tag, str) else "")
        pieces.append(child.tail or "")
    return "".join(pieces)
