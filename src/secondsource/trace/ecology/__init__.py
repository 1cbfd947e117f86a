"""Synthetic worlds of news with a known answer: what the tracer says of them can be held against what is true.

Everything in them is invented: outlets, people, places and words.
"""

from .making import made
from .prose import Page, pages
from .render import rendered
from .study import Outcome, compared, measured
from .world import Access, Event, Manner, Origin, Report, Settings, World

__all__ = [
    "Access",
    "Event",
    "Manner",
    "Origin",
    "Outcome",
    "Page",
    "Report",
    "Settings",
    "World",
    "compared",
    "made",
    "measured",
    "pages",
    "rendered",
]
