"""Registered forecasts in words: one with all that is known of it, and the scores of all, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from .quantities import quantiles_at
from .scoring import ENOUGH, Card, Coverage, Hits, Probabilities, Quantities, term_gone
from .values import Expected, Outcome, Registered, Resolution, Signed, State, Timing, figure

HINDSIGHT = "Registered after the fact: whoever wrote the question knew what came. It is never scored beside what was registered before its date."
_CLOCK = "No authority has stamped the ledger since, so its date rests on the clock of the machine and on the order of the decisions."


def expectation(expected: Expected) -> str:
    """What a forecast says in numbers, in words; that it says none where it does not."""
    if expected.probability is not None:
        return f"probability {expected.probability:.3g}"
    if expected.quantiles:
        low, middle, high = quantiles_at(expected.quantiles, (0.05, 0.5, 0.95))
        return f"median {figure(middle)} {expected.unit}, nine in ten between {figure(low)} and {figure(high)}"
    if expected.low is not None and expected.high is not None:
        level = f", {expected.level:.0%} of cases" if expected.level is not None else ", no level said"
        return f"{figure(expected.low)} to {figure(expected.high)} {expected.unit}{level}"
    return "no probability said"


def outcome_said(resolution: Resolution, unit: str = "") -> str:
    """What came of it, in words."""
    if resolution.outcome is not Outcome.KNOWN or resolution.low is None or resolution.high is None:
        return resolution.outcome.value
    low, high = figure(resolution.low), figure(resolution.high)
    return f"{low if low == high else f'{low} to {high}'} {unit}".strip()


def standing(item: Registered, today: date) -> str:
    """Where it stands, with the outcome if it has one."""
    state = item.state(today)
    if state is State.RESOLVED and item.resolution is not None:
        return outcome_said(item.resolution, item.forecast.expected.unit)
    return state.value


def told(item: Registered, today: date, stamp: str = "") -> str:
    """One forecast, Markdown.

    Args:
        item: the forecast.
        today: the day on which it is looked at.
        stamp: when an authority signed a state of the case that holds it; empty if none did.
    """
    return "\n".join(_told(item, today, stamp)) + "\n"


def _told(item: Registered, today: date, stamp: str) -> Iterator[str]:
    forecast = item.forecast
    yield f"# {forecast.id}: {standing(item, today)}"
    yield ""
    yield f"> {forecast.words}"
    if item.cited[0]:
        yield ">"
        yield "> (The article's argument in our words, not a quotation.)"
    yield ""
    teller = (
        f"{forecast.speaker}, in {forecast.outlet}"
        if forecast.speaker and forecast.outlet
        else forecast.speaker or forecast.outlet or "source not known"
    )
    yield f"- said by: {teller}, {forecast.made or 'on a day not known'}"
    if item.cited[0]:
        yield f"- article: {item.cited[0]}, {item.cited[1]}"
    if forecast.statement:
        yield f"- statement: {forecast.statement}"
    yield f"- condition: {forecast.condition or 'none'}"
    yield f"- question: {forecast.question}"
    yield f"- resolved by: {forecast.resolution}"
    yield f"- until: {forecast.resolves_by}"
    yield f"- says: {expectation(forecast.expected)}"
    gone = term_gone(item)
    when = f"{item.signed.at} by {_by(item.signed)}" + (
        f", decision {item.signed.number}" if item.signed.number else ""
    )
    yield f"- registered: {when}" + (f"; {gone:.0%} of its term had gone" if gone is not None else "")
    if forecast.model is not None:
        model = forecast.model
        yield (
            f"- run: version {model.version}, preset {model.preset}, inputs {model.inputs}, {model.runs} runs over {model.months} months, seed {model.seed}"
        )
    if item.signed.hash:
        yield f"- seal: {item.signed.hash}"
        yield f"- stamp: an authority signed the ledger with it at {stamp}" if stamp else f"- stamp: none. {_CLOCK}"
    if item.later:
        yield f"- clock: an earlier decision of the ledger is dated {item.later}, so the clock of one of the two was wrong"
    if item.taken_back is not None:
        back = item.taken_back
        yield f"- taken back: {back.at} by {back.who}: {back.why}"
    yield ""
    if item.timing is Timing.AFTER:
        yield HINDSIGHT
        yield ""
    for number, resolution in enumerate(item.resolutions, start=1):
        yield from _resolved(item, resolution, last=number == len(item.resolutions))
    if item.stands:
        yield f"**{item.stands}**"
        yield ""
    for speaks in ("for", "against", "beside"):
        some = [e for e in item.evidence if e.speaks == speaks]
        if some:
            yield {"for": "Speaks for it:", "against": "Speaks against it:", "beside": "Beside it:"}[speaks]
            yield ""
            yield from (f"- {e.text} ({e.source}; trust {e.trust}{f'; {e.url}' if e.url else ''})" for e in some)
            yield ""


def _resolved(item: Registered, resolution: Resolution, *, last: bool) -> Iterator[str]:
    signed = resolution.signed
    if not signed.hash:
        return
    before = "" if last else " (corrected since)"
    yield f"Resolved as {outcome_said(resolution, item.forecast.expected.unit)}{before} at {signed.at} by {_by(signed)}, decision {signed.number}: {signed.why}"
    yield ""
    for held in resolution.claims:
        grade = f", grade {held.grade}" if held.grade else ""
        yield f"- {held.claim}: {held.at_least} to {held.at_most} origins{grade}, as it stood then"
    if not resolution.claims:
        yield "- by no claim"
    yield ""


def _by(signed: Signed) -> str:
    return signed.who + (f", seen by {signed.second}" if signed.second else "")


def scores(found: Sequence[Card], today: date, enough: int = ENOUGH) -> str:
    """The scores of all cards, Markdown.

    Args:
        found: as `cards` gives them.
        today: the day as of which.
        enough: resolved forecasts from which a score is told.
    """
    return "\n".join(_scores(found, today, enough)) + "\n"


def _scores(found: Sequence[Card], today: date, enough: int) -> Iterator[str]:
    yield "# Forecasts, scored"
    yield ""
    yield (
        f"As of {today}. Brier score, interval score and CRPS: the smaller, the better; in brackets nine in ten. Fewer than {enough} resolved forecasts are too few to say anything. "
        "A forecast that says no probability is given none: of those only the share that came true is told."
    )
    if not found:
        yield ""
        yield "No forecast is registered."
    for timing in Timing:
        group = [card for card in found if card.timing is timing]
        if not group:
            continue
        yield ""
        yield f"## {timing.value.capitalize()}"
        yield ""
        if timing is Timing.AFTER:
            yield "Whoever wrote these questions knew what came; the figures say how often vague forecasts came true by our reading, and nothing of skill."
            yield ""
        yield "| source | registered | open | due | resolved | unresolvable | taken back | Brier | came true, no probability said | quantities | within the interval |"
        yield "|---|---:|---:|---:|---:|---:|---:|---|---|---|---|"
        yield from (_row(card, enough) for card in group)
        whole = group[0]
        if whole.probabilities is not None and whole.probabilities.count >= enough:
            yield ""
            yield from _calibrated(whole.probabilities)


def _row(card: Card, enough: int) -> str:
    counts = card.states
    back = counts.get(State.TAKEN_BACK, 0)
    cells = (
        card.source or "**all**",
        sum(counts.values()),
        counts.get(State.OPEN, 0),
        counts.get(State.DUE, 0),
        counts.get(State.RESOLVED, 0),
        counts.get(State.UNRESOLVABLE, 0),
        f"{back} ({card.late} after its date)" if card.late else back,
        _brier(card.probabilities, enough),
        _hits(card.hits, enough),
        "; ".join(_quantity(one, enough) for one in card.quantities) or "–",
        "; ".join(map(_covered, card.coverage)) or "–",
    )
    return "| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in cells) + " |"


def few(count: int, enough: int) -> str:
    """That so many are too few."""
    return f"too few to say ({count} of {enough})"


def _brier(found: Probabilities | None, enough: int) -> str:
    if found is None:
        return "–"
    if found.count < enough:
        return few(found.count, enough)
    return f"{found.brier:.3f} ({found.interval.low:.3f} to {found.interval.high:.3f}), n = {found.count}"


def _hits(found: Hits | None, enough: int) -> str:
    if found is None:
        return "–"
    if found.count < enough:
        return few(found.count, enough)
    return f"{found.hits} of {found.count} ({found.interval.low:.0%} to {found.interval.high:.0%})"


def _quantity(found: Quantities, enough: int) -> str:
    if found.count < enough:
        return f"{found.rule}, {found.unit}: {few(found.count, enough)}"
    ends = figure(found.least) if found.least == found.most else f"{figure(found.least)} to {figure(found.most)}"
    return f"{found.rule} {ends} {found.unit} ({figure(found.interval.low)} to {figure(found.interval.high)}), n = {found.count}"


def _covered(found: Coverage) -> str:
    perhaps = f", {found.perhaps} in part" if found.perhaps else ""
    level = f" at {found.level:.0%}" if found.level is not None else ", no level said"
    return f"{found.sure} of {found.count}{level}{perhaps}"


def _calibrated(found: Probabilities) -> Iterator[str]:
    parts = found.parts
    yield (
        f"Brier {parts.score:.4f} = reliability {parts.reliability:.4f} − resolution {parts.resolution:.4f} + uncertainty {parts.uncertainty:.4f} + within bins {parts.within:.4f}. "
        f"Who always says the share that came true scores {parts.uncertainty:.4f}."
    )
    yield ""
    yield "| probability | forecasts | mean said | share that came true |"
    yield "|---|---:|---:|---:|"
    for one in found.bins:
        yield f"| {one.low:.1f} to {one.high:.1f} | {one.count} | {one.said:.2f} | {one.came:.2f} |"
