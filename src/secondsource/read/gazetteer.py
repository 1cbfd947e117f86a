"""Names of places with their points: a compact extract of GeoNames (see data/SOURCE.md), loaded once and only when asked for."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Entry:
    """A place.

    Args:
        feature: `N` country, `A` first-order region, `C` county, `P` populated place, `R` large region, `S` a site of the pack, `D` nationality.
        name: as the gazetteer spells it.
        lat: degrees north, or None.
        lon: degrees east, or None.
        country: ISO 3166-1 alpha-2, or None.
        region: code of its first-order region within the country.
        population: inhabitants; 0 if unknown.
    """

    feature: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    region: str
    population: int


_ORDER = "NDRACP"


class Gazetteer:
    """The places by name; a name may have many."""

    def __init__(self, rows: list[str], extra: Mapping[str, Any]) -> None:
        self._rows = rows
        self.extra = extra
        self.seldom = frozenset(extra["seldom"])
        never = frozenset(extra["never"])
        self._lines: dict[str, list[int]] = {}
        self._made: dict[str, tuple[Entry, ...]] = {}
        for number, row in enumerate(rows):
            feature, name, others, _ = row.split("\t", 3)
            names = [name, *others.split("|")] if others else [name]
            for one in names:
                if one not in never:
                    self._lines.setdefault(one, []).append(number)
            if feature == "A":
                short = name.rsplit(" ", 1)[0]
                if (
                    short != name
                    and short not in never
                    and name.endswith((" Sheng", " Shi", "-do", " kray", " Oblast", " Province", " oblast'"))
                ):
                    self._lines.setdefault(short, []).append(number)
        for country, words in extra["demonyms"].items():
            for word in words:
                self._lines.setdefault(word, []).extend(self._country_rows.get(country, ()))
        for code, row_number in self._states.items():
            for short, abbreviated in extra["abbreviations"].items():
                if abbreviated == code:
                    self._lines.setdefault(short, []).append(row_number)

    @cached_property
    def _country_rows(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            if row[0] == "N":
                cells = row.split("\t")
                out.setdefault(cells[5], []).append(number)
                if cells[6]:
                    self._lines.setdefault(cells[6], []).append(number)
                    if not cells[6].endswith(("sh", "ch", "ese", "s")):
                        self._lines.setdefault(cells[6] + "s", []).append(number)
        return out

    @cached_property
    def _states(self) -> dict[str, int]:
        return {c[6]: n for n, r in enumerate(self._rows) if r[0] == "A" and (c := r.split("\t"))[5] == "US"}

    @cached_property
    def longest(self) -> int:
        """The most words in one name that is looked up."""
        return 5

    def __contains__(self, name: str) -> bool:
        return name in self._lines or name in self.extra["regions"]

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, countries first, then by population; empty if none."""
        found = self._made.get(name)
        if found is None:
            entries = [self._entry(number) for number in dict.fromkeys(self._lines.get(name, ()))]
            point = self.extra["regions"].get(name)
            if point:
                entries.append(Entry("R", name, float(point[0]), float(point[1]), None, "", 0))
            found = tuple(sorted(entries, key=lambda e: (_ORDER.index(e.feature), -e.population, e.lat or 0.0)))
            self._made[name] = found
        return found

    def country(self, code: str) -> Entry | None:
        """The country of that ISO code."""
        rows = self._country_rows.get(code)
        return self._entry(rows[0]) if rows else None

    def _entry(self, number: int) -> Entry:
        feature, name, _, lat, lon, country, region, population = self._rows[number].split("\t")
        return Entry(feature, name, float(lat), float(lon), country, region, int(population))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The shipped gazetteer; the first call takes about a third of a second and 60 MB."""
    folder = resources.files(__package__) / "data"
    rows = gzip.decompress((folder / "gazetteer.tsv.gz").read_bytes()).decode().splitlines()
    extra = yaml.load((folder / "names.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    return Gazetteer(rows, extra)
