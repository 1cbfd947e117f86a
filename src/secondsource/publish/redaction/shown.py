"""What a reader is shown in the place of hidden words: the reason, in the language spoken; never how long they were."""

from __future__ import annotations

from secondsource.model import Hides, PartialDate, PersonalKind

from ..tongue import noted, say
from ..words import said_date

_KINDS = {
    PersonalKind.EMAIL: noted("[e-mail address hidden]"),
    PersonalKind.PHONE: noted("[telephone number hidden]"),
    PersonalKind.ADDRESS: noted("[address hidden]"),
    PersonalKind.PRIVATE_PERSON: noted("[name hidden]"),
}
_DETAILS = {
    "age": noted("[age of a source hidden]"),
    "home town": noted("[home town of a source hidden]"),
    "unit": noted("[unit of a source hidden]"),
    "rank": noted("[rank of a source hidden]"),
    "job": noted("[job of a source hidden]"),
    "family": noted("[family of a source hidden]"),
    "length of stay": noted("[length of stay of a source hidden]"),
}
_BY_HAND = {
    Hides.PLACE: noted("[place hidden]"),
    Hides.DATE: noted("[date hidden]"),
    Hides.DETAIL: noted("[detail hidden]"),
    Hides.WORDS: noted("[words hidden]"),
    Hides.NAME: noted("[name hidden]"),
    Hides.REPORT: noted("[report hidden]"),
}

_OTHERS = {
    "time": noted("[time hidden]"),
    "title": noted("[title hidden]"),
    "address": noted("[address hidden]"),
    "file name": noted("[file name hidden]"),
    "personal data": noted("[personal data hidden]"),
}


def of(what: str) -> str:
    """In the place of something else: `time`, `title`, `address`, `file name`, `personal data`."""
    return say(_OTHERS[what])


def personal(kind: PersonalKind) -> str:
    """In the place of an address, a number or a name."""
    return say(_KINDS[kind])


def person(letter: str) -> str:
    """In the place of the name of somebody who is named more than once."""
    return say("[person {letter}, name hidden]", letter=letter)


def source(letter: str) -> str:
    """In the place of the words that describe an unnamed source; without a letter where it has none."""
    return say("[unnamed source {letter}]", letter=letter) if letter else say("[source’s description hidden]")


def detail(kind: str) -> str:
    """In the place of what tells who a source is; `kind` is one of `details.DETAILS`."""
    return say(_DETAILS[kind])


def place(state: str) -> str:
    """In the place of a town or site; `state` is empty where it is not known."""
    return say("[place hidden, in {state}]", state=state) if state else say("[place hidden]")


def day(when: PartialDate) -> str:
    """In the place of a day that was made coarser."""
    return say("[date made coarser: {when}]", when=said_date(when))


def by_hand(what: Hides) -> str:
    """In the place of what a person hid."""
    return say(_BY_HAND[what])


def coarser(instead: str) -> str:
    """In the place of what a person made coarser."""
    return say("[{instead}; made coarser]", instead=instead)


def byline() -> str:
    """In the place of a byline."""
    return say("[byline hidden]")


def outlet() -> str:
    """In the place of the outlet of a sealed report."""
    return say("[outlet hidden]")


def marks() -> tuple[str, ...]:
    """What stands for hidden people, as far as it is the same for all of them."""
    gap = "\0"
    fixed = (person(gap), source(gap), *map(detail, _DETAILS))
    return ("unnamed source ", *(max(text.split(gap), key=len) for text in fixed))
