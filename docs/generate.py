"""Writes the pages that come from elsewhere: the command line's help, the subject pack, the last evaluation, the installed libraries.

`python docs/generate.py` writes them, `--check` fails if one of them is not as it would be written.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))
os.environ.update(COLUMNS="100", NO_COLOR="1", TERM="dumb")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |"


def cli() -> str:
    """Every command's help, as the program prints it."""
    import typer
    from typer.testing import CliRunner

    app = import_module("secondsource.cli.main").app
    out = ["# Command line", "", "Written by `python docs/generate.py` from `--help`.", ""]

    def tell(command: object, path: list[str]) -> None:
        said = CliRunner().invoke(app, [*path, "--help"], prog_name="secondsource").output
        lines = [line.rstrip() for line in said.strip("\n").splitlines()]
        out.extend([f"## `{' '.join(['secondsource', *path])}`", "", "```", *lines, "```", ""])
        for name, child in getattr(command, "commands", {}).items():
            if not getattr(child, "hidden", False):
                tell(child, [*path, name])

    tell(typer.main.get_command(app), [])
    return "\n".join(out).rstrip() + "\n"


def event_types() -> str:
    """The packs' taxonomies."""
    from secondsource.subjects import load, packs

    out = ["# Event types", "", "Written by `python docs/generate.py` from the subject packs.", ""]
    for pack in map(load, packs()):
        out += [f"## {pack.about['title']}", "", f"Subject pack `{pack.id}`.", ""]
        for group in sorted({kind.group for kind in pack.event_types.values()}):
            kinds = [kind for kind in pack.event_types.values() if kind.group == group]
            rows = [(f"`{kind.id}`", kind.definition, ", ".join(kind.roles)) for kind in kinds]
            out += [
                f"### {group.replace('_', ' ').capitalize()}",
                "",
                *_table(("type", "definition", "roles"), sorted(rows)),
                "",
            ]
    return "\n".join(out).rstrip() + "\n"


def scenario() -> str:
    """Parameters, hosts and presets of the scenario model, with their sources."""
    from secondsource.forecast.scenario.load import model_of
    from secondsource.subjects import load

    model = model_of(load())
    out = [
        "# Parameters of the labour-export model",
        "",
        "Written by `python docs/generate.py` from the subject pack's folder `scenario`. The equations are on [a page of their own](../concepts/scenario.md).",
        "",
    ]
    out += _table(
        ("parameter", "meaning", "unit", "value", "range", "source", "trust"),
        [
            (f"`{p.name}`", p.text, p.unit, f"{p.value:g}", f"{p.low:g} to {p.high:g}", p.source, p.trust.value)
            for p in model.parameters.values()
        ],
    )
    out += ["", "## Hosts", "", "Money in US dollars of the start of a run.", ""]
    names = ("wage", "plan", "keep", "swing", "informal", "enforcement", "openness", "flight", "talk")
    out += _table(
        ("host", *names, "source", "trust"),
        [(h.name, *(f"{getattr(h, n):g}" for n in names), h.source, h.trust.value) for h in model.hosts.values()],
    )
    for preset in model.presets.values():
        out += ["", f"## `{preset.name}`: {preset.title}", "", " ".join(preset.text.split()), ""]
        out += [f"{preset.months} months from {preset.start}, {preset.sites} crews.", ""]
        stocks = preset.stocks.items()
        out += _table(
            ("host", "workers at the start", "range", "source", "trust"),
            [
                (model.hosts[c].name, f"{s.value:,.0f}", f"{s.low:,.0f} to {s.high:,.0f}", s.source, s.trust.value)
                for c, s in stocks
            ],
        )
        rows = [
            (m.name, m.lever.value, ", ".join(m.hosts) or "all", f"{m.strength:g}", f"{m.start} to {m.end or '…'}",
             f"{m.provision}: {m.source}" if m.provision else m.source)
            for m in preset.measures
        ]  # fmt: skip
        out += ["", *_table(("measure", "lever", "hosts", "strength", "days", "source"), rows)]
    return "\n".join(out).rstrip() + "\n"


