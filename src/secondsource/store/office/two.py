"""What leaves a case only if two people say so: who an unnamed source is, the key of an edition, an original as it was captured.

One person with an account asks and says why, another confirms, and within a week the thing may be written once. All three are entries of
the record. Where nobody has an account it cannot be done at all: without them anybody could type two names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from secondsource.model import Act, Decision, DecisionKind, Person, SecondsourceError, Sensitive

from .instants import moment
from .office import Office
from .proposals import Fate, Proposal
from .record import Deed, Entry

VALID = timedelta(days=7)
"""How long after it was confirmed something may be handed out."""
WHAT, SEES = "what", "sees"


class TwoNeeded(SecondsourceError):
    """This needs two people. One asks with `secondsource permit ask`, another confirms with `secondsource permit confirm`."""


class NotEntitled(SecondsourceError):
    """Only who may decide and has the right to see it can ask for this or confirm it. A keeper gives that right with `secondsource people change`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Leave to hand out one thing once.

    Args:
        id: number of the proposal.
        what: the thing, in the words that were asked for.
        asked: name of who asked.
        confirmed: name of the other person.
        why: the reason given by who asked.
    """

    id: int
    what: str
    asked: str
    confirmed: str
    why: str


def entitled(person: Person, sees: frozenset[Sensitive]) -> None:
    """Raises NotEntitled unless the person may decide and has the right to see all of that."""
    if not person.may(Act.DECIDE) or not sees <= person.sees:
        missing = ", ".join(sorted(kind.value for kind in sees - person.sees)) or "deciding"
        raise NotEntitled(
            f"{person.name} lacks a right that is needed: {missing}. "
            "A keeper gives it with `secondsource people change NAME --role reviewer --sees ...`."
        )


def ask(
    office: Office,
    case: str,
    what: str,
    person: Person,
    why: str,
    at: str,
    sees: frozenset[Sensitive] = frozenset({Sensitive.SOURCES}),
) -> int:
    """The number under which another person confirms.

    Args:
        office: of the case.
        case: the case's id.
        what: the thing: `identities`, `captures`, ...; whoever hands it out asks `two_people` with the same words.
        person: who asks; that it is they was checked before.
        why: their reason.
        at: ISO 8601 instant in UTC.
        sees: the rights that both need.

    Raises:
        NotEntitled: if they lack a right.
        TwoNeeded: if they give no reason.
    """
    entitled(person, sees)
    if not why.strip():
        raise TwoNeeded("Say why it is needed: the other person must be able to judge it.")
    values = {WHAT: what, SEES: " ".join(sorted(kind.value for kind in sees))}
    wish = Decision(kind=DecisionKind.HAND_OUT, object=case, who=person.name, at=at, why=why.strip(), values=values)
    number = office.proposals.propose(wish)
    more = {"permit": str(number)}
    office.record.add(Entry(who=person.name, at=at, act=Deed.ASKED, object=what, why=why.strip(), more=more))
    return number


def confirm(office: Office, proposal: Proposal, who: str, at: str) -> Permit:
    """The permit, once another person who has the right agrees.

    Raises:
        SameEyes: if it is who asked.
        NotEntitled, NoPerson: if they lack a right or an account.
        Overtaken: if it waits no more.
    """
    wish = proposal.decision
    person = office.people.named(who)
    entitled(person, _sees(wish))
    office.proposals.settle(proposal, Fate.SECONDED, person.name, at)
    more = {"permit": str(proposal.id), "asked by": wish.who}
    office.record.add(Entry(who=person.name, at=at, act=Deed.CONFIRMED, object=wish.values[WHAT], more=more))
    return Permit(id=proposal.id, what=wish.values[WHAT], asked=wish.who, confirmed=person.name, why=wish.why)


def two_people(
    office: Office, what: str, at: str, sees: frozenset[Sensitive] = frozenset({Sensitive.SOURCES})
) -> Permit:
    """The permit under which a thing may be handed out now; call `handed_out` as soon as it is written.

    Args:
        office: of the case.
        what: the thing, in the words that were asked for.
        at: ISO 8601 instant in UTC: the permit must have been confirmed within `VALID`.
        sees: the rights that both people must still have.

    Raises:
        TwoNeeded: if nobody has an account, or no permit is open.
        NotEntitled: if one of the two has lost the right since.
    """
    if not office.people.any():
        raise TwoNeeded(
            "This needs two people, and nobody has an account: anybody could type two names. Make accounts with "
            "`secondsource people add NAME --role keeper`, then one asks with `secondsource permit ask` and another confirms."
        )
    for made in office.proposals.seconded():
        wish = made.decision
        if wish.kind is not DecisionKind.HAND_OUT or wish.values.get(WHAT) != what:
            continue
        if not moment(made.done) <= moment(at) <= moment(made.done) + VALID or _used(office, made.id, what):
            continue
        for name in (wish.who, made.second):
            entitled(office.people.named(name), sees)
        return Permit(id=made.id, what=what, asked=wish.who, confirmed=made.second, why=wish.why)
    raise TwoNeeded(
        f"Nobody has confirmed that this may be handed out, or it was handed out already. One person writes "
        f"`secondsource permit ask {what} --who NAME --why REASON`, another `secondsource permit confirm NUMBER --who NAME`."
    )


def handed_out(office: Office, permit: Permit, at: str, file: str, digest: str = "") -> None:
    """Writes down that it was, which uses the permit up.

    Args:
        office: of the case.
        permit: as `two_people` gave it.
        at: ISO 8601 instant in UTC.
        file: name of the file it was written to.
        digest: SHA-256 of the file.
    """
    more = {"permit": str(permit.id), "confirmed by": permit.confirmed, "file": file, "sha256": digest}
    office.record.add(Entry(who=permit.asked, at=at, act=Deed.TAKEN, object=permit.what, why=permit.why, more=more))


def _used(office: Office, permit: int, what: str) -> bool:
    taken = office.record.entries(act=Deed.TAKEN.value, object=what, most=1_000_000)
    return any(item.entry.more.get("permit") == str(permit) for item in taken)


def _sees(wish: Decision) -> frozenset[Sensitive]:
    return frozenset(Sensitive(word) for word in wish.values.get(SEES, "").split())
