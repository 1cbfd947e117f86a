"""The labour-export model as a plain Mesa model: each crew an agent that acts by itself, each month the same mechanisms in the same order.

It is written as the tutorials of Mesa 3 have it, and serves two ends: to say how much is gained by arrays, and to be held against them. `agreement` hands
it the luck of a run of the package and compares workers, arrears, grievance and strikes crew by crew and month by month.
Mesa is no dependency of the package: `pip install mesa` (3.1 or later).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from secondsource.forecast.scenario.course import Course
from secondsource.forecast.scenario.forces import Schedule
from secondsource.forecast.scenario.ground import Ground, laid
from secondsource.forecast.scenario.month import CASCADE, EVEN, raw
from secondsource.forecast.scenario.state import first
from secondsource.forecast.scenario.values import Model as Pack
from secondsource.forecast.scenario.values import Preset

try:
    from mesa import Agent, Model
except ImportError as error:
    raise ImportError("Mesa is not installed: pip install mesa, 3.1 or later.") from error

Luck = SimpleNamespace
FIELDS = ("pay", "way", "strike", "flight", "call", "law", "turn", "post", "ring")


class Group:
    """Crews of one host and class of papers, and what the state remembers of them."""

    def __init__(self, place: int, ground: Ground) -> None:
        self.place, self.crews = place, []  # type: int, list[Crew]
        self.host = int(ground.host_of_group[place])
        self.size = float(ground.size[0, place])
        self.openness, self.talk = float(ground.openness[0, place]), float(ground.talk[0, place])
        self.risk = self.opened = self.heard = 0.0
        self.forces = Luck()

    def listen(self) -> None:
        """How ready the crews were in the month before."""
        self.heard = sum(crew.ready for crew in self.crews) / max(sum(crew.workers > 0 for crew in self.crews), 1)

    def remember(self, p: Any) -> None:
        """Unrest of this month, added to what is remembered."""
        there = max(sum(crew.workers - crew.fled > 0 for crew in self.crews), 1)
        seen = sum(crew.strike for crew in self.crews) + p.fear_of_flight * sum(crew.fled for crew in self.crews)
        self.risk = self.risk * p.fear_memory + seen / there


class Crew(Agent):
    """One crew."""

    def __init__(self, model: LabourExport, place: int, group: Group, workers: float, threshold: float) -> None:
        super().__init__(model)
        ground = model.ground
        self.place, self.group, self.workers, self.threshold = place, group, workers, threshold
        self.wage, self.plan, self.keep, self.flight, self.informal = (
            float(getattr(ground, name)[0, place]) for name in ("wage", "plan", "keep", "flight", "informal")
        )
        self.cash = self.arrears = self.grievance = self.ready = 0.0
        self.margin = workers * self.plan * 0.8 - model.p.overhead * workers
        self.strike, self.fled, self.delivered, self.lost, self.back = False, 0.0, 0.0, 0.0, 0.0
        group.crews.append(self)

    def work(self) -> None:
        """Pay, split of the pay, money home; what the crew feels of it."""
        p, f, model = self.model.p, self.group.forces, self.model
        self.luck = model.luck(self.place)
        due = self.workers * self.wage * math.exp(-model.money[self.group.host]) * (1 - f.demand)
        late = min(p.late + f.late + p.stick * min(self.arrears / max(due, 1), 3) / 3, 0.95)
        paid = 0.0 if self.workers > 0 and self.luck.pay < late else due + p.repay * self.arrears
        self.arrears += due - paid
        owed = min(self.arrears / max(due, 1), 12)
        self.arrears *= 1 - p.writeoff

        net = paid * (1 - p.broker - (p.broker_informal - p.broker) * self.informal)
        plan_due = self.workers * self.plan * model.quota * (1 + f.campaign)
        keep_due = self.workers * self.keep
        short = (plan_due + keep_due - net) / max(keep_due, 1)

        self.cash += min(net, plan_due)
        courier = (1 - f.wire) * p.courier * (1 - f.border)
        carried = self.cash * courier
        seized = carried if self.luck.way < p.seizure + f.seizure else 0.0
        sent = self.cash * f.wire + carried
        rate = (f.wire * p.wire_cost + courier * p.courier_cost) / max(f.wire + courier, 1e-6)
        self.delivered = (sent - seized) * (1 - rate)
        self.cash -= sent

        drive = p.hunger * min(max(short, 0), p.worst) + p.owed * owed / 3 + p.hours * f.campaign
        self.grievance = self.grievance * p.memory + (1 - p.memory) * drive

    def look_round(self) -> None:
        """Whether the crew acts, and who of it leaves for good."""
        p, group, luck = self.model.p, self.group, self.luck
        hearsay = p.communication * group.talk * (p.near * group.heard + p.far * self.model.heard)
        watch = p.minders * (1 - group.forces.control) * (1 + p.tighten * min(group.risk, 3))
        base = self.grievance - self.threshold + hearsay - watch
        for _ in range(CASCADE):
            self.ready = 1 / (1 + math.exp(-(base + p.imitation * self.ready) / p.spread))
        if self.workers == 0:
            self.ready = 0.0
        noise = luck.crew * math.sqrt(self.ready * (1 - self.ready) / max(self.workers, 1))
        self.strike = self.ready + noise > p.critical and luck.strike < p.spark
        if self.strike:
            granted = min(self.arrears * p.concession, self.cash)
            self.cash -= granted
            self.arrears -= granted
            self.grievance *= 1 - p.relief
        wish = self.workers * self.flight * (1 + p.flight_unrest * self.ready)
        self.fled = min(math.floor(wish + luck.flight), self.workers)

    def go_home(self) -> None:
        """Who goes home and why, and whether others come in the place of those whose contract ended."""
        p, f, luck = self.model.p, self.group.forces, self.luck
        there = self.workers - self.fled
        self.margin = self.margin * 0.75 + 0.25 * (self.delivered - p.overhead * there)
        threat = p.withdraw * (self.strike + p.alarm * min(self.group.risk, 1))
        left = 0.0
        if luck.call < threat * f.way or (self.margin < 0 and luck.call > 1 - p.close * f.way):
            left = there
        if self.strike:
            left += min(math.floor((there - left) * p.sent_home * f.way + luck.ring), there - left)
        if f.leave > 0:
            left += min(math.floor((there - left) * f.leave * f.way + luck.law), there - left)
        rotated = 0.0
        if f.way > 0:
            rotated = min(math.floor((there - left) / p.contract * f.way + luck.turn), there - left)
        self.back = rotated if luck.post < f.entry else 0.0
        self.lost = left + rotated + self.fled - self.back
        self.workers = there - left - rotated
        self.model.home += left + rotated


class LabourExport(Model):
    """All crews of a preset, and the state.

    Args:
        pack: parameters and hosts.
        preset: which.
        seed: of the luck.
        begin: workers and threshold of each crew.
        given: for each month, the luck of each crew and of each host's currency; drawn by Mesa's generator if None.
    """

    def __init__(
        self,
        pack: Pack,
        preset: Preset,
        seed: int,
        begin: tuple[Sequence[float], Sequence[float]],
        given: Callable[[int], tuple[Sequence[Luck], Sequence[float]]] | None = None,
    ) -> None:
        super().__init__(seed=seed)
        self.p = parameters(pack, preset)
        self.ground, self.given = laid(preset, pack.hosts, np.float64), given
        self.schedule = Schedule(preset, self.ground, np.float64).all(self.p)
        self.groups = [Group(place, self.ground) for place in range(self.ground.groups)]
        for place, (workers, threshold) in enumerate(zip(*begin, strict=True)):
            Crew(self, place, self.groups[self.ground.group_of[place]], float(workers), float(threshold))
        self.money = [0.0] * self.ground.hosts
        self.at_first = sum(crew.workers for crew in self.agents)
        self.home, self.posts, self.quota, self.number = math.floor(self.at_first * self.p.reserve), 0.0, 1.0, 0
        full = sum(crew.workers * crew.plan for crew in self.agents)
        self.income, self.target = full * 0.85, full * self.p.counted_on

    def luck(self, place: int) -> Luck:
        """The luck of a crew in this month."""
        if self.given:
            return self.lots[place]
        even = self.random.random
        return Luck(crew=2 * (even() + even() + even()) - 3, **{name: even() for name in FIELDS})

    def step(self) -> None:
        """One month."""
        forces = self.schedule[self.number]
        if self.given:
            self.lots, swings = self.given(self.number)
        else:
            swings = [self.random.gauss(0, 1) for _ in self.money]
        for host, swing in enumerate(swings):
            self.money[host] += swing * float(self.ground.swing[0, host]) + float(forces.fall[0, host])
        for group in self.groups:
            group.forces = Luck(
                **{
                    n: float(np.ravel(getattr(forces, n))[group.place % getattr(forces, n).shape[1]])
                    for n in forces.__slots__
                }
            )
            group.listen()
        self.heard = sum(group.heard for group in self.groups) / len(self.groups)
        self.agents.do("work")
        self.agents.do("look_round")
        for group in self.groups:
            group.remember(self.p)
        self.agents.do("go_home")
        self.place_people()
        self.squeeze()
        self.number += 1

    def place_people(self) -> None:
        """People sent into the posts of those who came home, into posts lost elsewhere, and into posts that hosts open."""
        p = self.p
        for crew in self.agents:
            crew.workers += crew.back
            self.home -= crew.back
        self.posts = self.posts * (1 - p.give_up) + p.substitution * sum(crew.lost for crew in self.agents)
        taken = [group.openness * group.forces.entry for group in self.groups]
        elsewhere = [self.posts * share / max(sum(taken), 1e-6) for share in taken]
        for group in self.groups:
            group.opened += group.forces.openings * self.at_first
        wanted = [
            p.speed * (1 - g.forces.border) * (there + g.opened * g.forces.entry)
            for g, there in zip(self.groups, elsewhere, strict=True)
        ]
        part = min(self.home / max(sum(wanted) + len(self.agents), 1), 1)
        allowed = self.home >= len(self.agents)
        for group, there, many in zip(self.groups, elsewhere, wanted, strict=True):
            sent = 0
            for crew in group.crews if allowed else ():
                new = math.floor(many * part / group.size + crew.luck.ring)
                crew.workers += new
                sent += new
            share = there / max(there + group.opened, 1e-6)
            self.posts -= sent * share
            group.opened = max(group.opened - sent * (1 - share), 0)
            self.home -= sent
        self.posts = max(self.posts, 0)

    def squeeze(self) -> None:
        """What is asked of each worker next month."""
        p = self.p
        self.income = self.income * 0.75 + 0.25 * sum(crew.delivered for crew in self.agents)
        gap = 1 - self.income / max(self.target, 1)
        self.quota += p.squeeze * gap if gap > p.slack else -p.ease * (self.quota - 1)
        self.quota -= p.bend * min(sum(group.risk for group in self.groups) / len(self.groups), 1)
        self.quota = min(max(self.quota, p.least_quota), p.most_quota) * (1 + self.groups[0].forces.quota)


def parameters(pack: Pack, preset: Preset) -> SimpleNamespace:
    """The values of a preset, plain numbers."""
    return SimpleNamespace(**{name: p.value for name, p in pack.parameters.items()} | dict(preset.parameters))


def plain(pack: Pack, preset: Preset, seed: int) -> Callable[[], LabourExport]:
    """What makes models of a preset that begin alike, with luck of their own."""
    ground = laid(preset, pack.hosts, np.float64)
    begin = first(ground, parameters(pack, preset), np.random.default_rng(seed), 1, np.float64)
    workers, threshold = begin.workers[0], begin.threshold[0]
    return lambda: LabourExport(pack, preset, seed, (workers, threshold))


def agreement(pack: Pack, preset: Preset, seed: int = 1) -> float:
    """The largest difference between the two in workers, arrears, grievance and strikes of any crew in any month of one run with the same luck.

    Money is compared as a share of the largest arrears, all else as it is.
    """
    values = vars(parameters(pack, preset))
    course = Course(preset, pack.hosts, values, 1, seed, np.float64)
    ground = laid(preset, pack.hosts, np.float64)
    # the generator of the only chunk of runs, so that it gives the luck that the other is given
    rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, 0])))
    begin = first(ground, SimpleNamespace(**{name: np.float64(v) for name, v in values.items()}), rng, 1, np.float64)
    model = LabourExport(pack, preset, seed, (begin.workers[0], begin.threshold[0]), lambda _: _handed(rng, ground))
    worst = 0.0
    crews = sorted(model.agents, key=lambda crew: crew.place)
    for state, flows in course.months(0):
        model.step()
        mine = {name: np.array([getattr(crew, name) for crew in crews]) for name in ("workers", "arrears", "grievance")}
        owed = max(float(state.arrears.max()), 1)
        gaps = (
            np.abs(mine["workers"] - state.workers[0]),
            np.abs(mine["arrears"] - state.arrears[0]) / owed,
            np.abs(mine["grievance"] - state.grievance[0]),
            np.abs(np.array([float(crew.strike) for crew in crews]) - flows.strike[0]),
        )
        worst = max(worst, *(float(gap.max()) for gap in gaps))
    return worst


def _handed(rng: np.random.Generator, ground: Ground) -> tuple[list[Luck], list[float]]:
    crews, money = raw(rng, 1, ground)
    even = (crews[:EVEN, 0] + 0.5) / 65536
    noise = crews[EVEN:, 0].sum(0, dtype=np.int64) * (2 / 65536) - 3
    lots = [
        Luck(crew=float(noise[i]), **dict(zip(FIELDS, map(float, even[:, i]), strict=True)))
        for i in range(ground.crews)
    ]
    return lots, [float(x) for x in money[0]]
