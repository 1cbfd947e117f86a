"""The main job over the demo corpus: one origin behind many, a sensor, a mistake in relay, and nobody's phone number."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

PRIVATE = (
    "gulf.watcher@example.org",
    "Harun Testa",
    "202 555 0143",
    "2025550143",
    "marit@example.org",
    "Marit Beispiel",
    "202 555 0178",
    "2025550178",
)


def claims_of(demo: Any, kind: str) -> list[dict[str, Any]]:
    return [row for row in demo.rows("claims") if row["type"] == kind]


def test_every_report_is_read(demo: Any, corpus: Path):
    reports = demo.rows("reports")
    assert len(reports) == 15
    assert len(list(corpus.iterdir())) == 14
    assert {row["language"] for row in reports} == {"en", "ko"}
    assert [row["report"] for row in reports if not row["outlet"]] == []
    assert [row["report"] for row in reports if not row["published"]] == []


def test_a_second_run_does_nothing(demo: Any, corpus: Path):
    before = demo.rows("claims")
    said = json.loads(demo("run", str(corpus), "--json"))
    assert (said["captures"], said["reports"], said["read"], said["stages"]) == (0, 0, 0, [])
    assert demo.rows("claims") == before


def test_the_strike_has_one_origin_however_many_carry_it(demo: Any):
    strike = max(claims_of(demo, "WORK_STOPPAGE"), key=lambda row: len(row["reports"]))
    assert len(strike["reports"]) >= 4
    assert strike["at_least"] <= 1
    assert strike["at_most"] <= 2
    assert strike["because"]


def test_relays_lead_to_the_broadcaster(demo: Any):
    relays = [row for row in demo.rows("relays") if row["to"] in ("rfa-2016-06-07", "Radio Free Asia")]
    assert len({row["from"] for row in relays}) >= 5


def test_a_tracker_is_an_origin_of_its_own(demo: Any):
    bases = {(o["basis"]) for row in claims_of(demo, "FLIGHT_OR_ROUTE_CHANGE") for o in row["origins"]}
    assert "sensor" in bases


def test_nothing_is_called_corroborated_by_copies_alone(demo: Any):
    for row in demo.rows("claims"):
        assert 0 <= row["at_least"] <= row["at_most"]
        assert row["at_least"] <= len([o for o in row["origins"] if o["recorded"] and not o["against"]])


def test_no_comment_becomes_a_statement(demo: Any, corpus: Path):
    given = b" ".join(path.read_bytes() for path in sorted(corpus.iterdir())).decode("utf-8", "replace")
    texts = " ".join(row["text"] for row in demo.rows("statements"))
    for word in ("shouting", "crying", "Subscribe", "Markets close"):
        assert word in given
        assert word not in texts


def test_every_statement_is_the_words_it_points_at(demo: Any):
    texts = {row["id"]: row["text"] for row in demo.rows("reports")}
    rows = demo.rows("statements")
    assert len(rows) > 20
    for row in rows:
        body = texts[row["report_id"]]
        for start, end in row["content"]:
            assert body[start:end].strip(), row["id"]


def test_nothing_that_leaves_shows_personal_data(demo: Any, tmp_path: Path):
    pages = [demo("dossier", "--format", f) for f in ("html", "md")] + [demo("dossier", "--redacted")]
    kinds = ("statements", "mentions", "claims", "relays", "findings", "reports")
    pages += [json.dumps(demo.rows(what), ensure_ascii=False) for what in kinds]
    pages.append(demo("export", "--what", "reports", "--format", "csv"))
    pages.append(demo("show"))
    everything = "\n".join(pages)
    digits = re.sub(r"(?<=\d)[ ().\-/]+(?=\d)", "", everything)
    assert [item for item in PRIVATE if item in everything or item in digits] == []


def test_the_dossier_says_what_it_stands_on(demo: Any):
    page = demo("dossier", "--format", "html")
    assert "<script" not in page
    assert "at least" in page.lower()
    assert "at most" in page.lower()
    assert "Digest" in page
    assert not re.search(r"\bguilty\b", page, re.IGNORECASE)


def test_no_finding_is_stricter_than_the_law_of_its_day(demo: Any):
    when = {row["id"]: row["when"] or "" for row in demo.rows("claims")}
    early = [
        f
        for f in demo.rows("findings")
        if when[f["claim"]][:4] == "2016" and f["provision"].startswith(("UN-2375", "UN-2397"))
    ]
    assert early
    assert [f["provision"] for f in early if f["outcome"] in ("breach", "breach_if_confirmed")] == []


def test_the_case_verifies(demo: Any):
    demo("verify")


def test_a_rebuild_gives_the_same_bytes(demo: Any):
    kinds = ("statements", "mentions", "claims", "relays", "findings")
    before = {what: demo.rows(what) for what in kinds}
    said = json.loads(demo("rebuild", "--json"))
    assert (said["captures"], said["read"], said["stages"]) == (0, 15, ["join", "trace", "weigh", "law"])
    assert {what: demo.rows(what) for what in kinds} == before


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(fresh: Any, corpus: Path, tmp_path: Path):
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    (mixed / "good.txt").write_bytes((corpus / "11-yonhap-2016-03-17.txt").read_bytes())
    (mixed / "empty.txt").write_bytes(b"")
    (mixed / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (mixed / "gone.txt").symlink_to(tmp_path / "nowhere")
    fresh.apart("run", str(mixed), "--quiet", code=3)
    assert len(fresh.rows("reports")) == 1
    aside = [json.loads(line) for line in fresh("show", "--set-aside", "--json").splitlines()]
    assert {Path(row["name"]).name for row in aside} == {"empty.txt", "broken.pdf", "gone.txt"}
    assert all(row["reason"].endswith(".") for row in aside)


def test_the_made_files_are_what_the_script_makes(corpus: Path):
    path = corpus.parent / "make_corpus.py"
    spec = importlib.util.spec_from_file_location("make_corpus", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.mail() == (corpus / "06-yonhap-2016-06-08.eml").read_bytes()
    assert module.pdf() == (corpus / "10-voa-2016-06-29.pdf").read_bytes()
    assert set(module.MADE) <= {p.name for p in corpus.iterdir()}
