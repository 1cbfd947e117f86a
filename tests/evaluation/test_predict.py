"""`predict` must work for any data of the scorers' form, also where a field is missing or a document makes no sense."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.__main__ import main
from evaluation.predict import predict
from evaluation.tasks import PREDICTED

STRIKE = "Workers at the harbour walked out on Monday, a union official said. “We have not been paid since March,” she added."
ROWS: dict[str, list[dict[str, Any]]] = {
    "attribution": [{"doc": "harbour", "text": STRIKE}],
    "factuality": [{"set": "own", "sentence": 0, "target": 0, "text": "The ship did not leave .", "span": [13, 18]}],
    "dates": [{"doc": "harbour", "dct": "2016-06-08", "text": STRIKE}],
    "places": [
        {
            "doc": "harbour",
            "text": "The ferry from Kuwait reached Doha at noon.",
            "mentions": [{"start": 15, "end": 21, "name": "Kuwait"}],
        }
    ],
    "coref": [
        {
            "doc": "1_1.xml",
            "m_id": str(n),
            "topic": "1",
            "subtopic": "1_1",
            "sentence_id": n,
            "sentence": s,
            "span": span,
            "words": word,
        }
        for n, (s, span, word) in enumerate(
            [("Dockers struck in Riga.", [8, 14], "struck"), ("The strike in Riga went on.", [4, 10], "strike")]
        )
    ],
    "truth": [
        {"source": s, "object": "bridge", "property": "length", "value": v}
        for s, v in (("a", "90"), ("b", "90"), ("c", "40"))
    ],
    "stories": [
        {
            "id": "own01",
            "story": "OWN",
            "outlet": "Radio Free Asia",
            "published": "2016-06-07",
            "language": "en",
            "title": "Walkout",
            "text": "About 40 North Korean workers in Kuwait went on strike on June 3 over unpaid wages, a source in the Gulf said.\n\nComments\n\nanna: write to anna@example.org",
        },
        {
            "id": "own02",
            "story": "OWN",
            "outlet": "Yonhap News Agency",
            "published": "2016-06-08",
            "language": "en",
            "text": "About 40 North Korean workers in Kuwait went on strike on June 3 over unpaid wages, Radio Free Asia reported, citing a source in the Gulf.",
        },
    ],
}
KEYS = {
    "attribution": {"doc", "attributions"},
    "factuality": {"set", "sentence", "target", "value"},
    "dates": {"doc", "timexes"},
    "places": {"doc", "places"},
    "coref": {"doc", "m_id", "cluster"},
    "truth": {"object", "property", "value"},
}
ODD: list[dict[str, Any]] = [
    {},
    {"doc": "empty", "text": "", "dct": None, "mentions": None},
    {"doc": 7, "text": None, "span": "nowhere", "dct": "yesterday"},
    {
        "doc": "long ago",
        "text": "x" * 5000,
        "span": [9, 2],
        "dct": "1998-99-99",
        "set": "s",
        "sentence": 1,
        "target": 1,
    },
    {
        "id": "odd",
        "text": "\x00\u202e😀 \ud800",
        "published": "soon",
        "language": 3,
        "object": "o",
        "source": None,
        "value": None,
    },
    {"doc": "d", "m_id": "1", "sentence": None, "words": None, "span": [0, 900], "topic": None},
]


def test_every_task_has_its_rows():
    assert set(ROWS) == set(PREDICTED)


@pytest.mark.parametrize("task", PREDICTED)
def test_the_command_writes_what_the_scorer_reads(task: str, tmp_path: Path):
    inputs, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    inputs.write_text("".join(json.dumps(row) + "\n" for row in ROWS[task]), encoding="utf-8")
    assert main(["predict", task, "--inputs", str(inputs), "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows
    for row in rows:
        assert KEYS.get(task, {"story"}) <= set(row)


@pytest.mark.parametrize("task", PREDICTED)
def test_odd_rows_do_not_stop_the_rest(task: str):
    alone = [json.dumps(row) for row in predict(task, iter(ROWS[task]))]
    mixed = [json.dumps(row) for row in predict(task, iter([*ODD, *ROWS[task]]))]
    assert all(row in mixed for row in alone) if task not in ("coref", "truth") else len(mixed) >= len(alone)


@pytest.mark.parametrize("task", PREDICTED)
def test_no_rows_give_no_predictions(task: str):
    assert list(predict(task, iter([]))) == []


def test_files_that_cannot_be_used_are_named_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    inputs, kept = tmp_path / "in.jsonl", tmp_path / "kept.jsonl"
    inputs.write_text(json.dumps(ROWS["dates"][0]) + "\n", encoding="utf-8")
    kept.write_text("kept", encoding="utf-8")
    for given, out in ((tmp_path / "gone.jsonl", kept), (tmp_path, kept), (inputs, inputs), (inputs, tmp_path)):
        before = inputs.read_bytes()
        assert main(["predict", "dates", "--inputs", str(given), "--out", str(out)]) == 2
        said = capsys.readouterr().err.splitlines()
        assert len(said) == 1
        assert said[0].endswith(".")
        assert inputs.read_bytes() == before
        assert kept.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("task", PREDICTED)
def test_a_file_without_rows_is_said_and_is_no_error(task: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "in.jsonl").write_bytes(b"")
    assert main(["predict", task, "--inputs", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")]) == 0
    assert "nothing to predict" in capsys.readouterr().err
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_a_mention_that_lacks_fields_leaves_the_others_together(capsys: pytest.CaptureFixture[str]):
    def labels(rows: list[dict[str, Any]]) -> list[str]:
        return [row["cluster"] for row in predict("coref", iter(rows))]

    same = [{**ROWS["coref"][0], "m_id": "8"}, {**ROWS["coref"][0], "m_id": "9"}]
    assert len(set(labels(same))) == 1
    mixed = labels([{}, *same, {"words": None}])
    assert mixed[1] == mixed[2]
    assert len(set(mixed)) == 3
    assert len(capsys.readouterr().err.splitlines()) >= 2


def test_an_unknown_task_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["predict", "birds", "--inputs", "-", "--out", "-"])
    assert ended.value.code == 2
    assert "attribution" in capsys.readouterr().err


def test_an_attribution_points_at_speaker_and_content():
    found = next(predict("attribution", iter(ROWS["attribution"])))["attributions"]
    said = [
        [STRIKE[a:b] for a, b in one["content"]]
        for one in found
        if any("official" in STRIKE[a:b] for a, b in one["source"])
    ]
    assert any("walked out" in part for parts in said for part in parts)


def test_a_negated_event_counts_as_not_having_happened():
    assert next(predict("factuality", iter(ROWS["factuality"])))["value"] < 0


def test_a_weekday_is_resolved_against_the_document():
    timexes = next(predict("dates", iter(ROWS["dates"])))["timexes"]
    assert {"start": 37, "end": 43, "value": "2016-06-06", "type": "DATE"} in timexes


def test_places_have_coordinates():
    places = next(predict("places", iter(ROWS["places"])))["places"]
    doha = next(p for p in places if (p["start"], p["end"]) == (30, 34))
    assert abs(doha["lat"] - 25.3) < 0.5
    assert abs(doha["lon"] - 51.5) < 0.5


def test_the_value_of_most_sources_stands_first():
    assert list(predict("truth", iter(ROWS["truth"]))) == [{"object": "bridge", "property": "length", "value": "90"}]


def test_a_story_is_traced_to_its_one_origin():
    rows = list(predict("stories", iter(ROWS["stories"])))
    reports = {row["report"]: row for row in rows if "report" in row}
    story = next(row for row in rows if "report" not in row)
    assert set(reports) == {"own01", "own02"}
    assert {(r["from"], r["to"]) for r in story["relays"]} >= {("own02", "own01")}
    strike = next(e["claim"] for e in reports["own01"]["events"] if e["type"] == "WORK_STOPPAGE")
    assert strike in {e["claim"] for e in reports["own02"]["events"]}
    claim = next(c for c in story["claims"] if c["id"] == strike)
    assert (claim["at_least"], claim["at_most"]) in ((0, 1), (1, 1))


def test_a_storys_comments_are_noise_and_its_personal_data_marked():
    text = ROWS["stories"][0]["text"]
    row = next(r for r in predict("stories", iter(ROWS["stories"])) if r.get("report") == "own01")
    at = text.index("anna@example.org")
    assert any(a <= at and at + 16 <= b for a, b, _ in row["personal_data"])
    inside = {i for s in row["statements"] for a, b in s["content"] for i in range(a, b)}
    assert at not in inside
