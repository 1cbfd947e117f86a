"""For notebooks: a case as data frames, masked; and the scenario model, asked in Python."""

from .case import OpenCase, open_case
from .frames import NoFrames
from .model import parameters, presets, scenario
from .scenarios import NoScenario, Scenario
from .timeline import NoTimeline

__all__ = [
    "NoFrames",
    "NoScenario",
    "NoTimeline",
    "OpenCase",
    "Scenario",
    "open_case",
    "parameters",
    "presets",
    "scenario",
]
