"""Makes .venv-ftm with the FollowTheMoney library, against which exports are checked: `python3 requirements/ftm.py`.

The library stands on PyICU, which is built from its source and needs ICU's headers (Debian, Ubuntu: libicu-dev pkg-config g++). So it has an environment
of its own, no part of what users install; where it is not there, the test that wants it says that it was skipped. A stamp holds the digest of the pins:
while that is the same, nothing is done.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements" / "ftm.txt"
VENV = ROOT / ".venv-ftm"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".stamp"


def with_uv(uv):
    """How uv does it. PyICU is built with the pinned setuptools, and with nothing that is fetched unpinned."""
    made = [sys.executable, "-m", "venv", "--without-pip", VENV]
    pip = [uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes"]
    return made, [*pip, "--no-build-isolation-package", "pyicu", "-r", PINS]


def with_pip(first):
    """How pip does it, where uv does not reach the packages. `first` holds the pin of setuptools, which must be there before PyICU is built."""
    made = [sys.executable, "-m", "venv", VENV]
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    return made, [*pip, "-r", first], [*pip, "--no-build-isolation", "-r", PINS]


def block_of(name):
    """The pin of one package, with its hashes."""
    found = re.search(rf"^{name}==(?:.*\\\n)*.*\n", PINS.read_text(), re.MULTILINE)
    return found[0] if found else ""


def attempt(steps, env):
    """The last line that a step complained with, or nothing if all went well; what did not is taken away."""
    shutil.rmtree(VENV, ignore_errors=True)
    for step in steps:
        done = subprocess.run([str(part) for part in step], capture_output=True, text=True, env=env)
        if done.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            said = (done.stderr or done.stdout).strip().splitlines()
            return said[-1] if said else "no reason was given"
    return ""


def main():
    """Bring .venv-ftm to what is pinned, if it is not there already; leave nothing half made."""
    wanted = hashlib.sha256(PINS.read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    uv = ROOT / ".venv" / "bin" / "uv"
    if not uv.exists():
        sys.exit("secondsource: run `make env-dev` first; it brings uv.")
    # It only checks a few files: built without optimising, it takes a quarter less time.
    env = {**os.environ, "CFLAGS": "-O0 -g0", "CXXFLAGS": "-O0 -g0", "UV_NO_PROGRESS": "1"}
    problem = attempt(with_uv(uv), env)
    if problem:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as first:
            first.write(block_of("setuptools"))
            first.flush()
            problem = attempt(with_pip(first.name), env)
    if problem:
        sys.exit("secondsource: FollowTheMoney could not be installed: " + problem)
    STAMP.write_text(wanted)


if __name__ == "__main__":
    main()
