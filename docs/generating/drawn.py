"""Pictures that are drawn as the program draws them."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path


def law_picture() -> str:
    """The law about labour on the day on which its last resolution began, as a time axis."""
    from datetime import date

    from secondsource import law
    from secondsource.publish.lawline import law_svg
    from secondsource.subjects import load

    pack, day = load(), date(2017, 12, 22)
    found = law.in_force(day, pack, "PL", law.topic("labour", pack))
    return (
        str(law_svg(law.bars((f.provision for f in found), pack), day, f"In force on {day} in PL, about labour")) + "\n"
    )


def finding_picture() -> str:
    """A finding on an invented report, as `law explain --svg` draws it."""
    from secondsource import pipeline
    from secondsource.publish import masked_view
    from secondsource.publish.findingline import finding_svg
    from secondsource.store import Case
    from secondsource.subjects import load

    pack = load()
    told = {
        "id": "harbour-post",
        "outlet": "The Harbour Post",
        "published": "2020-03-02",
        "language": "en",
        "title": "Builders at work",
        "text": "About 40 North Korean builders are working in Qatar and were paid in January 2020, a foreman said.",
    }
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "harbour-post.json"
        source.write_text(json.dumps(told), encoding="utf-8")
        with Case.create(Path(folder) / "case", now="2020-03-03T00:00:00Z") as case:
            pipeline.run(case, [source], now=datetime(2020, 3, 3, tzinfo=UTC))
            view = case.view()
    claim = next(c for c in view.claims if c.type == "WORK_PRESENCE")
    (finding,) = pipeline.findings_on(view, claim, ["UN-2397-8"])
    return str(finding_svg(masked_view(view), finding, claim.title, pack)) + "\n"
