"""What is believed of a parameter before the figures: its range, with a shape that follows from how it is founded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from secondsource.forecast.scenario.state import triangular
from secondsource.forecast.scenario.values import Model, Parameter, Trust
from secondsource.model import SecondsourceError
from secondsource.subjects.files import alike

Floats = npt.NDArray[np.float64]
WIDE = 20.0
"""High end over low end from which a range is taken in logarithms."""
USUAL = ("pressure", "substitution", "speed", "found", "late", "squeeze")
"""The parameters that are fitted if nobody says otherwise: those that move stocks and income most, each with a counterpart in some figure."""


class NoParameter(SecondsourceError):
    """There is no parameter of that name, or it cannot be fitted."""


class Shape(StrEnum):
    """Of a prior."""

    UNIFORM = "uniform"
    """Nobody has measured it: every value of the range is as good as any other."""
    TRIANGULAR = "triangular"
    """Somebody gives a value: it is the peak, the ends of the range are the ends."""
    LOGUNIFORM = "loguniform"
    """The range spans more than an order of magnitude: every multiple is as good as any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A prior of one parameter.

    Args:
        parameter: with its range.
        shape: of the prior.
    """

    parameter: Parameter
    shape: Shape

    @property
    def name(self) -> str:
        """Of the parameter."""
        return self.parameter.name

    def at(self, luck: Floats) -> Floats:
        """Numbers evenly spread between 0 and 1 turned into values of the prior: its quantile function."""
        low, mode, high = (np.float64(v) for v in (self.parameter.low, self.parameter.value, self.parameter.high))
        found: Floats
        if self.shape is Shape.LOGUNIFORM:
            found = low * (high / low) ** luck
        elif self.shape is Shape.TRIANGULAR:
            found = triangular(luck, np.asarray(low), np.asarray(mode), np.asarray(high))
        else:
            found = low + (high - low) * luck
        return found

    def scaled(self, values: Floats) -> Floats:
        """The scale on which its spread is judged: logarithms where the prior is in logarithms."""
        return np.log(values) if self.shape is Shape.LOGUNIFORM else values


def prior_of(parameter: Parameter) -> Prior:
    """The prior of a parameter: in logarithms if its range is wide, triangular if its value has a source, else uniform."""
    if parameter.low > 0 and parameter.high / parameter.low >= WIDE:
        shape = Shape.LOGUNIFORM
    elif parameter.trust is Trust.ASSUMED:
        shape = Shape.UNIFORM
    else:
        shape = Shape.TRIANGULAR
    return Prior(parameter=parameter, shape=shape)


def priors_of(names: Sequence[str], model: Model) -> tuple[Prior, ...]:
    """The priors of these parameters, in this order.

    Raises:
        NoParameter: if there is none of such a name, one stands twice, or its range is a point.
    """
    for name in names:
        if name not in model.parameters:
            raise NoParameter(f"There is no parameter “{name}”.{alike(name, model.parameters)}")
        if model.parameters[name].low == model.parameters[name].high:
            raise NoParameter(f"The range of {name} is one point, so there is nothing to fit. Leave it out.")
    if not names or len(set(names)) < len(names):
        raise NoParameter("Name one parameter at least, and each of them once.")
    return tuple(prior_of(model.parameters[name]) for name in names)
