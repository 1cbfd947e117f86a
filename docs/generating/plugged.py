"""The page of the hooks: everything of one's own, or of others, that can be put into the program."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from importlib import import_module

from .tables import table


@dataclass(frozen=True, slots=True)
class Hook:
    """A place where something can be plugged in.

    Args:
        title: what is plugged in.
        how: how, in a sentence or two.
        by: where it is written: a setting, an option, an entry point, an argument.
        page: the how-to, from `reference`.
        shape: module and name of the interface that Python code must have; empty where no code is needed.
    """

    title: str
    how: str
    by: str
    page: str
    shape: tuple[str, str] | None = None


HOOKS = (
    Hook(
        "A reader of a language", "A package of your own names it; the program's own readers go through the same hook, and a package goes before them.",
        "entry point group `secondsource.readers`", "[Add a language](../how-to/languages.md#add-a-language)", ("secondsource.read.languages", "LanguageReader"),
    ),
    Hook(
        "A reader of everything", "From Python, a run can be given any reader: `pipeline.run(case, paths, reader=...)`.", "argument `reader`",
        "[Add a reader](../how-to/add-a-reader.md)", ("secondsource.read.reader", "Reader"),
    ),
    Hook(
        "A language model as reader", "Any server with an OpenAI-compatible chat endpoint. It points at words; it can add none.",
        "`[reader]` of `case.toml`, or `SECONDSOURCE_READER_URL`", "[Use another reader](../how-to/another-reader.md)",
    ),
    Hook(
        "Trained weights", "A folder with the network (ONNX), its tokenizer and `weights.json`, which names both with their digests; or none.",
        "`SECONDSOURCE_WEIGHTS`, `SECONDSOURCE_EVENT_WEIGHTS`", "[Model card](model-card.md)",
    ),
    Hook(
        "A subject pack", "A folder of YAML: event types, outlets, law, cues. It may build on another one (`base`).", "`--subject PACK`, `subject` of `case.toml`",
        "[Add a regime](../how-to/regime.md), [an event type](../how-to/event-type.md), [an outlet](../how-to/outlet.md), [a provision](../how-to/provision.md)",
    ),
    Hook(
        "Rates of exchange", "A file with the rates that you vouch for.", "`rates.csv` in the case", "[File formats](formats.md#rates-of-exchange)",
    ),
    Hook(
        "Lists of names", "Lists as their publishers hand them out.", "`secondsource screen import`", "[Hold names against lists](../how-to/screen-names.md)",
    ),
    Hook(
        "A database", "SQLite in the case's folder, or PostgreSQL.", "`database` of `case.toml`; `run --database`, `move --database`", "[Keep a case on a server](../how-to/server.md)",
    ),
    Hook(
        "A store of originals", "A folder, or whatever speaks S3.", "`captures` of `case.toml`; `run --captures`, `move --captures`", "[Move a case](../how-to/move.md)",
    ),
    Hook(
        "An engine for bulk work", "This machine's processes or a Ray cluster by name; from Python, anything of this shape.", "`bulk --engine`; argument `engine` of `near_copies`",
        "[Work on a cluster](../how-to/cluster.md)", ("secondsource.bulk.engine", "Engine"),
    ),
    Hook(
        "A service that tells people", "Whatever apprise has an address for: mail, chat, a web address that takes JSON. The case keeps only where the address is.",
        "`watch tell add NAME --to env:NAME` or `--to file:PATH`", "[Be told what changed](../how-to/alerts.md)",
    ),
    Hook(
        "A time-stamping authority", "Any that speaks RFC 3161 over HTTP. It sees a digest and nothing else.", "`--authority`, `SECONDSOURCE_AUTHORITY`",
        "[Keep, prove and hand over originals](../how-to/captures.md)",
    ),
    Hook(
        "A provider to sign in with", "Any that speaks OpenID Connect.", "`[sign_in]` of `case.toml`", "[Work as a team](../how-to/team.md)",
    ),
    Hook(
        "Programs that ask the desk", "A JSON API that reads and never writes, with a client in Python.", "`/api`, `secondsource.client.Desk`", "[Ask the desk from a program](../how-to/api.md)",
    ),
    Hook(
        "Notebooks", "A case as data frames, masked.", "`secondsource.open_case`", "[Work in a notebook](../how-to/notebook.md)",
    ),
    Hook(
        "Other programs' files", "Formats of exchange go out and come in; they are part of the program, and no further ones can be plugged in.", "`export --format`, `run`",
        "[Exchange formats](exchange.md), [file formats](formats.md)",
    ),
)  # fmt: skip


def hooks() -> str:
    """Every hook: what is plugged in, where it is said, and for code its interface with what each part must do."""
    out = [
        "# Hooks",
        "",
        "Written by `python docs/generate.py`; interfaces are shown as they stand in the code. What is not here cannot be plugged in. All [settings](settings.md).",
        "",
        *table(("what", "said by", "how", "more"), [(h.title, h.by, h.how, h.page) for h in HOOKS]),
        "",
    ]
    for hook in HOOKS:
        if hook.shape:
            out += _interface(hook.title, *hook.shape)
    return "\n".join(out).rstrip() + "\n"


def _interface(title: str, module: str, name: str) -> list[str]:
    """What an object must have to be plugged in."""
    shape = getattr(import_module(module), name)
    rows = []
    for part, value in vars(shape).items():
        if part.startswith("_") or not (isinstance(value, property) or inspect.isfunction(value)):
            continue
        code = value.fget if isinstance(value, property) else value
        signature = str(inspect.signature(code)).replace("(self, ", "(").replace("(self)", "()").replace("'", "")
        shown = f"`{part}`" if isinstance(value, property) else f"`{part}{signature.partition(' -> ')[0]}`"
        rows.append((shown, signature.partition(" -> ")[2], (inspect.getdoc(code) or "").partition("\n")[0]))
    head = (inspect.getdoc(shape) or "").partition("\n")[0]
    return [
        f"## {title}: the interface",
        "",
        f"`{module}.{name}`. {head}",
        "",
        *table(("part", "gives", "what it is"), [(a, f"`{b}`", c) for a, b, c in rows]),
        "",
    ]
