"""A posterior as a file, and back: so that a scenario can be run with what a fit found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from secondsource.forecast.scenario.values import Model
from secondsource.model import SecondsourceError
from secondsource.model.codec import decode

from .figures import weights
from .rejection import Posterior
from .table import change_of

Floats = npt.NDArray[np.float64]
FORM = "secondsource posterior 1"


class NotAPosterior(SecondsourceError):
    """The file holds no posterior. Take one that `forecast fit --out` wrote."""


class _Saved(msgspec.Struct, forbid_unknown_fields=True):
    form: str
    preset: str
    seed: int
    draws: int
    tolerance: float
    figures: dict[str, float]
    values: dict[str, list[float]]


def written(posterior: Posterior, preset: str, seed: int) -> str:
    """The posterior as JSON: what it was fitted to with what weight, and the value of each parameter in each kept draw.

    Args:
        posterior: of a fit.
        preset: its name.
        seed: of the table.
    """
    change = change_of(posterior.table.priors, posterior.values)
    figures = zip(posterior.figures, weights(posterior.figures), strict=True)
    saved = {
        "form": FORM,
        "preset": preset,
        "seed": seed,
        "draws": len(posterior.table.values),
        "tolerance": posterior.tolerance,
        "figures": {figure.id: round(float(weight), 6) for figure, weight in figures},
        "values": {name: [float(v) for v in values] for name, values in change.items()},
    }
    return json.dumps(saved, ensure_ascii=False, indent=1) + "\n"


def change_from(path: Path, model: Model, runs: int) -> Mapping[str, Floats]:
    """What `simulate` takes as `change` so that its runs follow the posterior of a file: each draw in turn, `[runs]` for each parameter.

    Args:
        path: a file that `forecast fit` wrote.
        model: whose parameters the file must name.
        runs: how many.

    Raises:
        NotAPosterior: if the file is something else, holds no draws, or names a parameter that the model does not have.
    """
    saved = _saved(path)
    lengths = {len(values) for values in saved.values.values()}
    if saved.form != FORM or len(lengths) != 1 or 0 in lengths:
        raise NotAPosterior(
            f"{path.name} holds no draws of the form “{FORM}”. Take one that `forecast fit --out` wrote."
        )
    unknown = sorted(set(saved.values) - set(model.parameters))
    if unknown:
        raise NotAPosterior(
            f"{path.name} names the parameter “{unknown[0]}”, which the model does not have. Fit again."
        )
    return {name: np.resize(np.asarray(values), runs) for name, values in saved.values.items()}


def preset_of(path: Path) -> str:
    """The name of the preset that a file was fitted to. Raises NotAPosterior if the file is something else, or cannot be read."""
    return _saved(path).preset


def _saved(path: Path) -> _Saved:
    try:
        return decode(path.read_bytes(), _Saved)
    except OSError as error:
        raise NotAPosterior(f"{path} cannot be read: {error.strerror}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAPosterior(f"{path.name} holds no posterior. Take one that `forecast fit --out` wrote.") from error
