"""The words that stand in the sentences of the stages where a pattern has braces: how somebody knows, who is not named, units, attributes."""

from __future__ import annotations

from .tongue import noted, noted_as

ACCESS = (
    noted("saw it"),
    noted("holds a record of it"),
    noted("measured it"),
    noted("says so without showing how it knows"),
    noted("gives no source of its own here"),
    noted("passes on a rumour"),
    noted("infers or estimates it"),
    noted("does not say how it knows"),
)
"""How an origin knows, as the reasons of a support say it (trace/wording.py)."""
SOURCES = (
    noted_as("source", "unnamed source"),
    noted_as("source", "the published act"),
    noted_as("source", "unnamed sources"),
    noted_as("source", "unnamed report"),
    noted_as("source", "unnamed reports"),
    noted_as("source", "unnamed official"),
    noted_as("source", "unnamed officials"),
    noted_as("source", "unnamed local source"),
    noted_as("source", "unnamed local sources"),
    noted_as("source", "unnamed sources familiar with the matter"),
    noted_as("source", "rumor"),
    noted_as("source", "rumour"),
)
"""Those whom reports do not name, by the words that the reader leaves for them (read/name_phrase.py)."""
UNITS = (
    noted_as("unit", "workers"),
    noted_as("unit", "people"),
    noted_as("unit", "persons"),
    noted_as("unit", "USD"),
    noted_as("unit", "EUR"),
    noted_as("unit", "KRW"),
    noted_as("unit", "JPY"),
    noted_as("unit", "CNY"),
    noted_as("unit", "RUB"),
    noted_as("unit", "KWD"),
    noted_as("unit", "won"),
    noted_as("unit", "dollars"),
    noted_as("unit", "flights"),
    noted_as("unit", "companies"),
    noted_as("unit", "countries"),
    noted_as("unit", "restaurants"),
    noted_as("unit", "ships"),
    noted_as("unit", "passports"),
    noted_as("unit", "sites"),
    noted_as("unit", "accounts"),
    noted_as("unit", "families"),
    noted_as("unit", "visas"),
    noted_as("unit", "permits"),
    noted_as("unit", "hours"),
    noted_as("unit", "days"),
    noted_as("unit", "months"),
    noted_as("unit", "years"),
    noted_as("unit", "percent"),
    noted_as("unit", "men"),
    noted_as("unit", "women"),
    noted_as("unit", "others"),
)
"""What is counted, with the place of its number."""
UNITS_ALONE = (
    noted_as("unit alone", "workers"),
    noted_as("unit alone", "people"),
    noted_as("unit alone", "persons"),
    noted_as("unit alone", "USD"),
    noted_as("unit alone", "EUR"),
    noted_as("unit alone", "KRW"),
    noted_as("unit alone", "JPY"),
    noted_as("unit alone", "CNY"),
    noted_as("unit alone", "RUB"),
    noted_as("unit alone", "KWD"),
    noted_as("unit alone", "won"),
    noted_as("unit alone", "dollars"),
    noted_as("unit alone", "flights"),
    noted_as("unit alone", "companies"),
    noted_as("unit alone", "countries"),
    noted_as("unit alone", "restaurants"),
    noted_as("unit alone", "ships"),
    noted_as("unit alone", "passports"),
    noted_as("unit alone", "sites"),
    noted_as("unit alone", "accounts"),
    noted_as("unit alone", "families"),
    noted_as("unit alone", "visas"),
    noted_as("unit alone", "permits"),
    noted_as("unit alone", "hours"),
    noted_as("unit alone", "days"),
    noted_as("unit alone", "months"),
    noted_as("unit alone", "years"),
    noted_as("unit alone", "percent"),
    noted_as("unit alone", "men"),
    noted_as("unit alone", "women"),
    noted_as("unit alone", "others"),
)
"""The same by itself."""
ATTRIBUTES = (
    noted_as("attribute", "when"),
    noted_as("attribute", "place"),
    noted_as("attribute", "country"),
    noted_as("attribute", "type"),
    noted_as("attribute", "quantity"),
)
"""What reports may give several values of."""
BASES = (
    noted_as("basis", "record"),
    noted_as("basis", "sensor"),
)
"""On what a statement rests (law/factuality.py)."""
SUREST = (
    noted_as("surest", "reported"),
    noted_as("surest", "rumoured"),
    noted_as("surest", "possible"),
    noted_as("surest", "planned"),
    noted_as("surest", "forecast"),
    noted_as("surest", "conditional"),
    noted_as("surest", "opinion"),
)
"""How sure the surest statement is, likewise."""
