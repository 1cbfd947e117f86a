"""The YAML of a pack, read strictly and, where it does not fit, told to whoever wrote it: file, line, field, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from secondsource.model import BadPack

_HINTS = {
    "that cannot start any token": "a tab or a sign stands where a word must; indent with spaces",
    "found a tab": "a tab stands where spaces must. Replace it with spaces",
    "mapping values are not allowed": "a text with a colon in it must stand in quotation marks, or the line does not stand in line with its neighbours",
    "expected <block end>": "it does not stand in line with its neighbours, or a quotation mark within a text is not doubled",
    "could not find expected ':'": "the colon and space after a name is missing here or just before, or the dash before an item of a list",
    "while scanning a quoted scalar": "a quotation mark is opened and not closed",
    "did not find expected": "a bracket, a comma or a dash is missing, or the line does not stand in line with its neighbours",
}
"""What the YAML library says, and what has mostly happened."""
_KINDS = {"str": "a text", "array": "a list", "object": "a group of fields", "int": "a number", "float": "a number", "bool": "true or false",
          "null": "nothing"}  # fmt: skip


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast one where it was built
    """YAML without three surprises: dates stay strings, only true and false are booleans (NO is Norway), no field stands twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """A mapping; an error if it has a field twice, for the first would be lost without a word."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"“{key.value}” stands twice", problem_mark=key.start_mark)
            if isinstance(key.value, str):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


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
    """The content of a YAML file. Raises BadPack, naming file and line, if it is not there or not YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - derived from SafeLoader
    except FileNotFoundError as error:
        room = f"The pack “{path.parent.name}” has" if path.parent.name else "There is"
        raise BadPack(f"{room} no file {path.name}. Write it or restore it.") from error
    except UnicodeDecodeError as error:
        raise BadPack(f"{path.name} is not text in UTF-8. Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        raise BadPack(f"{path.name} is not YAML: {_said(error)}.") from error


def read_mapping(path: Path) -> dict[str, Any]:
    """The fields of a YAML file. Raises BadPack if it has none."""
    found = read_yaml(path)
    if not isinstance(found, dict):
        raise BadPack(f"{path.name} must consist of fields (`name: value`), one or more.")
    return found


def _said(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    words = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    if mark is None:
        return words or str(error)
    hint = next((hint for sign, hint in _HINTS.items() if sign in words), "")
    return f"line {mark.line + 1}, column {mark.column + 1}: {hint or words}"


def no_misspelling(data: Any, known: Iterable[str], where: str) -> None:
    """Raises BadPack if a field is not known but nearly named as one that is missing: it would be passed over without a word."""
    if not isinstance(data, Mapping):
        return
    names = set(known)
    for field in data:
        near = get_close_matches(str(field), names - set(data), n=1, cutoff=0.8) if field not in names else []
        if near:
            raise BadPack(f"{where}: there is no field “{field}”. Did you mean “{near[0]}”?")


def alike(word: object, known: Iterable[str]) -> str:
    """“ Did you mean “goods.kind”?” if one of the known words is nearly this one, else nothing."""
    names = {name.casefold(): name for name in known}
    near = get_close_matches(str(word).casefold(), list(names), n=1, cutoff=0.6)
    return f" Did you mean “{names[near[0]]}”?" if near else ""


def in_words(message: str) -> str:
    """What msgspec says of a value that does not fit, in plain words.

    >>> in_words("Object missing required field `kind`")
    'the field “kind” is missing'
    >>> in_words("Expected `array`, got `str` - at `$.event_types`")
    '“event_types” must be a list, and is a text'
    """
    if missing := re.match(r"Object missing required field `(\w+)`(?: - at `\$\.?(.*)`)?", message):
        return f"the field “{missing[1]}” is missing" + (f" in “{missing[2]}”" if missing[2] else "")
    if wrong := re.match(r"Expected `([^`]+)`, got `(\w+)`(?: - at `\$\.?(.*)`)?", message):
        wanted = " or ".join(dict.fromkeys(_KINDS.get(kind.strip(), kind.strip()) for kind in wrong[1].split("|")))
        quoted = " without quotation marks" if "str" in wrong[1] and wrong[2] in ("int", "float", "bool") else ""
        return f"“{wrong[3] or 'it'}” must be {wanted}, and is {_KINDS.get(wrong[2], wrong[2])}{quoted}"
    return message
