"""Readers: from a report to its statements and mentions. One interface; the built-in one is a composition of functions per language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ..model import Mention, Reading, Report, Statement
from ..subjects import Subject
from .language import language_of
from .languages import LanguageReader, found_readers
from .tagger.weights import EVENTS_MODEL, MODEL, TOKENS, Files, installed, installed_events

if TYPE_CHECKING:
    from .prose import Prose

VERSION = "21"


class Reader(Protocol):
    """Anything that reads reports. `name` and `version` tell the store which readings a change of reader makes stale."""

    @property
    def name(self) -> str:
        """What the reader is called."""
        ...

    @property
    def version(self) -> str:
        """Changes when what it finds may change."""
        ...

    def read(self, report: Report) -> Reading:
        """Statements and mentions of one report."""
        ...


Attribute = Callable[["Prose", Report, Subject], tuple[Statement, ...]]
Mentions = Callable[["Prose", Report, tuple[Statement, ...], Subject], tuple[Mention, ...]]
Parse = Callable[[Report], "Prose"]


@dataclass(frozen=True)
class Tongue:
    """A language reader put together from three functions: parse, then statements, then mentions."""

    parse: Parse
    attribute: Attribute
    mentions: Mentions
    language: str = "und"
    version: str = VERSION

    def read(self, report: Report, pack: Subject) -> Reading:
        """Statements and mentions of one report, in text order."""
        parsed = self.parse(report)
        statements = self.attribute(parsed, report, pack)
        return Reading(report=report, statements=statements, mentions=self.mentions(parsed, report, statements, pack))


@dataclass(frozen=True)
class BuiltIn:
    """The built-in reader.

    Args:
        pack: the subject pack.
        tongues: who reads each language, by ISO 639-1 code; a report in another one is kept without statements.
    """

    pack: Subject
    tongues: Mapping[str, LanguageReader]
    name: str = "rules"
    version: str = field(default=VERSION)

    def read(self, report: Report) -> Reading:
        """Statements and mentions of one report, in text order."""
        tongue = self.tongues.get(language_of(report))
        if tongue is None:
            return Reading(report=report, statements=(), mentions=())
        return tongue.read(report, self.pack)


def no_mentions(
    _prose: Prose, _report: Report, _statements: tuple[Statement, ...], _pack: Subject
) -> tuple[Mention, ...]:
    """No mentions: for a reader of attribution alone."""
    return ()


def parse_en(report: Report) -> Prose:
    """The parse of an English report. Loading spaCy takes seconds, so that is left until here."""
    from .prose import prose

    return prose(report)


def parse_ko(report: Report) -> Prose:
    """The tokens and sentences of a Korean report."""
    from .korean import parse_korean

    return parse_korean(report)


def statements_ko(_parsed: Prose, report: Report, pack: Subject) -> tuple[Statement, ...]:
    """Statements of a Korean report."""
    from .korean.statements import statements_ko as found

    return found(report, pack)


def statements_en(parsed: Prose, _report: Report, pack: Subject) -> tuple[Statement, ...]:
    """Statements of an English report."""
    from .attribution.statements import attribute

    return attribute(parsed, pack)


def events(parsed: Prose, report: Report, statements: tuple[Statement, ...], pack: Subject) -> tuple[Mention, ...]:
    """Mentions of events in a report of any language the event reader knows."""
    from .events import mentions

    return mentions(parsed, report, statements, pack)


def own_readers() -> dict[str, LanguageReader]:
    """The program's own language readers: English by parse, Korean by its endings, Chinese, Japanese and Russian by cues."""
    from .cued import CuedReader

    made: tuple[LanguageReader, ...] = (
        Tongue(parse_en, statements_en, events, "en"),
        Tongue(parse_ko, statements_ko, events, "ko"),
        *(CuedReader(language) for language in ("ja", "ru", "zh")),
    )
    return {reader.language: reader for reader in made}


def default_reader(pack: Subject) -> Reader:
    """The reader the program ships with, and the language readers of installed packages, which go before its own.

    English is read by rules and the trained networks, by rules alone without their weights.

    Raises:
        ReaderNotUsable: a language reader of another package cannot be used.
    """
    others = found_readers()
    tongues = {**own_readers(), **others}
    versions = [VERSION, *(f"{language}:{reader.version}" for language, reader in sorted(others.items()))]
    weights, events_weights = installed(), installed_events()
    trained: list[Files] = []
    for found, files in ((weights, (MODEL, TOKENS)), (events_weights, (EVENTS_MODEL, TOKENS))):
        if found is not None:
            for file in files:
                found.whole(file)
            trained.append(found)
    if not trained:
        return BuiltIn(pack, tongues, version="+".join(versions))
    return BuiltIn(pack, tongues, name="rules and encoder", version="+".join((*versions, *(w.id for w in trained))))
