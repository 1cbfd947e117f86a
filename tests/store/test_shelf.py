"""What stages keep stands there only together with the state of the case that it was sealed with."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing

from secondsource.store.shelf import FILE, Shelf, discard


def test_what_is_sealed_is_there_the_next_time(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.of("join").put({"a": b"1", "b": b"2"})
    shelf.of("trace").put({"a": b"3"})
    shelf.close("state 1")
    again = Shelf(tmp_path)
    assert again.seal == "state 1"
    assert again.of("join").get(["a", "b", "c"]) == {"a": b"1", "b": b"2"}
    assert list(again.of("trace").all()) == [("a", b"3")]
    again.close()


def test_what_was_not_sealed_was_never_there(tmp_path):
    Shelf(tmp_path).close("state 1")
    shelf = Shelf(tmp_path)
    shelf.of("join").put({"a": b"1"})
    shelf.close()
    again = Shelf(tmp_path)
    assert (again.seal, again.of("join").get(["a"])) == ("state 1", {})
    again.close()


def test_things_are_changed_and_let_go_of(tmp_path):
    shelf = Shelf(tmp_path)
    kept = shelf.of("join")
    kept.put({str(n): b"old" for n in range(2000)})
    kept.put({"1": b"new", "2": None})
    found = kept.get(str(n) for n in range(2000))
    assert (len(found), found["1"], "2" in found) == (1999, b"new", False)
    kept.clear()
    assert kept.get(["1"]) == {}
    shelf.close("s")


def test_what_an_older_program_kept_is_not_used(tmp_path, monkeypatch):
    shelf = Shelf(tmp_path)
    shelf.of("join").put({"a": b"1"})
    shelf.close("s")
    monkeypatch.setattr("secondsource.store.shelf._FORMAT", 99)
    again = Shelf(tmp_path)
    assert (again.seal, again.of("join").get(["a"])) == ("", {})
    again.close()


def test_a_damaged_file_is_begun_anew_and_is_nobody_elses_to_read(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    shelf = Shelf(tmp_path)
    assert shelf.seal == ""
    shelf.close("s")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    discard(tmp_path)
    assert not (tmp_path / FILE).exists()
    discard(tmp_path)


def test_a_search_passes_no_bodies(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.of("join").put({str(n): b"x" * 5000 for n in range(50)})
    shelf.close("state 1")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        asked = "EXPLAIN QUERY PLAN SELECT key, body FROM kept WHERE stage = 'join' AND key IN ('1', '2')"
        assert "USING INDEX of_stage (stage=? AND key=?)" in str(connection.execute(asked).fetchall())
        # a table without row ids would hold the bodies in the tree that is searched
        assert connection.execute("SELECT COUNT(DISTINCT rowid) FROM kept").fetchone()[0] >= 50


def test_what_an_older_program_kept_is_begun_anew(tmp_path):
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute(
            "CREATE TABLE kept (stage TEXT, key TEXT, body BLOB NOT NULL, PRIMARY KEY (stage, key)) WITHOUT ROWID"
        )
        connection.execute("INSERT INTO kept VALUES ('seal', '', x'61')")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    shelf = Shelf(tmp_path)
    assert shelf.seal == ""
    shelf.of("join").put({"a": b"1"})
    shelf.close("state 1")
    again = Shelf(tmp_path)
    assert (again.seal, again.of("join").get(["a"])) == ("state 1", {"a": b"1"})
    again.close()
