"""Figures and tables for tests."""

from __future__ import annotations

from datetime import date

import numpy as np

from secondsource.forecast.fit.figures import Figure, Observable
from secondsource.forecast.fit.prior import Prior, Shape
from secondsource.forecast.fit.table import Table
from secondsource.forecast.scenario.values import Parameter, Trust


def figure(name="f", low=90.0, high=110.0, *, value=None, hosts=("RU",), day=date(2018, 6, 30), known=None, origins=None,
           weight=1.0, spread=0.1, observable=Observable.WORKERS, first=None, base=None):  # fmt: skip
    if value is None:
        value = (low + high) / 2 if None not in (low, high) else low if high is None else high
    return Figure(
        id=name, observable=observable, hosts=hosts, first=first or day, last=day, base=base, known=known or day, low=low,
        high=high, value=value, weight=weight, spread=spread, origins=(name,) if origins is None else origins,
        source="a test", text="",
    )  # fmt: skip


def prior(name="a", low=0.0, high=1.0, value=0.5, trust=Trust.ASSUMED, shape=Shape.UNIFORM):
    return Prior(
        parameter=Parameter(
            name=name, text="", unit="1", value=value, low=low, high=high, source="a test", trust=trust
        ),
        shape=shape,
    )


def toy(draws=4000, seed=1, noise=10.0, figures=5):
    """A world of one line: each of several figures is 500 + 1000 times parameter a, with noise; parameter b does nothing."""
    rng = np.random.default_rng(seed)
    values = rng.random((draws, 2))
    found = 500 + 1000 * values[:, :1] + noise * rng.standard_normal((draws, figures))
    return Table(
        priors=(prior("a"), prior("b")),
        figures=tuple(figure(f"f{n}", 990.0, 1010.0, spread=0.01) for n in range(figures)),
        hosts=("RU",),
        values=values,
        found=found,
        start=np.full((draws, 1), 100.0),
    )
