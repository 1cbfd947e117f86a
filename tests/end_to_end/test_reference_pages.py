"""The reference leaves nothing out: every command with its options, every setting, everything that can be plugged in."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import material
import typer
import yaml

import secondsource
from secondsource.cli.commands import app
from secondsource.cli.settings import SETTINGS
from tests.end_to_end.typed import DOCS, PAGES, ROOT

SOURCE = ROOT / "src" / "secondsource"
SEAMS = frozenset({
    "bulk/engine.py:Engine", "read/languages.py:LanguageReader", "read/reader.py:Reader",
})  # fmt: skip
"""Interfaces that something from outside may have: they stand on the page of hooks."""
WITHIN = frozenset({
    "desk/listing.py:Choosing", "join/cluster.py:Summary", "join/distance.py:Point", "law/conditions.py:Condition", "law/conditions.py:Facts",
    "model/news.py:Before", "model/news.py:Kept", "model/news.py:Stand", "read/cued/said.py:Grammar", "read/remote/kept.py:Answers",
    "store/chain.py:Link", "store/office/room.py:Room", "store/originals.py:Originals", "store/search/engine.py:Engine", "store/search/index.py:Held",
    "store/watching/room.py:Room", "watch/fetch/robots.py:Hosts",
})  # fmt: skip
"""Interfaces between parts of the program, which nothing from outside is put into."""


def tree(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        if not getattr(child, "hidden", False):
            yield from tree(child, (*path, name))


def test_every_command_has_its_part_with_all_options():
    page = PAGES["reference/cli.md"]
    parts = dict(re.findall(r"^## `secondsource ?(.*?)`\n\n```\n(.*?)^```", page, re.MULTILINE | re.DOTALL))
    found = dict(tree(typer.main.get_command(app)))
    assert set(parts) == {" ".join(path) for path in found}
    missing = [
        (path, option)
        for path, command in found.items()
        for parameter in command.params
        if not getattr(parameter, "hidden", False) and parameter.param_type_name == "option"
        for option in parameter.opts
        if option not in parts[" ".join(path)] and not option.startswith(("--install-completion", "--show-completion"))
    ]
    assert missing == []


def test_every_setting_is_on_its_page():
    page = PAGES["reference/settings.md"]
    assert [setting.name for setting in SETTINGS if f"| `{setting.name}` |" not in page] == []


def test_everything_that_can_be_plugged_in_is_on_the_page_of_hooks():
    page = PAGES["reference/hooks.md"]
    groups, shapes = set(), set()
    for path in SOURCE.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        if "entry_points" in code:
            groups |= set(re.findall(r'"(secondsource\.[a-z]+)"', code))
        name = path.relative_to(SOURCE).as_posix()
        shapes |= {f"{name}:{shape}" for shape in re.findall(r"^class ([A-Z]\w*)\(Protocol", code, re.MULTILINE)}
    assert groups == {"secondsource.readers"}
    assert [group for group in groups if f"`{group}`" not in page] == []
    assert shapes == SEAMS | WITHIN
    for shape in SEAMS:
        module, _, name = shape.partition(":")
        assert f"secondsource.{module.removesuffix('.py').replace('/', '.')}.{name}`" in page, shape


def test_every_page_is_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    named = set(re.findall(r": ([\w/.-]+\.md)$", navigation, re.MULTILINE))
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    there |= {f"notebooks/{path.stem}.md" for path in (DOCS / "notebooks").glob("*.ipynb")}
    assert {page for page in there - named if not page.startswith("reference/provisions/")} == set()
    assert named <= there


def test_every_picture_is_described_and_there():
    bare, gone = [], []
    for page, text in PAGES.items():
        folder = (
            ROOT
            if page in ("README.md", "CONTRIBUTING.md")
            else ROOT / "demo"
            if page.startswith("demo/")
            else DOCS / Path(page).parent
        )
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", text):
            bare += [(page, target)] if len(words) < 8 else []
            gone += [(page, target)] if not (folder / target).is_file() else []
    assert (bare, gone) == ([], [])


def section(page: str, anchor: str) -> str:
    """The part of a page under a heading, by the heading's anchor."""
    parts = re.split(r"^## (.*)$", PAGES[page], flags=re.MULTILINE)
    named = {
        re.sub(r"[^\w\s-]", "", head).strip().lower().replace(" ", "-"): text
        for head, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    return named[anchor]


def test_every_figure_that_is_shown_stands_where_its_row_says():
    seen = 0
    for page in ("README.md", "methods.md"):
        for row in PAGES[page].splitlines():
            figures = re.findall(r"\*\*([\d.]+%?)\*\*", row)
            for figure in figures:
                places = re.findall(r"\]\((?:docs/)?([\w/]+\.md)#([\w-]+)\)", row)
                words = " ".join(section(*place) for place in places).replace("*", "")
                assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", words), (page, figure, places)
                seen += 1
    assert seen >= 20


def test_how_to_cite_names_this_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == secondsource.__version__
    assert cited["license"] == "Apache-2.0" and cited["authors"]


def test_a_page_of_the_site_fetches_nothing_from_elsewhere():
    """What the theme's plugin for reading offline would fetch is known, and the site's hook puts a file of ours in its place."""
    spec = importlib.util.spec_from_file_location("docs_offline", DOCS / "offline.py")
    assert spec is not None and spec.loader is not None
    offline = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(offline)
    fetched = '<head><script src="https://cdn.example/iframe-worker/shim"></script></head>'
    page = SimpleNamespace(url="how-to/desk.html")
    assert offline.on_post_page(fetched, page=page) == '<head><script src="../worker.js"></script></head>'
    assert offline.on_post_template(fetched) == '<head><script src="worker.js"></script></head>'
    plugin = (Path(material.__file__).parent / "plugins" / "offline" / "plugin.py").read_text(encoding="utf-8")
    fetched = re.findall(r"https?://[\w./-]+", re.sub(r"^#.*$", "", plugin, flags=re.MULTILINE))
    assert fetched and [address for address in fetched if "/iframe-worker/" not in address] == []
    assert (DOCS / "worker.js").is_file()
