"""Pages of the scenario model: its parameters, and the figures that it is held against."""

from __future__ import annotations

from .tables import table


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
    out += table(
        ("parameter", "meaning", "unit", "value", "range", "source", "trust"),
        [
            (f"`{p.name}`", p.text, p.unit, f"{p.value:g}", f"{p.low:g} to {p.high:g}", p.source, p.trust.value)
            for p in model.parameters.values()
        ],
    )
    out += ["", "## Hosts", "", "Money in US dollars of the start of a run.", ""]
    names = ("wage", "plan", "keep", "swing", "informal", "enforcement", "openness", "flight", "talk")
    out += table(
        ("host", *names, "source", "trust"),
        [(h.name, *(f"{getattr(h, n):g}" for n in names), h.source, h.trust.value) for h in model.hosts.values()],
    )
    for preset in model.presets.values():
        out += ["", f"## `{preset.name}`: {preset.title}", "", " ".join(preset.text.split()), ""]
        out += [f"{preset.months} months from {preset.start}, {preset.sites} crews.", ""]
        stocks = preset.stocks.items()
        out += table(
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
        out += ["", *table(("measure", "lever", "hosts", "strength", "days", "source"), rows)]
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
        out += ["", f"## {title}", "", *table(head, rows)]
    return "\n".join(out).rstrip() + "\n"
