"""Forecasts that were registered, how they are resolved, and where each stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondsource.model import SecondsourceError


class BadForecast(SecondsourceError):
    """What is to be registered or resolved does not fit. The message says what to write instead."""


class Origin(StrEnum):
    """Whose forecast it is."""

    REPORT = "report"
    """Somebody's in a report of the case."""
    MODEL = "model"
    """The scenario model's own, sealed before its date."""
    PACK = "pack"
    """One that comes with the subject pack, written down after its date."""


class Outcome(StrEnum):
    """What came of a question that is answered by yes or no; of a quantity it is UNRESOLVABLE or KNOWN."""

    YES = "yes"
    NO = "no"
    KNOWN = "known"
    """The quantity is known, as a range."""
    UNRESOLVABLE = "unresolvable"
    """The condition did not come about, or nothing that is known answers the question."""


class State(StrEnum):
    """Where a forecast stands on a day."""

    OPEN = "open"
    DUE = "due"
    """Its date has passed, and nobody has resolved it."""
    RESOLVED = "resolved"
    UNRESOLVABLE = "unresolvable"
    TAKEN_BACK = "taken back"


class Timing(StrEnum):
    """When it was registered; what was registered after its date is never scored beside what was not."""

    SEALED = "sealed before its date"
    AHEAD = "registered before its date"
    AFTER = "registered after the fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a forecast says in numbers; a part that it does not say is None or empty, and is never made up.

    Args:
        probability: that the answer is yes, 0 to 1.
        low, high: ends of a central interval, in `unit`.
        level: share of cases in which the quantity should lie within it, above 0 and below 1.
        quantiles: at equal steps of probability from `1/(n+1)` to `n/(n+1)`, in `unit`.
        unit: of the quantity; empty for a question that is answered by yes or no.
    """

    probability: float | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    quantiles: tuple[float, ...] = ()
    unit: str = ""

    @property
    def of_quantity(self) -> bool:
        """Whether a quantity is forecast."""
        return self.low is not None or bool(self.quantiles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """How the model came to a forecast, so that the run can be made again.

    Args:
        preset: the scenario.
        observable: name of the series; see `forecast.scenario.fan.TOLD`.
        month: the month that is forecast, `2027-06`.
        version: of the program.
        inputs: digest of everything the run was made from.
        runs, seed, months: as the run was called.
        at_least: the threshold of which the probability is told; None if the quantity itself is forecast.
    """

    preset: str
    observable: str
    month: str
    version: str
    inputs: str
    runs: int
    seed: int
    months: int
    at_least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A statement about the future with the date by which it resolves.

    Args:
        id: from what it says, not from who registered it.
        origin: whose it is.
        words: as the report has them, personal data masked; in the pack our own.
        speaker: who said so, the outermost teller first, joined by ` > `; empty in a report's own voice.
        outlet: who published it.
        made: when it was published, EDTF; empty if nobody knows.
        statement: id of the statement; empty if it is none of the case.
        condition: under which it was said; empty if under none.
        question: what is asked of the world, by the person who registered it: yes means that the forecast came true.
        resolution: by what the question is to be answered, in that person's words.
        resolves_by: the last day to which it reaches.
        expected: what it says in numbers.
        model: how the model came to it, or None.
    """

    id: str
    origin: Origin
    words: str
    speaker: str
    outlet: str
    made: str
    statement: str
    condition: str
    question: str
    resolution: str
    resolves_by: date
    expected: Expected = Expected()
    model: Model | None = None

    @property
    def said_by(self) -> str:
        """The innermost speaker; the outlet in its own voice."""
        return self.speaker.rpartition(" > ")[2] or self.outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who decided, when and why.

    Args:
        who: who did.
        at: ISO 8601 instant in UTC; of the pack a day.
        why: the reason.
        second: who looked at it as well, where the case asks for two.
        number: of the entry in the ledger; 0 for what the pack holds.
        hash: of that entry; empty for what the pack holds.
    """

    who: str
    at: str
    why: str = ""
    second: str = ""
    number: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim as it stood when a forecast was resolved by it: its support, and its grade, empty if it had none."""

    claim: str
    at_least: int
    at_most: int
    grade: str = ""

    def __str__(self) -> str:
        return f"{self.claim}={self.at_least}..{self.at_most}" + (f"/{self.grade}" if self.grade else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What came of a forecast, as a person says by claims; `low` and `high` are the ends of what is known of a quantity."""

    outcome: Outcome
    claims: tuple[Held, ...]
    signed: Signed
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What has been reported since, in our own words.

    Args:
        speaks: `for`, `against` or `beside` the forecast.
        source: outlet and date, or document.
        trust: `high`, `medium` or `low`.
        url: where it can be read; empty if nowhere.
    """

    speaks: str
    text: str
    source: str
    trust: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A forecast with all that was decided about it.

    Args:
        forecast: what was registered.
        signed: who registered it.
        resolutions: in order; the last one counts, the earlier stay visible.
        taken_back: who took the registration back, or None.
        later: a later instant that an earlier entry of the ledger names: then one of the two clocks was wrong; empty if there is none.
        evidence: what has been reported since; of forecasts of the pack only.
        stands: what that comes to, in words; likewise.
        cited: title and address of the article; likewise.
    """

    forecast: Forecast
    signed: Signed
    resolutions: tuple[Resolution, ...] = ()
    taken_back: Signed | None = None
    later: str = ""
    evidence: tuple[Evidence, ...] = ()
    stands: str = ""
    cited: tuple[str, str] = ("", "")

    @property
    def resolution(self) -> Resolution | None:
        """The one in force."""
        return self.resolutions[-1] if self.resolutions else None

    @property
    def timing(self) -> Timing:
        """Whether it was registered before its date."""
        if self.forecast.origin is Origin.PACK or day_of(self.signed.at) > self.forecast.resolves_by:
            return Timing.AFTER
        return Timing.SEALED if self.forecast.origin is Origin.MODEL else Timing.AHEAD

    def state(self, today: date) -> State:
        """Where it stands on a day."""
        if self.taken_back is not None:
            return State.TAKEN_BACK
        if self.resolution is not None:
            lost = self.resolution.outcome is Outcome.UNRESOLVABLE
            return State.UNRESOLVABLE if lost else State.RESOLVED
        return State.DUE if today > self.forecast.resolves_by else State.OPEN


def day_of(instant: str) -> date:
    """The day of an ISO 8601 instant in UTC."""
    return date.fromisoformat(instant[:10])


def figure(value: float) -> str:
    """A number for people: three digits, or whole with commas from a thousand on.

    >>> figure(0.12345), figure(30123.4)
    ('0.123', '30,123')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
