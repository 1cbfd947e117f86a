"""Made cases that differ: titles, outlets, dates, addresses and markings as hypothesis invents them, and a person's decision or none."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import strategies as st

from secondsource import publish
from secondsource.model import Decision, DecisionKind, How, Known, LedgerEntry, Marking, Reading
from secondsource.publish.exchange import Handed
from secondsource.publish.exports import handed
from secondsource.store.view import CaseView
from tests.publish.made import made

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split()) or "x")
DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(
        ["2016", "2016-06", "2016-06~", "201X", "2016-21", "2016-03/2016-05", "../2016-04", "2016-06-08T07:01:00+09:00"]
    ),
)
URLS = st.sampled_from(
    [
        "https://harbourwire.example/a?b=1&c=%20#d",
        "http://x.example",
        "javascript:alert(1)",
        "not an address",
        "https://베사.example/가",
    ]
)


def decided(view: CaseView, kind: DecisionKind, why: str = "seen the papers") -> CaseView:
    """The case with one decision on its claim."""
    made_by = Decision(kind=kind, object=view.claims[0].id, who="Ada Quill", at="2026-02-03T04:05:06Z", why=why)
    return replace(view, ledger=(LedgerEntry(seq=1, previous="", hash="h", decision=made_by),))


@st.composite
def cases(draw: st.DrawFn) -> CaseView:
    """A case."""
    view = made()
    readings: list[Reading] = []
    for reading in view.readings:
        report = reading.report
        for name, drawn in (("title", WORDS), ("outlet", WORDS), ("published", DATES), ("url", URLS)):
            value = draw(st.none() | drawn)
            report = replace(report, **{name: Known(value=value, how=How.GIVEN, why="drawn") if value else None})
        readings.append(replace(reading, report=report))
    marks = draw(
        st.dictionaries(st.sampled_from([r.report.id for r in readings]), st.sampled_from(list(Marking)), max_size=4)
    )
    claims = (replace(view.claims[0], title=draw(WORDS)),)
    view = replace(view, title=draw(WORDS), readings=tuple(readings), claims=claims, marks=marks)
    kind = draw(st.sampled_from([None, DecisionKind.ACCEPT, DecisionKind.REJECT]))
    return decided(view, kind) if kind else view


def given_out(view: CaseView) -> Handed:
    """What the writers see of it."""
    return handed(view)


def written(view: CaseView, format: str, **more: object) -> bytes:
    """The whole case in a format."""
    stream = io.BytesIO()
    publish.export(view, publish.WHOLE, format, stream, **more)  # type: ignore[arg-type]
    return stream.getvalue()
