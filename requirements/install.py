"""Makes .venv and puts the pinned packages and this project into it: `python3 requirements/install.py run|dev`.

Standard library only, and readable by any Python 3, so that an old one is told what is missing instead of failing on syntax.
A stamp in .venv holds the digest of all that was asked for; while it is the same, nothing is done.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "requirements"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST, NEWEST = (3, 11), (3, 13)
MISLEADING = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_CONSTRAINT",
    "PIP_REQUIREMENT",
    "PIP_REQUIRE_HASHES",
    "PIP_NO_DEPS",
    "PIP_NO_BINARY",
    "PIP_ONLY_BINARY",
    "PIP_PYTHON",
    "PIP_PRE",
    "PIP_DRY_RUN",
    "VIRTUAL_ENV",
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
    "UV_CONSTRAINT",
    "UV_OVERRIDE",
    "UV_REQUIRE_HASHES",
    "UV_PROJECT_ENVIRONMENT",
    "UV_TARGET",
    "UV_PREFIX",
)
"""Settings of a user's shell that would send packages elsewhere or refuse them. Proxies, certificates and mirrors are left as they are."""


def fail(message):
    """Say what is missing and how to get it, and stop."""
    sys.exit("secondsource: " + message)


def suitable(candidate):
    """The version of a Python if it can be run and is one of those the pins were made for, else None."""
    try:
        said = subprocess.run(
            [candidate, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        ).stdout
        version = tuple(map(int, said.split()))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return version if OLDEST <= version <= NEWEST else None


def interpreter():
    """A Python of 3.11 to 3.13: this one, or another on the PATH."""
    for candidate in (sys.executable, "python3.11", "python3.12", "python3.13", "python3"):
        if candidate and suitable(candidate):
            return candidate
    return fail(
        "Python 3.11, 3.12 or 3.13 is needed and `python3` is {}.{}. Install one (Debian, Ubuntu: `sudo apt install python3.11-venv`; "
        "macOS: `brew install python@3.12`) and run the command again, if need be as `make PYTHON=/path/to/python3.12 ...`.".format(
            *sys.version_info
        )
    )


def wanted(kind):
    """Digest of everything the environment is made from."""
    total = hashlib.sha256(kind.encode())
    for path in (HERE / f"{kind}.txt", HERE / "uv.txt", ROOT / "pyproject.toml"):
        total.update(path.read_bytes())
    total.update(str(ROOT).encode())
    return total.hexdigest()


def done(kind):
    """Whether the environment already holds this kind; the one for development holds the other too."""
    if not PYTHON.exists() or not suitable(str(PYTHON)):
        return False
    kinds = ("run", "dev") if kind == "run" else ("dev",)
    stamps = {k: VENV / f".{k}.stamp" for k in kinds}
    return any(path.is_file() and path.read_text() == wanted(k) for k, path in stamps.items())


def make_environment(env):
    """An environment with pip in it."""
    usable = PYTHON.exists() and suitable(str(PYTHON))
    if usable and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, env=env).returncode == 0:
        return
    if (
        usable
        and subprocess.run([PYTHON, "-m", "ensurepip", "--default-pip"], capture_output=True, env=env).returncode == 0
    ):
        return
    made = subprocess.run([interpreter(), "-m", "venv", "--clear", VENV], capture_output=True, text=True, env=env)
    if made.returncode:
        if "ensurepip" in made.stdout + made.stderr:
            fail(
                "this Python cannot make environments. Install what Debian and Ubuntu keep apart, `sudo apt install python3-venv`, and run the command again."
            )
        fail(f"no environment could be made in {VENV.name}: {(made.stderr or made.stdout).strip()}")


def install(kind, env):
    """The pinned packages, each checked against its hash, then this project without looking for anything else."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    got_uv = (
        subprocess.run([*pip, "--require-hashes", "-r", HERE / "uv.txt"], capture_output=True, env=env).returncode == 0
    )
    # with the certificates of the machine, as pip: behind a proxy that looks into what passes, those of uv know nobody
    uv = [str(BIN / "uv"), "pip", "install", "--quiet", "--system-certs", "--python", str(PYTHON)]
    pinned = ["--require-hashes", "-r", str(HERE / f"{kind}.txt")]
    itself = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if got_uv and all(
        subprocess.run([*uv, *what], capture_output=True, env=env).returncode == 0 for what in (pinned, itself)
    ):
        return
    for what in (pinned, itself):
        if subprocess.run([*pip, *what], env=env).returncode:
            fail(
                "the packages could not be installed; the lines above say why. Check the network (or the mirror pip is set up with) and run the command again."
            )


def main():
    """Bring .venv to what is asked for, if it is not there already."""
    kind = sys.argv[1] if len(sys.argv) > 1 else ""
    if kind not in ("run", "dev"):
        fail("write `python3 requirements/install.py run` or `... dev`.")
    if done(kind):
        return
    env = {k: v for k, v in os.environ.items() if k not in MISLEADING}
    env.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_ROOT_USER_ACTION="ignore", PYTHONUTF8="1", UV_NO_PROGRESS="1")
    print("Making .venv (once; the pinned packages are checked against their hashes) ...", file=sys.stderr, flush=True)
    make_environment(env)
    for stamp in VENV.glob(".*.stamp"):
        stamp.unlink()
    install(kind, env)
    (VENV / f".{kind}.stamp").write_text(wanted(kind))


if __name__ == "__main__":
    main()
