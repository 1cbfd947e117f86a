"""The program's output in the form the scorers read. For any data of that form: what is missing counts as empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from ..lines import Row
from ..tasks import PREDICTED

Predictor = Callable[[Iterator[Row]], Iterator[Row]]


def predict(task: str, rows: Iterator[Row]) -> Iterator[Row]:
    """Predictions for the rows of a scorer's --write-inputs, as they come.

    Args:
        task: one of `evaluation.tasks.PREDICTED`.
        rows: the inputs.

    Raises:
        ValueError: if there is no such task.
    """
    if task not in PREDICTED:
        raise ValueError(f"There is no task “{task}”. Tasks: {', '.join(PREDICTED)}.")
    predictor: Predictor = import_module(f"{__name__}.{task}").predict
    return predictor(rows)
