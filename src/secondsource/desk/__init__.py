"""The desk: where people read a case. Read-only, served on this machine, working without scripts."""

from .app import create_app
from .serve import NotThisMachine, serve

__all__ = ["NotThisMachine", "create_app", "serve"]
