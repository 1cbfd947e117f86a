"""Invented Korean reports with their gold, and their relays in English: measured as the shared stories are, half of them unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from secondsource.model import RelayKind

from .lines import Row

FOLDER = Path(__file__).parent / "korean"
"""`seen` was looked at while the Korean reader was made, `held` never."""
STATEMENT = ("content", "speaker", "cue", "chain", "basis", "anonymity", "factuality")
EVENT = ("statement", "type", "trigger", "when", "place", "country", "quantities")


class GoldNotInText(ValueError):
    """Words of the gold stand nowhere in the text of their report."""


def digest(half: str) -> str:
    """SHA-256 over the files of a half."""
    total = hashlib.sha256()
    for path in _files(half):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def stories(half: str) -> list[Row]:
    """Every story of a half with offsets into its texts: `id`, `reports`, `pairs`, `unlike`."""
    return [_story(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in _files(half)]


def write_tree(half: str, folder: Path) -> Path:
    """Lays the stories out as the scorer of stories reads them: a folder each, `story.json` beside a file for every report."""
    for story in stories(half):
        place = folder / story["id"]
        place.mkdir(parents=True, exist_ok=True)
        relays = [{"from": taker, "to": giver, "how": "translates"} for taker, giver in story["pairs"]]
        whole = {"id": story["id"], "kind": "fictional", "relays": relays, "claims": []}
        _write(place / "story.json", whole)
        for report in story["reports"]:
            _write(place / f"{report['id']}.json", report)
    return folder


def paired(gold: Sequence[Row], rows: Sequence[Row]) -> Mapping[str, float]:
    """How many pairs end in one claim with a relay by translation, and how many reports of one event were wrongly made a pair, in per cent.

    Args:
        gold: stories with `pairs` (taker, giver) and `unlike`.
        rows: predictions, a line per report and a line per story.
    """
    claims: dict[str, set[str]] = {}
    how: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.get("report") is not None:
            claims[row["report"]] = {e["claim"] for e in row.get("events") or () if e.get("claim")}
        for relay in row.get("relays") or ():
            how[relay["from"], relay["to"]] = relay["how"]
    pairs = [(t, g) for story in gold for t, g in story["pairs"]]
    unlike = [(t, g) for story in gold for t, g in story.get("unlike") or ()]
    one = [bool(claims.get(t, set()) & claims.get(g, set())) for t, g in pairs]
    relayed = [how.get(pair) == RelayKind.TRANSLATES.value for pair in pairs]
    return {
        "one claim": _percent(one),
        "translates": _percent(relayed),
        "both": _percent([a and b for a, b in zip(one, relayed, strict=True)]),
        "falsely translated": _percent([(t, g) in how or (g, t) in how for t, g in unlike]),
    }


def pairs_of_stories(folder: Path) -> list[Row]:
    """The pairs of the shared stories: relays by translation between a Korean report and one in another language, both in the story."""
    out = []
    for path in sorted(folder.glob("*/story.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        rows = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(path.parent.glob("*.json")) if p != path]
        tongue = {row["id"]: row["language"] for row in rows}
        pairs = [
            (r["from"], r["to"])
            for r in story["relays"]
            if r["how"] == "translates" and r["to"] in tongue and "ko" in (tongue[r["from"]], tongue[r["to"]])
        ]
        out.append({"id": story["id"], "pairs": pairs})
    return out


def _files(half: str) -> list[Path]:
    return sorted((FOLDER / half).glob("*.yaml"))


def _write(path: Path, value: Row) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _story(data: Row) -> Row:
    return {
        "id": data["story"],
        "reports": [_report(row, data["story"]) for row in data["reports"]],
        "pairs": [tuple(pair) for pair in data.get("pairs") or ()],
        "unlike": [tuple(pair) for pair in data.get("unlike") or ()],
    }


def _report(row: Row, story: str) -> Row:
    text = row["text"].strip()
    statements: list[Row] = []
    at = 0
    for values in row.get("statements") or ():
        given = dict(zip(STATEMENT, values, strict=True))
        content = _found(text, given["content"], at, row["id"])
        around = text.rfind("\n", 0, content[0]) + 1
        statements.append(
            {
                **given,
                "id": f"{row['id']}-s{len(statements)}",
                "content": [content],
                "speaker": _found(text, given["speaker"], around, row["id"]) if given["speaker"] else None,
                "cue": _found(text, given["cue"], content[1], row["id"], around) if given["cue"] else None,
            }
        )
        at = content[0]
    events = []
    for number, values in enumerate(row.get("events") or ()):
        given = dict(zip(EVENT, values, strict=True))
        statement = statements[given["statement"]]
        start = min(statement["content"][0][0], (statement["cue"] or [1 << 30])[0])
        amounts = [{"what": what, "low": low, "high": high, "per": None} for what, low, high in given["quantities"]]
        when = str(given["when"]) if given["when"] is not None else None
        events.append(
            {
                **given,
                "id": f"{row['id']}-e{number}",
                "statement": statement["id"],
                "when": when,
                "trigger": _found(text, given["trigger"], start, row["id"]),
                "quantities": amounts,
                "claim": None,
            }
        )
    return {
        "id": row["id"],
        "story": story,
        "outlet": row["outlet"],
        "language": row["language"],
        "published": str(row["published"]),
        "kind": "fictional",
        "text": text,
        "statements": statements,
        "events": events,
    }


def _found(text: str, words: Any, start: int, report: str, otherwise: int | None = None) -> list[int]:
    at = text.find(str(words), start)
    if at < 0 and otherwise is not None:
        at = text.find(str(words), otherwise)
    if at < 0:
        raise GoldNotInText(f"{report}: “{words}” is not in the text after character {start}.")
    return [at, at + len(str(words))]


def _percent(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 1) if right else 0.0
