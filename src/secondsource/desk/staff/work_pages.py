"""The work on the case, as a page, and as a part of the pages of claims and reports."""

from __future__ import annotations

from urllib.parse import quote

from secondsource.model import Act
from secondsource.publish.chapter import heading
from secondsource.publish.tongue import say, say_as
from secondsource.store.office import Office
from secondsource.store.office.proposals import Proposal

from ..asked import wish_of
from ..bench import Bench
from ..listing import chosen
from ..pages import set_of
from ..review_pages import KINDS, about
from ..shelf import Shown
from ..visiting import visitor
from . import visible
from .panel import keeps
from .words import STAGES


def work_page(shown: Shown, office: Office, bench: Bench) -> str:
    """What is mine, what names me, what others work on, what waits for a second pair of eyes, and the kept searches."""
    somebody, people = visitor(), {p.id: p.name for p in office.people.all()}
    insider = keeps()
    works = (
        [(w, *_thing(shown, w.object), people.get(w.person, "")) for w in visible.works(shown, office)]
        if insider
        else []
    )
    return set_of(
        shown,
        "work.html.j2",
        at="/work",
        mine=[row for row in works if somebody.person and row[0].person == somebody.id and row[0].status != "done"],
        others=[
            row for row in works if not (somebody.person and row[0].person == somebody.id and row[0].status != "done")
        ],
        naming=[(note, seen, *_thing(shown, note.object)) for note, seen in visible.naming(shown, office)],
        last=[(note, *_thing(shown, note.object)) for note in visible.notes(shown, office.notes.last())]
        if insider
        else (),
        proposals=[_proposal(shown, p) for p in visible.proposals(shown, office)] if insider else (),
        searches=[
            (s, len(chosen(shown.rows, w)))
            for s in (office.searches.of(somebody.id) if insider else ())
            if (w := wish_of(s.query)) is not None
        ],
        stages={stage: say_as("stage", said) for stage, said in STAGES.items()},
        me=somebody,
        decides=bench.open_here,
        keeps=somebody.may(Act.KEEP),
        team=somebody.person is not None,
        who=somebody.typed,
        token=somebody.token,
    )


def _thing(shown: Shown, object: str) -> tuple[str, str]:
    """Where a claim or a report is, and its name; no address if it is there no more."""
    claim = shown.view.claim(object)
    if claim is not None:
        return f"/claims/{quote(object, safe='')}", heading(claim, shown.pack)
    source = shown.sources.get(object)
    if source is not None:
        return f"/reports/{quote(object, safe='')}", source.title or source.name
    return "", object


def _proposal(shown: Shown, proposal: Proposal) -> dict[str, object]:
    made = proposal.decision
    href, name = about(shown, made.object)
    return {
        "id": proposal.id,
        "kind": say(KINDS[made.kind.value]),
        "sets": "; ".join(f"{name} = {value}" for name, value in made.values.items()),
        "made": made,
        "href": href,
        "name": name,
        "own": made.who.casefold() == visitor().name.casefold() and visitor().person is not None,
    }
