from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.watch.alerts.target import NoTarget, TargetInTheOpen, address_of, checked


@pytest.mark.parametrize(
    "target", ["mailtos://me:secret@example.org", " json://127.0.0.1/x", "https://hooks.example.org/T0/B0"]
)
def test_an_address_itself_is_not_kept(target: str, tmp_path: Path) -> None:
    with pytest.raises(TargetInTheOpen):
        checked(target, tmp_path)


def test_a_file_in_the_case_would_be_handed_over_with_it(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    with pytest.raises(TargetInTheOpen, match="outside the case"):
        checked(f"file:{tmp_path}/case/../case/mail.txt", tmp_path / "case")
    assert checked(f"file:{tmp_path}/mail.txt", tmp_path / "case") == f"file:{tmp_path.resolve()}/mail.txt"


@pytest.mark.parametrize("target", ["", "mail.txt", "env:", "env:A B", "keyring:x"])
def test_what_names_no_place_is_refused(target: str, tmp_path: Path) -> None:
    with pytest.raises(NoTarget):
        checked(target, tmp_path)


def test_the_first_line_that_is_no_remark_is_the_address(tmp_path: Path) -> None:
    file = tmp_path / "mail"
    file.write_text("# the office\n\n mailtos://me@example.org \nand more\n")
    file.chmod(0o600)
    assert address_of(f"file:{file}") == "mailtos://me@example.org"
    assert address_of("env:T", {"T": " json://127.0.0.1/x\n"}) == "json://127.0.0.1/x"


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mail"
    file.write_text("mailtos://me:secret@example.org")
    file.chmod(0o640)
    with pytest.raises(NoTarget, match="chmod 600") as caught:
        address_of(f"file:{file}")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"\xff\xfe"])
def test_a_file_without_an_address_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "mail"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(NoTarget):
        address_of(f"file:{file}")
    with pytest.raises(NoTarget):
        address_of("env:NOT_SET", {})
