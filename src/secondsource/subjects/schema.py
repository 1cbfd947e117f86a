"""What the files of a subject pack hold. One thing per file; each with where it is known from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type of event. `provisions` maps regulated/preparatory/discharging to ids.

    Args:
        triggers: by language, the words it is mostly named by; what is looked for where a language has no `patterns`.
        patterns: by language, how reports word it; written as `docs/reference/event-patterns.md` says.
        echoes: patterns that count only where an event of the type was told before (“the sum”).
        counts: what its numbers count, a name of `quantities` in `cues/en/events.yaml`; empty if it counts nothing.
    """

    id: str
    group: str
    definition: str
    roles: tuple[str, ...]
    triggers: dict[str, tuple[str, ...]]
    pressure_sign: str
    patterns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    echoes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: str = ""
    plover: str | None = None
    cameo: str | None = None
    notes: str = ""
    provisions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    title: str = ""
    """How a heading names it: “Work stoppage”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet, agency, official body, record or sensor that reports name.

    Args:
        name: canonical name, as chains write it.
        kind: `outlet`, `body`, `record`, `sensor`, `person`.
        aliases: other spellings in any language; matched whole.
        domains: host names of its pages, to know an outlet by its address.
        re_reports: ids of sources it is known to relay.
        independence_rule: what its independence turns on, in words.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    type: str = ""
    owner: str = ""
    country: str | None = None
    languages: tuple[str, ...] = ()
    typical_sourcing: str = ""
    re_reports: tuple[str, ...] = ()
    re_reported_by: tuple[str, ...] = ()
    parent: str | None = None
    status: str = ""
    notes: str = ""
    independence_rule: str = ""
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An entry on a sanctions list. `date` as precisely as known (a day, a year, a span of years)."""

    date: str | None = None
    ref: str | None = None
    program: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A body of the subject: company, bank, ministry, airline, with the days on which lists named it."""

    id: str
    name: str
    type: str
    role: str = ""
    aliases: tuple[str, ...] = ()
    un_listing: Listing | None = None
    us_listing: Listing | None = None
    rok_listing: Listing | None = None
    sources: tuple[str, ...] = ()
    verification: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A country where the labour is, with dated estimates."""

    country: str
    name: str
    estimates: tuple[dict[str, Any], ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A rule of law as conditions in the closed vocabulary, and the dates between which it is in force.

    `scope`, `elements`, exceptions' `test` and deadlines' `applies_if` are condition trees: `{all_of: [...]}`, `{any_of: [...]}`,
    `{not: ...}` or `{fact, op, value, assume?, assume_reason?}`.
    """

    id: str
    instrument: str
    symbol: str | None
    jurisdiction: str
    legal_force: str
    kind: str
    event_types: tuple[str, ...]
    in_force_from: str | None
    in_force_to: str | None
    summary: str
    citation: str
    paragraph: str | None = None
    adopted: str | None = None
    outcome_if_met: str | None = None
    bound: tuple[str, ...] = ()
    breach_by: str | None = None
    verb: str = ""
    preparatory_event_types: tuple[str, ...] = ()
    discharging_event_types: tuple[str, ...] = ()
    scope: Any = None
    elements: Any = None
    exceptions: tuple[dict[str, Any], ...] = ()
    versions: tuple[dict[str, Any], ...] = ()
    deadlines: tuple[dict[str, Any], ...] = ()
    duty_deadline: dict[str, Any] | None = None
    reading_note: str = ""
    verification: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    """Fields of the file that the schema does not know by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a State is known to have reported on a duty.

    Args:
        duty: id of the provision; None if it answers none of them by name.
        submitted: when it was handed in or said, in EDTF; None if nothing is known.
        what: what it says, in our words.
        by: who reported.
        told_by: who made it public, and when.
    """

    duty: str | None
    submitted: str | None
    what: str
    by: str
    told_by: str
    citation: str
    verification: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """What one State reported; `state` is its ISO code, None for sums over all States."""

    state: str | None
    reports: tuple[Submission, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorType:
    """One of ILO's eleven indicators, with cues per language. `counter` are cues of evidence against it."""

    id: str
    number: int
    ilo_name: str
    meaning: str
    signals: tuple[str, ...] = ()
    cues: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counter: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: str = ""
