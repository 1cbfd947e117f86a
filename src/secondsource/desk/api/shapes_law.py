"""The shape of answers about the law."""

from __future__ import annotations

from secondsource.law import Bearing, Standing
from secondsource.publish.shapes import Shape, Words
from secondsource.subjects.schema import Provision


class Due(Shape):
    """A deadline and what is to be done by then."""

    date: str
    what: str


class Rule(Shape):
    """A provision on a day; `/law/provisions/{provision}` gives all of it.

    Args:
        legal_force: `binding` or what else the text is.
        in_force_from: ISO date, or null if not known.
        in_force_to: ISO date, or null if it is in force still.
        certain: false if it is not known whether it had begun by then.
        wording: since when it stands as it did on that day; null if it never changed.
        running: deadlines that had not passed.
        passed: deadlines that had.
        only_if: on what it turns whether it reaches acts in the country asked for; null if none was.
    """

    id: str
    instrument: str
    paragraph: str | None
    citation: str
    jurisdiction: str
    legal_force: str
    event_types: list[str]
    summary: str
    in_force_from: str | None
    in_force_to: str | None
    certain: bool
    wording: str | None
    running: list[Due]
    passed: list[Due]
    only_if: list[str] | None


class Outcomes(Shape):
    """How many claims of the case have an outcome under the provision."""

    outcome: str
    claims: int


class ProvisionInFull(Shape):
    """A provision as the subject pack has it, and what it says of the claims of the case."""

    provision: Provision
    outcomes: list[Outcomes]


class Reported(Shape):
    """Something reported on a duty.

    Args:
        when: EDTF, or empty if not known.
        by: who reported.
        told_by: who made it public.
        source: citation, or empty for a claim.
        claim: id of the claim that tells it; empty for what the subject pack holds.
    """

    when: str
    what: str
    by: str
    told_by: str
    source: str
    claim: str
    note: str


class Duty(Shape):
    """A duty of a State with a deadline. “Nothing known of it here” does not say that the State did not report.

    Args:
        state: ISO 3166-1 alpha-2; null for all States together.
        provision: id of the provision; empty for what answers no duty by name.
        deadline: ISO date, or empty.
        asks: what is to be done by then.
    """

    state: str | None
    provision: str
    deadline: str
    asks: str
    standing: Standing
    reports: list[Reported]


class Act(Shape):
    """An event type that a sentence on the law speaks of, with its words."""

    type: str
    ref: Words


class PointOfLaw(Shape):
    """One thing that the text of the law adds to, or has otherwise than, the report.

    Args:
        provision: id of the provision it rests on.
    """

    about: str
    provision: str
    text: str


class LawSaid(Shape):
    """A sentence of a report that says something of the law, held against the law of that day.

    Args:
        ref: the sentence.
        named: the words that name the law.
        says: what the report has the law do: `forbids`, `asks`, `limits`, `breach`, `exposes` or `concerns`.
        says_ref: the words for that.
        chain: who says so, outermost first; empty for the report's own voice.
        day: of the report, EDTF; empty if not known.
        bearing: how far the text bears it out.
        provisions: ids of what was looked at, most to the point first.
    """

    ref: Words
    named: Words
    says: str
    says_ref: Words
    acts: list[Act]
    chain: list[str]
    day: str
    bearing: Bearing
    provisions: list[str]
    points: list[PointOfLaw]
