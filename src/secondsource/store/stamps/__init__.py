"""Time stamps of captures (RFC 3161): what is stamped, what waits for an answer, and the answers."""

from .shelf import Kept, Stamps, Wrong
from .statement import BadStatement, Statement

__all__ = ["BadStatement", "Kept", "Stamps", "Statement", "Wrong"]
