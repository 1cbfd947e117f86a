"""The notebooks as pages of the site: executed where `DOCS_CASE` names the case that they open, as `make docs` does; else without what the cells show.

`python docs/notebooks.py FOLDER` makes that case there, out of the demo's corpus.
"""

from __future__ import annotations

import ast
import contextlib
import html
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

HERE = Path(__file__).resolve().parent / "notebooks"
CASE = 'CASE = "demo-case"'
"""The line of a notebook that says which case it opens."""


def on_files(files: Any, config: Any, **_: Any) -> Any:
    """Adds a page for each notebook; called by mkdocs."""
    case = os.environ.get("DOCS_CASE", "")
    for path in sorted(HERE.glob("*.ipynb")):
        name = f"notebooks/{path.stem}.md"
        files.append(File.generated(config, name, content="\n".join(page(path, case))))
    return files


def page(path: Path, case: str = "") -> Iterator[str]:
    """The lines of a notebook's page, in Markdown; with a case its cells are executed, and what they show follows them."""
    yield f"<!-- made from {path.name} -->"
    names: dict[str, Any] = {}
    title, *cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    yield from ("".join(title["source"]), "", f"[This page as a notebook]({path.name}).", "")
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield from (source, "")
            continue
        yield from ("```python", source, "```", "")
        if case:
            yield from (executed(source.replace(CASE, f"CASE = {case!r}"), names), "")


def executed(source: str, names: dict[str, Any]) -> str:
    """What a cell shows, as HTML: what it prints, then the value of its last line."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        value = valued(source, names)
    parts = [_pre(said.getvalue())] if said.getvalue() else []
    if hasattr(value, "_repr_svg_"):
        parts.append(f'<div class="shown">{value._repr_svg_()}</div>')
    elif hasattr(value, "to_html"):
        parts.append(f'<div class="shown" markdown="0">{value.to_html(border=0)}</div>')
    elif value is not None:
        parts.append(_pre(repr(value)))
    return "\n".join(parts)


def valued(source: str, names: dict[str, Any]) -> Any:
    """Runs a cell and gives the value of its last line, as a notebook does."""
    lines = ast.parse(source).body
    last = lines.pop() if isinstance(lines[-1], ast.Expr) else None
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)  # noqa: S102 - our own notebook
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last is not None else None  # noqa: S307 - the same


def _pre(text: str) -> str:
    return f"<pre><code>{html.escape(text.rstrip())}</code></pre>"


def main() -> None:
    """Makes the case of the demo in the folder that is named, if it is not there."""
    from datetime import UTC, datetime

    from secondsource import pipeline
    from secondsource.store import Case

    folder = Path(sys.argv[1])
    if (folder / "case.toml").exists():
        return
    with Case.create(folder, now="2026-01-01T00:00:00Z", title="Kuwait") as case:
        pipeline.run(case, [HERE.parents[1] / "demo" / "corpus"], now=datetime(2026, 1, 1, tzinfo=UTC))


if __name__ == "__main__":
    main()
