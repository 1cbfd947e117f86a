"""What decides, told: a table and bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from secondsource.publish.svg import BLUE, GRID, ORANGE, SOFT, box, line, number, picture, text

from .picture import lines
from .report import CAUTION
from .sensitivity import MEANING, REPLICATES, Influence, Sensitivity
from .values import Model, Preset

LEFT, WIDE, ROW, TOP = 150, 560, 34, 44


def supposes(preset: Preset, model: Model, found: Sensitivity, change: Mapping[str, float], seed: int) -> str:
    """One sentence that stands under the picture and the report."""
    held = ", ".join(f"{name} {value:g}" for name, value in sorted(change.items())) or "nothing"
    return (
        f"Assumes the preset {preset.name} with {held} held by hand and every other parameter even over its range and by itself; {preset.sites} crews over {preset.months} months, "
        f"seed {seed}; {len(found.screened)} of {len(model.parameters)} parameters screened by Morris' method, Sobol indices of the first {len(found.found)} with the others at their values, "
        f"{found.samples:,} samples, {found.runs:,} runs; each setting is the mean of {REPLICATES} runs, with the same luck where settings differ in one parameter. {CAUTION}"
    )


def told(preset: Preset, model: Model, found: Sensitivity, said: str) -> str:
    """The report, Markdown."""
    return "\n".join(_told(preset, model, found, said)) + "\n"


def _told(preset: Preset, model: Model, found: Sensitivity, said: str) -> Iterator[str]:
    yield f"# What decides: {preset.title}"
    yield ""
    yield f"> {said}"
    yield ""
    yield f"Asked: {MEANING[found.of]}. Mean {found.mean:.3g}, standard deviation over the settings {found.spread:.3g}."
    yield f"Of the variance of a single run, {found.luck:.0%} is luck, which no parameter explains."
    yield ""
    yield "| parameter | first order | total | range | trust |"
    yield "|---|---:|---:|---|---|"
    for one in found.found:
        p = model.parameters[one.name]
        yield (
            f"| `{one.name}` | {one.first:.2f} ± {one.first_error:.2f} | {one.total:.2f} ± {one.total_error:.2f} "
            f"| {p.low:g} to {p.high:g} | {p.trust.value} |"
        )
    yield ""
    yield "First order: share of the variance that a parameter explains by itself. Total: with all that it does together with others. ± is half of a 95 % interval by bootstrap."
    yield ""
    yield "## Screening"
    yield ""
    yield "Mean absolute effect of a step of two thirds of the range, as a share of the largest."
    yield ""
    most = max(found.screened.values(), default=0) or 1.0
    yield ", ".join(f"`{name}` {effect / most:.2f}" for name, effect in found.screened.items()) + "."


def bars(preset: Preset, found: Sensitivity, said: str) -> Markup:
    """Two bars for each parameter, with their intervals."""
    below = TOP + ROW * len(found.found)
    parts: list[Markup] = []
    for step in range(6):
        x = LEFT + WIDE * step / 5
        parts.append(line(f"M{number(x)} {TOP - 8}V{below}", GRID))
        parts.append(text(x - 8, TOP - 14, f"{step / 5:g}", size=10.5, fill=SOFT))
    for n, one in enumerate(found.found):
        parts += _pair(TOP + ROW * n, one)
    below += 22
    parts += [box(LEFT, below - 11, 12, 12, BLUE, BLUE), text(LEFT + 18, below, "first order")]
    parts += [box(LEFT + 140, below - 11, 12, 12, ORANGE, ORANGE), text(LEFT + 158, below, "total")]
    under = lines(16, below + 24, said, 120)
    spoken = ". ".join(f"{one.name}: first order {one.first:.2f}, total {one.total:.2f}" for one in found.found)
    return picture(
        [*parts, *under],
        kind="sensitivity",
        identifier="sensitivity",
        width=LEFT + WIDE + 40,
        height=below + 34 + 14 * len(under),
        title=f"What decides {MEANING[found.of]}: {preset.title}",
        spoken=f"{spoken}. {said}",
    )


def _pair(y: float, one: Influence) -> Iterator[Markup]:
    yield text(16, y + 16, one.name)
    for at, value, error, colour in ((2, one.first, one.first_error, BLUE), (14, one.total, one.total_error, ORANGE)):
        yield box(LEFT, y + at, max(_place(value) - LEFT, 0.5), 10, colour, colour)
        yield line(f"M{number(_place(value - error))} {number(y + at + 5)}H{number(_place(value + error))}", SOFT, 1.4)


def _place(share: float) -> float:
    return LEFT + WIDE * min(max(share, 0.0), 1.0)
