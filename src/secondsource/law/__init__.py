"""The law of that day: provisions held against events, what was in force, and the indicators of forced labour."""

from .again import again
from .check import check
from .claim_facts import event_of
from .deadlines import Duty, Standing, track
from .event import BadEvent, Event, event_from, events
from .explain import explain
from .findings import findings, of_event
from .golden import BadCase, Golden, Surprise, goldens, surprises
from .indicators import indicators
from .on import InForce, in_force, on
from .page import NOTICE, index, page
from .record import record
from .said import Bearing, LawSaid, said
from .timeline import Bar, axis, bars
from .topics import NoTopic, topic
from .verdict import SETTLED_FAILED, SETTLED_MET

VERSION = "3"
"""Changes when the same claims and the same pack give other findings or indicators."""

__all__ = [
    "NOTICE",
    "SETTLED_FAILED",
    "SETTLED_MET",
    "VERSION",
    "BadCase",
    "BadEvent",
    "Bar",
    "Bearing",
    "Duty",
    "Event",
    "Golden",
    "InForce",
    "LawSaid",
    "NoTopic",
    "Standing",
    "Surprise",
    "again",
    "axis",
    "bars",
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
    "on",
    "page",
    "record",
    "said",
    "surprises",
    "topic",
    "track",
]
