"""A case taken to another database, its originals to another store, with nothing lost and nothing given up before the new place is proven."""

from .errors import NothingToMove, NotItsOwn, NotProven
from .move import Moved, move
from .old import remove_old

__all__ = ["Moved", "NotItsOwn", "NotProven", "NothingToMove", "move", "remove_old"]
