"""However reports come, change and go, and whatever people decide in between: joining the neighbourhood gives what joining everything gives."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

import pytest

from secondsource.join import again, blocks, join, loosened
from secondsource.model import Claim, Decision, DecisionKind, Factuality, LinkKind, News, Reading
from secondsource.model.codec import encode
from secondsource.trace.ecology import Settings, made, rendered
from tests.newsroom import Newsroom, Says

OUTLETS = (
    "Harbour Post",
    "Gulf Courier",
    "Delta Wire",
    "하버 포스트",
    "서울 일보",
    "Seoul Ilbo",
    "The Ledger",
    "Bay Times",
)
PLACES = (("Kuwait", "KW"), ("Doha", "QA"), ("Dandong", "CN"), ("Harbin", "CN"), (None, None))
TYPES = ("WORK_STOPPAGE", "PROTEST_OR_RIOT", "ARRIVAL", "REMITTANCE", "DENIAL", "CONFIRMATION")
DAYS = ("2016-03-19", "2016-03", "2016-05-02", "2016", "2016-05", None, "2016-05-20", "2016-06/2016-09")
AMOUNTS = ((), (("workers", 40, 40),), (("workers", 1, 1),), (("workers", 35, 60), ("USD", 1000, 1000)))


class Memory(dict):
    """What is kept, in memory."""

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {key: self[key] for key in keys if key in self}

    def all(self) -> Iterator[tuple[str, bytes]]:
        return iter(sorted(self.items()))

    def put(self, values: Mapping[str, bytes | None]) -> None:
        for key, value in values.items():
            if value is None:
                self.pop(key, None)
            else:
                self[key] = value


class InMemory:
    """A case that is joined again at every step, and holds what came of it."""

    def __init__(self, pack):
        self.pack, self.kept, self.held = pack, Memory(), {}
        self.claims_by_id: dict[str, Claim] = {}
        self.order, self.asked = (), 0

    @property
    def reports(self):
        return sorted(self.held)

    @property
    def outlets(self):
        return frozenset(r.report.outlet.value for r in self.held.values() if r.report.outlet)

    def readings(self, reports):
        for report in reports:
            self.asked += 1
            yield self.held[report]

    def step(self, put: Iterable[Reading], gone: Iterable[str] = (), decisions=()):
        put = {reading.report.id: reading for reading in put}
        for report in gone:
            del self.held[report]
        self.held.update(put)
        news = News(
            whole=not self.kept, reports=frozenset(put), gone=frozenset(gone) - set(put), decisions=tuple(decisions)
        )
        found = again(news, self, self.kept, self.pack)
        self.claims_by_id.update((claim.id, claim) for claim in found.made)
        self.claims_by_id = {claim: self.claims_by_id[claim] for claim in found.order}
        self.loosened = found.loosened
        return tuple(self.claims_by_id.values())


def small(monkeypatch):
    """Small windows, so that a small world has crowds."""
    for module in (blocks, loosened):
        monkeypatch.setattr(module, "WINDOW", 4)
    monkeypatch.setattr(blocks, "CROWD", 12)
    monkeypatch.setattr(blocks, "CROWD_WINDOW", 2)


def dense(chance: random.Random, number: int) -> Reading:
    """A report of a world in which everything looks alike."""
    day, outlet = f"2016-0{chance.randrange(4, 8)}-0{chance.randrange(1, 9)}", chance.choice(OUTLETS)
    said = []
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        place, country = chance.choice(PLACES)
        chain = ((chance.choice(OUTLETS), LinkKind.OUTLET),) if chance.random() < 0.5 else ()
        said.append(
            Says(
                text=f"{chance.choice(('Strike', 'Walkout', 'Second'))} of builders number {chance.randrange(5)}",
                type=chance.choice(TYPES),
                when=chance.choice(DAYS),
                place=place,
                country=country,
                amounts=chance.choice(AMOUNTS),
                chain=chain,
                factuality=chance.choice(
                    (Factuality.ASSERTED, Factuality.ASSERTED, Factuality.DENIED, Factuality.RUMOURED)
                ),
            )
        )
    return Newsroom().publish(f"r{number:04d}", outlet, day, *said)


def decision(chance: random.Random, claims) -> Decision:
    claim, other = chance.choice(claims), chance.choice(claims)
    if chance.random() < 0.5:
        kind, values = DecisionKind.MERGE, {"with": other.id}
    else:
        some = chance.sample(claim.mentions, chance.randint(1, len(claim.mentions)))
        kind, values = DecisionKind.SPLIT, {"mentions": " ".join(some)}
    return Decision(kind=kind, object=claim.id, who="a reader", at="2020-01-01T00:00:00Z", why="seen", values=values)


@pytest.mark.parametrize("seed", range(12))
def test_a_neighbourhood_joined_again_is_everything_joined_again(seed, pack, monkeypatch):
    if seed % 2:
        small(monkeypatch)
    chance = random.Random(seed)
    case, numbers, decisions = InMemory(pack), list(range(120)), []
    chance.shuffle(numbers)
    while numbers:
        come = [numbers.pop() for _ in range(min(len(numbers), chance.choice((1, 3, 20, 40))))]
        there = list(case.held)
        changed = chance.sample(there, min(len(there), chance.choice((0, 0, 1, 4))))
        gone = chance.sample(there, min(len(there), chance.choice((0, 0, 1, 6))))
        claims = case.step(
            [dense(chance, n) for n in (*come, *(int(r[1:]) for r in changed if r not in gone))], gone, decisions
        )
        assert encode(claims) == encode(join(list(case.held.values()), pack, decisions))
        if claims and chance.random() < 0.5:
            decisions.append(decision(chance, claims))
        elif decisions and chance.random() < 0.5:
            decisions.pop(chance.randrange(len(decisions)))
        assert encode(case.step((), (), decisions)) == encode(join(list(case.held.values()), pack, decisions))


@pytest.mark.parametrize("seed", range(3))
def test_a_world_that_comes_in_batches_is_joined_as_if_it_came_at_once(seed, pack):
    readings, _ = rendered(made(Settings(reports=260, seed=seed, parts=1 + seed)))
    random.Random(seed).shuffle(readings)
    case = InMemory(pack)
    for first in range(0, len(readings), 50):
        assert encode(case.step(readings[first : first + 50])) == encode(join(list(case.held.values()), pack))


def test_only_the_neighbourhood_is_looked_at(pack):
    readings, _ = rendered(made(Settings(reports=1200, seed=5)))
    chance = random.Random(5)
    chance.shuffle(readings)
    case = InMemory(pack)
    case.step(readings[5:])
    case.asked = 0
    case.step(readings[:5])
    assert 5 <= case.asked < 120
    assert case.loosened < 200


def test_nothing_new_is_no_work(pack):
    readings, _ = rendered(made(Settings(reports=60, seed=1)))
    case = InMemory(pack)
    before = case.step(readings)
    case.asked = 0
    assert case.step(()) == before
    assert (case.asked, case.loosened) == (0, 0)


def test_a_case_of_nothing_can_be_joined_again(pack):
    case = InMemory(pack)
    assert case.step(()) == ()
    assert case.step(()) == ()
