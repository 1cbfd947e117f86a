"""`python -m evaluation predict | run | pin`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from . import floors as floors_of
from . import lines, table
from .predict import predict
from .scoring import Scored, ScorerFailed, available, score
from .tasks import IN_REPOSITORY, PREDICTED, Run, runs

OUT = Path(__file__).parent / "out"
FELL, BAD_USE = 1, 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation", description="Measure the quality of the program's output."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("predict", help="read what a scorer's --write-inputs writes, write what its --pred reads")
    one.add_argument("task", choices=PREDICTED)
    one.add_argument("--inputs", required=True, metavar="FILE", help="JSON lines; - is standard input")
    one.add_argument("--out", required=True, metavar="FILE", help="JSON lines; - is standard output")
    every = commands.add_parser("run", help="score every task, print the tables, hold the figures against their floors")
    every.add_argument("--task", help="one task (places) or one run of it (places-gwn) only")
    every.add_argument("--out", type=Path, default=OUT, help="folder for inputs, gold and predictions")
    every.add_argument("--no-results", action="store_true", help="leave evaluation/results.json as it is")
    pin = commands.add_parser("pin", help="raise the floors to the last results")
    pin.add_argument("--lower", action="append", default=[], metavar="RUN.FIGURE", help="a floor that may be lowered")
    pin.add_argument("--reason", help="why; kept in the file")
    return parser


def _show(console: Console, run: Run, scored: Scored, pinned: dict[str, float]) -> None:
    shown = Table(title=f"{run.title}  ({scored.seconds:.0f} s CPU)", title_justify="left")
    if table.peers(run):
        shown.add_column("program", overflow="fold")
        for figure in run.figures:
            shown.add_column(figure.title, justify="right")
        for name, values in table.rows(run, scored.result):
            shown.add_row(name, *(table.number(f, v) for f, v in zip(run.figures, values, strict=True)))
        if pinned:
            shown.add_row("floor", *(table.number(f, pinned.get(f.path)) for f in run.figures), style="dim")
    else:
        for heading in ("figure", "now", "floor"):
            shown.add_column(heading, justify="left" if heading == "figure" else "right")
        for figure in run.figures:
            shown.add_row(
                figure.title,
                table.number(figure, figure.of(scored.result)),
                table.number(figure, pinned.get(figure.path)),
            )
    console.print(shown)
    for line in scored.result.get("rumour", {}).get("list", ()):
        console.print(f"told as fact: {line}", style="dim")


def predict_all(task: str, inputs: str, out: str) -> int:
    """Write the predictions for a file of inputs. Returns 2 if one of the two files cannot be used."""
    if inputs != "-" and (not Path(inputs).exists() or Path(inputs).is_dir()):
        lines.note(f"There is no file “{inputs}”. Give --inputs what a scorer's --write-inputs wrote.")
        return BAD_USE
    if inputs != "-" and Path(out).exists() and Path(out).samefile(inputs):
        lines.note("--out would overwrite --inputs. Name another file.")
        return BAD_USE
    try:
        written = lines.write(out, predict(task, lines.read(inputs)))
    except OSError as error:
        lines.note(f"{error.filename or out} cannot be read or written: {error.strerror}. Name another file.")
        return BAD_USE
    if not written:
        lines.note(f"“{inputs}” holds nothing to predict.")
    return 0


def run_all(task: str | None, out: Path, keep: bool) -> int:
    """Measure; print; keep the results. Returns 1 if a figure fell below its floor or a scorer failed."""
    wanted = runs(task)
    if not available():
        lines.note(
            "skipped: the scorers and their data (../shared) stand beside the checkout only where the program is developed"
        )
        wanted = tuple(run for run in wanted if run.task in IN_REPOSITORY)
    console, floors, measured = Console(), floors_of.load(), table.results()
    if not console.is_terminal:
        console = Console(width=180)
    low: list[str] = []
    for run in wanted:
        pinned = floors.figures.get(run.name, {})
        try:
            scored = score(run, out)
        except ScorerFailed as error:
            low.append(str(error))
            continue
        _show(console, run, scored, pinned)
        if pinned and floors.data.get(run.name) != scored.data:
            lines.note(f"{run.name}: the data differ from those the floors were measured on; not compared")
        low += map(str, floors_of.fallen(run, scored.result, floors, scored.data))
        measured[run.name] = {"data": scored.data, "result": scored.result}
    if keep:
        table.RESULTS.write_text(
            json.dumps(measured, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
    for line in low:
        lines.note(f"FELL {line}")
    return FELL if low else 0


def pin_all(lower: Sequence[str], reason: str | None) -> int:
    """Raise the floors to the last results. Returns 1 if a figure is worse and nobody said that it may be."""
    if lower and not (reason or "").strip():
        lines.note('Lowering a floor needs a reason: --reason "...".')
        return BAD_USE
    floors, measured, left = floors_of.load(), table.results(), []
    known = {f"{run.name}.{figure.path}" for run in runs() for figure in run.figures}
    if unknown := [name for name in lower if name not in known]:
        lines.note(f"There is no figure “{unknown[0]}”. Write for example “dates.value/F”.")
        return BAD_USE
    for run in runs():
        if run.name in measured:
            item = measured[run.name]
            left += floors_of.pin(run, item["result"], item["data"], floors, {name: str(reason) for name in lower})
    floors_of.save(floors)
    for name in left:
        lines.note(f"left as it is: {name} is worse than its floor; to lower it: pin --lower '{name}' --reason \"...\"")
    return FELL if left else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code."""
    args = _parser().parse_args(arguments)
    if args.command == "predict":
        return predict_all(args.task, args.inputs, args.out)
    if args.command == "pin":
        return pin_all(args.lower, args.reason)
    try:
        return run_all(args.task, args.out, not args.no_results)
    except ValueError as error:
        lines.note(str(error))
        return BAD_USE


if __name__ == "__main__":
    sys.exit(main())
