from __future__ import annotations

import pytest

from secondsource.model import Person
from secondsource.store.office import Office
from secondsource.store.office.notes import NoNote, named_in

AT = "2026-03-01T09:00:00Z"


def test_a_note_reaches_whom_it_names(office: Office, keeper: Person, reader: Person) -> None:
    text = "@ana please look; mail ana@example.org and @Anabel are others."
    people = (keeper, reader)
    assert named_in(text, people) == (reader,)
    office.notes.add("c1", keeper.id, keeper.name, AT, text, named_in(text, people))
    ((note, seen),) = office.notes.naming(reader.id)
    assert (note.text, seen) == (text, False) and office.notes.naming(keeper.id) == ()
    office.notes.seen(reader.id)
    assert [seen for _, seen in office.notes.naming(reader.id)] == [True]


def test_a_note_is_struck_out_by_its_writer_and_then_says_nothing(
    office: Office, keeper: Person, reader: Person
) -> None:
    office.notes.add("c1", keeper.id, keeper.name, AT, "wrong", (reader,))
    (note,) = office.notes.on("c1")
    with pytest.raises(NoNote):
        office.notes.strike(note.id, reader.id, reader.name, AT)
    assert office.notes.strike(note.id, keeper.id, keeper.name, AT) == "c1"
    (left,) = office.notes.on("c1")
    assert (left.text, left.struck) == ("", AT) and office.notes.last() == () and office.notes.naming(reader.id) == ()
