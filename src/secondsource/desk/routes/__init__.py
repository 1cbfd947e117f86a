"""The addresses of the desk, a module for each part: every one gives a router made on the case."""

from . import claims, maps, network, reports, timeline

PARTS = (claims, reports, timeline, maps, network)
"""The parts in the order in which their addresses are asked."""

__all__ = ["PARTS"]
