"""Entries made by hand or by chance, for every engine."""

from __future__ import annotations

import random
from collections.abc import Sequence

from secondsource.store.search import Entry, Index, What, Words, query_of, texts_of

VOCABULARY = (
    "strike",
    "strikes",
    "worker",
    "workers",
    "wages",
    "wage",
    "unpaid",
    "kuwait",
    "doha",
    "cash",
    "gold",
    "ship",
    "company",
    "companies",
    "of",
    "the",
    "in",
    "1,000",
    "100",
    "é",
    "naïve",
    "북한",
    "노동자",
    "노동자들이",
    "임금체불",
    "임금",
    "체불",
    "쿠웨이트의",
    "거부했다",
    "북",
    "회사가",
    "北朝鮮",
    "労働者",
    "の",
    "工人",
    "рабочих",
    "рабочие",
)


def report(identifier: str, text: str, title: str = "", **more: object) -> Entry:
    """A report's entry."""
    return Entry(what=What.REPORTS, id=identifier, title=title, text=text, reports=(identifier,), digest="d", **more)  # type: ignore[arg-type]


def statement(identifier: str, text: str) -> Entry:
    """A statement's entry; its id begins with its report's."""
    return Entry(what=What.STATEMENTS, id=identifier, title="", text=text, reports=(identifier.rpartition(".")[0],))


def claim(identifier: str, title: str, text: str, *reports: str) -> Entry:
    """A claim's entry."""
    return Entry(what=What.CLAIMS, id=identifier, title=title, text=text, reports=reports, digest="d")


def by_chance(seed: int, number: int) -> list[Entry]:
    """Entries of words drawn from the vocabulary."""
    chance = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(chance.choice(VOCABULARY) for _ in range(chance.randrange(most)))

    out: list[Entry] = []
    for n in range(number):
        out.append(report(f"r{n}-0", words(20), words(4)))
        out.append(statement(f"r{n}-0.s{n}", words(8)))
        out.append(claim(f"c{n}", words(4), "\n".join(words(5) for _ in range(3)), f"r{n}-0"))
    return out


def searches(seed: int, number: int) -> list[str]:
    """Searches drawn from the same words, with phrases, beginnings, and what is left out."""
    chance = random.Random(seed)

    def part() -> str:
        word = chance.choice(VOCABULARY)
        kind = chance.random()
        if kind < 0.25:
            word = '"' + " ".join(chance.choice(VOCABULARY) for _ in range(chance.randrange(1, 3))) + '"'
        elif kind < 0.4:
            word = word[chance.randrange(len(word)) :][:3]
        elif kind < 0.5:
            word = word.upper() + "*"
        return ("-" if chance.random() < 0.25 else "") + word

    return [" ".join(part() for _ in range(chance.randrange(1, 4))) for _ in range(number)]


def expected(entries: Sequence[Entry], search: str, what: What, index: Index) -> list[str]:
    """What fits by the texts alone."""
    query = query_of(search, index.morphemes)
    return sorted(e.id for e in entries if e.what is what and Words(texts_of(e), index.morphemes).fits(query))


def found(index: Index, search: str, what: What = What.REPORTS, **more: object) -> list[str]:
    """Ids of what an index finds, by id; as many as it says there are."""
    hits = index.ask(query_of(search, index.morphemes), what, most=10_000, **more)  # type: ignore[arg-type]
    assert hits.total == len(hits.ids) == len(set(hits.ids))
    return sorted(hits.ids)
