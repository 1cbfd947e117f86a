"""The law of that day: provisions held against events, what was in force, and the indicators of forced labour."""

from .check import check
from .claim_facts import event_of
from .event import BadEvent, Event, event_from, events
from .explain import explain
from .findings import findings, of_event
from .golden import BadCase, Golden, Surprise, goldens, surprises
from .indicators import indicators
from .on import InForce, in_force, on
from .page import index, page
from .record import off_subject, record

VERSION = "2"
"""Changes when the same claims and the same pack give other findings or indicators."""

__all__ = [
    "VERSION",
    "BadCase",
    "BadEvent",
    "Event",
    "Golden",
    "InForce",
    "Surprise",
    "check",
    "event_from",
    "event_of",
    "events",
    "explain",
    "findings",
    "goldens",
    "in_force",
    "index",
    "indicators",
    "of_event",
    "off_subject",
    "on",
    "page",
    "record",
    "surprises",
]
