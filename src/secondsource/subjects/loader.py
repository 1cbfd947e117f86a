"""Loads a subject pack from its folder, a part at a time and only when asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
import yaml

from secondsource.model import BadPack

from .examples import Example, examples_of
from .schema import Entity, EventType, Host, IndicatorType, Provision, Source

T = TypeVar("T")
HERE = Path(__file__).parent


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast one where it was built
    """YAML without the two surprises of YAML 1.1: dates stay strings, and only true and false are booleans (NO is Norway)."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises BadPack, naming file and line, if it is not YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - derived from SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadPack(f"{path.name} is not YAML: {error}. Mend the line it names.") from error


class Subject:
    """A subject pack.

    Args:
        folder: the pack's folder, laid out as `subjects/dprk_labour`.

    >>> load("dprk_labour").event_types["WORK_STOPPAGE"].group
    'unrest'
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name
        self._cues: dict[str, Mapping[str, Any]] = {}

    def _files(self, room: str) -> list[Path]:
        return sorted((self.folder / room).glob("*.yaml"))

    def _each(self, room: str, kind: type[T]) -> Iterator[T]:
        for path in self._files(room):
            yield _convert(read_yaml(path), kind, path)

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
        return MappingProxyType(read_yaml(self.folder / "subject.yaml"))

    @cached_property
    def event_types(self) -> Mapping[str, EventType]:
        """Event types by id."""
        return self._by_id("event_types", EventType)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Outlets, bodies, records and sensors by id."""
        return self._by_id("sources", Source)

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Bodies of the subject by id."""
        return self._by_id("entities", Entity)

    @cached_property
    def hosts(self) -> Mapping[str, Host]:
        """Host countries by ISO code."""
        return self._by_id("hosts", Host, "country")

    @cached_property
    def indicators(self) -> Mapping[str, IndicatorType]:
        """Indicators of forced labour by id."""
        return self._by_id("indicators", IndicatorType)

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
        for path in self._files("provisions"):
            for item in read_yaml(path)["provisions"]:
                row = {k: v for k, v in item.items() if k in known}
                row["more"] = {k: v for k, v in item.items() if k not in known}
                provision = _convert(row, Provision, path)
                if provision.id in out:
                    raise BadPack(f"{path.name}: “{provision.id}” stands twice. Rename one.")
                out[provision.id] = provision
        return MappingProxyType(out)

    @cached_property
    def law(self) -> Mapping[str, Any]:
        """`law_vocabulary.yaml`: facts, operators, outcomes, precedence, groups."""
        return MappingProxyType(read_yaml(self.folder / "law_vocabulary.yaml"))

    @cached_property
    def naming(self) -> Mapping[str, Any]:
        """`names.yaml`: closing words of letters, titles, English names of bodies; empty if the pack has none."""
        path = self.folder / "names.yaml"
        return MappingProxyType(read_yaml(path) if path.is_file() else {})

    @cached_property
    def screening(self) -> Mapping[str, Any]:
        """`screen.yaml`: offices and roles by which a person is in public life, words of private life; empty if the pack has none."""
        path = self.folder / "screen.yaml"
        return MappingProxyType(read_yaml(path) if path.is_file() else {})

    def cues(self, language: str) -> Mapping[str, Any]:
        """The cue files of a language, by file name without its ending; empty if the pack has none."""
        if language not in self._cues:
            files = {path.stem: read_yaml(path) for path in self._files(f"cues/{language}")}
            self._cues[language] = MappingProxyType(files)
        return self._cues[language]

    def data(self, name: str) -> Path:
        """The path of a further data file of the pack. Raises BadPack if there is none."""
        path = self.folder / name
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


def _convert(data: Any, kind: type[T], path: Path) -> T:
    try:
        return msgspec.convert(data, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadPack(f"{path.name}: {error}.") from error


def packs() -> list[str]:
    """Names of the packs that ship with the program."""
    return sorted(p.parent.name for p in HERE.glob("*/subject.yaml"))


@lru_cache(maxsize=8)
def load(name_or_folder: str = "dprk_labour") -> Subject:
    """The pack of that name, or in that folder. Raises BadPack if there is none."""
    folder = HERE / name_or_folder if "/" not in name_or_folder else Path(name_or_folder)
    if not (folder / "subject.yaml").is_file():
        raise BadPack(f"There is no subject pack “{name_or_folder}”. Shipped packs: {', '.join(packs())}.")
    return Subject(folder)
