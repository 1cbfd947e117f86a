from pathlib import Path
import pytest
from datetime import datetime, UTC
from secondsource.store import Case
from secondsource.store.moving import move, remove_old
from secondsource.pipeline import run, verify
from tests.pipeline.rules import RuleReader
from tests.pipeline.conftest import corpus, state, NOW, STAMP  # noqa


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_there_and_back(tmp_path, corpus, kind, request):
    url = request.getfixturevalue("postgres_url") if kind == "postgres" else "other.db"
    folder = tmp_path / "case"
    with Case.create(folder, now=STAMP) as case:
        run(case, [corpus], reader=RuleReader(), now=NOW)
        wanted = state(case)
    print(move(folder, now=STAMP, database=url, captures=(tmp_path / "else").as_uri()))
    with Case.open(folder) as case:
        assert state(case) == wanted
        assert verify(case) == []
    print(move(folder, now=STAMP, database="case.db", captures="captures"))
    with Case.open(folder) as case:
        assert state(case) == wanted
        assert verify(case) == []
    print(remove_old(folder))
    print(sorted(p.name for p in folder.iterdir()))
