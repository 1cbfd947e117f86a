"""Every setting that the program reads is in the table, as the program has it."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path

from secondsource.cli import doctor
from secondsource.cli.settings import SETTINGS, Place, of, unknown
from secondsource.desk import elsewhere
from secondsource.read.remote import settings as remote
from secondsource.store.about import About

SOURCE = Path(__file__).resolve().parents[2] / "src" / "secondsource"
READ = re.compile(
    r"(?<!_)SECONDSOURCE_[A-Z]+(?:_[A-Z]+)*|(?:environ(?:ment)?|environ\.get|environment\.get|getenv)[\[(]\s*\"([A-Z][A-Z0-9_]+)\""
)
"""A variable of the environment in the code: one of ours wherever it is named, one of others where it is read."""


def named(place: Place) -> set[str]:
    return {setting.name for setting in of(place)}


def code() -> str:
    """The program's own, without the table."""
    table = SOURCE / "cli" / "settings.py"
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted(SOURCE.rglob("*.py")) if p != table)


def test_every_variable_that_the_code_names_is_in_the_table():
    found = {match[1] or match[0] for match in READ.finditer(code())} - {"SECONDSOURCE_READER"}
    assert {"SECONDSOURCE_CASE", "AWS_REGION", "RAY_AUTH_TOKEN"} <= found
    assert found <= named(Place.ENVIRONMENT) | named(Place.OTHERS)


def test_every_variable_in_the_table_is_named_by_the_code():
    known = code()
    made = {"SECONDSOURCE_READER_URL", "SECONDSOURCE_READER_MODEL", "SECONDSOURCE_READER_KEY"}
    assert 'f"SECONDSOURCE_READER_{name.upper()}"' in known
    assert [name for name in sorted(named(Place.ENVIRONMENT) - made) if name not in known] == []


def test_what_a_case_says_of_itself_is_in_the_table():
    ours = {setting.name: setting.default for setting in of(Place.CASE)}
    assert list(ours) == ["format", *(f.name for f in fields(About) if f.name != "format")]
    said = {f.name: f.default for f in fields(About) if f.default is not MISSING}
    assert ours["captures"] == "captures" and said.pop("captures") == ""
    assert {name: str(value).replace("False", "false") for name, value in said.items()} == {n: ours[n] for n in said}


def test_what_the_remote_reader_takes_is_in_the_table():
    ours = {setting.name: setting for setting in of(Place.READER)}
    assert set(ours) == remote._KNOWN
    for field in fields(remote.Settings):
        assert ours[field.name].default == ("" if field.default in (MISSING, "") else f"{field.default:g}"), field.name
    for name, (low, high) in remote._NUMBERS.items():
        assert f"{low:.10g} to {high:.10g}" in ours[name].holds, name


def test_what_the_provider_takes_is_in_the_table():
    ours = {setting.name: setting.default for setting in of(Place.SIGN_IN)}
    assert ours == {f.name: "" if f.default is MISSING else f.default for f in fields(elsewhere.Settings)}


def test_no_name_stands_twice_in_a_place():
    assert len({(s.place, s.name) for s in SETTINGS}) == len(SETTINGS)


def test_a_slip_of_the_pen_is_told_with_what_was_meant():
    assert unknown(["SECONDSOURCE_WHOM", "SECONDSOURCE_WHO", "PATH"]) == [("SECONDSOURCE_WHOM", "SECONDSOURCE_WHO")]
    found = list(doctor._settings({"SECONDSOURCE_READER_MODELL": "x", "SECONDSOURCE_SPEED": "9"}))
    assert [said for _, _, said in found] == [
        "SECONDSOURCE_READER_MODELL is no setting; SECONDSOURCE_READER_MODEL is one",
        "SECONDSOURCE_SPEED is no setting",
    ]
    assert {state for _, state, _ in found} == {"partly"}
