from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from secondsource.model import Capture, Reading, SetAside
from secondsource.model.codec import encode
from secondsource.store import Case, documents, runs
from secondsource.store.schema import mentions, reports, statements

AT = "2016-06-08T00:00:00Z"


def keep(case: Case, capture: Capture, reading: Reading) -> None:
    with case.writing() as connection:
        documents.put_capture(connection, capture, "in/note.txt", AT, "test 1")
        documents.put_reports(connection, capture.digest, [(reading.report, encode(reading.report).decode())])
        documents.put_reading(connection, reading.report.id, reading.statements, reading.mentions)


def test_a_reading_comes_back_as_it_was(case: Case, capture: Capture, reading: Reading) -> None:
    keep(case, capture, reading)
    view = case.view()
    assert view.readings == (reading,)
    assert view.captures == (capture,)
    assert [(c.capture, c.path, c.at, c.tool) for c in view.custody] == [(capture.digest, "in/note.txt", AT, "test 1")]


def test_what_will_be_asked_stands_in_columns(case: Case, capture: Capture, reading: Reading) -> None:
    keep(case, capture, reading)
    with case.reading() as connection:
        report = connection.execute(select(reports)).one()
        statement = connection.execute(select(statements)).one()
        mention = connection.execute(select(mentions)).one()
    assert (report.outlet, report.earliest, report.latest) == ("The Harbour Post", "2016-03-19", "2016-03-19")
    assert (statement.source, statement.basis, statement.factuality) == ("the foreman", "told", "asserted")
    assert (mention.type, mention.country, mention.earliest) == ("WORK_STOPPAGE", "KW", "2016-03-18")


def test_the_same_bytes_from_the_same_place_are_entered_once(case: Case, capture: Capture) -> None:
    with case.writing() as connection:
        assert documents.put_capture(connection, capture, "a/note.txt", AT, "test 1")
        assert not documents.put_capture(connection, capture, "a/note.txt", "2020-01-01T00:00:00Z", "test 2")
        assert not documents.put_capture(connection, capture, "b/note.txt", "2020-01-01T00:00:00Z", "test 2")
    assert [(c.seq, c.path, c.at) for c in case.view().custody] == [
        (1, "a/note.txt", AT),
        (2, "b/note.txt", "2020-01-01T00:00:00Z"),
    ]


def test_a_report_that_changed_loses_what_was_read_in_it_and_others_keep_theirs(
    case: Case, capture: Capture, reading: Reading
) -> None:
    keep(case, capture, reading)
    run = runs.StageRun(stage="read", key=reading.report.id, input="i", version="v", output="o")
    same = [(reading.report, encode(reading.report).decode())]
    other = replace(reading.report, name="other name")
    with case.writing() as connection:
        runs.done(connection, run)
        assert documents.put_reports(connection, capture.digest, same) == (0, 0)
        assert runs.runs(connection, "read") == {reading.report.id: run}
        assert documents.put_reports(connection, capture.digest, [(other, encode(other).decode())]) == (0, 1)
        assert runs.runs(connection, "read") == {}
    assert case.view().readings == (Reading(report=other, statements=(), mentions=()),)


def test_reports_that_are_gone_take_what_was_read_with_them(case: Case, capture: Capture, reading: Reading) -> None:
    keep(case, capture, reading)
    with case.writing() as connection:
        documents.put_reports(connection, capture.digest, [])
        assert connection.execute(select(statements)).first() is None
        assert connection.execute(select(mentions)).first() is None


def test_what_was_set_aside_can_be_taken_back(case: Case) -> None:
    item = SetAside(name="b.doc", digest="", reason="Why.", error="OldWord")
    with case.writing() as connection:
        documents.put_aside(connection, "walk", "b.doc", item)
        documents.put_aside(connection, "walk", "b.doc", replace(item, reason="Now."))
    assert [s.reason for s in case.view().set_aside] == ["Now."]
    with case.writing() as connection:
        documents.take_back(connection, "walk", "b.doc")
    assert case.view().set_aside == ()


def test_nothing_of_a_failed_transaction_stays(case: Case, capture: Capture) -> None:
    try:
        with case.writing() as connection:
            documents.put_capture(connection, capture, "a", AT, "t")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert case.view().captures == ()
