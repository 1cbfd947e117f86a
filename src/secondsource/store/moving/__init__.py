"""A case taken to another database, its originals to another store, with nothing lost and nothing given up before the new place is proven."""

from .errors import NotProven
from .move import Moved, move
from .old import remove_old

__all__ = ["Moved", "NotProven", "move", "remove_old"]
