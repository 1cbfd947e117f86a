"""How often the interval of support holds the truth, over worlds with a known answer: `python -m benchmarks.calibration`.

Writes `docs/calibration.md` and its pictures. The same every time: the worlds are drawn from fixed seeds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secondsource.collect import read_capture
from secondsource.join import join
from secondsource.read import default_reader
from secondsource.subjects import load
from secondsource.trace import trace
from secondsource.trace.ecology import Outcome, Settings, compared, made, measured, pages

from .chart import Chart, svg

DOCS = Path(__file__).resolve().parents[1] / "docs"
READ = 1_500
REPORTS, SEEDS = 1500, (1, 2)
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One question to the worlds: what changes along the axis (`x` in words), and what from line to line."""

    name: str
    question: str
    axis: str
    x: str
    points: Sequence[float]
    lines: Mapping[str, Mapping[str, float]]


STUDIES = (
    Study(
        name="takers",
        question="As more reports take from others, and fewer say so",
        axis="takers",
        x="share of later reports that take from others",
        points=SHARES,
        lines={"all say so": {"unsaid": 0.0}, "30 % do not": {"unsaid": 0.3}, "80 % do not": {"unsaid": 0.8}},
    ),
    Study(
        name="missing",
        question="As more reports are missing from the case",
        axis="missing",
        x="share of reports missing from the case",
        points=SHARES,
        lines={"half copy": {"copies": 0.5}, "none copies": {"copies": 0.0}, "all copy": {"copies": 1.0}},
    ),
    Study(
        name="disguised",
        question="As takers put a source of their own in place of the one they have it from",
        axis="disguised",
        x="share of the silent takers that do so",
        points=(0.0, 0.25, 0.5, 0.75, 1.0),
        lines={"copied words": {"unsaid": 0.5, "copies": 1.0}, "own words": {"unsaid": 0.5, "copies": 0.0}},
    ),
    Study(
        name="hidden",
        question="As origins rest on one another, which no report says",
        axis="hidden",
        x="share of further origins that rest on the first",
        points=SHARES,
        lines={"half named": {"anonymous": 0.5}, "all named": {"anonymous": 0.0}, "none named": {"anonymous": 1.0}},
    ),
)


def outcome(settings: Settings) -> Outcome:
    """The mean over the seeds, weighed by claims."""
    pack = load()
    found = [measured(made(replace(settings, seed=seed)), pack) for seed in SEEDS]
    claims = sum(o.claims for o in found)

    def mean(field: str) -> float | None:
        values = [(getattr(o, field), o.claims) for o in found if getattr(o, field) is not None]
        return sum(v * n for v, n in values) / sum(n for _, n in values) if values else None

    names = [n for n in Outcome.__dataclass_fields__ if n != "claims"]
    return Outcome(claims=claims, **{n: mean(n) for n in names})


def read_outcome(settings: Settings) -> Outcome:
    """The same, with reports written as prose and read by the program: what collecting, reading and joining add to the mistakes."""
    pack = load()
    reader = default_reader(pack)
    world = made(settings)
    event: dict[str, int] = {}
    readings = []
    for page_ in pages(world):
        row = {"id": str(page_.number), "outlet": page_.outlet, "published": page_.day.isoformat(), "text": page_.text}
        (report,) = read_capture(json.dumps(row).encode(), f"{page_.number}.json", pack).reports
        readings.append(reader.read(report))
        event[report.id] = world.by_number[page_.number].event
    claims = join(readings, pack)
    votes: dict[int, Counter[str]] = {}
    for claim in claims:
        for report in claim.reports:
            votes.setdefault(event[report], Counter())[claim.id] += 1
    supports = {s.claim: s for s in trace(readings, claims, pack).supports}
    # the claim of an event is the one that most of its reports tell
    return compared(world, {e: supports[min(v, key=lambda c: (-v[c], c))] for e, v in votes.items()})


def studied(study: Study) -> dict[str, list[Outcome]]:
    """The outcomes of a study, by line, one per point."""
    return {
        name: [outcome(replace(Settings(reports=REPORTS), **{**more, study.axis: point})) for point in study.points]
        for name, more in study.lines.items()
    }


