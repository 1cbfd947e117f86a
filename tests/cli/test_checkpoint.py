from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from .conftest import call


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(made, tmp_path / "case"))
    for name in ("AMBER", "GREEN", "AMBER"):
        assert call("mark", "case", name, "--who", "Min", "--why", "agreed", "--case", folder).exit_code == 0
    return folder


def changed(case: Path, *acts: str) -> None:
    with sqlite3.connect(case / "case.db") as tables:
        for act in ("update", "delete"):
            tables.execute(f"DROP TRIGGER decisions_no_{act}")
        for act in acts:
            tables.execute(act)
    tables.close()


def test_what_was_cut_off_is_found_by_a_checkpoint(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "away" / "kuwait.checkpoint"
    written = call("checkpoint", "-o", file, "--case", case)
    assert written.exit_code == 0 and "3 decisions and" in written.stderr and "not signed" in written.stderr
    fine = call("verify", "--checkpoint", file, "--case", case)
    assert fine.exit_code == 0 and "1 checkpoint, but not by whom they are signed" in fine.stdout
    changed(case, "DELETE FROM decisions WHERE seq = 3")
    assert "ledger" not in call("verify", "--case", case).stdout.replace("log of custody and the ledger", "")
    found = call("verify", "--checkpoint", file, "--case", case)
    assert found.exit_code == 4 and "ledger: Decision 3 was there on" in found.stdout


def test_a_signature_is_asked_for_and_checked(case: Path, tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    def keys(name: str) -> tuple[Path, Path]:
        key = Ed25519PrivateKey.generate()
        private, public = tmp_path / name, tmp_path / f"{name}.pub"
        private.write_bytes(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption()))
        public.write_bytes(key.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH) + b" Min\n")
        return private, public

    (private, public), (_, another) = keys("one"), keys("another")
    file = tmp_path / "kuwait.checkpoint"
    assert call("checkpoint", "-o", file, "--key", private, "--case", case).exit_code == 0
    assert call("verify", "--checkpoint", file, "--signer", public, "--case", case).exit_code == 0
    stranger = call("verify", "--checkpoint", file, "--signer", another, "--case", case)
    assert stranger.exit_code not in (0, 4) and "not among those" in stranger.stderr
    file.write_bytes(file.read_bytes().replace(b"decision 1 ", b"decision 2 "))
    bent = call("verify", "--checkpoint", file, "--signer", public, "--case", case)
    assert "not of this file" in bent.stderr
    file.with_name("kuwait.checkpoint.sig").unlink()
    assert "is not signed" in call("verify", "--checkpoint", file, "--signer", public, "--case", case).stderr


def test_bad_files_are_told_in_a_sentence(case: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(b"\xff\x00")
    assert "no checkpoint" in call("verify", "--checkpoint", bad, "--case", case).stderr
    assert "bad2" in call("verify", "--checkpoint", tmp_path / "bad2", "--case", case).stderr
    assert "no Ed25519 key" in call("verify", "--checkpoint", bad, "--signer", bad, "--case", case).stderr


def test_a_broken_ledger_is_told_whenever_the_case_is_opened_and_nothing_is_added_to_it(case: Path) -> None:
    changed(case, "UPDATE decisions SET body = replace(body, 'Min', 'Ada') WHERE seq = 2")
    shown = call("show", "--case", case)
    assert shown.exit_code == 0 and "Decision 2" in shown.stderr and "was changed after it was made" in shown.stderr
    refused = call("mark", "case", "GREEN", "--who", "Min", "--why", "agreed", "--case", case)
    assert refused.exit_code != 0 and "nothing is added to the ledger" in refused.stderr
    with sqlite3.connect(case / "case.db") as tables:
        assert tables.execute("SELECT count(*) FROM decisions").fetchone() == (3,)
    tables.close()
