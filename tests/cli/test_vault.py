"""`vault`: sealed, opened, and found nowhere else."""

from __future__ import annotations

import getpass
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from secondsource.cli.commands import app
from tests.cli.test_permit import quick, with_password
from tests.store.vault.conftest import quick_passphrases
from tests.store.vault.test_vault import OTHER, WHO, WORDS, planted

from .conftest import call

__all__ = ["quick"]
ENTRY = json.dumps(
    {"name": WHO.name, "contact": WHO.contact, "note": WHO.note, "concerns": list(WHO.concerns)}, ensure_ascii=False
)
WAYS = ("xlsx", "ftm", "stix", "prov", "csl")


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_passphrases(monkeypatch)


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(made, tmp_path / "case"))
    assert told(folder, "init", "--who", "Ana").exit_code == 0
    return folder


def told(case: Path, *words: object, passphrase: str = WORDS, more: str = "") -> Result:
    said = ["vault", *map(str, words), "--passphrase-file", "-", "--case", str(case)]
    return CliRunner().invoke(app, said, input=f"{passphrase}\n{more}")


def test_an_entry_is_put_listed_opened_and_written_down(case: Path) -> None:
    put = told(case, "put", "--from", "-", "--who", "Ana", more=ENTRY)
    assert put.stdout == "source:1\n" and "Qwyx" not in put.output
    listed = call("vault", "list", "--case", case)
    assert "source:1" in listed.stdout and "Qwyx" not in listed.output
    shown = told(case, "open", "source:1", "--who", "Ana")
    assert "Qwyx" in shown.stdout and "concerns: c0ffee" in shown.stdout and "stands in the log" in shown.stderr
    assert json.loads(told(case, "open", "1", "--who", "ana", "--json").stdout)["contact"] == WHO.contact
    acts = [json.loads(row)["act"] for row in call("vault", "log", "--json", "--case", case).stdout.splitlines()]
    assert acts == ["begun", "put", "opened", "opened"]
    assert json.loads(call("vault", "list", "--json", "--case", case).stdout)["by"] == "Ana"
    assert (
        told(case, "put", "--from", "-", "--into", "source:1", "--who", "Ana", more='{"note":"gone abroad"}').exit_code
        == 0
    )
    assert told(case, "open", "1", "--who", "Ana").stdout == "note: gone abroad\n"
    assert told(case, "erase", "1", "--who", "Ana").exit_code == 0
    assert told(case, "open", "1", "--who", "Ana").stdout == "erased\n"
    well = told(case, "verify", "--who", "Ana")
    assert well.exit_code == 0 and "each of them opens" in well.stdout
    assert call("verify", "--case", case).exit_code == 0


def test_a_second_person_comes_in_and_is_taken_out(case: Path) -> None:
    joined = told(case, "join", "--who", "Kim Min-ji", passphrase=OTHER)
    wrong = told(case, "invite", "Kim Min-ji", "--fingerprint", "0000-0000-0000-0000-0000", "--who", "Ana")
    assert wrong.exit_code == 1 and "let nobody in" in wrong.stderr
    assert told(case, "invite", "Kim Min-ji", "--fingerprint", joined.stdout.strip(), "--who", "Ana").exit_code == 0
    told(case, "put", "--from", "-", "--who", "Ana", more=ENTRY)
    assert "Qwyx" in told(case, "open", "1", "--who", "Kim Min-ji", passphrase=OTHER).stdout
    assert [json.loads(row)["is"] for row in call("vault", "people", "--json", "--case", case).stdout.splitlines()] == [
        "in",
        "in",
    ]
    assert told(case, "rotate", "--who", "Kim Min-ji", passphrase=OTHER).exit_code == 0
    gone = told(case, "remove-person", "Kim Min-ji", "--who", "Ana")
    assert gone.exit_code == 0 and "What they have seen they have seen" in gone.stderr
    shut = told(case, "open", "1", "--who", "Kim Min-ji", passphrase=OTHER)
    assert shut.exit_code == 1 and "stays closed" in shut.stderr and "Qwyx" not in shut.output
    assert "out" in call("vault", "people", "--case", case).stdout


