"""The page of the command line."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from importlib import import_module


def cli() -> str:
    """Every command's help, as the program prints it."""
    import typer

    program = typer.main.get_command(import_module("secondsource.cli.main").app)
    out = ["# Command line", "", "Written by `python docs/generate.py` from `--help`.", ""]

    def tell(command: object, path: list[str]) -> None:
        said = io.StringIO()
        with redirect_stdout(said):
            program.main([*path, "--help"], prog_name="secondsource", standalone_mode=False, terminal_width=80)
        lines = [line.rstrip() for line in said.getvalue().strip("\n").splitlines()]
        out.extend([f"## `{' '.join(['secondsource', *path])}`", "", "```", *lines, "```", ""])
        for name, child in getattr(command, "commands", {}).items():
            if not getattr(child, "hidden", False):
                tell(child, [*path, name])

    tell(program, [])
    return "\n".join(out).rstrip() + "\n"
