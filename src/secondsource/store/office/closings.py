"""Reports closed to all but those admitted: what they tell is counted for nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from secondsource.model import Person, SecondsourceError

from .room import Room
from .schema import admissions, closings, people


class NotClosed(SecondsourceError):
    """The report is open to everybody. Close it first, then say who is admitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A closed report: by whom, since when, why, and who is admitted (ids of people)."""

    report: str
    who: str
    at: str
    why: str
    admitted: frozenset[int]


class Closings:
    """The closed reports of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def all(self) -> dict[str, Closing]:
        """Every closed report, by id."""
        with self._room.reading() as connection:
            let_in: dict[str, set[int]] = {}
            for report, person in connection.execute(select(admissions.c.report, admissions.c.person)):
                let_in.setdefault(report, set()).add(person)
            rows = connection.execute(select(closings).order_by(closings.c.report)).all()
        return {
            r.report: Closing(
                report=r.report, who=r.who, at=r.at, why=r.why, admitted=frozenset(let_in.get(r.report, ()))
            )
            for r in rows
        }

    def closed_to(self, person: int) -> frozenset[str]:
        """Ids of the reports that this person may not see; 0 is nobody."""
        let_in = select(admissions.c.report).where(admissions.c.person == person)
        with self._room.reading() as connection:
            found = connection.execute(select(closings.c.report).where(closings.c.report.not_in(let_in)))
            return frozenset(found.scalars())

    def close(self, report: str, person: Person, at: str, why: str) -> bool:
        """Closes a report to all but the one who closes it, who can admit others. Whether it was open."""
        with self._room.writing() as connection:
            if connection.execute(select(closings.c.report).where(closings.c.report == report)).first():
                return False
            connection.execute(closings.insert().values(report=report, who=person.name, at=at, why=why))
            connection.execute(admissions.insert().values(report=report, person=person.id))
            return True

    def open(self, report: str) -> bool:
        """Opens it to everybody again. Whether it was closed."""
        with self._room.writing() as connection:
            connection.execute(admissions.delete().where(admissions.c.report == report))
            return connection.execute(closings.delete().where(closings.c.report == report)).rowcount > 0

    def admit(self, report: str, admitted: frozenset[int]) -> None:
        """Says who is admitted, all of them. Raises NotClosed if the report is open."""
        with self._room.writing() as connection:
            if connection.execute(select(closings.c.report).where(closings.c.report == report)).first() is None:
                raise NotClosed("The report is open to everybody. Close it first, then say who is admitted.")
            connection.execute(admissions.delete().where(admissions.c.report == report))
            known = connection.execute(select(people.c.id).where(people.c.ended == "")).scalars()
            for person in sorted(admitted & set(known)):
                connection.execute(admissions.insert().values(report=report, person=person))
