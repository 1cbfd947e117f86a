"""A fit and a back-test in words: what was learned, what was not, and where the model loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.forecast.scenario.report import CAUTION

from .calibrate import Calibrated
from .figures import Figure, Observable, weights
from .fitting import Fit
from .identify import LEVELS, WEAKLY

_UNITS = {
    Observable.WORKERS: "people", Observable.INCOME: "USD a year", Observable.QUOTA: "times the base", Observable.STRIKES: "crews",
    Observable.FLED: "people",
}  # fmt: skip


def said(figure: Figure) -> str:
    """The ends of a figure as people say them."""
    low, high = figure.low, figure.high
    unit = _UNITS.get(figure.observable, "")
    if low is None:
        told = f"at most {amount(high or 0)}"
    elif high is None:
        told = f"at least {amount(low)}"
    else:
        told = amount(low) if low == high else f"{amount(low)} to {amount(high)}"
    if told.endswith(" 1") or told == "1":
        unit = unit.removesuffix("s")
    return f"{told} {unit}".strip()


def amount(value: float) -> str:
    """A number in three digits, of people all of them.

    >>> amount(1_750_000_000), amount(6064), amount(1.45), amount(0)
    ('1.75 bn', '6,064', '1.45', '0')
    """
    for name, size in (("bn", 1e9), ("m", 1e6)):
        if abs(value) >= size:
            return f"{value / size:.3g} {name}"
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.3g}"


def when(figure: Figure) -> str:
    """The months that a figure is about."""
    first, last = f"{figure.first:%Y-%m}", f"{figure.last:%Y-%m}"
    return first if first == last else f"{first} to {last}"


def assumes(found: Fit) -> str:
    """One sentence that stands under the picture and the report."""
    post, preset = found.posterior, found.preset
    names = ", ".join(prior.name for prior in post.table.priors)
    return (
        f"Assumes the preset {preset.name} with {preset.sites} crews over {preset.months} months, and its own figures for everything but {names}; "
        f"{len(post.table.values):,} draws from the priors, {len(post.kept):,} kept, seed {found.seed}. "
        f"The fan is of {len(found.runs.stock):,} fresh runs: dark, half of them; light, nine in ten. Bars are what others say, from end to end, the thicker the better founded. {CAUTION}"
    )


def fit_report(found: Fit) -> str:
    """The report of a fit, Markdown."""
    return "\n".join([*_learned(found), *_hangs(found), *_checks(found), *_figures(found), *_limits(found)]) + "\n"


def _learned(found: Fit) -> Iterator[str]:
    post = found.posterior
    yield f"# {found.preset.title}: fitted to {len(post.figures)} figures"
    yield ""
    yield f"> {assumes(found)}"
    yield ""
    origins = {origin for figure in post.figures for origin in figure.origins}
    yield (
        f"The figures rest on {len(origins)} origins; one origin counts once, however many figures rest on it. "
        f"{_runs(post.exact)} of {len(post.table.values):,} inside every interval; the farthest that was kept lies {post.tolerance:.2f} spreads off on average."
    )
    yield ""
    yield "## What was learned"
    yield ""
    names = " | ".join(f"{level:.0%}" for level in LEVELS)
    yield f"| parameter | prior | {names} before | {names} after | contraction | |"
    yield "|---|---|" + "---:|" * (2 * len(LEVELS) + 1) + "---|"
    for one in found.learned:
        cells = " | ".join(amount(value) for value in (*one.before, *one.after))
        yield f"| {one.name} | {one.shape} | {cells} | {one.contraction:.2f} | {one.said} |"
    yield ""
    yield f"Contraction is 1 less the variance after over the variance before: 0 where nothing was learned. Below {max(WEAKLY, found.learned[0].chance):.2f} it may be chance. The lower rows are the workers of each host, which every run draws from what the preset believes."
    yield ""
    for pair in found.pairs:
        yield f"- {pair.one} and {pair.other} stand in for each other: correlation {pair.correlation:+.2f} among the kept draws."
    if not found.pairs:
        yield "No two fitted parameters stand in for each other by more than a correlation of 0.3."
    yield ""


def _hangs(found: Fit) -> Iterator[str]:
    yield "## What hangs on which figures"
    yield ""
    for one in found.influences:
        yield (
            f"- Without the {one.figures} on {one.about}: {one.name} {amount(one.without)} in place of {amount(one.with_them)} "
            f"({abs(one.shift):.1f} of the width of the prior's middle half)."
        )
    if not found.influences:
        yield "No kind of figures moves a parameter notably by itself."
    yield ""


def _runs(number: int) -> str:
    return {0: "No run lies", 1: "One run lies"}.get(number, f"{number:,} runs lie")


def _checks(found: Fit) -> Iterator[str]:
    yield "## Fresh runs beside the figures"
    yield ""
    yield "| figure | when | said | runs: middle (nine in ten) | inside | p |"
    yield "|---|---|---:|---:|---|---:|"
    for check in found.checks:
        figure = check.figure
        yield (
            f"| {figure.id} | {when(figure)} | {said(figure)} | {amount(check.middle)} ({amount(check.low)} to {amount(check.high)}) "
            f"| {'yes' if check.inside else '**no**'} | {check.p:.3f} |"
        )
    yield ""
    yield "Inside: the figure's interval meets the middle nine tenths of the runs. p: chance of a run as far off or farther; 1 where runs lie on both sides or within. The runs have new luck, and draw the workers at the start anew."
    yield ""


def _figures(found: Fit) -> Iterator[str]:
    yield "## The figures and what they count"
    yield ""
    yield "| figure | weight | origins | known | source | rests on |"
    yield "|---|---:|---|---|---|---|"
    figures = found.posterior.figures
    for figure, weight in zip(figures, weights(figures), strict=True):
        yield f"| {figure.id} | {weight:.2f} | {'; '.join(figure.origins)} | {figure.known} | {figure.source} | {'; '.join(figure.rests_on)} |".replace(
            "|  |", "| |"
        )
    yield ""
    for reason, number in sorted(found.left.items()):
        yield f"- {number} left out: {reason}."
    yield ""


def _limits(found: Fit) -> Iterator[str]:
    yield "## What this fit cannot tell"
    yield ""
    names = [prior.name for prior in found.posterior.table.priors]
    dark = [one.name for one in found.learned if one.name in names and one.said == "not identified"]
    off = [check.figure.id for check in found.checks if not check.inside]
    if dark:
        yield f"- {', '.join(dark)}: not identified. The figures say next to nothing of them, and what stands above for them is the prior."
    for one in found.learned:
        if one.name in names and one.pushed:
            yield f"- {one.name}: pushed to the {one.pushed} end of its range. What would fit best may lie beyond what the model is meant for, or something else is missing."
    if off:
        yield f"- {len(off)} of {len(found.checks)} figures lie outside what the fitted model gives: {', '.join(off)}. Either they are wrong, or the preset is, or the model."
    yield "- A parameter that fits is not thereby true: another cause with the same effect on these figures would fit as well."
    yield "- The preset was written by people who knew some of these figures. That they are met is no test of the model."


def calibration_report(found: Sequence[Calibrated], truths: int) -> str:
    """How the fit fared with truths that were known, Markdown."""
    lines = [
        "## Does the fit keep its promises?",
        "",
        f"{truths} truths drawn from the prior, their figures told with the error such figures have, and the fit made to each (simulation-based calibration).",
        "",
        "| parameter | in the 50 % interval | in the 90 % interval | unevenness of ranks (5 % limit) | width against the prior's |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {c.name} | {c.half:.0%} | {c.most:.0%} | {c.uneven:.2f} ({c.allowed:.2f}) | {c.narrower:.2f} |"
        for c in found
    ]
    half, most = 0.82 / truths**0.5, 0.49 / truths**0.5
    lines += [
        "",
        f"With {truths} truths the shares vary by about ±{half:.0%} and ±{most:.0%} by chance alone. A width of 1 means that nothing was learned: such a parameter is covered without effort.",
    ]
    uneven = [c.name for c in found if c.uneven > c.allowed]
    if uneven:
        lines += [
            "",
            f"The ranks of {', '.join(uneven)} are less even than chance allows: their posterior leans to one side.",
        ]
    return "\n".join(lines) + "\n"
