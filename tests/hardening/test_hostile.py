"""What is made to do harm costs little, says nothing of other files, and is read or set aside with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardening.hostile import SECRET, hostile
from hardening.mutate import WRITES
from hardening.readers import reader_of
from hardening.samples import samples
from hardening.trial import tried
from secondsource.model import SecondsourceError
from secondsource.pipeline.confined import Limits

NAMES = tuple(hostile(""))


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """What the readers load is loaded once, not in the process of each try."""
    for file, data in samples().values():
        if file != "a.zip":
            reader_of(file)(data)


LIMITS = Limits(seconds=20, seconds_each=0, megabytes=400, megabytes_each=0)
"""Ten times and more what any of them takes on a quiet machine; a worker is given more than that."""


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_or_set_aside_within_its_limits(name: str) -> None:
    file, made = hostile("file:///etc/hostname")[name]
    told = tried(reader_of(file), made(), LIMITS, writes=file in WRITES)
    # PDFium does not live on without memory; its process ends, and the document is set aside by whoever began it
    ended = name.startswith("PDF") and told.outcome.startswith("ended by")
    assert ended or told.outcome in ("read", "set aside"), name


@pytest.mark.parametrize("name", [name for name in NAMES if "that it names" in name or "outside" in name])
def test_nothing_of_another_file_comes_in(name: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(SECRET)
    file, made = hostile(other.as_uri())[name]
    try:
        found = repr(reader_of(file)(made()))
    except SecondsourceError as error:
        found = str(error)
    assert SECRET not in found and found


@pytest.mark.parametrize("name", [name for name in NAMES if "lead out" in name or "a link" in name])
def test_no_name_within_an_archive_is_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "a" / "b" / "c" / "d"
    room.mkdir(parents=True)
    monkeypatch.chdir(room)
    file, made = hostile("")[name]
    before = sorted(tmp_path.rglob("*"))
    try:
        found = repr(reader_of(file)(made()))
    except SecondsourceError as error:
        found = str(error)
    assert sorted(tmp_path.rglob("*")) == before and "root:" not in found


@pytest.mark.parametrize("name", [name for name in samples() if name != "zip"])
def test_every_sample_can_be_read(name: str) -> None:
    file, data = samples()[name]
    reader_of(file)(data)


def test_a_program_or_an_object_within_is_passed_over() -> None:
    file, made = hostile("")["Word: a program and an OLE object in it"]
    whole = reader_of("a.docx")(samples()["Word"][1])
    with_object = reader_of(file)(made())
    assert with_object[0].text == whole[0].text  # type: ignore[index]