def test_a_passphrase_is_asked_for_unseen_and_changed(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(case, "put", "--from", "-", "--who", "Ana", more=ENTRY)
    given = iter([WORDS, OTHER, OTHER, OTHER, WORDS, OTHER, "something else again"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(given))
    assert call("vault", "passphrase", "--who", "Ana", "--case", case).exit_code == 0
    assert "Qwyx" in call("vault", "open", "1", "--who", "Ana", "--case", case).stdout
    refused = call("vault", "open", "1", "--who", "Ana", "--case", case)
    assert refused.exit_code == 1 and refused.stdout == ""
    assert "not the same" in call("vault", "join", "--who", "Kim", "--case", case).stderr
    file = tmp_path / "passphrase"
    file.write_text(OTHER + "\n")
    file.chmod(0o644)
    asked = ("vault", "open", "1", "--who", "Ana", "--passphrase-file", file, "--case", case)
    assert "Others can read" in call(*asked).stderr
    file.chmod(0o600)
    assert "Qwyx" in call(*asked).stdout


def test_what_is_typed_is_asked_for_on_the_screen_and_never_in_arguments(case: Path) -> None:
    put = told(case, "put", "--who", "Ana", more=f"{WHO.name}\n\n\nc0ffee beef\n")
    assert put.stdout == "source:1\n"
    assert json.loads(told(case, "open", "1", "--json", "--who", "Ana").stdout)["concerns"] == ["c0ffee", "beef"]
    for more in ("\n\n\n\n", "not json"):
        words = ("put", "--who", "Ana") if more.strip() == "" else ("put", "--from", "-", "--who", "Ana")
        refused = told(case, *words, more=more)
        assert refused.exit_code == 1 and "JSON object" in refused.stderr and "not json" not in refused.stderr


def test_lock_signs_everybody_out(case: Path) -> None:
    from secondsource.model import Role
    from secondsource.store.office import Office

    assert "Nobody has an account" in call("vault", "lock", "--case", case).stderr
    with_password("people", "add", "Kim Min-ji", "--role", Role.KEEPER.value, "--case", case)
    office = Office(case)
    token = office.sessions.begin(office.people.named("Kim Min-ji"), "2026-03-01T09:00:00Z", "a browser")
    assert office.sessions.person(token, "2026-03-01T09:01:00Z")
    assert "signed out" in call("vault", "lock", "--case", case).stderr
    assert office.sessions.person(token, "2026-03-01T09:02:00Z") is None
    office.close()


def test_a_name_that_reports_have_is_sealed_and_hidden_in_editions(made: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    said = "The builders stopped work in Kuwait on March 18, Ahmed Qwyx, who drove them, said on Saturday. Qwyx said wages were withheld."
    (source / "a.json").write_text(
        json.dumps(
            {
                "id": "a",
                "outlet": "The Harbour Post",
                "published": "2016-03-19",
                "language": "en",
                "title": "Builders",
                "text": said,
            }
        )
    )
    folder = tmp_path / "own"
    assert call("run", source, "--case", folder).exit_code == 0
    told(folder, "init", "--who", "Ana")
    nowhere = told(folder, "seal-name", "--from", "-", "--who", "Ana", more="Somebody Else\n")
    assert (
        nowhere.exit_code == 1
        and "No report" in nowhere.stderr
        and call("vault", "list", "--case", folder).stdout == ""
    )
    done = told(folder, "seal-name", "--from", "-", "--who", "Ana", more="Ahmed Qwyx\nQwyx\n")
    assert done.exit_code == 0 and "The originals" in done.stderr, done.output
    entry = json.loads(told(folder, "open", "1", "--json", "--who", "Ana").stdout)
    assert (entry["name"], entry["note"], len(entry["concerns"])) == ("Ahmed Qwyx", "Qwyx", 1)
    for way in ("md", "html", "docx"):
        assert (
            call("dossier", "--redacted", "--format", way, "--out", tmp_path / f"d.{way}", "--case", folder).exit_code
            == 0
        )
    out = tmp_path / "claims.jsonl"
    assert call("export", "--redacted", "--what", "statements", "--out", out, "--case", folder).exit_code == 0
    assert b"Qwyx" not in out.read_bytes() + (tmp_path / "d.md").read_bytes() + (tmp_path / "d.html").read_bytes()
    assert "Qwyx" not in call("redact", "list", "--json", "--case", folder).stdout
    assert "Qwyx" not in (folder / "vault.db").read_bytes().decode("latin-1")


def test_nothing_of_the_vault_is_in_any_file_or_output(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Database, side files, accounts, originals, exports of every form, dossiers, caches and temporary files: a planted name is in none of them."""
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    out.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with_password("people", "add", "Kim Min-ji", "--role", "keeper", "--case", case)
    joined = told(case, "join", "--who", "Kim Min-ji", passphrase=OTHER).stdout.strip()
    said = [told(case, "invite", "Kim Min-ji", "--fingerprint", joined, "--who", "Ana")]
    said.append(told(case, "put", "--from", "-", "--who", "Ana", more=ENTRY))
    assert "Qwyx" in told(case, "open", "1", "--who", "Kim Min-ji", passphrase=OTHER).stdout
    said.append(told(case, "open", "1", "--who", "Kim Min-ji"))
    said.append(told(case, "rotate", "--who", "Ana"))
    said += [call("export", "--format", way, "--out", out / f"export.{way}", "--case", case) for way in WAYS]
    said += [
        call("dossier", "--format", way, "--out", out / f"dossier.{way}", "--case", case)
        for way in ("html", "md", "docx")
    ]
    said += [
        call(*words, "--case", case)
        for words in (
            ("show",),
            ("show", "--decisions"),
            ("verify",),
            ("search", "Qwyx"),
        )
    ]
    said += [call("vault", word, "--case", case) for word in ("list", "log", "people", "verify")]
    written = [path.name for path in out.iterdir()]
    assert len(written) >= 8, written
    assert "Qwyx" not in "".join(result.output for result in said).replace("“Qwyx”", "")
    assert planted(tmp_path) == [] and (case / "vault.db").exists()
    from secondsource.store.vault import Vault

    vault = Vault(case)
    with vault.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal" and planted(tmp_path) == []
    vault.close()
