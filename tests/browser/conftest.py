"""A real browser on a real desk: Debian's Chromium, driven by Playwright, over the demo's case. Skipped where no Chromium is."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from secondsource import pipeline
from secondsource.desk import create_app
from secondsource.store import Case

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium is installed; on Debian: apt-get install chromium")
                )


@pytest.fixture(scope="session")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's corpus, read once."""
    folder = tmp_path_factory.mktemp("browser") / "case"
    with Case.create(folder, now="2026-01-01T00:00:00Z", title="Kuwait 2016") as case:
        pipeline.run(case, [ROOT / "demo" / "corpus"], now=datetime(2026, 1, 1, tzinfo=UTC))
    return folder


@pytest.fixture
def case(read_case: Path, tmp_path: Path) -> Path:
    """A copy that a test may decide on."""
    return Path(shutil.copytree(read_case, tmp_path / "case"))


@pytest.fixture
def desk(case: Path) -> Iterator[str]:
    """The address of the desk of that case, on a free port of this machine alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(case), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests, without a way out."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, which fails the test if a script or a style was refused or the page asked for anything from elsewhere."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
    found = context.new_page()
    wrong: list[str] = []
    found.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    found.on("request", lambda request: wrong.append(request.url) if "//127.0.0.1:" not in request.url else None)
    yield found
    context.close()
    assert not [text for text in wrong if "favicon" not in text and "status of 4" not in text]
