"""Takes a picture of each page of the desk over the demo's case, wide and narrow, into docs/images/desk.

`make screenshots` runs it; it needs Chromium (Debian: `apt-get install chromium`) and the development environment.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent
FOLDER = HERE / "images" / "desk"
WIDTHS = {"": (1200, 900), "-narrow": (360, 740)}
PAGES = {
    "today": "/today",
    "claims": "/?q=Kuwait",
    "claim": "",
    "review": "/review",
    "timeline": "/timeline",
    "map": "/map",
    "network": "/network",
    "scenario": "/scenario?preset=un-bans-2017&substitution=0",
    "law": "/law?on=2017-12-22&country=PL&about=labour",
    "numbers": "/numbers",
    "sources": "/sources",
    "report": "/reports",
    "work": "/work",
}
TEAM = {"people": "/people", "account": "/me"}
WORDS = "seven barges in the fog"


def main() -> int:
    """Make the pictures; 1 if there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("There is no Chromium. On Debian: apt-get install chromium", file=sys.stderr)
        return 1
    import uvicorn
    from playwright.sync_api import sync_playwright

    from secondsource import pipeline
    from secondsource.desk import create_app
    from secondsource.store import Case

    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "case"
        with Case.create(folder, now="2026-01-01T00:00:00Z", title="Kuwait 2016") as case:
            pipeline.run(case, [HERE.parent / "demo" / "corpus"], now=datetime(2026, 1, 1, tzinfo=UTC))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(folder), host="127.0.0.1", port=port, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        here = f"http://127.0.0.1:{port}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            page.goto(here + PAGES["claims"])
            PAGES["claim"] = page.locator("table.list tbody a").first.get_attribute("href") or "/"
            page.goto(here + PAGES["report"])
            PAGES["report"] = page.locator("tbody a").nth(1).get_attribute("href") or "/"
            take(page, here, PAGES)
            people(folder)
            page.goto(f"{here}/login")
            page.get_by_label("Name").fill("Kim Min-ji")
            page.get_by_label("Password").fill(WORDS)
            page.get_by_role("button", name="Sign in").click()
            take(page, here, TEAM)
            browser.close()
        server.should_exit = True
        thread.join(10)
    print(FOLDER.relative_to(HERE.parent))
    return 0


def take(page: Page, here: str, pages: dict[str, str]) -> None:
    """Takes each page at each width."""
    for name, address in pages.items():
        for end, (width, height) in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(here + address)
            page.screenshot(path=FOLDER / f"{name}{end}.png")


def people(folder: Path) -> None:
    """Two people, invented, get accounts."""
    from secondsource.model import Role, Sensitive
    from secondsource.store.office import Office

    office = Office(folder)
    for name, role in (("Kim Min-ji", Role.KEEPER), ("Ana Lopez", Role.ANALYST)):
        office.people.add(name, role, at="2026-01-01T00:00:00Z", password=WORDS, sees=frozenset({Sensitive.PERSONAL}))
    office.close()


if __name__ == "__main__":
    sys.exit(main())
