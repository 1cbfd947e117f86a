"""The trained weights as files: which are in force, and whether they are whole.

A folder of weights holds the network, its tokenizer and `weights.json`, which names both with their digests. It is replaceable: the
two beside this module ship with the program and can be left out. SECONDSOURCE_WEIGHTS names another folder for the first, or `off` for both.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ...model import SecondsourceError
from .decode import EVIDENCE, Judge

MANIFEST, MODEL, TOKENS = "weights.json", "attribution.onnx", "tokenizer.json"
VARIABLE, OFF = "SECONDSOURCE_WEIGHTS", "off"
HERE = Path(__file__).parent / "weights"
EVENTS_MODEL, EVENTS_VARIABLE = "events.onnx", "SECONDSOURCE_EVENT_WEIGHTS"
EVENTS_HERE = Path(__file__).parent / "event_weights"
T = TypeVar("T")


class WeightsDamaged(SecondsourceError):
    """A folder of weights cannot be used: a file is missing, is not the one that its manifest names, or is not readable."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The weights of the trained reader in {folder} cannot be used: {why}. Install the program again, or set "
            f"{VARIABLE}={OFF} to read by rules alone."
        )


@dataclass(frozen=True)
class Files:
    """A folder of weights.

    Args:
        folder: where they are.
        name: what they are called.
        digests: SHA-256 in hexadecimal of each file, by its name; the network's comes first.
    """

    folder: Path
    name: str
    digests: Mapping[str, str]

    @property
    def id(self) -> str:
        """The name with the first characters of the network's digest: changes whenever what is read may change."""
        return f"{self.name}-{next(iter(self.digests.values()))[:8]}"

    def whole(self, file: str) -> Path:
        """The path of one file. Raises WeightsDamaged if it is missing or not the one that the manifest names."""
        path = self.folder / file
        try:
            with path.open("rb") as handle:
                digest = hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError as error:
            raise WeightsDamaged(self.folder, f"{file} cannot be read ({error.strerror})") from error
        if digest != self.digests[file]:
            raise WeightsDamaged(self.folder, f"{file} is not the file that {MANIFEST} names")
        return path


@dataclass(frozen=True)
class Weights(Files):
    """The weights that find who says what.

    Args:
        scales: the corpora whose scale each value of factuality is on, in the order of the network's outputs.
        judge: how likely an attribution is right, and from which probability it is told.
    """

    scales: tuple[str, ...]
    judge: Judge = field(default_factory=Judge)


@dataclass(frozen=True)
class EventWeights(Files):
    """The weights that mark words which tell of an event.

    Args:
        types: the types of event, in the order of the network's outputs after the first, which is none.
    """

    types: tuple[str, ...]


def installed(folder: str | None = None) -> Weights | None:
    """The weights in a folder, by default in the one that SECONDSOURCE_WEIGHTS names, else the package's own.

    None where the variable says `off` or the package's own are left out. Raises WeightsDamaged if a folder that was named holds
    none, or the manifest cannot be read.
    """
    return _taken(folder or os.environ.get(VARIABLE), HERE, _weights)


def installed_events(folder: str | None = None) -> EventWeights | None:
    """The weights for events, found as `installed` finds the others; SECONDSOURCE_EVENT_WEIGHTS names their folder.

    `off` in SECONDSOURCE_WEIGHTS switches them off too, unless their own variable says otherwise.
    """
    named = folder or os.environ.get(EVENTS_VARIABLE) or (OFF if os.environ.get(VARIABLE) == OFF else None)
    return _taken(named, EVENTS_HERE, _event_weights)


def _taken(named: str | None, own: Path, build: Callable[[Path, Mapping[str, Any]], T]) -> T | None:
    if named == OFF:
        return None
    place = Path(named) if named else own
    manifest = place / MANIFEST
    if not named and not manifest.exists():
        return None
    try:
        return build(place, json.loads(manifest.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsDamaged(place, f"{MANIFEST} is missing or not what it should be") from error


def _weights(place: Path, data: Mapping[str, Any]) -> Weights:
    return Weights(
        folder=place,
        name=str(data["name"]),
        digests={file: str(data["sha256"][file]) for file in (MODEL, TOKENS)},
        scales=tuple(str(scale) for scale in data["scales"]),
        judge=_judge(data["judge"]) if "judge" in data else Judge(),
    )


def _event_weights(place: Path, data: Mapping[str, Any]) -> EventWeights:
    return EventWeights(
        folder=place,
        name=str(data["name"]),
        digests={file: str(data["sha256"][file]) for file in (EVENTS_MODEL, TOKENS)},
        types=tuple(str(kind) for kind in data["types"]),
    )


def _judge(data: Mapping[str, Any]) -> Judge:
    weights = tuple(float(data["weights"][name]) for name in EVIDENCE)
    return Judge(
        lean=float(data["lean"]), constant=float(data["constant"]), weights=weights, least=float(data["least"])
    )
