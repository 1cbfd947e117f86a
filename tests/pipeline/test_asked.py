"""A case without some of its reports: nothing of them is left in it, and it is the case that never held them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.join import join
from secondsource.law import findings, indicators
from secondsource.model import (
    Capture,
    Decision,
    DecisionKind,
    LedgerEntry,
    LinkKind,
    Marking,
    Mention,
    Reading,
    SetAside,
    claim_id,
    digest_of,
)
from secondsource.model.codec import encode
from secondsource.pipeline import as_known_on, without
from secondsource.store import CaseView, Custody
from secondsource.store.ledger import START, broken, sealed, standing
from secondsource.subjects import Subject, load
from secondsource.trace import trace
from secondsource.weigh import grades
from tests.newsroom import Newsroom, Says

PACK = load("dprk_labour")
NAMES = ("ada", "bel", "cyd", "dov")
WORDS = {"ada": "quarnel", "bel": "brimsk", "cyd": "tovaly", "dov": "sneffer"}
"""A word that stands in one report only."""


def says(name: str, text: str, **more: object) -> Says:
    given_ = {"when": "2019-05-03", "place": "Harbin", "country": "CN", **more}
    return Says(text=f"{text} by the {WORDS[name]} gate", **given_)  # type: ignore[arg-type]


def readings() -> tuple[Reading, ...]:
    room = Newsroom()
    minister = (("the minister", LinkKind.ROLE),)
    room.publish("ada", "Ada Post", "2019-06-01", says("ada", "Strike of 40 men", amounts=(("workers", 40, 40),)))
    room.publish(
        "bel",
        "Bel Courier",
        "2019-06-02",
        says("bel", "Walkout of 90 men", amounts=(("workers", 90, 90),), chain=minister),
    )
    room.publish("cyd", "Cyd Wire", "2019-06-03", says("cyd", "Strike again", chain=(("Ada Post", LinkKind.OUTLET),)))
    room.publish("dov", "Dov Times", "2020-03-02", says("dov", "Strike elsewhere", when="2020-03-01", country="RU"))
    return tuple(
        replace(r, report=replace(r.report, capture=digest_of(r.report.text.encode()), name=f"{r.report.id}-note.txt"))
        for r in room.readings
    )


def ledger(held: tuple[Reading, ...]) -> tuple[LedgerEntry, ...]:
    event: dict[str, Mention] = {r.report.id: r.mentions[0] for r in held}
    made = [
        Decision(kind=DecisionKind.ACCEPT, object=held[1].statements[0].id, who="Min", at="", why="seen"),
        Decision(kind=DecisionKind.REJECT, object="cyd>ada", who="Min", at="", why="two reporters"),
        Decision(kind=DecisionKind.OVERRIDE, object=claim_id(event["dov"].id), who="Min", at="", why="as in bel-note.txt")
        , Decision(
            kind=DecisionKind.SPLIT, object=claim_id(event["ada"].id), who="Min", at="", why="no",
            values={"mentions": event["bel"].id},
        ),
        Decision(
            kind=DecisionKind.RESOLVE, object="name:body:sneffer gate", who="Min", at="", why="the same",
            values={"entry": "un:X", "same": "is", "name": "sneffer gate"},
        ),
    ]  # fmt: skip
    out: list[LedgerEntry] = []
    for decision in made:
        out.append(sealed(len(out) + 1, out[-1].hash if out else START, decision))
    for target in (out[3], out[0]):
        back = Decision(kind=DecisionKind.UNDO, object=target.hash, who="Min", at="", why="a mistake")
        out.append(sealed(len(out) + 1, out[-1].hash, back))
    again = Decision(kind=DecisionKind.UNDO, object=out[-1].hash, who="Min", at="", why="none")
    out.append(sealed(len(out) + 1, out[-1].hash, again))
    assert broken(out) == []
    return tuple(out)


def whole() -> CaseView:
    held = readings()
    entries = ledger(held)
    decisions = standing(entries)
    claims = join(held, PACK, decisions)
    traced = trace(held, claims, PACK, decisions=decisions)
    captures = [r.report.capture for r in held]
    lost = Decision(kind=DecisionKind.REJECT, object="dov.s900-910", who="Min", at="", why="gone since")
    return CaseView(
        id="case",
        title="A case",
        created="2026-01-01T00:00:00Z",
        subject="dprk_labour",
        captures=tuple(
            Capture(digest=r.report.capture, size=1, media="text/plain", name=r.report.name) for r in held
        ),
        custody=tuple(
            Custody(seq=n, capture=digest, path=f"/in/{digest[:8]}", at="", tool="test")
            for n, digest in enumerate(captures, start=1)
        ),
        readings=held,
        claims=claims,
        traced=traced,
        grades=grades(claims, traced, held, PACK, decisions),
        findings=findings(claims, traced, held, PACK),
        indicators=indicators(claims, held, PACK),
        set_aside=(
            SetAside(name=held[3].report.name, digest=captures[3], reason="unreadable in part", error="X"),
            SetAside(name="scan.pdf", digest=digest_of(b"scan"), reason="pictures only", error="NoText"),
        ),
        ledger=entries,
        unmet=(lost,),
        marks={"case": Marking.GREEN, "bel": Marking.RED, "dov": Marking.AMBER},
    )  # fmt: skip


WHOLE = whole()
SOME = st.sets(st.sampled_from(NAMES))


def as_bytes(view: CaseView) -> bytes:
    return b"\n".join(encode(getattr(view, field.name)) for field in fields(view))


def traces(name: str) -> list[bytes]:
    """What would betray a report: its id in any id made from it, its file, its capture, a word that only it says."""
    report = next(r.report for r in WHOLE.readings if r.report.id == name)
    return [
        f'"{name}'.encode(), f">{name}".encode(), f"{name}.".encode(), report.name.encode(), report.capture.encode(),
        report.capture[:8].encode(), WORDS[name].encode(),
    ]  # fmt: skip


@given(SOME)
def test_nothing_of_a_report_that_is_left_out_is_anywhere_in_the_view(gone: set[str]) -> None:
    found = as_bytes(without(WHOLE, gone))
    assert not [t for name in gone for t in traces(name) if t in found]
    assert all(any(t in found for t in traces(name)) for name in set(NAMES) - gone)


@given(st.sets(st.sampled_from(("elsewhere", "0" * 16 + "-0"))))
def test_leaving_out_nothing_gives_the_same_view(names: set[str]) -> None:
    assert without(WHOLE, names) is WHOLE


@given(SOME, SOME)
def test_leaving_out_twice_is_leaving_out_both(some: set[str], more: set[str]) -> None:
    assert as_bytes(without(without(WHOLE, some), more)) == as_bytes(without(WHOLE, some | more))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_is_the_case_that_never_held_it(name: str) -> None:
    """Under the claims' own ids: a claim that began with the report keeps the id it had."""
    left = without(WHOLE, [name])
    kept = tuple(r for r in readings() if r.report.id != name)
    fresh = join(kept, PACK)
    called = {c.mentions: c.id for c in left.claims}
    renamed = [replace(c, id=called.get(c.mentions, c.id)) for c in fresh]
    assert {encode(c) for c in left.claims} == {encode(c) for c in renamed}
    supports = {s.claim: s for s in trace(kept, renamed, PACK, decisions=standing(left.ledger)).supports}
    assert {s.claim: s for s in left.supports} == supports