def figures() -> str:
    """The figures that the scenario model is held against, with their sources."""
    from secondsource.forecast.fit.figures import COMPARED, weights
    from secondsource.forecast.fit.load import figures_of
    from secondsource.forecast.fit.report import said, when
    from secondsource.subjects import load

    found = figures_of(load())
    out = [
        "# Figures that the model is held against",
        "",
        "Written by `python docs/generate.py` from the subject pack's `scenario/figures.yaml`. They are others' figures in our own words; none is a measurement of ours. How they are used: "
        "[the model fitted to figures](../concepts/fit.md).",
        "",
        f"{len(found)} figures of {len({origin for f in found for origin in f.origins})} origins. The weight is what a figure counts when all stand side by side: figures of one origin share "
        "what that origin counts.",
    ]
    for title, compared in (("Held against the model", True), ("Kept apart: the model has no counterpart", False)):
        rows = [
            (
                f"`{f.id}`",
                f.about,
                when(f),
                said(f),
                str(f.known),
                f"{weight:.2f}",
                ", ".join(f.origins),
                f.text,
                f.source,
            )
            for f, weight in zip(found, weights(found), strict=True)
            if (f.observable in COMPARED) is compared
        ]
        head = ("figure", "of what", "when", "said", "known by", "weight", "origin", "meaning", "source")
        out += ["", f"## {title}", "", *_table(head, rows)]
    return "\n".join(out).rstrip() + "\n"


def exchange() -> str:
    """What each format of exchange carries, field by field."""
    from secondsource.publish.exchange import EXCHANGE
    from secondsource.publish.exchange.fields import SAME, fields_of

    out = [
        "# Exchange formats, field by field",
        "",
        "Written by `python docs/generate.py` from the code that writes them.",
        "",
    ]
    rows = [(f"`{f.name}`", f.title, f.standard, f"`.{f.ending}`", f.what) for f in EXCHANGE.values()]
    out += [*_table(("format", "is", "by", "file", "holds"), rows), ""]
    for format in EXCHANGE.values():
        out += [f"## {format.title}", ""]
        if format.name in SAME:
            out += [f"`{format.name}` carries what `{SAME[format.name]}` does.", ""]
            continue
        out += [
            *_table(
                ("of the case", "there", "what becomes of it"),
                [
                    (f.ours, ", ".join(f"`{n.strip()}`" for n in f.theirs.split(",")) if f.theirs else "lost", f.how)
                    for f in fields_of(format.name)
                ],
            ),
            "",
        ]
    return "\n".join(out).rstrip() + "\n"


def provisions() -> str:
    """The law of every pack, by instrument; each provision has a page of its own."""
    from secondsource.law.page import file_name
    from secondsource.subjects import load
    from secondsource.subjects.loader import packs

    out = [
        "# Provisions",
        "",
        "Written by `python docs/generate.py` from the subject packs. Summaries are ours and no legal advice; the citation leads to the text.",
        "Each provision has a page: whom it binds, what it asks point by point, its exceptions and deadlines, how far it was verified.",
        "",
    ]
    for pack in map(load, packs()):
        out += [f"## {pack.about['title']} (`{pack.id}`)", ""]
        for instrument in dict.fromkeys(p.instrument for p in pack.provisions.values()):
            rows = [
                (
                    f"[`{p.id}`](provisions/{pack.id}/{file_name(p)})",
                    p.paragraph or "",
                    p.in_force_from or "–",
                    p.in_force_to or "–",
                    p.legal_force.replace("_", " "),
                    p.summary,
                    p.citation,
                )
                for p in pack.provisions.values()
                if p.instrument == instrument
            ]
            out += [
                f"### {instrument}",
                "",
                *_table(("id", "paragraph", "in force from", "to", "force", "what it says", "citation"), rows),
                "",
            ]
    return "\n".join(out).rstrip() + "\n"


def provision_pages() -> Iterator[tuple[str, Callable[[], str]]]:
    """The name of each provision's page, and what writes it."""
    from secondsource.law.page import file_name, page
    from secondsource.subjects import load
    from secondsource.subjects.loader import packs

    for pack in map(load, packs()):
        for item in pack.provisions.values():
            yield (
                f"reference/provisions/{pack.id}/{file_name(item)}",
                lambda item=item, pack=pack: page(item, pack).rstrip() + "\n",
            )


def api() -> str:
    """The addresses of the desk's API and the shapes of its answers, from its OpenAPI document."""
    from secondsource.desk.api import create_api
    from secondsource.desk.shelf import Shelf

    described = create_api(Shelf(Path("case"))).openapi()
    out = [
        "# JSON API",
        "",
        "Written by `python docs/generate.py` from the OpenAPI document.",
        "",
        described["info"]["description"],
        "",
    ]
    out += ["[How to ask](../how-to/api.md).", "", "## Addresses", ""]
    for path, item in described["paths"].items():
        operation = item["get"]
        out += [f"### `/api{path}`", "", f"{operation['summary']} Gives {_kind(_of_answer(operation))}.", ""]
        rows = [
            (f"`{p['name']}`", _kind(p["schema"]), "needed" if p["required"] else "", p["description"])
            for p in operation["parameters"]
            if p["in"] != "header"
        ]
        out += [*_table(("parameter", "takes", "", "what it is"), rows), ""] if rows else []
    out += ["## Shapes", "", "A field is always there; what is not known is `null`.", ""]
    for name, shape in described["components"]["schemas"].items():
        out += [f"### {name}", "", *([shape["description"], ""] if shape.get("description") else [])]
        if "enum" in shape:
            out += [f"One of {', '.join(f'`{value}`' for value in shape['enum'])}.", ""]
            continue
        rows = [(f"`{field}`", _kind(kind), kind.get("description", "")) for field, kind in shape["properties"].items()]
        out += [*_table(("field", "holds", "what it is"), rows), ""]
    return "\n".join(out).rstrip() + "\n"


