"""Makes environments apart, for tests against programs that do not fit our pins: `python3 requirements/apart.py ftm s3`.

`ftm` is the FollowTheMoney library, against which exports are checked; it stands on PyICU, which is built from its source and needs ICU's headers (Debian,
Ubuntu: libicu-dev pkg-config g++). `s3` is moto, a server that speaks S3, against which captures in object stores are tried. They are no part of what users
install; where one is not there, the tests that want it say that they were skipped. A stamp holds the digest of the pins: while it is the same, nothing is done.
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
BUILT = {"ftm": "pyicu", "s3": ""}
"""The environments, each with the package that is built from its source."""


class Apart:
    """One environment: `.venv-NAME`, holding what `requirements/NAME.txt` pins."""

    def __init__(self, name):
        self.name = name
        self.pins = ROOT / "requirements" / f"{name}.txt"
        self.venv = ROOT / f".venv-{name}"
        self.python = self.venv / "bin" / "python"
        self.stamp = self.venv / ".stamp"

    def with_uv(self, uv):
        """How uv does it. What is built is built with the pinned setuptools, and with nothing that is fetched unpinned."""
        made = [sys.executable, "-m", "venv", "--without-pip", self.venv]
        pip = [uv, "pip", "install", "--quiet", "--system-certs", "--python", self.python, "--require-hashes"]
        built = BUILT[self.name]
        return made, [*pip, *(["--no-build-isolation-package", built] if built else []), "-r", self.pins]

    def with_pip(self, first):
        """How pip does it, where uv does not reach the packages. `first` holds the pin of setuptools, which must be there before anything is built."""
        made = [sys.executable, "-m", "venv", self.venv]
        pip = [self.python, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
        if not BUILT[self.name]:
            return made, [*pip, "-r", self.pins]
        return made, [*pip, "-r", first], [*pip, "--no-build-isolation", "-r", self.pins]

    def block_of(self, package):
        """The pin of one package, with its hashes."""
        found = re.search(rf"^{package}==(?:.*\\\n)*.*\n", self.pins.read_text(), re.MULTILINE)
        return found[0] if found else ""

    def attempt(self, steps):
        """The last line that a step complained with, or nothing if all went well; what did not is taken away."""
        # It only serves tests: built without optimising, it takes a quarter less time.
        env = {**os.environ, "CFLAGS": "-O0 -g0", "CXXFLAGS": "-O0 -g0", "UV_NO_PROGRESS": "1"}
        shutil.rmtree(self.venv, ignore_errors=True)
        for step in steps:
            done = subprocess.run([str(part) for part in step], capture_output=True, text=True, env=env)
            if done.returncode:
                shutil.rmtree(self.venv, ignore_errors=True)
                said = (done.stderr or done.stdout).strip().splitlines()
                return said[-1] if said else "no reason was given"
        return ""

    def bring(self, uv):
        """Bring it to what is pinned, if it is not there already, and leave nothing half made; what went wrong, or nothing."""
        wanted = hashlib.sha256(self.pins.read_bytes()).hexdigest()
        if self.stamp.is_file() and self.stamp.read_text() == wanted:
            return ""
        problem = self.attempt(self.with_uv(uv))
        if problem:
            with tempfile.NamedTemporaryFile("w", suffix=".txt") as first:
                first.write(self.block_of("setuptools"))
                first.flush()
                problem = self.attempt(self.with_pip(first.name))
        if not problem:
            self.stamp.write_text(wanted)
        return problem


def main(names):
    """Bring each environment that is named to what is pinned; one that cannot be made does not keep the next from being made."""
    uv = ROOT / ".venv" / "bin" / "uv"
    if not uv.exists():
        sys.exit("secondsource: run `make env-dev` first; it brings uv.")
    unknown = sorted(set(names) - set(BUILT))
    if unknown or not names:
        sys.exit(f"secondsource: name {' or '.join(BUILT)}.")
    problems = [(name, Apart(name).bring(uv)) for name in names]
    failed = [f"{name} could not be installed: {problem}" for name, problem in problems if problem]
    if failed:
        sys.exit("\n".join(f"secondsource: {said}" for said in failed))


if __name__ == "__main__":
    main(sys.argv[1:])
