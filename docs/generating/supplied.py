"""The page of the data that ships with the program: what is in it, where it is known from, under which licence."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from secondsource.subjects import Subject, load, packs
from secondsource.subjects.files import read_yaml

from .tables import table

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "src" / "secondsource"
ROOMS = {
    "event_types": "types of event, with the words and patterns by which reports tell of them",
    "examples": "invented sentences, half of them traps",
    "sources": "outlets, agencies, bodies, records and sensors that reports name",
    "entities": "companies, banks, ministries, with the days on which lists named them",
    "hosts": "countries with labour, and what was estimated of it",
    "provisions": "rules of law with the days between which they are in force",
    "indicators": "the eleven indicators of forced labour of the International Labour Organization (2012), with words for them",
    "compliance": "what States are known to have reported",
    "campaigns": "feasts and campaigns that stand for a date",
    "scenario": "parameters, hosts, presets and figures of the labour-export model",
    "cues": "words of saying, doubt, time, quantity and place, by language",
    "places.yaml": "places that a gazetteer lacks or names otherwise",
    "law_vocabulary.yaml": "the facts that the law asks for",
    "law_said.yaml": "how reports speak of the law",
    "names.yaml": "how reports name those whom they cite",
    "notices.yaml": "notices of corrections and retractions",
    "join.yaml": "what joining must know of the event types",
    "dossier.yaml": "what forms of a dossier say of the subject",
    "redaction.yaml": "what editions for others make coarser",
    "screen.yaml": "offices and roles whose holders may be held against lists",
    "sieve.yaml": "what of an archive is worth reading",
    "subject.yaml": "what the subject is",
}
"""What each part of a pack holds. A part that is not here stops the page."""
_CITED = frozenset({"citation", "citations", "source", "sources"})
_PARTS = frozenset({"provisions", "estimates", "reports", "parameters", "figures", "examples", "measures", "places"})
"""Fields that list the things of a file."""
_OWN = {
    "read/data/names.yaml": "Demonyms, abbreviations, words that are seldom places. Ours.",
    "screen/data/korean.yaml": "Korean syllables in other letters, after the Revised Romanization (2000), McCune–Reischauer (1939), the romanisation of the DPRK (1992), Kontsevich (1966). Ours.",
    "screen/data/cyrillic.yaml": "Cyrillic letters after BGN/PCGN (1947) and the Ukrainian resolution 55 (2010). Ours.",
    "screen/data/han.yaml": "Chinese characters of names, with their readings in Mandarin and Korean. Ours.",
    "screen/data/words.yaml": "Words in names of bodies, ships and people. Ours.",
    "publish/locale/ko/countries.yaml": "Names of countries in Korean: Unicode Common Locale Data Repository, as carried by Babel 2.18; Unicode License v3.",
    "join/coreference/irregular.yaml": "Irregular verbs and nouns from verbs, after Quirk and others (1985). Ours.",
    "forecast/registered/chances.yaml": "Words of probability: Intelligence Community Directive 203 (2015), a public document.",
}
"""Further data files, below the program's folder."""
_TOLD = ("read/data/SOURCE.md", "desk/worldmap/data/SOURCE.md", "publish/fonts/SOURCE.md")
_MODELS = {
    "read/tagger/weights": ("who says what, and how sure", "[attribution](reference/model-card.md)"),
    "read/tagger/event_weights": ("words that tell of an event", "[events](reference/event-model-card.md)"),
}


