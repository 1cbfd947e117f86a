"""The shape of what changed between two versions of a publication."""

from __future__ import annotations

from typing import Literal

from secondsource.publish.shapes import Shape, Statement


class Bit(Shape):
    """Words that stand in both versions, or only in one.

    Args:
        mark: `gone` if only the earlier one has them, `new` if only the later one does, else empty.
    """

    text: str
    mark: Literal["", "gone", "new"]


class Passage(Shape):
    """A sentence, or a paragraph of a long text.

    Args:
        was: as the earlier version has it; empty if it does not.
        now: as the later version has it; empty if it does not.
        bits: one after the other, what is gone before what came in its place.
    """

    kind: Literal["same", "changed", "gone", "new"]
    was: str
    now: str
    bits: list[Bit]


class HeadChange(Shape):
    """A part of the head that changed; empty where it is not known."""

    of: Literal["title", "byline", "published", "outlet"]
    was: str
    now: str


class ValueChange(Shape):
    """Values that a claim has from the two versions for one attribute, where they differ.

    Args:
        claim: id of the claim.
    """

    claim: str
    attribute: str
    was: list[str]
    now: list[str]


class Changes(Shape):
    """What changed between two versions of a publication. Personal data are masked; comments, captions and page furniture are not compared.

    Args:
        was: id of the earlier report.
        now: id of the later one.
        together: whether they are versions of one publication.
        versions: ids of all versions of the earlier report's publication, the earliest first.
        by: whether the text was compared by sentence and word, or, being long, by paragraph.
        alike: 0 to 1, share of what is compared that stands in both.
        gone: statements that only the earlier one makes.
        came: statements that only the later one makes.
        untold: ids of claims that only the earlier one tells.
        told: ids of claims that only the later one tells.
    """

    was: str
    now: str
    together: bool
    versions: list[str]
    by: Literal["sentence", "paragraph"]
    alike: float
    head: list[HeadChange]
    passages: list[Passage]
    gone: list[Statement]
    came: list[Statement]
    values: list[ValueChange]
    untold: list[str]
    told: list[str]
