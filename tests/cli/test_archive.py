from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from secondsource.model import Role, Sensitive
from secondsource.store import about
from secondsource.store.office import Office, two
from secondsource.store.office.record import Deed

from .conftest import call

AT = "2026-03-01T09:00:00Z"


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def test_originals_are_refused_until_somebody_says_that_nothing_is_masked_and_why(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.wacz"
    for more in ((), ("--unmasked",), ("--unmasked", "--who", "Min"), ("--unmasked", "--why", "court")):
        result = call("archive", "--out", out, "--case", case, *more)
        assert result.exit_code == 1 and not out.exists()
    result = call("archive", "--out", out, "--case", case, "--unmasked", "--who", "Min", "--why", "for the court")
    assert result.exit_code == 0 and "3 captures, unmasked" in result.output and zipfile.is_zipfile(out)
    office = Office(case)
    (deed,) = office.record.entries(act=Deed.TAKEN.value)
    office.close()
    assert (deed.entry.who, deed.entry.why, deed.entry.object) == ("Min", "for the court", "captures")
    assert len(deed.entry.more["sha256"]) == 64 and "/" not in deed.entry.more["file"]


def test_where_there_are_accounts_two_people_must_agree_and_once(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.wacz"
    asked = ("archive", "--out", out, "--case", case, "--unmasked", "--who", "Min", "--why", "for the court")
    office = Office(case)
    sees = frozenset(Sensitive)
    ana = office.people.add("Ana", Role.KEEPER, at=AT, password="seven barges in the fog", sees=sees)
    office.people.add("Min", Role.REVIEWER, at=AT, password="seven barges in the fog", sees=sees)
    result = call(*asked)
    assert result.exit_code == 1 and "permit ask captures" in result.output and not out.exists()
    from secondsource.cli.permit import now

    number = two.ask(office, "case", "captures", ana, "for the court", now(), sees)
    proposal = office.proposals.of(number)
    assert proposal is not None
    two.confirm(office, proposal, "Min", now())
    assert call(*asked).exit_code == 0 and out.exists()
    assert call(*asked).exit_code == 1
    office.close()


def test_a_case_that_asks_for_two_pairs_of_eyes_is_not_handed_out_by_one(case: Path, tmp_path: Path) -> None:
    about.set_eyes(case / "case.toml", 2)
    out = tmp_path / "out.wacz"
    result = call("archive", "--out", out, "--case", case, "--unmasked", "--who", "Min", "--why", "for the court")
    assert result.exit_code == 1 and "two people" in result.output and not out.exists()
