"""The page of the libraries."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from .tables import table

HERE = Path(__file__).resolve().parents[1]
ROOT = HERE.parent


def libraries() -> str:
    """Each direct dependency with its licence as installed, and why it is there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = tomllib.loads((HERE / "libraries.toml").read_text(encoding="utf-8"))
    out = [
        "# Libraries",
        "",
        "Written by `python docs/generate.py`: names from `pyproject.toml`, licences from the installed packages (of one that is not installed with the others, from its own pages), reasons from `docs/libraries.toml`. "
        "Weight is what the wheel puts on disk, without what it needs in turn.",
        "",
    ]
    groups = {
        "At run time": project["dependencies"],
        **{f"Extra `{k}`": v for k, v in project["optional-dependencies"].items()},
    }
    for title, wanted in groups.items():
        rows = []
        for name in sorted(re.split(r"[<>=!~ \[;]", item)[0] for item in wanted):
            about = told.get(name)
            if about is None:
                raise SystemExit(
                    f"docs/libraries.toml says nothing of “{name}”. Add its upkeep, weight, reason and what it stands instead of."
                )
            rows.append(
                (
                    f"`{name}`",
                    about.get("licence") or _licence(name),
                    about["upkeep"],
                    about["weight"],
                    about["why"],
                    about.get("instead", ""),
                )
            )
        out += [f"## {title}", "", *table(("library", "licence", "upkeep", "weight", "why", "instead of"), rows), ""]
    rows = [(about["name"], about["what"], about["why"]) for about in told.get("tried", ())]
    out += ["## Tried and not taken", "", *table(("library", "for", "measured, and why not"), sorted(rows)), ""]
    return "\n".join(out).rstrip() + "\n"


def _licence(name: str) -> str:
    about = metadata.metadata(name)
    classifiers = [c.split(" :: ")[-1] for c in about.get_all("Classifier", []) if c.startswith("License :: ")]
    short = about.get("License") or ""
    return (
        about.get("License-Expression")
        or ", ".join(classifiers)
        or (short if "\n" not in short and len(short) < 60 else "see package")
    )
