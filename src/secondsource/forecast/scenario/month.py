"""One month of every crew in every run. The equations are those of the concept page “The labour-export model”, in its order.

Arrays are `[runs, crews]`, `[runs, groups]` or `[runs, 1]`; a group is a host with one class of papers. Nothing here knows a host or a year by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .forces import Forces
from .ground import Ground
from .state import Flows, State

Array = npt.NDArray[Any]
_CASCADE = 3
"""Times that a crew looks round itself within a month (Granovetter 1978 iterates to a fixed point; three steps come within a hundredth of it)."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The luck of one month, each number drawn by itself.

    Args:
        pay, way, strike, flight, call, law, turn, post, ring: `[runs, crews]` even between 0 and 1.
        crew: `[runs, crews]` of mean 0 and standard deviation 1.
        money: `[runs, hosts]` standard normal.
    """

    pay: Array
    way: Array
    strike: Array
    flight: Array
    call: Array
    law: Array
    turn: Array
    post: Array
    ring: Array
    crew: Array
    money: Array


_EVEN, _FOR_CREW = 9, 3
"""Even numbers of a crew and a month, and those whose sum stands for a normal one (Irwin-Hall)."""


def drawn(rng: np.random.Generator, runs: int, ground: Ground, kind: Any) -> Chance:
    """The luck of the next month; always the same number of draws, so that two scenarios with one seed have the same luck.

    Even numbers have 16 bits: four of them come out of one draw of the generator.
    """
    raw = rng.integers(0, 1 << 16, (_EVEN + _FOR_CREW, runs, ground.crews), dtype=np.uint16)
    pay, way, strike, flight, call, law, turn, post, ring = (raw[:_EVEN] + kind(0.5)) * kind(1 / (1 << 16))
    crew = raw[_EVEN:].sum(0, dtype=np.uint32) * kind(2 / (1 << 16)) - kind(3)
    money = rng.standard_normal((runs, ground.hosts), dtype=kind)
    return Chance(pay, way, strike, flight, call, law, turn, post, ring, crew, money)


def month(state: State, forces: Forces, ground: Ground, p: Any, chance: Chance) -> Flows:
    """Carries the state over one month, in place; gives what flowed.

    Args:
        state: at the end of the month before.
        forces: what acts in this month, by group.
        ground: what never changes: which crew belongs where.
        p: the parameters by name, each a number or `[runs, 1]`.
        chance: the luck of the month.
    """
    site = ground.group_of
    paid, due = _earned(state, forces, ground, p, chance)
    late_share = np.minimum(state.arrears / np.maximum(due, 1), 12)
    written_off = state.arrears * p.writeoff
    state.arrears -= written_off

    broker = paid * ground.broker(p)
    plan_due = state.workers * (ground.plan * (state.quota * (1 + forces.campaign)))
    keep_due = state.workers * ground.keep
    rest = paid - broker
    plan = np.minimum(rest, plan_due)
    rest -= plan
    keep = np.minimum(rest, keep_due)
    pocket = rest - keep
    short = (plan_due + keep_due - (paid - broker)) / np.maximum(keep_due, 1)

    state.cash += plan
    wire, courier = forces.wire, (1 - forces.wire) * p.courier * (1 - forces.border)
    cost_rate = (wire * p.wire_cost + courier * p.courier_cost) / np.maximum(wire + courier, 1e-6)
    carried = state.cash * courier.take(site, axis=1)
    seized = carried * (chance.way < (p.seizure + forces.seizure).take(site, axis=1))
    sent = state.cash * wire.take(site, axis=1) + carried
    cost = (sent - seized) * cost_rate.take(site, axis=1)
    delivered = sent - seized - cost
    state.cash -= sent

    ready, strike = _unrest(state, forces, ground, p, chance, np.clip(short, 0, p.worst), late_share)
    granted = np.where(strike, np.minimum(state.arrears * p.concession, state.cash), 0)
    state.cash -= granted
    state.arrears -= granted
    state.grievance *= np.where(strike, 1 - p.relief, 1)

    fled = np.floor(state.workers * ground.flight * (1 + p.flight_unrest * ready) + chance.flight)
    fled = np.minimum(fled, state.workers)
    left, by_risk, by_loss, by_law, rotated = _leaving(
        state, forces, ground, p, chance, strike, fled, delivered, state.workers - fled
    )
    state.workers -= fled + left
    state.home += left.sum(1, keepdims=True)
    back = rotated * (chance.post < forces.entry.take(site, axis=1))
    lost = left + fled - back
    placed = _placing(state, forces, ground, p, chance, lost.sum(1, keepdims=True), back)

    money = delivered.sum(1, keepdims=True)
    _squeeze(state, forces, p, money)
    return Flows(
        due=due, paid=paid, broker=broker, plan=plan, keep=keep, pocket=pocket, written_off=written_off,
        seized=seized, cost=cost, delivered=delivered, granted=granted, strike=strike, ready=ready, fled=fled,
        by_risk=by_risk, by_loss=by_loss, by_law=by_law, rotated=rotated, placed=placed, late=late_share,
    )  # fmt: skip


def _earned(state: State, forces: Forces, ground: Ground, p: Any, chance: Chance) -> tuple[Array, Array]:
    """What employers paid, and what they owed for the month."""
    state.money += chance.money * ground.swing + forces.fall
    rate = np.exp(-state.money).take(ground.host_of_group, axis=1) * (1 - forces.demand)
    due = state.workers * (ground.wage * rate.take(ground.group_of, axis=1))
    behind = state.arrears / np.maximum(due, 1)
    chance_late = (p.late + forces.late).take(ground.group_of, axis=1) + p.stick * np.minimum(behind, 3) / 3
    paid = np.where(chance.pay < np.minimum(chance_late, 0.95) * (state.workers > 0), 0, due + p.repay * state.arrears)
    state.arrears += due - paid
    return paid, due


def _unrest(
    state: State, forces: Forces, ground: Ground, p: Any, chance: Chance, short: Array, late: Array
) -> tuple[Array, Array]:
    """Share of each crew that is ready to act, and which crews do."""
    drive = p.hunger * short + p.owed * late / 3 + p.hours * forces.campaign
    state.grievance *= p.memory
    state.grievance += (1 - p.memory) * drive
    crews = np.maximum(ground.sum_by_group(state.workers > 0), 1)
    heard = ground.sum_by_group(state.ready) / crews
    everywhere = heard.mean(1, keepdims=True)
    hearsay = p.communication * ground.talk * (p.near * heard + p.far * everywhere)
    watch = p.minders * (1 - forces.control) * (1 + p.tighten * np.minimum(state.risk, 3))
    base = state.grievance - state.threshold + (hearsay - watch).take(ground.group_of, axis=1)
    ready = state.ready
    for _ in range(_CASCADE):
        ready = 1 / (1 + np.exp((base + p.imitation * ready) * (-1 / p.spread)))
    ready *= state.workers > 0
    state.ready = ready
    noise = chance.crew * np.sqrt(ready * (1 - ready) / np.maximum(state.workers, 1))
    return ready, (ready + noise > p.critical) & (chance.strike < p.spark)


def _leaving(
    state: State,
    forces: Forces,
    ground: Ground,
    p: Any,
    chance: Chance,
    strike: Array,
    fled: Array,
    delivered: Array,
    there: Array,
) -> tuple[Array, Array, Array, Array, Array]:
    """Who goes home and why: all, for risk, for want of profit, by law, at the end of a contract."""
    site = ground.group_of
    crews = np.maximum(ground.sum_by_group(there > 0), 1)
    state.risk *= p.fear_memory
    state.risk += (ground.sum_by_group(strike) + p.fear_of_flight * ground.sum_by_group(fled)) / crews
    way = forces.way.take(site, axis=1)
    state.margin *= 0.75
    state.margin += 0.25 * (delivered - p.overhead * there)
    luck = chance.call
    threat = p.withdraw * (strike + p.alarm * np.minimum(state.risk, 1).take(site, axis=1))
    risky = luck < threat * way
    losing = ~risky & (state.margin < 0) & (luck > 1 - p.close * way)
    by_risk = np.where(risky, there, 0)
    by_loss = np.where(losing, there, 0)
    stays = there - by_risk - by_loss
    ring = np.where(strike, np.floor(stays * p.sent_home * way + chance.ring), 0)
    ring = np.minimum(ring, stays)
    by_law = np.minimum(np.floor((stays - ring) * forces.leave.take(site, axis=1) * way + chance.law), stays - ring)
    by_law *= forces.leave.take(site, axis=1) > 0
    rest = stays - ring - by_law
    rotated = np.minimum(np.floor(rest / p.contract * way + chance.turn) * (way > 0), rest)
    return by_risk + by_loss + ring + by_law + rotated, by_risk + ring, by_loss, by_law, rotated


def _placing(state: State, forces: Forces, ground: Ground, p: Any, chance: Chance, lost: Array, back: Array) -> Array:
    """Workers sent out: into the posts of those who came home, into posts lost elsewhere as far as other hosts take them, into posts that hosts open."""
    state.home -= back.sum(1, keepdims=True)
    state.workers += back
    state.posts *= 1 - p.give_up
    state.posts += p.substitution * lost
    state.opened += forces.openings * state.at_first
    taken = ground.openness * forces.entry
    elsewhere = state.posts * taken / np.maximum(taken.sum(1, keepdims=True), 1e-6)
    wanted = p.speed * (1 - forces.border) * (elsewhere + state.opened * forces.entry)
    wanted *= np.minimum(state.home / np.maximum(wanted.sum(1, keepdims=True) + ground.crews, 1), 1)
    placed = np.floor((wanted / ground.size).take(ground.group_of, axis=1) + chance.ring)
    placed *= state.home >= ground.crews
    by_group = ground.sum_by_group(placed)
    part = elsewhere / np.maximum(elsewhere + state.opened, 1e-6)
    state.posts = np.maximum(state.posts - (by_group * part).sum(1, keepdims=True), 0)
    state.opened = np.maximum(state.opened - by_group * (1 - part), 0)
    state.home -= placed.sum(1, keepdims=True)
    state.workers += placed
    sent: Array = placed + back
    return sent


def _squeeze(state: State, forces: Forces, p: Any, money: Array) -> None:
    """What the state asks of each worker next month: more, when less came home than it counts on."""
    state.income *= 0.75
    state.income += 0.25 * money
    gap = 1 - state.income / np.maximum(state.target, 1)
    rise = np.where(gap > p.slack, p.squeeze * gap, -p.ease * (state.quota - 1))
    bent = p.bend * np.minimum(state.risk.mean(1, keepdims=True), 1)
    state.quota = np.clip(state.quota + rise - bent, p.least_quota, p.most_quota) * (1 + forces.quota)
