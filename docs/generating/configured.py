"""The page of the settings."""

from __future__ import annotations

from secondsource.cli.settings import Place, of

from .tables import table

_TOLD = {
    Place.ENVIRONMENT: (
        "Environment",
        "A variable set to nothing counts as not set. `secondsource doctor` names those that look like settings and are none.",
    ),
    Place.CASE: (
        "`case.toml`",
        "One file in the case's folder. Keys stand before the first `[…]`. What the program does not know it leaves as it is.",
    ),
    Place.READER: (
        "`[reader]` of `case.toml`",
        "[Another reader](../how-to/another-reader.md). Without `url` there is none. A key that is not in the table is an error.",
    ),
    Place.SIGN_IN: (
        "`[sign_in]` of `case.toml`",
        "Signing in [through a provider](../how-to/team.md). All but `name` are needed; a key that is not in the table is an error.",
    ),
    Place.OTHERS: (
        "Environment of other programs",
        "What the program asks of others, it asks as they are used to: object stores, PostgreSQL, Ray, terminals. No sentence of the program names what stands there.",
    ),
}


def settings() -> str:
    """Every setting with what it holds, what counts without it, and what it does."""
    out = [
        "# Settings",
        "",
        "Written by `python docs/generate.py` from `secondsource/cli/settings.py`; a test fails where the program reads one that is not here.",
        "",
        "What differs from call to call is an option of its [command](cli.md). What goes with a case stands in its `case.toml`. What belongs to one person or machine is a variable of the "
        "environment. Where several say something, the option goes before the environment, and the environment before the case.",
        "",
    ]
    for place, (title, words) in _TOLD.items():
        rows = [
            (f"`{s.name}`", s.holds, s.default and (s.default if " " in s.default or "`" in s.default else f"`{s.default}`"), s.meaning)
            for s in of(place)
        ]  # fmt: skip
        out += [f"## {title}", "", words, "", *table(("setting", "holds", "without it", "meaning"), rows), ""]
    out += [
        "## What is set by commands",
        "",
        "What is watched and whom to tell of what is kept in `watch.db` beside the case, accounts, rights and marks in the case's own tables; none of it is a file to be edited: [watch](../how-to/watch.md), "
        "[alerts](../how-to/alerts.md), [team](../how-to/team.md), [markings](../how-to/markings.md). A password or an address with a key in it is never kept there: `--password-env`, `--password-file` and "
        "`--to env:NAME` or `--to file:PATH` name where it is. The desk's host, port, certificate and processes are options of `serve`; the language of its pages is remembered by the reader's browser.",
        "",
        "Files that a case may hold beside `case.toml`: [rates of exchange and lists of names](formats.md). What a subject pack may hold: [data and licences](../data.md).",
    ]
    return "\n".join(out).rstrip() + "\n"
