"""What each feature weighs, from which score a report is kept, and the file both stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path

import msgspec

from secondsource.model import SecondsourceError

FILE = Path(__file__).parent / "weights.json"


class BadWeights(SecondsourceError):
    """The file of the sieve's weights cannot be used. Restore it, or make it again with `training/sieve.py`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A sum of weighed features, made a number from 0 to 1.

    Args:
        weights: by feature; what is not named weighs nothing.
        constant: the sum of a text without any.
        threshold: the score from which a text is kept.
    """

    weights: Mapping[str, float]
    constant: float
    threshold: float

    def score(self, features: Mapping[str, float]) -> float:
        """From 0 to 1; how likely among the texts it was made on, which says nothing of how likely elsewhere.

        >>> Weights({"home": 2.0}, -1.0, 0.5).score({"home": 0.5})
        0.5
        """
        total = self.constant + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + exp(-max(-60.0, min(60.0, total))))


def load(path: Path = FILE) -> Weights:
    """The weights of a file. Raises BadWeights if there are none in it."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise BadWeights(
            f"The sieve's weights in {path.name} cannot be read ({error}). Restore the file or install again."
        ) from error
