"""Builds sdist and wheel into dist/: `make wheel`. Offline; the build tool is the one pinned in the environment.

The wheel is built twice, from the tree and from the unpacked sdist, and must have the same bytes. Times in both are those of
SOURCE_DATE_EPOCH, or a fixed day without it, so that whoever builds the same tree gets the same files.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def built(source, kind, target):
    """The file of that kind (sdist, wheel) that the build tool makes of a source tree."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)],
        cwd=source,
        env=env,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"secondsource: the {kind} could not be built: {done.stderr.strip() or done.stdout.strip()}")
    (made,) = Path(target).glob("*.tar.gz" if kind == "sdist" else "*.whl")
    return made


def strays():
    """Files below src that git does not know: they would go into the wheel."""
    asked = ["git", "ls-files", "--others", "--exclude-standard", "src"]
    try:
        return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout.split("\n")[:-1]
    except OSError:
        return []


def main():
    """Build both into dist/ and name them."""
    if strays():
        sys.exit("secondsource: commit or remove what git does not know: " + ", ".join(strays()))
    with tempfile.TemporaryDirectory() as scratch:
        sdist = built(ROOT, "sdist", Path(scratch) / "sdist")
        wheel = built(ROOT, "wheel", Path(scratch) / "wheel")
        shutil.unpack_archive(sdist, Path(scratch) / "source")  # tarfile's own filters are not in every Python 3.11
        (source,) = (Path(scratch) / "source").iterdir()
        again = built(source, "wheel", Path(scratch) / "again")
        if again.read_bytes() != wheel.read_bytes():
            sys.exit("secondsource: the wheel of the sdist is another than that of the tree.")
        DIST.mkdir(exist_ok=True)
        for made in (sdist, wheel):
            (DIST / made.name).write_bytes(made.read_bytes())
            print(f"dist/{made.name} ({made.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