def _of_answer(operation: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return found


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(kind) for kind in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" if value else "nothing" for value in schema["enum"])
    kind = schema.get("type", "any JSON")
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kind == "object" and "rows" in schema.get("properties", {}):
        more = [f"`{name}`" for name in schema["properties"] if name not in ("total", "page", "pages", "size", "rows")]
        return f"a page of {_kind(schema['properties']['rows']['items'])}" + (
            f", and {', '.join(more)}" if more else ""
        )
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    limits = (
        [f"`{schema['format']}`"] if "format" in schema else [f"`{schema['pattern']}`"] if "pattern" in schema else []
    )
    limits += [f"at most {schema['maxLength']} characters"] if "maxLength" in schema else []
    return {"string": "text", "integer": "whole number"}.get(kind, kind) + "".join(f", {limit}" for limit in limits)


def law_picture() -> str:
    """The law about labour on the day on which its last resolution began, as a time axis."""
    from datetime import date

    from secondsource import law
    from secondsource.publish.lawline import law_svg
    from secondsource.subjects import load

    pack, day = load(), date(2017, 12, 22)
    found = law.in_force(day, pack, "PL", law.topic("labour", pack))
    return (
        str(law_svg(law.bars((f.provision for f in found), pack), day, f"In force on {day} in PL, about labour")) + "\n"
    )


def finding_picture() -> str:
    """A finding on an invented report, as `law explain --svg` draws it."""
    from secondsource import pipeline
    from secondsource.publish import masked_view
    from secondsource.publish.findingline import finding_svg
    from secondsource.store import Case
    from secondsource.subjects import load

    pack = load()
    told = {
        "id": "harbour-post",
        "outlet": "The Harbour Post",
        "published": "2020-03-02",
        "language": "en",
        "title": "Builders at work",
        "text": "About 40 North Korean builders are working in Qatar and were paid in January 2020, a foreman said.",
    }
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "harbour-post.json"
        source.write_text(json.dumps(told), encoding="utf-8")
        with Case.create(Path(folder) / "case", now="2020-03-03T00:00:00Z") as case:
            pipeline.run(case, [source], now=datetime(2020, 3, 3, tzinfo=UTC))
            view = case.view()
    claim = next(c for c in view.claims if c.type == "WORK_PRESENCE")
    (finding,) = pipeline.findings_on(view, claim, ["UN-2397-8"])
    return str(finding_svg(masked_view(view), finding, claim.title, pack)) + "\n"


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
        out += [f"## {title}", "", *_table(("library", "licence", "upkeep", "weight", "why", "instead of"), rows), ""]
    rows = [(about["name"], about["what"], about["why"]) for about in told.get("tried", ())]
    out += ["## Tried and not taken", "", *_table(("library", "for", "measured, and why not"), sorted(rows)), ""]
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


def evaluation() -> str:
    """The last evaluation beside the peers."""
    from evaluation import floors, table

    return table.markdown(table.results(), floors.load()).rstrip() + "\n"


def man() -> str:
    """The manual page."""
    return str(import_module("docs.manual").manual())


PAGES: dict[str, Callable[[], str]] = {
    "reference/cli.md": cli,
    "man/secondsource.1": man,
    "reference/api.md": api,
    "reference/event-types.md": event_types,
    "reference/exchange.md": exchange,
    "reference/scenario.md": scenario,
    "reference/figures.md": figures,
    "reference/provisions.md": provisions,
    "libraries.md": libraries,
    "evaluation.md": evaluation,
    "images/law-on-a-day.svg": law_picture,
    "images/finding.svg": finding_picture,
    **dict(provision_pages()),
}


def main() -> int:
    """Write the pages, or with --check name those that differ."""
    check, stale = "--check" in sys.argv[1:], []
    for name, page in PAGES.items():
        path, text = HERE / name, page()
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    folder = HERE / "reference" / "provisions"
    gone = [path for path in sorted(folder.rglob("*.md")) if path.relative_to(HERE).as_posix() not in PAGES]
    for path in gone:
        if check:
            stale.append(path.relative_to(HERE).as_posix())
        else:
            path.unlink()
    for name in stale:
        print(
            f"docs/{name} is not what `python docs/generate.py` writes. Run `make docs` and commit it.", file=sys.stderr
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
