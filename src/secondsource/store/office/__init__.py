"""The office of a case: accounts and sessions, rights, notes and work, and the record of who did and opened what."""

from .errors import NameTaken, NoPerson, Overtaken, TooMany, WeakPassword
from .office import Office

__all__ = ["NameTaken", "NoPerson", "Office", "Overtaken", "TooMany", "WeakPassword"]
