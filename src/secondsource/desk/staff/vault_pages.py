"""The vault as a page for keepers: handles, people and what was done; nothing that is sealed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from secondsource.publish.tongue import say_as
from secondsource.store.vault import Vault
from secondsource.store.vault.log import Done

from ..pages import set_of
from ..shelf import Shown

MOST = 200
"""Entries of the log on the page, the latest."""


def vault_page(shown: Shown, folder: Path) -> str:
    """Who may open the vault of the case in a folder, which handles it has, and what was done at it."""
    with closing(Vault(folder)) as vault:
        log, people = [item.opening for item in reversed(vault.log())], vault.people()
    opened = {one.object: one for one in reversed(log) if one.act is Done.OPENED}
    handles = [(one, opened.get(one.object)) for one in reversed(log) if one.act is Done.PUT]
    return set_of(
        shown,
        "vault.html.j2",
        at="/work",
        people=people,
        handles=handles,
        log=log[:MOST],
        more=max(0, len(log) - MOST),
        done_said=lambda done: say_as("vault", done.value),
        state_said=lambda state: say_as("vault", state.value),
    )
