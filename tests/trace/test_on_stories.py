"""Join and trace together on the developer stories, with the gold statements and events handed in."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from evaluation.gold import reading_of
from secondsource.join import join
from secondsource.subjects.names import SourceNames
from secondsource.trace import trace

pytestmark = pytest.mark.shared


@pytest.fixture
def stories(shared: Path, pack):
    names = SourceNames(pack)
    out = []
    for path in sorted((shared / "stories").glob("*/story.json")):
        rows = [json.loads(p.read_text()) for p in sorted(path.parent.glob("*.json")) if p != path]
        outlets = {row["outlet"] for row in rows}
        pairs = [reading_of(row, outlets, names) for row in rows]
        readings = [reading for reading, _ in pairs]
        claims = join(readings, pack)
        gold = {m: c for _, part in pairs for m, c in part.items() if c}
        out.append((json.loads(path.read_text()), claims, trace(readings, claims, pack), gold))
    return out


def test_claims_relays_and_support_stay_as_good_as_they_are(stories):
    right = found = wanted = 0
    exact = aligned = false = said = missed = corroborated = 0
    precision = recall = mentions = 0.0
    for story, claims, traced, gold in stories:
        edges = {(r["from"], r["to"]) for r in story["relays"] if r["to"].count("-") == 1 and r["to"].islower()}
        ours = {(r.taker, r.giver) for r in traced.relays if r.giver_in_case}
        right, found, wanted = right + len(edges & ours), found + len(ours), wanted + len(edges)
        group = {m: c.id for c in claims for m in c.mentions}
        of_gold, of_ours = defaultdict(set), defaultdict(set)
        for mention, claim in gold.items():
            of_gold[claim].add(mention)
            of_ours[group[mention]].add(mention)
        for mention, claim in gold.items():
            both = len(of_gold[claim] & of_ours[group[mention]])
            precision += both / len(of_ours[group[mention]])
            recall += both / len(of_gold[claim])
            mentions += 1
        bounds = {c["id"]: (c["at_least"], c["at_most"]) for c in story["claims"]}
        supports = {s.claim: s for s in traced.supports}
        for claim, members in of_gold.items():
            support = supports[Counter(group[m] for m in sorted(members)).most_common(1)[0][0]]
            aligned += 1
            exact += (support.at_least, support.at_most) == bounds[claim]
            corroborated += bounds[claim][0] >= 2
            missed += bounds[claim][0] >= 2 > support.at_least
            said += support.at_least >= 2
            false += support.at_least >= 2 > bounds[claim][0]
    p, r = precision / mentions, recall / mentions
    assert 2 * p * r / (p + r) >= 0.93
    assert 2 * right / (found + wanted) >= 0.85
    assert exact / aligned >= 0.75
    assert said >= 5
    assert false == 0
    assert missed / corroborated <= 0.2


def test_the_one_loop_of_the_stories_is_found_and_no_other(stories):
    loops = {story["id"]: [list(loop.members) for loop in traced.loops] for story, _, traced, _ in stories}
    assert loops == {story["id"]: story["loops"] for story, _, _, _ in stories}
