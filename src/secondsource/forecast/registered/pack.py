"""Forecasts that come with a subject pack: `scenario/registered.yaml`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from secondsource.model import BadPack
from secondsource.subjects import Subject
from secondsource.subjects.files import in_words, read_mapping

from .values import Evidence, Forecast, Origin, Outcome, Registered, Resolution, Signed

FILE = "registered.yaml"


class _Evidence(msgspec.Struct, forbid_unknown_fields=True):
    speaks: Literal["for", "against", "beside"]
    text: str
    source: str
    trust: Literal["high", "medium", "low"]
    url: str = ""


class _Forecast(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    says: str
    condition: str
    question: str
    resolution: str
    resolves_by: date
    outcome: Literal["yes", "no", "unresolvable"]
    stands: str
    evidence: tuple[_Evidence, ...]


class _Article(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    outlet: str
    speaker: str
    made: str
    url: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    written: date
    article: _Article
    forecasts: tuple[_Forecast, ...]


def of_pack(pack: Subject) -> tuple[Registered, ...]:
    """The forecasts of the pack, in the order of its file; none if it has no such file.

    Raises:
        BadPack: if the file does not fit; names what and what to do.
    """
    return _of(pack.folder, pack.digest)


@lru_cache(maxsize=4)
def _of(folder: Path, _digest: str) -> tuple[Registered, ...]:
    path = folder / "scenario" / FILE
    if not path.is_file():
        return ()
    try:
        found = msgspec.convert(read_mapping(path), type=_File, strict=False)
    except msgspec.ValidationError as error:
        raise BadPack(f"{FILE}: {in_words(str(error))}") from error
    ids = [row.id for row in found.forecasts]
    twice = next((identifier for identifier in ids if ids.count(identifier) > 1), None)
    if twice is not None:
        raise BadPack(f"{FILE}: the id “{twice}” stands twice. Give one of the two another.")
    signed = Signed(who=f"the subject pack {folder.name}", at=found.written.isoformat())
    return tuple(_registered(row, found.article, signed) for row in found.forecasts)


def _registered(row: _Forecast, article: _Article, signed: Signed) -> Registered:
    if row.resolves_by.isoformat() > signed.at:
        raise BadPack(
            f"{FILE}: {row.id} resolves by {row.resolves_by}, after it was written. Only what is past belongs there."
        )
    forecast = Forecast(
        id=row.id,
        origin=Origin.PACK,
        words=" ".join(row.says.split()),
        speaker=article.speaker,
        outlet=article.outlet,
        made=article.made,
        statement="",
        condition=row.condition,
        question=row.question,
        resolution=row.resolution,
        resolves_by=row.resolves_by,
    )
    return Registered(
        forecast=forecast,
        signed=signed,
        resolutions=(Resolution(outcome=Outcome(row.outcome), claims=(), signed=signed),),
        evidence=tuple(
            Evidence(speaks=e.speaks, text=e.text, source=e.source, trust=e.trust, url=e.url) for e in row.evidence
        ),
        stands=" ".join(row.stands.split()),
        cited=(article.title, article.url),
    )
