"""Join and trace together on the developer stories, with the gold statements and events handed in."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from secondsource.join import join
from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    How,
    Known,
    Link,
    LinkKind,
    Mention,
    PartialDate,
    Place,
    Quantity,
    Range,
    Reading,
    Report,
    Span,
    Statement,
    When,
    mention_id,
    statement_id,
)
from secondsource.subjects.names import SourceNames
from secondsource.trace import trace

pytestmark = pytest.mark.shared


def spans(value):
    if not value:
        return []
    return [Span(*value)] if isinstance(value[0], int) else [Span(*v) for v in value]


def kind_of(name, statement, last, outlets, names):
    """What a reader would see in the words; the gold gives names only."""
    if last and statement["basis"] in ("sensor", "record"):
        return LinkKind(statement["basis"])
    if last and "rumour" in name:
        return LinkKind.RUMOUR
    if name.startswith("unnamed"):
        return LinkKind.UNNAMED
    if "group" in name or (last and statement["anonymity"] == "group"):
        return LinkKind.GROUP
    if last and statement["anonymity"] == "unnamed":
        return LinkKind.ROLE
    if name in outlets or names.key(name).startswith("source:"):
        return LinkKind.OUTLET
    if re.search(r"Ministry|government|office|Customs|NIS|Inspectorate|Panel|MFA|authority|report|data", name):
        return LinkKind.BODY
    return (
        LinkKind.PERSON
        if re.fullmatch(r"[A-Z][\w-]+ [A-Z][\w-]+", name) and statement["basis"] != "read"
        else LinkKind.OUTLET
    )


def reading_of(row, outlets, names):
    """The gold annotation of a report as a Reading, and the gold claim of each mention."""
    report, statements, by_id = row["id"], [], {}
    for s in row["statements"]:
        content = tuple(sorted(spans(s["content"])))
        at = (spans(s["speaker"]) or list(content))[0]
        links = tuple(
            Link(name=n, kind=kind_of(n, s, k == len(s["chain"]) - 1, outlets, names), span=at)
            for k, n in enumerate(s["chain"])
        )
        by_id[s["id"]] = Statement(
            id=statement_id(report, content),
            report=report,
            content=content,
            cue=None,
            speaker=next(iter(spans(s["speaker"])), None),
            chain=Chain(links),
            basis=Basis(s["basis"]),
            anonymity=Anonymity(s["anonymity"]),
            factuality=Factuality(s["factuality"]),
            confidence=1.0,
            how="gold",
        )
        statements.append(by_id[s["id"]])
    mentions, gold = [], {}
    for e in row["events"]:
        statement, trigger = by_id.get(e["statement"]), spans(e["trigger"])[0]
        mentions.append(
            Mention(
                id=mention_id(report, trigger, e["type"]),
                report=report,
                statement=statement.id if statement else None,
                type=e["type"],
                trigger=trigger,
                when=When(date=PartialDate(e["when"]), span=next(iter(spans(e["when_span"])), None), why="gold")
                if e["when"]
                else None,
                place=Place(name=e["place"] or "", country=e["country"], span=next(iter(spans(e["place_span"])), None))
                if e["place"] or e["country"]
                else None,
                quantities=tuple(
                    Quantity(what=q["what"], range=Range(q["low"], q["high"]), span=spans(q["span"])[0], per=q["per"])
                    for q in e["quantities"]
                ),
                factuality=statement.factuality if statement else Factuality.DENIED,
            )
        )
        gold[mentions[-1].id] = e["claim"]

    def known(value):
        return Known(value=value, how=How.GIVEN, why="gold") if value else None

    return (
        Reading(
            report=Report(
                id=report,
                capture="0" * 64,
                part=0,
                name=report,
                text=row["text"],
                outlet=known(row["outlet"]),
                byline=known(row["byline"]),
                language=known(row["language"]),
                published=known(row["published"]),
            ),
            statements=tuple(statements),
            mentions=tuple(mentions),
        ),
        gold,
    )


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
