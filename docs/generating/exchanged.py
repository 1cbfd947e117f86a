"""The page of the formats of exchange."""

from __future__ import annotations

from .tables import table


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
    out += [*table(("format", "is", "by", "file", "holds"), rows), ""]
    for format in EXCHANGE.values():
        out += [f"## {format.title}", ""]
        if format.name in SAME:
            out += [f"`{format.name}` carries what `{SAME[format.name]}` does.", ""]
            continue
        out += [
            *table(
                ("of the case", "there", "what becomes of it"),
                [
                    (f.ours, ", ".join(f"`{n.strip()}`" for n in f.theirs.split(",")) if f.theirs else "lost", f.how)
                    for f in fields_of(format.name)
                ],
            ),
            "",
        ]
    return "\n".join(out).rstrip() + "\n"
