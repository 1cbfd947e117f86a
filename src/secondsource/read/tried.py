"""A reader tried on the examples of a subject pack: which events of each type it finds, which it misses, where it falls into a trap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import How, Known, Mention, Report, Span
from ..subjects.examples import Example, Told
from .reader import Reader


@dataclass(frozen=True, slots=True)
class Tried:
    """What a reader made of one example.

    Args:
        type: the event type the example is for.
        found: the events of the example that were found, each with its mention.
        missed: the events of the example that were not.
        false: mentions of the type that the example does not tell.
    """

    type: str
    example: Example
    found: tuple[tuple[Told, Mention], ...]
    missed: tuple[Told, ...]
    false: tuple[Mention, ...]


def tried(kind: str, examples: Sequence[Example], reader: Reader) -> Iterator[Tried]:
    """Each example read as a report of its own day. A mention is an event of the example if their words overlap.

    Args:
        kind: the event type; mentions of other types do not count.
        examples: its examples.
        reader: what reads them.
    """
    for example in examples:
        mentions = [m for m in reader.read(_report(example)).mentions if m.type == kind]
        found: list[tuple[Told, Mention]] = []
        missed: list[Told] = []
        for told in example.events:
            at = example.text.index(told.trigger)
            words = Span(at, at + len(told.trigger))
            hit = next((m for m in mentions if m.trigger.overlaps(words)), None)
            if hit is None:
                missed.append(told)
            else:
                mentions.remove(hit)
                found.append((told, hit))
        yield Tried(kind, example, tuple(found), tuple(missed), tuple(mentions))


def _report(example: Example) -> Report:
    digest = hashlib.sha256(example.text.encode()).hexdigest()
    day, language = (
        Known(value=value, how=How.GIVEN, why="given with the example")
        for value in (example.published, example.language)
    )
    return Report(
        id=digest[:16], capture=digest, part=0, name="example", text=example.text, published=day, language=language
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How a reader did on the examples of one type, or of several."""

    type: str
    told: int
    found: int
    false: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is told; None if nothing was found."""
        return self.found / (self.found + self.false) if self.found + self.false else None

    @property
    def recall(self) -> float | None:
        """Share of what is told that was found; None if nothing is told."""
        return self.found / self.told if self.told else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None if there was nothing to find and nothing found."""
        size = self.told + self.found + self.false
        return 2 * self.found / size if size else None


def tally(kind: str, results: Sequence[Tried]) -> Tally:
    """The counts of some results.

    >>> tally("DENIAL", []).f1 is None
    True
    """
    return Tally(
        kind,
        told=sum(len(r.found) + len(r.missed) for r in results),
        found=sum(len(r.found) for r in results),
        false=sum(len(r.false) for r in results),
    )
