"""Whether what was installed is there and whole: the packages the program needs, each file of them, and what extras add.

Nothing is imported for it: a package that is damaged may end the program that loads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata

Row = tuple[str, str, str]
"""What was looked at, how it is (fine, absent, partly, wrong), and what to do about it."""

LACKS = {
    "korean": "the search finds Korean verbs only as they are written",
    "pdf": "dossiers are not written as PDF",
    "server": "cases on a PostgreSQL server cannot be opened",
    "bulk": "web archives are not searched in bulk",
    "cluster": "bulk work stays on one machine",
    "scenarios": "scenarios run slower, and their sensitivity is not computed",
    "watch": "alerts are not sent, captures not time-stamped, checkpoints not signed",
    "oidc": "nobody signs in at the desk through a provider",
}
"""The extras, and what is not done without each."""
OURS = "secondsource"
VENDORED = "thirdparty_files"
"""Where Ray keeps copies of other packages, cut to what it needs; it puts them before the real ones once it is loaded."""


def packages() -> Iterator[Row]:
    """One row for all packages that are whole, one for each that is not."""
    whole: dict[str, str] = {}
    for name, found in sorted(_needed().items()):
        if found is None:
            yield f"package {name}", "wrong", f"not installed; {_again(name)}"
        elif fault := _fault(found):
            yield f"package {name}", "wrong", f"{fault}; {_again(f'{name}=={found.version}')}"
        else:
            whole[name] = found.version
    direct = {OURS, *(name for name, _ in _requires(OURS))}
    told = ", ".join(f"{name} {version}" for name, version in whole.items() if name in direct)
    yield "packages", "fine", f"{len(whole)} are there and whole, among them {told}"


def extras() -> Iterator[Row]:
    """One row for each extra: whether it is installed, and if not, what is not done."""
    wanted: dict[str, list[str]] = {name: [] for name in LACKS}
    for name, marker in _requires(OURS):
        for extra in wanted:
            if re.search(rf"extra\s*==\s*['\"]{extra}['\"]", marker):
                wanted[extra].append(name)
    for extra, names in wanted.items():
        there = {name: found.version for name in names if (found := _found(name)) is not None}
        if len(there) == len(names):
            yield f"extra {extra}", "fine", ", ".join(f"{name} {version}" for name, version in there.items())
        else:
            told = f"optional; without it {LACKS[extra]}: pip install '{OURS}[{extra}]'"
            yield f"extra {extra}", "absent", told


def _again(what: str) -> str:
    return f"install secondsource again, or: pip install --force-reinstall '{what}'"


def _found(name: str) -> metadata.Distribution | None:
    there = (found for found in metadata.distributions(name=name) if VENDORED not in str(found.locate_file("")))
    return next(there, None)


def _requires(name: str) -> list[tuple[str, str]]:
    """Names of what a package asks for, each with the condition under which it does."""
    found = _found(name)
    asked = [line.partition(";") for line in (found.requires if found else None) or ()]
    return [(_plain(re.split(r"[\s<>=!~\[(]", line.strip())[0]), marker.strip()) for line, _, marker in asked]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed() -> dict[str, metadata.Distribution | None]:
    """The program and all that it needs, directly or not; None for what is not installed."""
    found: dict[str, metadata.Distribution | None] = {}
    waiting = [OURS]
    while waiting:
        name = waiting.pop()
        found[name] = _found(name)
        for other, marker in _requires(name):
            # what is asked for on some systems alone, and is not here, is not for this one
            if "extra" not in marker and other not in found and not (marker and _found(other) is None):
                waiting.append(other)
    return found


def _fault(found: metadata.Distribution) -> str:
    """What is wrong with the files of a package, against the list that came with it; nothing if it is whole or has no list."""
    lost = []
    for file in found.files or ():
        if file.size is None or file.parts[0] == "..":
            continue
        try:
            size = found.locate_file(file).stat().st_size  # type: ignore[attr-defined]
        except OSError:
            size = -1
        if size != file.size:
            lost.append(file.as_posix())
    if not lost:
        return ""
    return f"{len(lost)} of its files {'is' if len(lost) == 1 else 'are'} missing or cut short ({lost[0]}{' ...' if lost[1:] else ''})"
