"""A shell asks what may come next."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from secondsource.cli import completion
from secondsource.cli.commands import COMMANDS
from secondsource.forecast.scenario.load import model_of
from secondsource.subjects import load, packs

from .conftest import call

ASK = """
eval "$(secondsource completion bash)"
for line in "$@"; do
  IFS='|' read -ra COMP_WORDS <<< "$line|-"; unset 'COMP_WORDS[-1]'; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _secondsource_completion secondsource
  (IFS=' '; echo "${COMPREPLY[*]}")
done
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_options_and_values(tmp_path: Path) -> None:
    program = tmp_path / "secondsource"
    program.write_text(f"#!{sys.executable}\nfrom secondsource.cli.main import main\n\nmain()\n")
    program.chmod(0o755)
    lines = ["secondsource|do", "secondsource|law|", "secondsource|export|--form", "secondsource|dossier|--format|d"]
    done = subprocess.run(
        ["bash", "--norc", "-c", ASK, "bash", *lines],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)},
    )
    commands, of_law, option, format_ = done.stdout.splitlines()
    assert set(commands.split()) == {name for name in COMMANDS if name.startswith("do")}
    assert {"on", "check", "explain"} <= set(of_law.split())
    assert (option, format_) == ("--format", "docx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secondsource"]


def test_each_shell_has_its_script() -> None:
    said = {shell.value: call("completion", shell.value).stdout for shell in completion.Shell}
    assert "complete -o default -F" in said["bash"] and "#compdef secondsource" in said["zsh"]
    assert all(completion.VARIABLE in script for script in said.values())
    assert call("completion", "tcsh").exit_code == 2


def test_names_of_packs_and_presets_are_those_there_are() -> None:
    assert completion.pack_names("") == packs()
    assert completion.pack_names("dprk") == ["dprk_labour"]
    assert completion.preset_names("") == sorted(model_of(load()).presets)
