"""Who may see a report, and the report with what is hidden in it, as pages."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.model import Act, Marking, PersonalKind, RegionKind, Report, Sensitive
from secondsource.publish.tongue import say
from secondsource.store.office import Office

from ..pages import set_of
from ..shelf import Shown
from ..visiting import visitor
from .words import SEES, role_said

_KINDS = {
    PersonalKind.EMAIL: Sensitive.PERSONAL,
    PersonalKind.PHONE: Sensitive.PERSONAL,
    PersonalKind.ADDRESS: Sensitive.PERSONAL,
    PersonalKind.PRIVATE_PERSON: Sensitive.SOURCES,
}
"""Which right each kind of personal data needs."""
_BLOCK = "█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of the text; `shown` if it is hidden elsewhere."""

    text: str
    shown: bool


def rights_page(shown: Shown, office: Office, report: str) -> str:
    """What may be asked to be shown of a report, and who may see it.

    Args:
        shown: the case.
        office: the accounts.
        report: id of a report that whoever asks may see.
    """
    somebody = visitor()
    keeps = somebody.may(Act.KEEP) and somebody.person is not None
    return set_of(
        shown,
        "rights.html.j2",
        at="/reports",
        source=shown.sources[report],
        sees=[(item, say(said)) for item, said in SEES.items() if item in somebody.sees],
        keeps=keeps,
        closing=office.closings.all().get(report),
        people=[p for p in office.people.all() if not p.ended] if keeps else (),
        team=somebody.person is not None,
        role_said=role_said,
        marking=shown.view.marking_of_report(report),
        own=shown.view.marks.get(report),
        whole=shown.view.marks.get(shown.view.id),
        markings=list(Marking),
        decides=somebody.may(Act.DECIDE),
        who=somebody.typed,
        token=somebody.token,
    )


def opened_page(shown: Shown, raw: Report, masked: str, asked: frozenset[Sensitive]) -> str:
    """The text of a report with what was asked for; everything else that is hidden stays so.

    Args:
        shown: the case.
        raw: the report as it was read.
        masked: its text as everybody sees it, of the same length.
        asked: what is to be shown.
    """
    return set_of(
        shown,
        "opened.html.j2",
        at="/reports",
        source=shown.sources[raw.id],
        pieces=pieces(raw, masked, asked),
        sees=[say(said) for item, said in SEES.items() if item in asked],
        text_language=raw.lang,
    )


def pieces(raw: Report, masked: str, asked: frozenset[Sensitive]) -> tuple[Piece, ...]:
    """The text in runs: as everybody sees it, but for what is asked for in this very report.

    Args:
        raw: the report as it was read.
        masked: its text as everybody sees it, of the same length; in it also what another report makes personal is blocked out.
        asked: what is to be shown.

    >>> from secondsource.model import PersonalData, Span
    >>> raw = Report(id="r", capture="c", part=0, name="n", text="Ask a@b.org", personal=(PersonalData(span=Span(4, 11), kind=PersonalKind.EMAIL),))
    >>> [(p.text, p.shown) for p in pieces(raw, "Ask ███████", frozenset())]
    [('Ask ███████', False)]
    >>> [(p.text, p.shown) for p in pieces(raw, "Ask ███████", frozenset({Sensitive.PERSONAL}))]
    [('Ask ', False), ('a@b.org', True)]
    """
    hidden, opened = bytearray(len(raw.text)), bytearray(len(raw.text))
    for region in raw.regions:
        if region.kind is RegionKind.COMMENTS:
            for at in range(region.span.start, region.span.end):
                (opened if Sensitive.COMMENTS in asked else hidden)[at] = 1
    signs = list(masked)
    for item in raw.personal:
        for at in range(item.span.start, item.span.end):
            if _KINDS[item.kind] in asked and not hidden[at]:
                opened[at], signs[at] = 1, raw.text[at]
    text = "".join(_BLOCK if hidden[at] and not sign.isspace() else sign for at, sign in enumerate(signs))
    marks = [bool(opened[at] and not hidden[at]) for at in range(len(text))]
    out, begun = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marks[at] != marks[begun]:
            out.append(Piece(text=text[begun:at], shown=marks[begun]))
            begun = at
    return tuple(out)
