"""Writes the manual page from the tree of commands: `man/secondsource.1`, which the wheel puts where `man` looks.

The roff follows man(7): a section for the program, one for each command with its own options and examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from secondsource import __version__
from secondsource.cli.codes import MEANING

TITLE = "SECONDSOURCE"
SETTINGS = {
    "SECONDSOURCE_CASE": "The case's folder, where --case is not given.",
    "SECONDSOURCE_DEBUG": "If set, errors come with a traceback and libraries may speak. What they say may quote documents.",
    "NO_COLOR": "If set, no colours.",
}
"""What the program heeds in its environment."""


def escaped(text: str) -> str:
    r"""The text as roff prints it: no character acts, hyphens can be copied, none is taken for a request.

    >>> escaped(".x --case \\n")
    '\\&.x \\-\\-case \\en'
    """
    text = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")
    )
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in text.split("\n"))


def manual() -> str:
    """The page as roff; the same for the same commands."""
    import typer

    app = import_module("secondsource.cli.main").app
    program: Any = typer.main.get_command(app)
    out = [
        '.\\" Written by `python docs/generate.py` from the commands of the program.',
        f'.TH {TITLE} 1 "" "secondsource {__version__}" "User Commands"',
        ".SH NAME",
        "secondsource \\- who said it, how many independent origins, and the law of that day",
        ".SH SYNOPSIS",
        ".B secondsource",
        "[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(program.help),
        "Every command explains itself: \\fBsecondsource\\fR \\fICOMMAND\\fR \\fB\\-\\-help\\fR.",
        ".SH OPTIONS",
        *_options(program, "secondsource"),
        ".SH COMMANDS",
        *_commands(program, "secondsource"),
        ".SH EXIT STATUS",
        *(
            line
            for code, words in MEANING.items()
            for line in (".TP", f".B {code.value}", escaped(words[0].upper() + words[1:] + "."))
        ),
        ".SH ENVIRONMENT",
        *(line for name, words in SETTINGS.items() for line in (".TP", f".B {name}", escaped(words))),
        ".SH SEE ALSO",
        "The documentation that comes with the source:",
        ".IR docs/tutorial.md ,",
        ".IR docs/how\\-to .",
    ]
    return "\n".join(out) + "\n"


def _context(command: Any, path: str) -> Any:
    return command.context_class(command, info_name=path, help_option_names=["-h", "--help"])


def _commands(group: Any, called: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if command.hidden:
            continue
        path = f"{called} {name}"
        yield f".SS {escaped(path)}"
        with _context(command, path) as ctx:
            pieces = " ".join(command.collect_usage_pieces(ctx))
        yield f"\\fB{escaped(path)}\\fR {escaped(pieces)}"
        yield ".PP"
        yield from _paragraphs(command.help)
        yield from _options(command, path)
        yield from _examples(command.epilog or "")
        if getattr(command, "commands", None):
            yield from _commands(command, path)


def _paragraphs(text: str | None) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", (text or "").replace("\b", "").strip()):
        yield escaped(" ".join(part.split()))
        yield ".PP"


def _options(command: Any, path: str) -> Iterator[str]:
    with _context(command, path) as ctx:
        records = [param.get_help_record(ctx) for param in command.get_params(ctx)]
    for record in records:
        if record is not None:
            yield ".TP"
            yield f".B {escaped(re.sub(r' <list.*', ' ...', record[0]))}"
            yield escaped(" ".join(record[1].split()))


def _examples(epilog: str) -> Iterator[str]:
    found = re.search(r"Examples:\n((?: +\S.*\n?)+)", epilog)
    if found:
        yield ".PP"
        yield "Examples:"
        yield ".PP"
        yield ".EX"
        yield from (escaped(f"    {line.strip()}") for line in found[1].strip().splitlines())
        yield ".EE"
