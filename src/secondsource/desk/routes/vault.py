"""The handles of the vault and the log of its openings, for keepers. Nothing is opened here: no passphrase is ever typed into a page."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from ..bench import Bench
from ..shelf import Shelf
from ..staff import vault_pages


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/vault`."""
    found = APIRouter()

    @found.get("/vault", response_class=HTMLResponse)
    def vault() -> str:
        return vault_pages.vault_page(shelf.shown(), bench.folder)

    return found
