"""`python -m hardening.fuzz TARGET SECONDS [FOLDER]`: bytes that reach new code, made of samples and of what was found before, until time is up.

Needs atheris (extra `fuzz`). `python -m hardening.fuzz` lists the targets; `all` runs each of them for so many seconds, in a process of its
own. What is not read and not set aside with a sentence, or takes more than its time or memory, is kept in the folder and named.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from hardening.readers import reader_of
from hardening.samples import samples
from secondsource.model import SecondsourceError

CORPUS = Path(__file__).parent / "corpus"
TIME, MEMORY, LONGEST = 20, 2_500, 65_536
"""Seconds, megabytes and bytes of one input."""
FAMILIES = ("secondsource", "trafilatura", "justext", "feedparser", "docx", "openpyxl", "email", "csv", "zipfile", "tarfile", "json", "tomllib",
            "html", "protego", "charset_normalizer", "htmldate", "courlan")  # fmt: skip
"""Whose code is watched for what is reached."""


def targets() -> dict[str, list[str]]:
    """Names of targets and the samples that each begins with: one for each reader, named in one word."""
    out: dict[str, list[str]] = {}
    for name in samples():
        out.setdefault(name.lower().replace(", ", "-").replace(" ", "-").replace(".", "-"), []).append(name)
    return out


def target_of(name: str) -> Callable[[bytes], None]:
    """The function that is given bytes: it raises only what is a fault."""
    read = reader_of(samples()[targets()[name][0]][0])

    def once(data: bytes) -> None:
        with suppress(SecondsourceError):  # set aside with a sentence: that is what it is for
            read(data)

    return once


def begun(name: str, seconds: int, found: Path) -> int:
    """Fuzzes one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=list(FAMILIES), enable_loader_override=False):
        once = target_of(name)
        for sample in targets()[name]:
            once(samples()[sample][1])
    found.mkdir(parents=True, exist_ok=True)
    seeds = Path(tempfile.mkdtemp(prefix="secondsource-fuzz-"))
    for at, sample in enumerate(targets()[name]):
        (seeds / f"sample-{at}").write_bytes(samples()[sample][1])
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={TIME}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={found}/",
    ]
    corpus = [str(found), *([str(CORPUS / name)] if (CORPUS / name).is_dir() else []), str(seeds)]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", *corpus], once)
    atheris.Fuzz()
    return 0


def main(words: Sequence[str]) -> int:
    """Lists targets, or fuzzes one, or all; 1 if one of all found something."""
    if len(words) < 2:
        print("\n".join([__doc__ or "", *targets()]))
        return 0 if not words else 2
    name, seconds = words[0], int(words[1])
    folder = Path(words[2]) if len(words) > 2 else Path("build") / "fuzz"
    if name != "all":
        return begun(name, seconds, folder / name)
    bad = []
    for one in targets():
        command = [sys.executable, "-m", "hardening.fuzz", one, str(seconds), str(folder)]
        told = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        done = next((line.split()[-1] for line in told.stderr.splitlines() if "number_of_executed_units" in line), "?")
        reached = [line for line in told.stderr.splitlines() if " cov: " in line]
        cover = reached[-1].split(" cov: ")[1].split()[0] if reached else "?"
        print(
            f"{one}: {'clean' if told.returncode == 0 else 'FOUND SOMETHING'}, {done} inputs, {cover} edges", flush=True
        )
        if told.returncode:
            bad.append(one)
            print(told.stderr[-3000:], flush=True)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
