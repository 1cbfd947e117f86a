"""Commands whose modules are loaded when they are first asked for: help, completion and every command load no more than they need.

So one command works, `doctor` above all, where what another needs is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup

from .codes import examples


class Entry(NamedTuple):
    """A command, or a group of commands, as it stands in the list of all."""

    module: str
    """In which module of this package it is."""
    short: str
    """What the list says of it."""
    calls: tuple[str, ...] = ()
    """Examples for the help of a command; a group has its own."""
    what: str = ""
    """The function, if it is not called as the command; `app` is a group."""
    more: tuple[str, ...] = ()
    """Modules that put commands of theirs onto the group, by their `onto`."""


@cache
def command(name: str, entry: Entry) -> Any:
    """The command or group itself, made from its module."""
    room = import_module(f".{entry.module}", __package__)
    found = getattr(room, entry.what or name)
    holder = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    holder.callback()(lambda: None)
    if isinstance(found, typer.Typer):
        for other in entry.more:
            import_module(f".{other}", __package__).onto(found)
        holder.add_typer(found, name=name, short_help=entry.short)
    else:
        holder.command(name, short_help=entry.short, epilog=examples(*entry.calls))(found)
    group: Any = typer.main.get_command(holder)
    return group.commands[name]


class Commands(Mapping[str, Any]):
    """Commands by their names, each made when it is first looked up."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, name: str) -> Any:
        return command(name, self._entries[name])

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class Word(NamedTuple):
    """What a command line may go on with, as completion wants it."""

    value: str
    help: str
    type: str = "plain"


class OnDemand(TyperGroup):
    """A group that knows its commands by a list, and makes one of them when it is called."""

    entries: ClassVar[Mapping[str, Entry]] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = Commands(self.entries)

    def get_help_option(self, ctx: Any) -> Any:
        """`--help`, which is False where it is not given: for None, typer would load pydantic to make a truth value of it."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """Writes the list of commands as it would be written if all were loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.short) for name, entry in self.entries.items()])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What the command line may go on with: commands of the list, and options."""
        found = [Word(name, e.short) for name, e in self.entries.items() if name.startswith(incomplete)]
        return [*found, *super(TyperGroup, self).shell_complete(ctx, incomplete)]
