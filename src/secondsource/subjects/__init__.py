"""Subject packs: everything that is about a subject and not about reading, as YAML files that people who do not program can edit."""

from .loader import Subject, load, packs

__all__ = ["Subject", "load", "packs"]
