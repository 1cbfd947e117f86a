"""A thousand names held against two lists of the size of the UN's and of OFAC's, beside RapidFuzz over all pairs and nomenklatura.

The lists are invented, in the published formats: 1,000 entries in the UN's XML, 17,000 in OFAC's sdn.csv with 20,000 further names in alt.csv. Half of the
names asked are names of an entry spelled another way, so it is known what should be found; the other half are on no list. Our time is that of
everything: reading both files, building the index, asking. Each program takes its turn in a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .measure import Row, cpu_seconds, peak_memory, version

TASK = "a thousand names against two lists"
ASKED = {"secondsource": 1_000, "RapidFuzz": 1_000, "nomenklatura": 2}
"""How many of the names each program is asked: nomenklatura compares with every entry, which takes it minutes for a few."""
UN, OFAC, ALT = 1_000, 17_000, 20_000
_ONSETS, _VOWELS = (
    ["b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "v", "z", "sh", "kh"],
    ["a", "e", "i", "o", "u"],
)
_BUSINESS = ["Trading", "Bank", "Construction", "Shipping", "Technology", "Insurance"]
_FORMS = ("Co., Ltd.", "LLC", "Corporation", "JSC", "Limited")
Entry = tuple[str, str, list[str]]
"""Id, kind and names."""


def measure() -> Iterator[Row]:
    """A row for each program that is installed."""
    packages = {"RapidFuzz": "rapidfuzz", "nomenklatura": "nomenklatura"}
    for program, number in ASKED.items():
        if program == "secondsource" or version(packages[program]):
            found = _asked(program, number)
            yield Row(
                task=f"{TASK}, {UN + OFAC:,} entries",
                program=program,
                items=number,
                unit="names",
                seconds=found["seconds"],
                rounds=1,
                note=f"{found['note']}recall {found['recall']:.3f}, {found['found']:,} suggestions; {found['megabytes']:,} MB at most",
            )


def _asked(program: str, number: int) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.screening"],
        input=json.dumps({"program": program, "number": number}),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    return json.loads(done.stdout)


class World:
    """Invented names and their other spellings, the same for the same seed."""

    def __init__(self, seed: int = 1718) -> None:
        from secondsource.screen import korean

        self._chance = random.Random(seed)
        self._spelled: dict[str, list[str]] = {}
        for word, syllables in sorted(korean.spellings().items()):
            if word.isascii() and len(word) > 1:
                for syllable in sorted(syllables):
                    self._spelled.setdefault(syllable, []).append(word)
        self._surnames = sorted(korean._surnames() & set(self._spelled))
        self._given = sorted(self._spelled)
        self.entries = [self._entry(number) for number in range(UN + OFAC)]

    def _word(self, size: int) -> str:
        choice = self._chance.choice
        return "".join(choice(_ONSETS) + choice(_VOWELS) for _ in range(size)).title() + choice(["", "n", "r", "m"])

    def _names(self, kind: str) -> tuple[str, str]:
        """A name as a list has it, and the same otherwise spelled."""
        choice = self._chance.choice
        if kind == "korean":
            syllables = [choice(self._surnames), choice(self._given), choice(self._given)]
            one, other = ([choice(self._spelled[s]) for s in syllables] for _ in range(2))
            return (
                f"{one[0].upper()}, {one[1].title()} {one[2].title()}",
                f"{other[0].title()} {other[1].title()}-{other[2]}",
            )
        if kind == "person":
            first, middle, last = self._word(2), self._word(2), self._word(3)
            return f"{last.upper()}, {first} {middle}", f"{first} {middle} {last}"
        if kind == "body":
            own, what = [self._word(3), *([self._word(2)] if self._chance.random() < 0.5 else [])], choice(_BUSINESS)
            return " ".join([*own, what, choice(_FORMS)]).upper(), " ".join([*own, what, choice(_FORMS)])
        own = [self._word(2), self._word(2), str(self._chance.randrange(1, 20))]
        return " ".join(own).upper(), "MV " + " ".join(own)

    def _entry(self, number: int) -> tuple[Entry, str]:
        weights = (10, 50, 40, 0) if number < UN else (5, 40, 45, 10)
        kind = self._chance.choices(("korean", "person", "body", "ship"), weights)[0]
        name, other = self._names(kind)
        further = 2 if number < UN else self._chance.choices((0, 1, 2, 3), (3, 3, 2, 2))[0]
        names = [name, *(self._names(kind)[0] for _ in range(further))]
        return (f"{number}", kind, names), other

    def asked(self, number: int) -> list[tuple[str, str, str]]:
        """Names to ask, with their kind and the id of the entry meant, empty for none."""
        out = []
        for at, ((identifier, kind, _), other) in enumerate(self._chance.sample(self.entries, number)):
            out.append((other, kind, identifier) if at % 2 == 0 else (self._names(kind)[1], kind, ""))
        return out

    def un(self) -> bytes:
        """The first entries in the UN's XML."""
        parts = [
            '<?xml version="1.0" encoding="utf-8"?><CONSOLIDATED_LIST dateGenerated="2021-07-01T00:00:00Z"><INDIVIDUALS>'
        ]
        for tag in ("INDIVIDUAL", "ENTITY"):
            parts.append("</INDIVIDUALS><ENTITIES>" if tag == "ENTITY" else "")
            for (identifier, kind, names), _ in self.entries[:UN]:
                if (kind == "body") == (tag == "ENTITY"):
                    aliases = "".join(
                        f"<{tag}_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{escape(n)}</ALIAS_NAME></{tag}_ALIAS>"
                        for n in names[1:]
                    )
                    parts.append(
                        f"<{tag}><DATAID>{identifier}</DATAID><FIRST_NAME>{escape(names[0])}</FIRST_NAME><REFERENCE_NUMBER>{identifier}</REFERENCE_NUMBER>"
                        f"<LISTED_ON>2016-03-02</LISTED_ON>{aliases}</{tag}>"
                    )
        return ("".join(parts) + "</ENTITIES></CONSOLIDATED_LIST>").encode()

    def ofac(self) -> dict[str, bytes]:
        """The rest in OFAC's CSV."""
        sorts = {"korean": '"individual"', "person": '"individual"', "body": "-0- ", "ship": '"vessel"'}
        sdn, alt = [], []
        for (identifier, kind, names), _ in self.entries[UN:]:
            sdn.append(f'{identifier},"{names[0]}",{sorts[kind]},"TEST",' + ",".join(["-0- "] * 8))
            alt += [f'{identifier},{len(alt) + n},"aka","{name}",-0- ' for n, name in enumerate(names[1:])]
        return {"sdn.csv": "\r\n".join(sdn).encode(), "alt.csv": "\r\n".join(alt[:ALT]).encode()}


