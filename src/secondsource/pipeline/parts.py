"""Which parts of the subject pack each stage looks at, so that an edited provision does not make every report be read again."""

from __future__ import annotations

from secondsource.store.runs import digest
from secondsource.subjects import Subject

_LAW = ("indicators", "law_vocabulary.yaml", "provisions")
_READING = ("campaigns", "cues", "places.yaml")
_NEVER = ("cases.yaml", "compliance", "examples", "law_said.yaml", "scenario", "screen.yaml", "sieve.yaml")
"""What shows people, what of an archive is read, scenarios, and `subject test` and `subject cases`, what a type is and what a rule says, and what is asked of a case when somebody asks; no stage
opens it."""
_UNSEEN = {
    "collect": (
        *_LAW,
        "campaigns",
        "entities",
        "event_types",
        "hosts",
        "join.yaml",
        "names.yaml",
        "notices.yaml",
        "places.yaml",
    ),
    "read": (*_LAW, "hosts", "join.yaml", "names.yaml", "notices.yaml"),
    "join": (*_LAW, *(part for part in _READING if part != "cues"), "names.yaml", "notices.yaml"),
    "trace": (*_LAW, *_READING, "hosts"),
    "weigh": (*_LAW, *_READING, "hosts", "join.yaml", "names.yaml", "notices.yaml"),
    "law": (*_READING, "join.yaml", "names.yaml", "notices.yaml"),
}
"""Parts that a stage never opens; a test watches it. A part that is not named here, such as a new file, counts for every stage."""


_DATING = ("collect", "read")
"""Stages that ask of the provisions one thing: which instrument was adopted when, for texts name instruments and give no date."""


def seen(pack: Subject, stage: str) -> str:
    """Digest of what the stage may look at in the pack."""
    unseen = (*_UNSEEN[stage], *_NEVER)
    parts = pack.digest_of_parts(*(part for part in pack.parts if part not in unseen))
    return digest([parts, *_adopted(pack)]) if stage in _DATING else parts


def _adopted(pack: Subject) -> list[str]:
    return [f"{p.symbol} {p.instrument} {p.adopted}" for p in pack.provisions.values()]
