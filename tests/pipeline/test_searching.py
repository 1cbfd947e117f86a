from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from secondsource.model import Decision, DecisionKind, Reading, digest_of
from secondsource.model.codec import encode
from secondsource.pipeline import korean_words
from secondsource.pipeline.searching import searchable, searchable_view
from secondsource.store import Case, derived, documents
from secondsource.store.search import Index, What
from secondsource.store.search.beside import FILE
from tests.newsroom import Newsroom, Says
from tests.store.search.samples import found

NOW = "2016-06-08T00:00:00Z"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=NOW) as made:
        yield made


def put(case: Case, *readings: Reading) -> None:
    """Takes readings in as `run` does, without claims."""
    from secondsource.model import Capture

    with case.writing() as connection:
        for reading in readings:
            report = replace(reading.report, capture=digest_of(reading.report.id.encode()))
            held = Capture(digest=report.capture, size=1, media="text/plain", name=report.name)
            documents.put_capture(connection, held, report.id, NOW, "test")
            documents.put_reports(connection, held.digest, [(report, encode(report).decode())])
            documents.put_reading(connection, report.id, reading.statements, reading.mentions)


def told(name: str, text: str) -> Reading:
    return Newsroom().publish(name, "The Harbour Post", "2016-03-19", Says(text=text))


class Counted:
    """Counts what is put."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.put: list[str] = []
        before = Index.put

        def put(index: Index, entries: Any) -> None:
            self.put += [entry.id for entry in entries if entry.what is not What.STATEMENTS]
            before(index, entries)

        monkeypatch.setattr(Index, "put", put)


def asked(case: Case, search: str, what: What = What.REPORTS) -> list[str]:
    index = searchable(case)
    try:
        return found(index, search, what)
    finally:
        index.close()


def test_only_what_is_new_is_put(case: Case, monkeypatch: pytest.MonkeyPatch):
    put(case, *(told(f"r{n}", f"Strike number{n} in Kuwait.") for n in range(20)))
    counted = Counted(monkeypatch)
    assert len(asked(case, "strike")) == 20
    assert sorted(counted.put) == sorted(f"r{n}" for n in range(20))
    counted.put.clear()
    assert len(asked(case, "kuwait")) == 20 and counted.put == []
    put(case, told("r20", "Cash in Doha."), told("r3", "Gold in Doha."))
    assert asked(case, "doha") == ["r20", "r3"] and sorted(counted.put) == ["r20", "r3"]
    assert "r3" not in asked(case, "strike")


def test_a_report_that_went_is_found_no_more(case: Case):
    put(case, told("r1", "Strike in Kuwait."), told("r2", "Strike in Doha."))
    assert asked(case, "strike") == ["r1", "r2"]
    with case.writing() as connection:
        documents.put_reports(connection, digest_of(b"r1"), [])
    assert asked(case, "strike") == ["r2"] and asked(case, "strike", What.STATEMENTS) == asked(
        case, "doha", What.STATEMENTS
    )


def test_a_correction_changes_what_is_found(case: Case):
    put(case, told("r1", "Strike in Kuwait."))
    (statement,) = asked(case, "strike", What.STATEMENTS)
    case.ledger.append(Decision(kind=DecisionKind.REJECT, object=statement, who="a", at=NOW, why="no"))
    assert asked(case, "strike", What.STATEMENTS) == [] and asked(case, "strike") == ["r1"]


def test_claims_are_found_by_their_statements(case: Case):
    from secondsource import join
    from secondsource.model import Claim
    from secondsource.subjects import load

    readings = (told("r1", "Strike in Kuwait."), told("r2", "Stoppage of masons in Doha."))
    put(case, *readings)
    claims = join.join(readings, load())
    with case.writing() as connection:
        derived.replace(connection, Claim, claims)
    whole = asked(case, "masons", What.CLAIMS)
    assert whole == [claim.id for claim in claims if "r2" in claim.reports]
    put(case, told("r2", "Stoppage of welders in Doha."))
    assert asked(case, "masons", What.CLAIMS) == [] and asked(case, "welders", What.CLAIMS) == whole


def test_cut_short_it_goes_on(case: Case, monkeypatch: pytest.MonkeyPatch):
    put(case, *(told(f"r{n:02}", f"Strike number{n} in Kuwait.") for n in range(10)))
    monkeypatch.setattr("secondsource.pipeline.searching._BATCH", 3)
    calls: list[int] = []

    def tell(_stage: str, done: int, _total: int) -> None:
        calls.append(done)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searchable(case, tell=tell)
    counted = Counted(monkeypatch)
    assert len(asked(case, "strike")) == 10
    assert sorted(counted.put) == [f"r{n:02}" for n in range(6, 10)]


def test_a_case_that_may_only_be_read_is_searched_too(case: Case):
    put(case, told("r1", "Strike in Kuwait."))
    case.close()
    case.folder.chmod(0o500)
    try:
        with Case.open(case.folder) as again:
            assert asked(again, "strike") == ["r1"]
    finally:
        case.folder.chmod(0o700)


def test_the_file_may_be_deleted(case: Case):
    put(case, told("r1", "Strike in Kuwait."))
    assert asked(case, "strike") == ["r1"]
    (case.folder / FILE).unlink()
    assert asked(case, "strike") == ["r1"]


def test_a_case_in_memory_finds_the_same(case: Case):
    put(case, *(told(f"r{n}", f"Strike number{n % 3} in Kuwait.") for n in range(9)))
    index = searchable_view(case.view())
    for search in ("number1", "strike -number2", "kuwait"):
        assert found(index, search) == asked(case, search)
    index.close()


def test_korean_words_in_other_forms_are_found(case: Case):
    pytest.importorskip("kiwipiepy")
    put(
        case,
        told("r1", "노동자들이 작업을 거부했다."),
        told("r2", "여권을 빼앗긴 노동자들."),
        told("r3", "회사는 거부권이 없다."),
    )
    assert asked(case, "거부하는") == ["r1"]
    assert asked(case, "빼앗았다") == [] and asked(case, "빼앗겼다") == ["r2"]
    assert asked(case, "노동자에게") == ["r1", "r2"]
    assert asked(case, "노동") == ["r1", "r2"]


def test_without_the_library_korean_is_found_as_it_stands(case: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(korean_words, "version", lambda: "")
    put(case, told("r1", "노동자들이 작업을 거부했다."))
    assert asked(case, "노동") == asked(case, "동자들") == asked(case, "거부했다") == ["r1"]
    assert asked(case, "거부하는") == []


def test_a_case_on_a_server_is_brought_up_to_date_the_same(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
):
    with Case.create(tmp_path / "shared", now=NOW, database=postgres_url) as shared:
        put(shared, told("r1", "Strike in Kuwait."), told("r2", "Cash in Doha."))
        counted = Counted(monkeypatch)
        with shared.reading() as connection:
            before = shared.database.state(connection)
        assert asked(shared, "strike") == ["r1"] and sorted(counted.put) == ["r1", "r2"]
        with shared.reading() as connection:
            assert shared.database.state(connection) == before, "what others made of the case still fits"
        put(shared, told("r3", "Strike in Doha."))
        assert asked(shared, "strike") == ["r1", "r3"] and sorted(counted.put) == ["r1", "r2", "r3"]
        assert not (shared.folder / FILE).exists()
