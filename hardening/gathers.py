"""`python -m hardening.gathers CASE INSTANT`: `watch gather` at an hour of a day that is pressed together."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from secondsource.store import Case
from secondsource.store.watching import Watching
from secondsource.watch.fetch import Fetcher, Manners
from secondsource.watch.gather import gather


def main(folder: Path, at: datetime) -> int:
    """Asks for what is due at that instant; 1 if nothing new came."""
    with Case.open(folder) as case, Watching(folder) as room:
        fetcher = Fetcher(room.hosts, replace(Manners(), delay=0.0), clock=lambda: at)
        got = gather(case, room, fetcher=fetcher, now=at, workers=1, wait=120)
    print(got)
    return 0 if got.new else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
