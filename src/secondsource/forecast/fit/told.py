"""A back-test in words: every forecast, the totals, and where the model loses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import isnan

from .backtest import FORECASTERS, HORIZONS, Forecasted, Total, total
from .report import amount, said

RIVALS = FORECASTERS[1:]


def backtest_report(found: Sequence[Forecasted], *, draws: int, share: float, seed: int, blind: bool = False) -> str:
    """The report of a back-test, Markdown.

    Args:
        found: its forecasts; with none the report says so.
        draws: of each fit.
        share: of the draws that were kept.
        seed: of everything.
        blind: whether the presets were blinded.
    """
    return "\n".join(_report(found, draws, share, seed, blind)) + "\n"


def _report(found: Sequence[Forecasted], draws: int, share: float, seed: int, blind: bool) -> Iterator[str]:
    yield "# Back-test, blinded" if blind else "# Back-test"
    yield ""
    if not found:
        yield "No forecast can be scored: no figure lies six or twelve months after a day on which another of its kind was known."
        return
    yield (
        f"On each day the model was fitted to what was known by then ({draws:,} draws, {share:.0%} kept, seed {seed}), and ran on. Scores are the fair CRPS (Ferro 2014) as a share of the "
        "last figure known on the day; less is better. Of a figure with two ends it is the mean over all values between them. Bold: the best of the three."
    )
    yield ""
    yield from _rows(found, blind)
    yield ""
    yield from _totals(found, seed, blind)
    yield ""
    yield losses(found)
    yield ""
    if blind:
        yield (
            "Blinded: every host enforces the law and takes lost posts alike, every measure is as strong as the mean of its kind, posts that a host opened are left out, and the workers at "
            "the start are what was known on the day or anything within a factor of three. What remains of foreknowledge: pay and plan money of the hosts, the days of measures, the model."
        )
        return
    known = sum(f.foreknown for f in found)
    yield (
        f"In {known} of {len(found)} forecasts the preset names a source of a later year than that of the forecast for the hosts concerned (marked *): it was written by people who knew "
        "what came, and its score is no evidence of foresight. Sources without a year are not counted."
    )


def _rows(found: Sequence[Forecasted], blind: bool) -> Iterator[str]:
    yield (
        "| known by | host | months | figure | came | "
        + " | ".join(f"{n}: middle, score" for n in FORECASTERS)
        + " | fitted to |"
    )
    yield "|---|---|---:|---|---:|" + "---:|" * (len(FORECASTERS) + 1)
    for one in found:
        best = min(one.scores.values())
        cells = []
        for name in FORECASTERS:
            score = f"{one.scores[name]:.2f}"
            cells.append(f"{amount(one.members[name][1])}, {f'**{score}**' if one.scores[name] == best else score}")
        mark = "*" if one.foreknown and not blind else ""
        yield f"| {one.day} | {host(one)} | {one.months} | {one.figure.id}{mark} | {said(one.figure)} | {' | '.join(cells)} | {one.fitted} |"


def _totals(found: Sequence[Forecasted], seed: int, blind: bool) -> Iterator[str]:
    yield (
        "| forecasts | number | "
        + " | ".join(FORECASTERS)
        + " | "
        + " | ".join(f"model less {r} (nine in ten)" for r in RIVALS)
        + " |"
    )
    yield "|---|---:|" + "---:|" * (len(FORECASTERS) + len(RIVALS))
    groups: list[tuple[str, list[Forecasted]]] = [("all", list(found))]
    groups += [(f"{months} months ahead", [f for f in found if f.months == months]) for months in HORIZONS]
    groups += [] if blind else [("without foreknowledge", [f for f in found if not f.foreknown])]
    for name, some in groups:
        if not some:
            yield f"| {name} | 0 |" + " |" * (len(FORECASTERS) + len(RIVALS))
            continue
        totals = [total(some, rival, seed=seed) for rival in RIVALS]
        scores = [totals[0].model, *(t.other for t in totals)]
        yield f"| {name} | {len(some)} | {' | '.join(f'{s:.2f}' for s in scores)} | {' | '.join(map(_difference, totals))} |"
    yield ""
    yield "The intervals come from drawing the origins again 2,000 times, each with all forecasts of what it says; below 0 the model is better, and where the interval holds 0 nobody can tell."


def _difference(one: Total) -> str:
    drawn = "too few origins" if isnan(one.low) else f"{one.low:+.2f} to {one.high:+.2f}"
    return f"{one.model - one.other:+.2f} ({drawn})"


def losses(found: Sequence[Forecasted]) -> str:
    """One sentence for each rival on where the model loses to it."""
    sentences = []
    for rival in RIVALS:
        lost: dict[str, list[bool]] = defaultdict(list)
        for one in found:
            lost[host(one)].append(one.scores["model"] > one.scores[rival])
        worse = [f"{name} ({sum(v)} of {len(v)})" for name, v in sorted(lost.items()) if any(v)]
        number = sum(map(sum, lost.values()))
        sentences.append(
            f"It loses to {rival} in {number} of {len(found)} forecasts: {', '.join(worse)}."
            if worse
            else f"It loses to {rival} nowhere."
        )
    return " ".join(sentences)


def host(one: Forecasted) -> str:
    """Which host, or what of the whole, a forecast is about."""
    return one.figure.about.removeprefix("workers ").replace("all", "all hosts")
