"""Loads a subject pack from its folder, a part at a time and only when asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from secondsource.model import BadPack

from .examples import Example, examples_of
from .files import alike, in_words, no_misspelling, read_mapping
from .files import read_yaml as read_yaml
from .placed import in_file
from .schema import Compliance, Entity, EventType, Host, IndicatorType, Provision, Source

T = TypeVar("T")
HERE = Path(__file__).parent


_FROM_BASE = ("cues", "indicators", "law_vocabulary.yaml", "names.yaml", "places.yaml", "sources")
"""The parts of a pack that may come from its base."""
_GENERAL = frozenset(
    {"assume", "connectives", "dates", "derivation_order", "fact_values", "factuality", "kinds", "legal_forces", "names", "negation_cues",
     "operators", "outcomes", "precedence", "three_valued_logic", "turns_on", "verification_status"}
)  # fmt: skip
"""What a law vocabulary says that is the same for every law, and so may come from the base; its facts and event types are its own."""


class Subject:
    """A subject pack.

    A pack may name another one as its `base` in `subject.yaml`. What is not of one subject alone then comes from there: `cues`
    (field by field), `indicators`, `sources` (one by one), `names.yaml` and further data files where it has none of its own, and what
    its law vocabulary leaves out of the general parts. Event types, provisions, entities and hosts are always its own.

    Args:
        folder: the pack's folder, laid out as `subjects/dprk_labour`.

    >>> load("dprk_labour").event_types["WORK_STOPPAGE"].group
    'unrest'
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name
        self._cues: dict[str, Mapping[str, Any]] = {}

    @cached_property
    def base(self) -> Subject | None:
        """The pack that this one builds on. Raises BadPack if it is not there, or builds on another one itself."""
        if not (self.folder / "subject.yaml").is_file():
            return None
        name = self.about.get("base")
        if name is None:
            return None
        found = load(str(name) if "/" not in str(name) else str((self.folder / str(name)).resolve()))
        if found.about.get("base") is not None:
            raise BadPack(f"subject.yaml: base: “{name}” builds on another pack itself. Name that one.")
        return found

    def _files(self, room: str) -> list[Path]:
        return sorted((self.folder / room).glob("*.yaml"))

    def _each(self, room: str, kind: type[T]) -> Iterator[T]:
        for path in self._files(room):
            data = read_mapping(path)
            no_misspelling(data, (f.name for f in fields(kind)), path.name)  # type: ignore[arg-type]
            yield _convert(data, kind, path.name)

    def _by_id(self, room: str, kind: type[T], key: str = "id") -> Mapping[str, T]:
        out: dict[str, T] = {}
        for item in self._each(room, kind):
            name = getattr(item, key)
            if name in out:
                raise BadPack(f"{room}: “{name}” stands in two files. Rename one.")
            out[name] = item
        return MappingProxyType(out)

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """`subject.yaml`: title, version, what it covers, vague quantities, campaigns and the like."""
        return MappingProxyType(read_mapping(self.folder / "subject.yaml"))

    @cached_property
    def event_types(self) -> Mapping[str, EventType]:
        """Event types by id."""
        return self._by_id("event_types", EventType)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Outlets, bodies, records and sensors by id."""
        own = self._by_id("sources", Source)
        return MappingProxyType({**self.base.sources, **own}) if self.base else own

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Bodies of the subject by id."""
        return self._by_id("entities", Entity)

    @cached_property
    def hosts(self) -> Mapping[str, Host]:
        """Host countries by ISO code."""
        return self._by_id("hosts", Host, "country")

    @cached_property
    def compliance(self) -> tuple[Compliance, ...]:
        """What States are known to have reported on their duties, sums over all of them last; empty if the pack holds none."""
        return tuple(sorted(self._each("compliance", Compliance), key=lambda c: (c.state is None, c.state or "")))

    @cached_property
    def indicators(self) -> Mapping[str, IndicatorType]:
        """Indicators of forced labour by id."""
        own = self._by_id("indicators", IndicatorType)
        return self.base.indicators if self.base and not own else own

    @cached_property
    def examples(self) -> Mapping[str, tuple[Example, ...]]:
        """Example texts by event type, from `examples/`. Raises BadPack as `examples_in` does."""
        return self.examples_in(self.folder / "examples")

    def examples_in(self, folder: Path) -> Mapping[str, tuple[Example, ...]]:
        """Example texts by event type, from the YAML files of a folder; empty if it has none.

        Raises:
            BadPack: if a file is no example file or its type is not in the pack.
        """
        out: dict[str, tuple[Example, ...]] = {}
        for path in sorted(folder.glob("*.yaml")):
            found = examples_of(read_yaml(path), path)
            if found.type not in self.event_types:
                raise BadPack(f"{path.name}: there is no event type “{found.type}”. Name one of event_types/.")
            out[found.type] = (*out.get(found.type, ()), *found.examples)
        return MappingProxyType(out)

    @cached_property
    def provisions(self) -> Mapping[str, Provision]:
        """Provisions by id; a file holds those of one instrument under `provisions`."""
        known = {f.name for f in fields(Provision)}
        out: dict[str, Provision] = {}
        stands: dict[str, str] = {}
        for path in self._files("provisions"):
            items = read_mapping(path).get("provisions")
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise BadPack(
                    f"{path.name}: needs a field “provisions” with a list, each of its items beginning with `- id:`."
                )
            for number, item in enumerate(items, 1):
                row = {k: v for k, v in item.items() if k in known}
                row["more"] = {k: v for k, v in item.items() if k not in known}
                where = f"{path.name}: {item.get('id') or f'provision {number}'}"
                try:
                    no_misspelling(item, known, where)
                    provision = _convert(row, Provision, where)
                except BadPack as error:
                    raise in_file(path, str(item.get("id")), error) from error
                if provision.id in out:
                    raise BadPack(
                        f"“{provision.id}” stands in {stands[provision.id]} and again in {path.name}. Rename one."
                    )
                out[provision.id], stands[provision.id] = provision, path.name
        return MappingProxyType(out)

    @cached_property
    def law(self) -> Mapping[str, Any]:
        """`law_vocabulary.yaml`: facts, operators, outcomes, precedence, groups."""
        own = read_mapping(self.folder / "law_vocabulary.yaml")
        if self.base is None:
            return MappingProxyType(own)
        of_event = [fact for fact in self.base.law["facts"] if fact.get("source") == "event"]
        own["facts"] = [*of_event, *own.get("facts", ())]
        shared = {key: value for key, value in self.base.law.items() if key in _GENERAL}
        return MappingProxyType({"country_groups": {}, "derived_facts": [], **shared, **own})

    @cached_property
    def naming(self) -> Mapping[str, Any]:
        """`names.yaml`: closing words of letters, titles, English names of bodies; empty if the pack has none."""
        path = self.folder / "names.yaml"
        if not path.is_file() and self.base:
            return self.base.naming
        return MappingProxyType(read_yaml(path) if path.is_file() else {})

    @cached_property
    def joining(self) -> Mapping[str, Any]:
        """`join.yaml`: which types reports use for one another, remarks, corrections, voices; empty if the pack has none."""
        path = self.folder / "join.yaml"
        return MappingProxyType((read_yaml(path) or {}) if path.is_file() else {})

    @cached_property
    def notices(self) -> Mapping[str, Any]:
        """`notices.yaml`: how publications say that they were corrected or taken back, by language; empty if the pack has none."""
        path = self.folder / "notices.yaml"
        if not path.is_file() and self.base:
            return self.base.notices
        return MappingProxyType((read_yaml(path) or {}) if path.is_file() else {})

    @cached_property
    def screening(self) -> Mapping[str, Any]:
        """`screen.yaml`: offices and roles by which a person is in public life, words of private life; empty if the pack has none."""
        path = self.folder / "screen.yaml"
        if not path.is_file() and self.base:
            return self.base.screening
        return MappingProxyType(read_yaml(path) if path.is_file() else {})

    @cached_property
    def law_said(self) -> Mapping[str, Any]:
        """`law_said.yaml`: how reports speak of the law; empty if the pack has none."""
        path = self.folder / "law_said.yaml"
        return MappingProxyType(read_yaml(path) if path.is_file() else {})

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of which the pack has cues, sorted."""
        own = {path.name for path in (self.folder / "cues").glob("*") if path.is_dir()}
        return tuple(sorted(own.union(self.base.languages if self.base else ())))

    def cues(self, language: str) -> Mapping[str, Any]:
        """The cue files of a language, by file name without its ending; empty if the pack has none."""
        if language not in self._cues:
            files = {path.stem: read_yaml(path) for path in self._files(f"cues/{language}")}
            shared = self.base.cues(language) if self.base else {}
            self._cues[language] = MappingProxyType(_over(shared, files))
        return self._cues[language]

    def data(self, name: str) -> Path:
        """The path of a further data file of the pack. Raises BadPack if there is none."""
        path = self.folder / name
        if not path.is_file() and self.base:
            return self.base.data(name)
        if not path.is_file():
            raise BadPack(f"The pack “{self.id}” has no file {name}. Restore it or install the pack again.")
        return path

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        """SHA-256 of the names and bytes of each top-level file or folder, by its name."""
        totals: dict[str, Any] = {}
        for path in sorted(p for p in self.folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            name = path.relative_to(self.folder)
            total = totals.setdefault(name.parts[0], hashlib.sha256())
            total.update(name.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        for part in _FROM_BASE if self.base else ():
            assert self.base is not None
            totals.setdefault(part, hashlib.sha256()).update(self.base.digest_of_parts(part).encode())
        return MappingProxyType({part: total.hexdigest() for part, total in sorted(totals.items())})

    @property
    def parts(self) -> tuple[str, ...]:
        """The pack's top-level files and folders by name, sorted: `cues`, `entities`, `subject.yaml`, ..."""
        return tuple(self._digests)

    def digest_of_parts(self, *rooms: str) -> str:
        """SHA-256 over some of the pack's parts: changes when anything in one of them does, or one comes or goes.

        Args:
            rooms: names of top-level files or folders, in any order; one that the pack does not have counts as empty.
        """
        total = hashlib.sha256()
        for room in sorted(set(rooms)):
            total.update(f"{room}\0{self._digests.get(room, '')}\0".encode())
        return total.hexdigest()

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all files: changes when anything in the pack does."""
        return self.digest_of_parts(*self.parts)


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The base's fields and one's own, which win; groups of fields are laid over each other in the same way."""
    out = dict(base)
    for key, value in own.items():
        below = out.get(key)
        out[key] = _over(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return out


def _convert(data: Any, kind: type[T], where: str) -> T:
    try:
        return msgspec.convert(data, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadPack(f"{where}: {in_words(str(error))}.") from error


def packs() -> list[str]:
    """Names of the packs that ship with the program."""
    return sorted(p.parent.name for p in HERE.glob("*/subject.yaml"))


@lru_cache(maxsize=8)
def load(name_or_folder: str = "dprk_labour") -> Subject:
    """The pack of that name, or in that folder. Raises BadPack if there is none."""
    folder = HERE / name_or_folder if "/" not in name_or_folder else Path(name_or_folder)
    if not (folder / "subject.yaml").is_file():
        if "/" not in name_or_folder and (Path(name_or_folder) / "subject.yaml").is_file():
            raise BadPack(f"No pack of that name ships with the program. For the folder here write ./{name_or_folder}.")
        if folder.is_dir() and "/" in name_or_folder:
            raise BadPack(
                f"The folder {name_or_folder} has no file subject.yaml, by which a subject pack is known. Write it."
            )
        if "/" in name_or_folder:
            raise BadPack(
                f"There is no folder {name_or_folder}. Check the path; it is read from where the command is run."
            )
        raise BadPack(
            f"There is no subject pack “{name_or_folder}”.{alike(name_or_folder, packs())} Shipped packs: {', '.join(packs())}."
        )
    return Subject(folder)
