from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import lines


def test_what_is_no_object_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "in.jsonl"
    path.write_text('{"a": 1}\n\nnot json\n[1]\n{"a": "쿠웨이트"}\n', encoding="utf-8")
    assert list(lines.read(str(path))) == [{"a": 1}, {"a": "쿠웨이트"}]
    assert capsys.readouterr().err.splitlines()[1] == "line 4 left out: an object was expected"


def test_rows_are_written_as_they_come(tmp_path: Path):
    path = tmp_path / "new" / "out.jsonl"

    def rows():
        yield {"n": 1}
        raise RuntimeError("the second row fails")

    with pytest.raises(RuntimeError):
        lines.write(str(path), rows())
    assert path.read_text(encoding="utf-8") == '{"n": 1}\n'
