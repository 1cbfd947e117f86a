"""The addresses of the desk, a module for each part: every one gives a router made on the case."""

from . import claims, findings, law, numbers, provisions, reports, sources

PARTS = (claims, reports, law, provisions, findings, numbers, sources)
"""The parts in the order in which their addresses are asked."""

__all__ = ["PARTS"]
