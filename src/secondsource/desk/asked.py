"""What an address asks for: the wish that the list of claims and the pictures of it share, and addresses that keep it."""

from __future__ import annotations

from urllib.parse import urlencode

from .listing import Wish


def wish(q: str = "", type: str = "", country: str = "", support: str = "") -> Wish:
    """The wish in the query of an address, under the names that the list of claims uses."""
    return Wish(text=q.strip(), type=type, country=country, support=support)


def address(path: str, asked: Wish, **more: str | int | None) -> str:
    """An address that asks the same, and `more` with it; nothing empty is in it.

    >>> address("/map", Wish(text="cash & gold"), area="near", page=None)
    '/map?q=cash+%26+gold&area=near'
    """
    pairs = {"q": asked.text, "type": asked.type, "country": asked.country, "support": asked.support, **more}
    said = {key: value for key, value in pairs.items() if value}
    return f"{path}?{urlencode(said)}" if said else path
