"""A rule of law for a reader: its name, what it says, from when to when, and how far its citation is checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from secondsource.law.words import by_whom, since
from secondsource.subjects import Subject
from secondsource.subjects.schema import Provision

from .tongue import say, say_as
from .words import said_dates, word


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule as the annex of the law tells of it once: what it says, since when, how far its citation is checked.

    `anchor` is its place in the page; `force` is `binding` or what else the text is.
    """

    anchor: str
    name: str
    citation: str
    summary: str
    force: str
    in_force: str
    who: str
    verification: str
    verified: bool
    note: str


def rule_lines(named: Collection[str], pack: Subject) -> tuple[RuleLine, ...]:
    """The rules of these ids, each once: in the order of the pack, then those that have left it."""
    known = [identifier for identifier in pack.provisions if identifier in named]
    return tuple(rule_line(identifier, pack) for identifier in (*known, *sorted(set(named) - set(known))))


def rule_line(identifier: str, pack: Subject) -> RuleLine:
    """A rule for the annex, by its id; one that has left the pack is named by its id alone."""
    provision = pack.provisions.get(identifier)
    anchor = "rule-" + re.sub(r"[^A-Za-z0-9.-]", "-", identifier)
    if provision is None:
        return RuleLine(
            anchor=anchor, name=identifier, citation=identifier, summary="", force="", in_force="", who="",
            verification=word("verification", "unverified"), verified=False, note="",
        )  # fmt: skip
    status = str(provision.verification.get("status", "unverified"))
    return RuleLine(
        anchor=anchor,
        name=_name(provision),
        citation=provision.citation,
        summary=provision.summary,
        force=say_as("force", provision.legal_force.replace("_", " ")),
        in_force=said_dates(since(provision)) if provision.in_force_from else "",
        who=say_as("party", word("who", by_whom(provision))) if provision.breach_by else "",
        verification=word("verification", status),
        verified=status == "verified",
        note=str(provision.verification.get("note", "") or ""),
    )


def _name(provision: Provision) -> str:
    paragraph = (provision.paragraph or "").strip("-– ")
    if not paragraph:
        return provision.instrument
    if paragraph[:1].isdigit():
        return say("{instrument}, paragraph {paragraph}", instrument=provision.instrument, paragraph=paragraph)
    return f"{provision.instrument}, {paragraph}"
