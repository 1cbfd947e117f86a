"""Sets the page of one provision: what it asks point by point, its wordings, exceptions and deadlines, and its findings in the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from secondsource.law.on import deadlines_of
from secondsource.law.outline import outline
from secondsource.law.rule import Rule, Version, rules
from secondsource.model import Finding
from secondsource.publish.law import rank
from secondsource.publish.legal_words import fact_words, plain
from secondsource.publish.names import kind
from secondsource.publish.rules import rule_line
from secondsource.publish.tongue import say, say_as
from secondsource.publish.words import count, said_date, said_or_same, words
from secondsource.subjects import Subject

from . import places
from .law_pages import bare_dates, does, set_law
from .shelf import Shown

PAGE = 200
"""Findings on one page."""
NEAR = 6
"""Ids like the one asked for that are named where there is no such provision."""
_SHORT = frozenset({"un", "eu", "us", "uk", "rok", "jp", "ilo"})


def provision_named(name: str, pack: Subject) -> str | None:
    """The id of the provision, in whatever case it is written; None if there is no such one."""
    if name in pack.provisions:
        return name
    return next((item for item in pack.provisions if item.casefold() == name.strip().casefold()), None)


def no_provision(name: str, pack: Subject) -> str:
    """What to say where there is no such provision, with the ids that are like it."""
    wanted = name.strip().casefold()
    near = [item for item in pack.provisions if wanted and (wanted in item.casefold() or item.casefold() in wanted)]
    like = " " + say("There are {names}.", names=", ".join(near[:NEAR])) if near else ""
    return say(
        "The pack holds no such provision.{like} The page of the law lists all that were in force on a day.", like=like
    )


def provision_page(shown: Shown, provision: str, page: int = 1) -> str | None:
    """One provision of the pack, by its id, with a page of its findings; None if there is no such page."""
    pack = shown.pack
    item, rule, line = pack.provisions[provision], rules(pack)[provision], rule_line(provision, pack)
    found = sorted(
        (f for f in shown.view.findings if f.provision == provision and f.claim in shown.numbers),
        key=lambda f: (rank(f), shown.numbers[f.claim]),
    )
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= page <= last:
        return None
    return set_law(
        shown,
        "provision.html.j2",
        item=item,
        line=line,
        facts=tuple(_facts(rule, pack)),
        scope=outline(rule.scope),
        versions=[_version(version, n, rule) for n, version in enumerate(rule.versions)],
        deadlines=[(said_date(day), say(what)) for day, what in deadlines_of(rule)],
        pleaded=[str(text) for text in item.more.get("pleaded_but_no_exception") or ()],
        sources=[places.linked(str(source)) for source in item.verification.get("sources") or ()],
        silent=rule.out_of_play,
        counts=_counts(found),
        asked=count(len(found), "claim"),
        findings=[_finding(shown, f) for f in found[(page - 1) * PAGE : page * PAGE]],
        page=page,
        last=last,
    )


def _finding(shown: Shown, f: Finding) -> dict[str, object]:
    row, entry = shown.rows[shown.numbers[f.claim] - 1], words()["outcomes"][f.outcome.value]
    return {
        "number": row.number,
        "title": row.title,
        "claim": places.claim_href(f.claim),
        "when": row.when,
        "says": entry["says"],
        "group": entry["group"],
        "finding": places.finding_href(f.claim, f.provision),
        "open": bool(f.turns_on),
        "points": list(dict.fromkeys(points_of(f, f.turns_on or f.deciding, shown.pack))),
    }


def points_of(finding: Finding, facts: Sequence[str], pack: Subject) -> Iterator[str]:
    """Facts as the provision asks them, else as the vocabulary calls them; that it speaks of such events goes without saying."""
    asked: dict[str, list[str]] = {}
    for element in finding.elements:
        asked.setdefault(element.fact, []).append(plain(element.text, pack))
    for fact in facts:
        if fact == "event.type" and len(facts) > 1:
            continue
        yield from asked.get(fact) or [fact_words(fact, pack)]


def _facts(rule: Rule, pack: Subject) -> Iterator[tuple[str, str]]:
    """What a reader is told of the provision before its points: name and value, what is not known left out."""
    item = rule.provision
    line = rule_line(item.id, pack)
    force = pack.law["legal_forces"][item.legal_force]["meaning"]
    told = {
        say("Instrument"): item.instrument,
        say("Paragraph"): item.paragraph or "",
        say("Law of"): item.jurisdiction,
        say("Adopted"): said_or_same(str(item.adopted)) if item.adopted else "",
        say("In force"): bare_dates(line),
        say("Legal force"): f"{_force(item.legal_force)}: {say(force)}",
        say("Kind"): say_as("kind of law", item.kind.replace("_", " ")),
        say("What it does"): does(rule.base),
        say("Binds"): ", ".join(say_as("bound", in_words(name)) for name in item.bound),
        say("In breach would be"): line.who,
        say("Speaks of"): _kinds(item.event_types, pack),
        say("Is prepared by"): _kinds(item.preparatory_event_types, pack),
        say("Is fulfilled by"): _kinds(item.discharging_event_types, pack),
    }
    yield from ((name, said) for name, said in told.items() if said)


def _force(name: str) -> str:
    bare = name.replace("_", " ")
    return said if (said := say_as("force", bare)) != bare else in_words(name)


def in_words(name: str) -> str:
    """A name of the vocabulary in words: `un_member_state` is “UN member State”."""
    parts = (part.upper() if part in _SHORT else part for part in name.replace("_state", "_State").split("_"))
    return " ".join(parts)


def _kinds(types: Sequence[str], pack: Subject) -> str:
    return ", ".join(kind(item, pack).lower() for item in types)


def _version(version: Version, number: int, rule: Rule) -> dict[str, Any]:
    raw = rule.provision.versions[number] if rule.provision.versions else None
    title = say("What it asks")
    if raw:
        start, until = said_or_same(str(raw.get("from"))), raw.get("to")
        title = say("What it asks, from {start}", start=start)
        if until:
            title = say("What it asks, from {start} to {end}", start=start, end=said_or_same(str(until)))
    return {
        "title": title,
        "note": version.note or str((raw or {}).get("note") or ""),
        "outline": outline(version.elements),
        "exceptions": [(say(exception.text), exception.decides) for exception in version.exceptions],
    }


def _counts(found: Sequence[Finding]) -> list[tuple[str, int]]:
    counted = Counter(f.outcome.value for f in found)
    return [(words()["outcomes"][outcome]["says"], number) for outcome, number in counted.items()]
