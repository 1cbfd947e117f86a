"""The addresses of the desk, a module for each part: every one gives a router made on the case."""

from . import claims, maps, network, reports, review, timeline

PARTS = (claims, reports, timeline, maps, network)
"""The parts that only show the case, in the order in which their addresses are asked; `review` also takes decisions."""

__all__ = ["PARTS", "review"]