def pictures(study: Study, found: Mapping[str, Sequence[Outcome]]) -> str:
    """Three charts: how often the interval holds the truth, how wide it is, how often it says “corroborated” falsely."""

    def lines(field: str) -> dict[str, list[float | None]]:
        return {name: [getattr(o, field) for o in outcomes] for name, outcomes in found.items()}

    x = study.x
    width = lines("width")
    top = max(2.0, *(v or 0 for values in width.values() for v in values))
    return svg(
        [
            Chart(title="The interval holds the truth", x=x, points=study.points, lines=lines("holds")),
            Chart(
                title="Width of the interval", x=x, points=study.points, lines=width, top=-(-top // 1), percent=False
            ),
            Chart(title="False among “corroborated”", x=x, points=study.points, lines=lines("false_corroboration")),
        ]
    )


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _row(label: str, o: Outcome) -> str:
    return (
        f"| {label} | {o.claims} | {_cell(o.holds)} | {_cell(o.too_high)} | {_cell(o.too_low)} | {o.width:.2f} | "
        f"{_cell(o.false_corroboration)} | {_cell(o.missed_corroboration)} | {_cell(o.outlets_false)} |"
    )


HEAD = (
    "| | claims | holds the truth | at least too high | at most too low | width | false corroboration | missed corroboration | outlets counted: false |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def page(
    results: Sequence[tuple[Study, Mapping[str, Sequence[Outcome]]]], sizes: Sequence[tuple[int, Outcome]]
) -> Iterator[str]:
    """The page `docs/calibration.md`."""
    yield "# How often the interval holds the truth"
    yield ""
    yield (
        "Written by `python -m benchmarks.calibration`. Nobody knows how many independent origins stand behind a real story, so this is measured on invented "
        "worlds whose answer is known (`secondsource.trace.ecology`): events with origins of their own access, and outlets that cite, copy, translate, "
        "launder, err, retract and go missing. What the tracer is given is what such reports say, read without a mistake; in the last row of the first table the "
        "reports are written as prose and read like any other. Real stories are measured under [Quality](evaluation.md)."
    )
    yield ""
    yield (
        "*False corroboration* is the share of the claims said to have two independent origins at least that have not. *Missed* is the share of those that "
        "have two and are not said to. The last column is what a count of outlets would get wrong: of the claims that two outlets tell, those with one origin."
    )
    yield ""
    yield "## By size"
    yield ""
    yield HEAD
    for size, found in sizes:
        yield _row(size, found)
    for study, lines in results:
        yield ""
        yield f"## {study.question}"
        yield ""
        yield f"![{study.question}: three charts](images/calibration-{study.name}.svg)"
        yield ""
        yield HEAD
        for name, outcomes in lines.items():
            for point, found in zip(study.points, outcomes, strict=True):
                yield _row(f"{study.axis} {point:g}, {name}", found)
    yield ""
    yield "## Where it fails"
    yield ""
    yield from WHERE_IT_FAILS


WHERE_IT_FAILS = (
    "- **Origins that rest on one another in secret.** Two registers filled from one list, or two named witnesses of one talk, look independent. Nothing in",
    "  the reports says otherwise, so *at least* may be one too high where such ties are common.",
    "- **Laundering in own words.** A report that tells a story in its own words and gives it an anonymous source of its own looks like a further origin. It raises",
    "  *at most*; *at least* rises only where the report that it was taken from is missing, since people's word counts once and not after what it may have read.",
    "- **Several people behind one outlet's unnamed sources** are counted as one: *at most* is then too low.",
    "- **Missing reports.** Where most of what was published is not in the case, little is said to be corroborated, and one in six of that falsely.",
    "- **Caution costs.** Where most origins are unnamed, most true corroboration goes unsaid: see *missed corroboration*. The interval then is wide, and holds the truth.",
)


def main() -> int:
    """Measure everything and write the page."""
    (DOCS / "images").mkdir(exist_ok=True)
    results = []
    for study in STUDIES:
        found = studied(study)
        results.append((study, found))
        (DOCS / "images" / f"calibration-{study.name}.svg").write_text(pictures(study, found), encoding="utf-8")
        print(f"{study.name}: done", file=sys.stderr)
    sizes = [(f"{size:,} reports", outcome(Settings(reports=size))) for size in (100, 1_000, 10_000)]
    sizes.append(
        (
            f"{READ:,} reports, written as prose and read by the program",
            read_outcome(Settings(reports=READ, seed=1, translators=0.0)),
        )
    )
    (DOCS / "calibration.md").write_text("\n".join(page(results, sizes)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
