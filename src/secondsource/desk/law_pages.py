"""Sets the pages of the law by itself: what was in force on a day, in a country, about a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from secondsource import law
from secondsource.law import NOTICE, Bar, InForce
from secondsource.model.law import Outcome
from secondsource.publish.lawline import law_svg
from secondsource.publish.legal_words import plain
from secondsource.publish.names import country, kind
from secondsource.publish.rules import RuleLine, rule_line
from secondsource.publish.tongue import noted, say, say_as
from secondsource.publish.words import count, said_date, words
from secondsource.subjects import Subject

from . import places
from .asking import SHOWN, Misasked, code_of, day_of
from .pages import set_of
from .shelf import Shown

SECTION = (
    ("/law", noted("In force on a day")),
    ("/law/deadlines", noted("Deadlines by State")),
    ("/law/said", noted("What reports say of it")),
)
"""The pages of the law, which each of them leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawWish:
    """What a reader asks of the law, as it was written."""

    on: str = ""
    country: str = ""
    about: str = ""


def set_law(shown: Shown, template: str, here: str = "", **values: Any) -> str:
    """A page of the law, with the way to the others; `here` is the one of them that it is."""
    return set_of(
        shown,
        template,
        at="/law",
        **{
            "section": [(to, say(name)) for to, name in SECTION],
            "here": here,
            "notice_of_law": say(NOTICE),
            "places": places,
            "plain": _plain(shown),
            **values,
        },
    )


def law_page(shown: Shown, wish: LawWish, today: date) -> str:
    """What was in force on the day that is asked for, as a picture and as a table; today if none is.

    Raises:
        Misasked: if day, country or topic is not understood.
    """
    pack = shown.pack
    day, code = day_of(wish.on) or today, code_of(wish.country)
    types = _types(wish.about, pack)
    found = {item.provision.id: item for item in law.in_force(day, pack, code, types)}
    bars = law.bars((item.provision for item in found.values()), pack)
    heading = say(
        "In force on {day}{where}{about}",
        day=said_date(day.isoformat()),
        where=_where(code, pack),
        about=_about(wish.about, pack),
    )
    return set_law(
        shown,
        "law.html.j2",
        "/law",
        heading=heading,
        problem="",
        wish=wish,
        day=day.isoformat(),
        picture=law_svg(bars, day, heading) if bars else None,
        rows=[_row(found[bar.provision.id], bar, pack) for bar in bars],
        counted=count(len(bars), "provision"),
        held=len(pack.provisions),
        **_choices(shown, wish),
    )


def misasked_page(shown: Shown, wish: LawWish, problem: str) -> str:
    """The same form with what was written, and what to write instead."""
    return set_law(
        shown,
        "law.html.j2",
        "/law",
        heading=say("The law of a day"),
        problem=problem,
        wish=wish,
        day="",
        picture=None,
        rows=[],
        counted="",
        held=len(shown.pack.provisions),
        **_choices(shown, wish),
    )


def countries(shown: Shown) -> dict[str, str]:
    """The countries that a reader may ask about: hosts of the pack, States whose law it holds, and those of the claims; by name."""
    pack = shown.pack
    codes = {code for code in pack.hosts if len(code) == 2} | {str(code) for code in words()["countries"]}
    codes |= {claim.country for claim in shown.claims if claim.country}
    return {code: country(code, pack) for code in sorted(codes, key=lambda code: country(code, pack))}


def _choices(shown: Shown, wish: LawWish) -> dict[str, Any]:
    pack = shown.pack
    known = countries(shown)
    code = wish.country.strip().upper()
    if len(code) == 2 and code.isalpha() and code.isascii():
        known.setdefault(code, code)
    topics = sorted({*pack.law.get("topics", {}), *(kind.group for kind in pack.event_types.values())})
    kinds = sorted((kind(item, pack), item) for item in pack.event_types)
    return {"countries": known, "topics": [(t, say_as("topic", t).replace("_", " ")) for t in topics], "kinds": kinds}


def _types(about: str, pack: Subject) -> frozenset[str] | None:
    if not about.strip():
        return None
    try:
        return law.topic(about, pack)
    except law.NoTopic as error:
        raise Misasked(
            say(
                "The pack holds nothing about “{about}”. Choose a topic or a kind of event from the list, such as labour or cash.",
                about=about.strip()[:SHOWN],
            )
        ) from error


def _where(code: str | None, pack: Subject) -> str:
    return say(", reaching acts in {country}", country=country(code, pack)) if code else ""


def _about(about: str, pack: Subject) -> str:
    said = about.strip()
    if not said:
        return ""
    name = said.upper().replace(" ", "_")
    topic = say_as("topic", said.lower()).replace("_", " ")
    return say(", about {topic}", topic=kind(name, pack).lower() if name in pack.event_types else topic)


def _row(item: InForce, bar: Bar, pack: Subject) -> dict[str, object]:
    line = rule_line(item.provision.id, pack)
    return {
        "id": item.provision.id,
        "href": places.rule_href(item.provision.id),
        "name": line.name,
        "summary": line.summary,
        "in_force": bare_dates(line),
        "certain": item.certain,
        "force": line.force,
        "does": does(bar.says),
        "version": _wording(item),
        "running": [(said_date(day), say(what)) for day, what in item.running],
        "only_if": [plain(text, pack) for text in item.reach.only_if] if item.reach else [],
    }


def bare_dates(line: RuleLine) -> str:
    """From when to when a rule is in force, where a heading says already that it is."""
    return line.in_force.removeprefix("in force ")


def _wording(item: InForce) -> str:
    """The day since which the wording is that of the day, if it is not the first one."""
    since = str((item.version or {}).get("from") or "")
    return said_date(since) if since and since != item.provision.in_force_from else ""


def does(says: Outcome) -> str:
    """What a provision does whose elements, if met, come to this outcome: whether it binds, is a risk, or speaks to it only."""
    kinds: Mapping[Outcome, str] = {
        Outcome.EXPOSURE: "risk",
        Outcome.PRESUMPTION: "risk",
        Outcome.CONCERN_ONLY: "concern",
        Outcome.NOT_APPLICABLE: "frame",
    }
    return str(words()["kinds_of_law"][kinds.get(says, "binds")])


def _plain(shown: Shown) -> Any:
    return lambda text: plain(text, shown.pack)