def data() -> str:
    """The packs part by part, other data with their sources, and the trained weights."""
    out = [
        "# Data and licences",
        "",
        "Written by `python docs/generate.py` from the files that ship with the program.",
        "",
        "The subject packs are written by this project from public documents, in its own words, and stand under the project's licence (Apache License 2.0). They hold facts and citations; "
        "no text of a news outlet is in them. Texts of law are summarised, and the citation leads to the text. Example sentences and the digests of the demo are invented or retold, and say so.",
        "",
    ]
    for pack in map(load, packs()):
        out += _pack(pack)
    out += ["## Other data", ""]
    for name in _TOLD:
        lines = (PROGRAM / name).read_text(encoding="utf-8").strip().splitlines()
        out += [f"### {lines[0].removeprefix('# ')}", "", f"In `{name.rpartition('/')[0]}`.", "", *lines[2:], ""]
    out += [
        "### Lists of words",
        "",
        *table(("file", "what it is"), [(f"`{n}`", w) for n, w in _OWN.items() if (PROGRAM / n).is_file()]),
        "",
    ]
    out += [*_models()]
    return "\n".join(out).rstrip() + "\n"


def _pack(pack: Subject) -> Iterator[str]:
    yield from (
        f"## {pack.about['title']} (`{pack.id}`)",
        "",
        " ".join(str(pack.about.get("description", "")).split()),
        "",
    )
    rows, hosts = [], Counter[str]()
    for part in sorted(pack.folder.iterdir(), key=lambda path: list(ROOMS).index(path.name)):
        files = sorted(part.rglob("*.yaml")) if part.is_dir() else [part]
        entries = [entry for file in files for entry in _entries(read_yaml(file))]
        cited = sum(_says_where(entry) for entry in entries)
        for file in files:
            hosts.update(set(_hosts(file.read_text(encoding="utf-8"))))
        rows.append(
            (
                f"`{part.name}`",
                ROOMS[part.name],
                str(len(files)),
                f"{len(entries):,}" if part.is_dir() or part.name == "places.yaml" else "",
                f"{cited:,}" if cited else "",
            )
        )
    yield from table(("part", "holds", "files", "entries", "with a citation of their own"), rows)
    known = Counter(str(p.verification.get("status", "not said")).replace("_", " ") for p in pack.provisions.values())
    yield from (
        "",
        f"How far the {len(pack.provisions)} provisions were verified: "
        + ", ".join(f"{w} {n}" for w, n in known.most_common())
        + ".",
        "",
    )
    if hosts:
        named = ", ".join(
            f"{host} ({n})" for host, n in sorted(hosts.items(), key=lambda item: (-item[1], item[0]))[:25]
        )
        yield from (f"Sites that are cited, with the number of files, of {len(hosts)} in all: {named}.", "")


def _entries(found: Any) -> Iterator[Any]:
    """The things of a file: the members of its list, or the file as one."""
    if isinstance(found, list):
        yield from found
        return
    parts = [item for key in _PARTS & found.keys() if isinstance(found[key], list) for item in found[key]]
    yield from parts or [found]


def _says_where(entry: Any) -> bool:
    """Whether anything in it says where it is known from."""
    if isinstance(entry, dict):
        return any((key in _CITED and bool(value)) or _says_where(value) for key, value in entry.items())
    return isinstance(entry, list) and any(map(_says_where, entry))


def _hosts(text: str) -> Iterator[str]:
    for url in re.findall(r"https?://[^\s'\"\])}>,]+", text):
        host = urlsplit(url).hostname or ""
        yield host.removeprefix("www.")


def _models() -> Iterator[str]:
    rows = []
    for name, (what, card) in _MODELS.items():
        folder = PROGRAM / name
        told = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
        network = next(iter(told["sha256"]))
        size = (folder / network).stat().st_size / 1e6
        rows.append((f"`{name}`", what, f"`{told['name']}`, {size:.0f} MB", f"`{told['sha256'][network][:16]}`", card))
    rows.append(
        (
            "`bulk/sieve/weights.json`",
            "which texts are worth reading",
            "a regression over families of words",
            "",
            "[relevance](reference/sieve-model-card.md)",
        )
    )
    yield from (
        "## Trained weights",
        "",
        "What each was trained on, under which licence, and what it gets wrong, stands in its card.",
        "",
    )
    yield from table(("where", "finds", "is", "SHA-256 begins with", "card"), rows)
