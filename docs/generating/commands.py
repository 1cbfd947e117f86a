"""The page of the command line."""

from __future__ import annotations

from importlib import import_module


def cli() -> str:
    """Every command's help, as the program prints it."""
    import typer
    from typer.testing import CliRunner

    app = import_module("secondsource.cli.main").app
    out = ["# Command line", "", "Written by `python docs/generate.py` from `--help`.", ""]

    def tell(command: object, path: list[str]) -> None:
        said = CliRunner().invoke(app, [*path, "--help"], prog_name="secondsource").output
        lines = [line.rstrip() for line in said.strip("\n").splitlines()]
        out.extend([f"## `{' '.join(['secondsource', *path])}`", "", "```", *lines, "```", ""])
        for name, child in getattr(command, "commands", {}).items():
            if not getattr(child, "hidden", False):
                tell(child, [*path, name])

    tell(typer.main.get_command(app), [])
    return "\n".join(out).rstrip() + "\n"
