"""The scenario model of a subject pack: `scenario/parameters.yaml`, `scenario/hosts.yaml` and one file for each preset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from secondsource.model import BadPack, PartialDate
from secondsource.subjects import Subject
from secondsource.subjects.files import alike, in_words, read_mapping

from .values import Host, Lever, Measure, Model, Parameter, Preset, Stock, Trust


class _Ranged(msgspec.Struct, forbid_unknown_fields=True):
    value: float
    range: tuple[float, float]
    source: str
    trust: Trust


class _Parameter(_Ranged, forbid_unknown_fields=True):
    text: str
    unit: str


class _Measure(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    lever: Lever
    strength: float
    pressed: bool
    source: str
    hosts: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    provision: str = ""
    campaign: str = ""


class _Preset(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    text: str
    start: str
    months: int
    sites: int
    stocks: dict[str, _Ranged]
    measures: tuple[_Measure, ...]
    parameters: dict[str, float]


def model_of(pack: Subject) -> Model:
    """Parameters, hosts and presets of the pack.

    Raises:
        BadPack: if the pack has no scenario model, or a file of it does not fit; names the file and what to do.
    """
    return _model(pack.folder, pack.digest)


@lru_cache(maxsize=4)
def _model(folder: Path, _digest: str) -> Model:
    from secondsource.subjects import load

    room = folder / "scenario"
    if not room.is_dir():
        raise BadPack(f"The pack “{folder.name}” has no folder scenario/, so there is no scenario model of it.")
    parameters = {name: _parameter(name, row) for name, row in read_mapping(room / "parameters.yaml").items()}
    hosts = {
        code: _convert({**row, "code": code}, Host, f"hosts.yaml: {code}")
        for code, row in read_mapping(room / "hosts.yaml").items()
    }
    pack = load(str(folder))
    presets = {path.stem: _preset(path, pack, hosts, parameters) for path in sorted((room / "presets").glob("*.yaml"))}
    return Model(
        parameters=MappingProxyType(parameters), hosts=MappingProxyType(hosts), presets=MappingProxyType(presets)
    )


def _parameter(name: str, row: Any) -> Parameter:
    found = _convert(row, _Parameter, f"parameters.yaml: {name}")
    low, high = found.range
    if not low <= found.value <= high:
        raise BadPack(f"parameters.yaml: {name}: its value lies outside its range. Widen the range or mend the value.")
    return Parameter(
        name=name, text=found.text, unit=found.unit, value=found.value, low=low, high=high, source=found.source, trust=found.trust
    )  # fmt: skip


def _preset(path: Path, pack: Subject, hosts: Mapping[str, Host], parameters: Mapping[str, Parameter]) -> Preset:
    found = _convert(read_mapping(path), _Preset, path.name)
    for code in found.stocks:
        _known(code, hosts, f"{path.name}: stocks", "host")
    for name in found.parameters:
        _known(name, parameters, f"{path.name}: parameters", "parameter")
    return Preset(
        name=path.stem,
        title=found.title,
        text=found.text,
        start=_day(found.start, path.name),
        months=found.months,
        sites=found.sites,
        stocks={code: _stock(s, f"{path.name}: {code}") for code, s in found.stocks.items()},
        measures=tuple(_measure(m, pack, found.stocks, f"{path.name}: {m.name}") for m in found.measures),
        parameters=found.parameters,
    )


def _stock(found: _Ranged, where: str) -> Stock:
    low, high = found.range
    if not 0 <= low <= found.value <= high:
        raise BadPack(f"{where}: the number of workers lies outside its range. Widen the range or mend the number.")
    return Stock(value=found.value, low=low, high=high, source=found.source, trust=found.trust)


def _measure(m: _Measure, pack: Subject, stocks: Mapping[str, Any], where: str) -> Measure:
    for code in m.hosts:
        _known(code, stocks, where, "host")
    if m.provision:
        _known(m.provision, pack.provisions, where, "provision")
        start = PartialDate(pack.provisions[m.provision].in_force_from or "").earliest
        end = _day(m.end, where) if m.end else None
    elif m.campaign:
        start, end = _campaign(pack, m.campaign, where)
    else:
        start, end = _day(m.start, where), _day(m.end, where) if m.end else None
    if start is None or (end is not None and end < start):
        raise BadPack(f"{where}: has no first day, or ends before it. Give `start`, `provision` or `campaign`.")
    return Measure(
        name=m.name, lever=m.lever, hosts=m.hosts, strength=m.strength, start=start, end=end, provision=m.provision, pressed=m.pressed, source=m.source
    )  # fmt: skip


def _campaign(pack: Subject, name: str, where: str) -> tuple[date | None, date | None]:
    path = pack.folder / "campaigns" / f"{name}.yaml"
    if not path.is_file():
        raise BadPack(f"{where}: there is no campaign “{name}”. Name a file of campaigns/.")
    when = PartialDate(str(read_mapping(path)["dates"]))
    return when.earliest, when.latest


def _known(name: str, known: Mapping[str, Any], where: str, kind: str) -> None:
    if name not in known:
        raise BadPack(f"{where}: there is no {kind} “{name}”.{alike(name, known)}")


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadPack(f"{where}: “{text}” is no day. Write it as 2016-03-02.") from error


def _convert(row: Any, kind: Any, where: str) -> Any:
    try:
        return msgspec.convert(row, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadPack(f"{where}: {in_words(str(error))}") from error
