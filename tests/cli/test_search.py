import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from secondsource.cli.search import asked


def lines(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_answer_has_its_sentence_and_its_place(ask: Callable[..., Result]):
    result = ask("search", "wages foreman")
    assert result.exit_code == 0, result.output
    assert "wages had been withheld for six months" in result.stdout and "1 of the reports fit" in result.stderr
    (row,) = lines(ask("search", "wages", "foreman", "--format", "jsonl"))
    text = next(r for r in lines(ask("export", "--what", "reports")) if r["report"] == "a")["text"]
    start, end = row["span"]
    assert text[start:end] == row["text"] and [text[a:b] for a, b in row["marks"]] == ["foreman", "wages"]
    assert (row["outlet"], row["published"], row["report"], row["what"]) == (
        "The Harbour Post",
        "2016-03-19",
        "a",
        "reports",
    )


@pytest.mark.parametrize("what", ["reports", "statements", "claims"])
def test_every_kind_is_found(ask: Callable[..., Result], what: str):
    rows = lines(ask("search", "builders kuwait", "--what", what, "--format", "jsonl"))
    assert rows and all(row["what"] == what and "Kuwait" in row["text"] for row in rows)
    assert len(lines(ask("search", "builders kuwait", "--what", what, "--format", "jsonl", "--limit", "1"))) == 1


def test_personal_data_are_not_found(ask: Callable[..., Result]):
    for words in ("foreman@example.org", "example", "foreman@example"):
        assert lines(ask("search", words, "--format", "jsonl")) == []


def test_nothing_found_and_nothing_understood_are_said(ask: Callable[..., Result]):
    result = ask("search", "zeppelin")
    assert result.exit_code == 0 and result.stdout == "" and "0 of the reports fit" in result.stderr
    wrong = ask("search", "from:soon")
    assert wrong.exit_code != 0 and "takes a day" in wrong.output
    long = ask("search", "x" * 100_000)
    assert long.exit_code != 0 and "longer than 1,000 characters" in long.output


def test_what_the_shell_unquoted_is_a_phrase_again():
    assert asked(["unpaid wages", "-kuwait", "outlet:Harbour Post"]) == '"unpaid wages" -kuwait outlet:"Harbour Post"'
    assert asked(['strike "unpaid wages"']) == 'strike "unpaid wages"'
