"""The figures of a subject pack: `scenario/figures.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.values import Model, Trust
from secondsource.model import BadDate, BadPack, PartialDate
from secondsource.subjects import Subject
from secondsource.subjects.files import alike, in_words, read_mapping

from .figures import SPREAD, WEIGHT, Figure, Observable


class _Figure(msgspec.Struct, forbid_unknown_fields=True):
    observable: Observable
    when: str
    known: str
    value: float
    trust: Trust
    origin: str
    source: str
    text: str
    hosts: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    base: str = ""


def figures_of(pack: Subject) -> tuple[Figure, ...]:
    """The figures of the pack, in the order of the file.

    Raises:
        BadPack: if the pack has none, or one of them does not fit; names the figure and what to do.
    """
    return read_figures(pack.folder / "scenario" / "figures.yaml", model_of(pack))


def read_figures(path: Path, model: Model) -> tuple[Figure, ...]:
    """The figures of a file, in its order.

    Args:
        path: of the YAML, one figure a field.
        model: gives the hosts that a figure may name.

    Raises:
        BadPack: as `figures_of`.
    """
    return tuple(_figure(name, row, model) for name, row in read_mapping(path).items())


def _figure(name: str, row: Any, model: Model) -> Figure:
    where = f"figures.yaml: {name}"
    if isinstance(row, dict):
        row = {k: str(v) if k in ("when", "known", "base") and isinstance(v, int) else v for k, v in row.items()}
    try:
        found = msgspec.convert(row, type=_Figure, strict=False)
    except msgspec.ValidationError as error:
        raise BadPack(f"{where}: {in_words(str(error))}.") from error
    for code in found.hosts:
        if code not in model.hosts:
            raise BadPack(f"{where}: there is no host “{code}”.{alike(code, model.hosts)}")
    if found.trust not in WEIGHT:
        raise BadPack(f"{where}: what is assumed is no figure. Give `trust` as high, medium or low.")
    if (found.observable is Observable.QUOTA) != bool(found.base):
        raise BadPack(f"{where}: a quota needs `base`, the month it is a multiple of, and nothing else has one.")
    first, last = _days(found.when, where)
    try:
        return Figure(
            id=name,
            observable=found.observable,
            hosts=found.hosts,
            first=first,
            last=last,
            base=_days(found.base, where)[1] if found.base else None,
            # a source of which the year alone is known may have been read on its last day
            known=_days(found.known, where)[1],
            low=found.low,
            high=found.high,
            value=found.value,
            weight=WEIGHT[found.trust],
            spread=SPREAD[found.trust],
            origins=(found.origin,),
            source=found.source,
            text=found.text,
        )
    except ValueError as error:
        raise BadPack(f"{where}: {error} Mend `low`, `high` or `value`.") from error


def _days(text: str, where: str) -> tuple[date, date]:
    try:
        when = PartialDate(text)
    except BadDate as error:
        raise BadPack(f"{where}: {error}") from error
    if when.earliest is None or when.latest is None:
        raise BadPack(f"{where}: “{text}” has no first or no last day. Write it as 2016, 2016-03 or 2015-12/2016-03.")
    return when.earliest, when.latest
