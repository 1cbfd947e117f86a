"""What `doctor` says of packages: there, whole, cut short, left out."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from secondsource.cli import installed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages: the program, one that it needs, one that is asked for elsewhere alone, one of an extra."""
    made = {
        "secondsource": ["one>=1", "elsewhere; sys_platform == 'nowhere'", 'typst>=0.1; extra == "pdf"'],
        "one": ["two[more]>=2"],
        "two": [],
    }
    for name, wanted in made.items():
        told = tmp_path / f"{name}-1.0.dist-info"
        told.mkdir()
        lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {one}" for one in wanted)]
        (told / "METADATA").write_text("\n".join(lines))
        (tmp_path / f"{name}.py").write_text("x = 1\n")
        (told / "RECORD").write_text(f"{name}.py,,6\n../../../bin/{name},,900\n{name}-1.0.dist-info/RECORD,,\n")

    def distributions(name: str) -> Iterator[metadata.Distribution]:
        for room in (tmp_path / installed.VENDORED, tmp_path):
            if (room / f"{name}-1.0.dist-info").is_dir():
                yield metadata.Distribution.at(room / f"{name}-1.0.dist-info")

    monkeypatch.setattr(metadata, "distributions", distributions)
    return tmp_path


def test_packages_that_are_whole_are_one_row(site: Path) -> None:
    assert list(installed.packages()) == [
        ("packages", "fine", "3 are there and whole, among them one 1.0, secondsource 1.0")
    ]


def test_a_file_that_is_cut_short_or_gone_is_named(site: Path) -> None:
    (site / "two.py").write_text("x")
    (site / "one.py").unlink()
    found = {what: (state, told) for what, state, told in installed.packages()}
    assert found["package two"][0] == found["package one"][0] == "wrong"
    assert "1 of its files is missing or cut short (two.py)" in found["package two"][1]
    assert found["package two"][1].endswith("pip install --force-reinstall 'two==1.0'")


def test_a_copy_that_another_package_keeps_for_itself_is_passed_over(site: Path) -> None:
    shutil.copytree(site / "two-1.0.dist-info", site / installed.VENDORED / "two-1.0.dist-info")
    assert [state for _, state, _ in installed.packages()] == ["fine"]


def test_a_package_that_is_not_there_is_wrong_unless_it_is_for_other_systems(site: Path) -> None:
    (site / "two-1.0.dist-info").rename(site / "gone")
    rows = list(installed.packages())
    assert [(what, state) for what, state, _ in rows] == [("package two", "wrong"), ("packages", "fine")]


def test_an_extra_that_is_left_out_says_what_is_not_done_and_how_to_get_it(site: Path) -> None:
    found = {what: (state, told) for what, state, told in installed.extras()}
    assert found["extra pdf"] == (
        "absent",
        "optional; without it dossiers are not written as PDF: pip install 'secondsource[pdf]'",
    )


def test_every_extra_for_users_is_told_of() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(installed.LACKS) == set(extras) - {"dev", "fuzz"}
    page = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
    assert [name for name in installed.LACKS if f"| `{name}` |" not in page] == []