_KINDS = {"korean": "person", "person": "person", "body": "body", "ship": "ship"}


def ours(world: World, number: int) -> tuple[float, list[set[str]], str]:
    """CPU seconds for everything, the ids suggested for each name, a note."""
    from secondsource.screen import Kind, format_of, parsed
    from secondsource.screen.index import Index

    asked, files = world.asked(number), {"un.xml": world.un(), **world.ofac()}
    before = cpu_seconds()
    formats = {name: format_of(name, data) for name, data in files.items()}
    lists = [parsed(group, files, formats) for group in (("un.xml",), ("sdn.csv", "alt.csv"))]
    index = Index([(one.list, entry) for one in lists for entry in one.entries])
    ready = cpu_seconds() - before
    found = [{f.entry.id for f in index.find(name, Kind(_KINDS[kind]))} for name, kind, _ in asked]
    return cpu_seconds() - before, found, f"{ready:.2f} s of it for reading and indexing; "


def by_rapidfuzz(world: World, number: int) -> tuple[float, list[set[str]], str]:
    """Every name with every name, words sorted, from 85 of 100."""
    process: Any = import_module("rapidfuzz.process")
    fuzz: Any = import_module("rapidfuzz.fuzz")
    asked = world.asked(number)
    names = [(name.lower(), entry[0]) for entry, _ in world.entries for name in entry[2]]
    before = cpu_seconds()
    table = process.cdist(
        [name.lower() for name, _, _ in asked],
        [name for name, _ in names],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=85,
        workers=1,
    )
    found = [{names[int(at)][1] for at in row.nonzero()[0]} for row in table]
    return cpu_seconds() - before, found, "token_sort_ratio of all pairs from 85; "


def by_nomenklatura(world: World, number: int) -> tuple[float, list[set[str]], str]:
    """Every name with every entry by logic-v2, from its own threshold."""
    matching: Any = import_module("nomenklatura.matching")
    model: Any = import_module("followthemoney").model
    schema = {"korean": "Person", "person": "Person", "body": "Organization", "ship": "Vessel"}

    def entity(identifier: str, kind: str, names: list[str]) -> Any:
        made = model.make_entity(schema[kind])
        made.id = identifier
        made.add("name", names)
        return made

    asked = world.asked(number)
    before = cpu_seconds()
    config = matching.LogicV2.default_config()
    entries = [entity(*entry) for entry, _ in world.entries]
    found = []
    for name, kind, _ in asked:
        query = entity("query", kind, [name])
        found.append(
            {
                e.id
                for e in entries
                if e.schema.name == schema[kind] and matching.LogicV2.compare(query, e, config).score >= 0.7
            }
        )
    return cpu_seconds() - before, found, "logic-v2 with every entry of the kind, without an index; "


PROGRAMS: dict[str, Callable[[World, int], tuple[float, list[set[str]], str]]] = {
    "secondsource": ours,
    "RapidFuzz": by_rapidfuzz,
    "nomenklatura": by_nomenklatura,
}


def main() -> int:
    """The process of one program: what is asked comes as JSON on standard input."""
    asked = json.load(sys.stdin)
    program, number = asked["program"], asked["number"]
    world = World()
    seconds, found, note = PROGRAMS[program](world, number)
    wanted = [identifier for _, _, identifier in World().asked(number)]
    hits = sum(identifier in ids for identifier, ids in zip(wanted, found, strict=True) if identifier)
    out = {
        "seconds": seconds,
        "note": note,
        "recall": hits / sum(map(bool, wanted)),
        "found": sum(map(len, found)),
        "megabytes": round(peak_memory()),
    }
    json.dump(out, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
