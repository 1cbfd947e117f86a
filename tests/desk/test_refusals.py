from secondsource.desk.refusals import AGAIN, Refusals
from secondsource.desk.visiting import Visitor, visited_by
from secondsource.model import Person, Role

REA = Person(id=4, name="Rea Der", role=Role.READER)


class Book:
    def __init__(self):
        self.entries, self.record = [], self

    def add(self, entry):
        self.entries.append(entry)


def test_who_asks_for_what_they_may_not_is_written_down_once_in_a_while():
    book, at = Book(), [0.0]
    refusals = Refusals(book, lambda: "2026-03-01T09:00:00Z", lambda: at[0])
    with visited_by(Visitor(person=REA)):
        for _ in range(50):
            refusals("POST /people")
        refusals("GET /record")
        at[0] = AGAIN
        refusals("POST /people")
    refusals("POST /people")  # by nobody who has an account
    assert [(e.who, e.object, e.act.value) for e in book.entries] == [
        ("Rea Der", "POST /people", "refused"),
        ("Rea Der", "GET /record", "refused"),
        ("Rea Der", "POST /people", "refused"),
    ]
