"""The worst mistake: what the gold has as rumoured, possible, planned, conditional or denied, told by us as a fact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .lines import Row
from .reliability import dice, words_in

DOUBTFUL = frozenset({"rumoured", "possible", "planned", "conditional", "denied"})


def told_as_fact(
    texts: Iterable[Row], gold: Iterable[Row], predicted: Iterable[Row], language: str | None = None
) -> dict[str, Any]:
    """How many statements of doubtful gold we found, how many of these we assert, in per cent too, and which.

    Statements are matched as the stories scorer does, one to one by content, Dice at least a half.

    Args:
        texts: the scorer's inputs, with `id`, `text` and `language`.
        gold: its gold, one row per report; rows without `statements` are left out.
        predicted: our predictions in the same form.
        language: count reports of this language only.
    """
    text_of = {row["id"]: row["text"] for row in texts if language in (None, row.get("language"))}
    ours = {row["report"]: row for row in predicted if row.get("report")}
    found, wrong = 0, []
    for row in gold:
        report = row.get("report")
        if report not in text_of or "statements" not in row:
            continue
        for mine, theirs in _matched(text_of[report], row["statements"], ours.get(report, {}).get("statements") or []):
            if theirs["factuality"] in DOUBTFUL:
                found += 1
                if mine["factuality"] == "asserted":
                    wrong.append(f"{report} {theirs['id']}: {theirs['factuality']}")
    share = round(100 * len(wrong) / found, 1) if found else None
    return {"found": found, "told as fact": len(wrong), "share": share, "list": wrong}


def _matched(text: str, gold: list[Row], given: list[Row]) -> list[tuple[Row, Row]]:
    a, b = ([words_in(text, one["content"]) for one in rows] for rows in (gold, given))
    pairs = sorted((-dice(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b) if dice(x, y) >= 0.5)
    used_gold: set[int] = set()
    used_given: set[int] = set()
    out = []
    for _, i, j in pairs:
        if i not in used_gold and j not in used_given:
            used_gold.add(i)
            used_given.add(j)
            out.append((given[j], gold[i]))
    return out
