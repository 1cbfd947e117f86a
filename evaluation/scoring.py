"""Runs a scorer over the program's output: its inputs out, our predictions in, its JSON back."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.bulk.sieve import Sieve
from secondsource.read.tagger.weights import OFF, VARIABLE
from secondsource.subjects import load

from . import event_examples, hearsay, korean_gold, languages_gold, law_facts, lines, names, sieve_kept
from .gold import predicted
from .predict import predict
from .reliability import judged, table
from .rumour import told_as_fact
from .tasks import HEARSAY, IN_REPOSITORY, KOREAN, LANGUAGES, LAW, NAMES, SIEVE, Run

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What a run gave: the scorer's JSON, the digest of its inputs and gold, and our CPU seconds."""

    run: Run
    result: dict[str, Any]
    data: str
    seconds: float


class ScorerFailed(RuntimeError):
    """The scorer stopped with an error; the message is its last line."""


def available(shared: Path = SHARED) -> bool:
    """Whether the scorers and their data stand beside the checkout."""
    return (shared / "eval" / "scorers").is_dir() and (shared / "stories").is_dir()


def score(run: Run, folder: Path, shared: Path = SHARED) -> Scored:
    """Predict and score one run.

    Args:
        run: what to measure.
        folder: where inputs, gold and predictions are left for a look.
        shared: the folder of scorers, data and stories.

    Raises:
        ScorerFailed: if the scorer ends with an error.
    """
    if run.task in IN_REPOSITORY:
        return _own(run)
    if run.task == LAW:
        return _law(run, shared)
    if run.task == SIEVE:
        return _sieve(run, shared)
    if run.task == KOREAN:
        return _korean(run, folder, shared)
    folder.mkdir(parents=True, exist_ok=True)
    inputs, gold, output = (folder / f"{run.name}.{kind}.jsonl" for kind in ("inputs", "gold", "pred"))
    options = [*run.options, *(("--stories", str(shared / "stories")) if run.task == "stories" else ())]
    _scorer(shared, run.task, [*options, "--write-inputs", str(inputs), "--write-gold", str(gold)])
    total = hashlib.sha256(inputs.read_bytes())
    total.update(gold.read_bytes())
    start = time.process_time()
    with _weights(run):
        found = predicted(shared / "stories") if run.gold else predict(run.task, lines.read(str(inputs)))
        lines.write(str(output), found)
    seconds = time.process_time() - start
    with tempfile.TemporaryDirectory() as exported:
        whole = run.task == "stories" and not run.gold
        searched = ("--export", str(_exports(inputs, Path(exported)))) if whole else ()
        said = _scorer(shared, run.task, [*options, *searched, "--pred", str(output), "--json"])
    result = json.loads(said)
    if run.task == "attribution":
        documents = judged(*(lines.read(str(file)) for file in (inputs, gold, output)))
        # the calibration of the trained reader is measured on the documents of even number, so that the others tell whether it holds
        result["reliability"] = table([pair for pairs in documents[1::2] for pair in pairs])
    if run.task == "stories" and not run.gold:
        language = run.options[run.options.index("--language") + 1] if "--language" in run.options else None
        texts, wanted, given = (lines.read(str(file)) for file in (inputs, gold, output))
        rows = list(given)
        result["rumour"] = told_as_fact(texts, wanted, rows, language)
        result["pairs"] = korean_gold.paired(korean_gold.pairs_of_stories(shared / "stories"), rows)
    return Scored(run=run, result=result, data=total.hexdigest(), seconds=seconds)


def _own(run: Run) -> Scored:
    (name,) = run.options
    start = time.process_time()
    if run.task == NAMES:
        return Scored(run=run, result=names.measure(name), data=names.digest(), seconds=time.process_time() - start)
    if run.task == HEARSAY:
        with _weights(run):
            read = hearsay.measure(name)
        return Scored(run=run, result=read, data=hearsay.digest(name), seconds=time.process_time() - start)
    if run.task == LANGUAGES:
        language, _, half = name.partition("-")
        found, _ = languages_gold.measure(language, half)
        data = languages_gold.digest(language, half)
        return Scored(run=run, result=found, data=data, seconds=time.process_time() - start)
    with _weights(run):
        result = event_examples.measure(name)
    data = event_examples.digest(event_examples.folder_of(name))
    return Scored(run=run, result=result, data=data, seconds=time.process_time() - start)


def _law(run: Run, shared: Path) -> Scored:
    start = time.process_time()
    with _weights(run):
        result = (
            law_facts.measure_held() if "held" in run.options else law_facts.measure(shared, gold="gold" in run.options)
        )
    return Scored(run=run, result=result, data=law_facts.digest(), seconds=time.process_time() - start)


def _sieve(run: Run, shared: Path) -> Scored:
    texts = sieve_kept.corpus(shared)
    start = time.process_time()
    result = sieve_kept.measure(Sieve.of(load()), texts)
    return Scored(run=run, result=result, data=sieve_kept.digest(texts), seconds=time.process_time() - start)


def _korean(run: Run, folder: Path, shared: Path) -> Scored:
    (half,) = run.options
    place = folder / run.name
    tree = korean_gold.write_tree(half, place / "stories")
    inputs, output = place / "inputs.jsonl", place / "pred.jsonl"
    options = ["--stories", str(tree), "--aliases", str(shared / "stories" / "aliases.json"), "--language", "ko"]
    _scorer(shared, "stories", [*options, "--write-inputs", str(inputs)])
    start = time.process_time()
    with _weights(run):
        rows = list(predict("stories", lines.read(str(inputs))))
    lines.write(str(output), iter(rows))
    seconds = time.process_time() - start
    result = json.loads(_scorer(shared, "stories", [*options, "--pred", str(output), "--json"]))
    result["pairs"] = korean_gold.paired(korean_gold.stories(half), rows)
    return Scored(run=run, result=result, data=korean_gold.digest(half), seconds=seconds)


@contextmanager
def _weights(run: Run) -> Iterator[None]:
    """The trained weights as installed, or left out where the run says so."""
    before = os.environ.get(VARIABLE)
    if run.rules_only:
        os.environ[VARIABLE] = OFF
    try:
        yield
    finally:
        if run.rules_only and before is None:
            del os.environ[VARIABLE]
        elif before is not None:
            os.environ[VARIABLE] = before


def _exports(inputs: Path, folder: Path) -> Path:
    # the whole program is behind it, which the other tasks do not need
    from .exports import export_stories

    return export_stories(inputs, folder)


def _scorer(shared: Path, task: str, options: list[str]) -> str:
    command = [sys.executable, str(shared / "eval" / "scorers" / f"{task}.py"), *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ScorerFailed(f"{task}: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    return done.stdout
