"""The addresses of the desk, a module for each part: every one gives a router made on the case."""

from . import claims, findings, law, maps, network, numbers, provisions, reports, review, sources, timeline

PARTS = (claims, reports, timeline, maps, network, law, provisions, findings, numbers, sources)
"""The parts that only show the case, in the order in which their addresses are asked; `review` also takes decisions."""

__all__ = ["PARTS", "review"]
