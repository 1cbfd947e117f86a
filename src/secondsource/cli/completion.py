"""`completion`: what a shell needs to complete commands, options and values. It is printed, and written nowhere."""

from __future__ import annotations

import os
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

PROGRAM = "secondsource"
VARIABLE = "_SECONDSOURCE_COMPLETE"
"""By this variable the shell asks the program what may come next."""


class Shell(StrEnum):
    """Shells that can ask."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(shell: Annotated[Shell, typer.Argument(help="The shell.", show_default=False)]) -> None:
    """Print a script that makes a shell complete commands, options and values. Nothing is written; where to put it says `docs/how-to/install.md`."""
    print(_typer().get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell.value))


def asked() -> None:
    """Makes the program ready to answer where a shell asks it."""
    if VARIABLE in os.environ:
        _typer().completion_init()


def _typer() -> Any:
    return import_module("typer.completion")  # it does not export them for a checker of types


def pack_names(incomplete: str) -> list[str]:
    """Shipped subject packs that begin so."""
    from secondsource.subjects import packs

    return [name for name in packs() if name.startswith(incomplete)]


def preset_names(incomplete: str) -> list[str]:
    """Presets of the scenario model of the first pack that begin so; their names are those of their files."""
    from secondsource import subjects

    folder = Path(subjects.__file__).parent
    found = {path.stem for path in folder.glob("*/scenario/presets/*.yaml")}
    return sorted(name for name in found if name.startswith(incomplete))