def test_support_and_values_are_counted_without_it() -> None:
    (before,) = [c for c in WHOLE.claims if "ada" in c.reports]
    assert before.conflicts
    after = without(WHOLE, ["bel"])
    (claim,) = [c for c in after.claims if "ada" in c.reports]
    assert claim.id == before.id
    assert claim.conflicts == ()
    one, two = WHOLE.support(before.id), after.support(claim.id)
    assert one is not None and two is not None
    assert (one.at_most, two.at_most) == (3, 2)


def test_claims_stay_in_order_of_time() -> None:
    for name in NAMES:
        dates = [str(c.when) for c in without(WHOLE, [name]).claims]
        assert dates == sorted(dates)


def test_a_decision_goes_with_what_it_names_and_others_keep_number_and_hash() -> None:
    left = without(WHOLE, ["bel"])
    assert [e.seq for e in left.ledger] == [2, 3, 5]
    assert {e.hash for e in left.ledger} < {e.hash for e in WHOLE.ledger}
    assert left.ledger[1].decision.why == "as in ████████████"
    assert len(left.unmet) == 1
    assert [e.seq for e in without(WHOLE, ["dov"]).ledger] == [1, 2, 4, 6, 7, 8]
    assert without(WHOLE, ["dov"]).unmet == ()


def test_the_markings_of_what_is_left_stay() -> None:
    assert WHOLE.marking is Marking.RED
    left = without(WHOLE, ["bel"])
    assert left.marks == {"case": Marking.GREEN, "dov": Marking.AMBER}
    assert left.marking is Marking.AMBER


def test_an_original_stays_while_a_report_of_it_does() -> None:
    first, second, *others = WHOLE.readings
    together = replace(second, report=replace(second.report, capture=first.report.capture))
    spoilt = SetAside(name=second.report.name, digest=first.report.capture, reason="not read", error="X")
    view = replace(WHOLE, readings=(first, together, *others), set_aside=(spoilt,))
    left = without(view, ["bel"])
    assert left.capture(first.report.capture) is not None
    assert left.set_aside == ()


def test_a_day_can_still_be_asked(pack: Subject) -> None:
    day = readings()[1].report.date
    assert day is not None and day.earliest is not None
    known = as_known_on(without(WHOLE, ["ada"]), day.earliest)
    assert [r.id for r in known.reports] == ["bel"]
    assert all(s.as_known_on == "2019-06-02" for s in known.supports)
