"""One month of every crew in every run. The equations are those of the concept page “The labour-export model”, in its order.

Arrays are `[runs, crews]`, `[runs, groups]` or `[runs, 1]`; a group is a host with one class of papers. Nothing here knows a host or a year by name.
They are NumPy's or, on a graphics processor, CuPy's: `xp` is the module of the arrays at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .forces import Forces
from .ground import Ground
from .place import namespace
from .state import Flows, State

Array = npt.NDArray[Any]
CASCADE = 3
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


EVEN, FOR_CREW = 9, 3
"""Even numbers of a crew and a month, and those whose sum stands for a normal one (Irwin-Hall)."""


def raw(rng: np.random.Generator, runs: int, ground: Ground) -> tuple[Array, Array]:
    """The luck of the next month as it is drawn; always the same number of draws, so that two scenarios with one seed have the same luck.

    Returns:
        `[12, runs, crews]` whole numbers of 16 bits, four of which come out of one draw of the generator; `[runs, hosts]` standard normal, float32.
    """
    size = (EVEN + FOR_CREW) * runs * ground.crews
    drawn_64 = rng.integers(0, (1 << 64) - 1, -(-size // 4), dtype=np.uint64, endpoint=True)
    crews = drawn_64.view(np.uint16)[:size].reshape(EVEN + FOR_CREW, runs, ground.crews)
    return crews, rng.standard_normal((runs, ground.hosts), dtype=np.float32)


def drawn(rng: np.random.Generator, runs: int, ground: Ground, kind: Any) -> Chance:
    """The luck of the next month, see `raw`: even numbers are the middles of 65,536 steps."""
    crews, money = raw(rng, runs, ground)
    pay, way, strike, flight, call, law, turn, post, ring = (crews[:EVEN] + kind(0.5)) * kind(1 / (1 << 16))
    crew = crews[EVEN:].sum(0, dtype=np.uint32) * kind(2 / (1 << 16)) - kind(3)
    return Chance(pay, way, strike, flight, call, law, turn, post, ring, crew, money.astype(kind, copy=False))


def drawn_on_device(rng: Any, runs: int, ground: Ground, kind: Any) -> Chance:
    """Luck of the same distributions from a generator that gives floating-point numbers on the device; another stream than that of `drawn`."""
    luck = rng.random((EVEN + FOR_CREW, runs, ground.crews), dtype=kind)
    pay, way, strike, flight, call, law, turn, post, ring = luck[:EVEN]
    money = rng.standard_normal((runs, ground.hosts), dtype=kind)
    return Chance(pay, way, strike, flight, call, law, turn, post, ring, luck[EVEN:].sum(0) * 2 - 3, money)


def month(state: State, forces: Forces, ground: Ground, p: Any, chance: Chance) -> Flows:
    """Carries the state over one month, in place; gives what flowed.

    Args:
        state: at the end of the month before.
        forces: what acts in this month, by group.
        ground: what never changes: which crew belongs where.
        p: the parameters by name, each a number or `[runs, 1]`.
        chance: the luck of the month.
    """
    xp, site = namespace(state.workers), ground.group_of
    paid, due = _earned(state, forces, ground, p, chance)
    late_share = xp.minimum(state.arrears / xp.maximum(due, 1), 12)
    written_off = state.arrears * p.writeoff
    state.arrears -= written_off

    broker = paid * ground.broker(p)
    plan_due = state.workers * (ground.plan * (state.quota * (1 + forces.campaign)))
    keep_due = state.workers * ground.keep
    rest = paid - broker
    plan = xp.minimum(rest, plan_due)
    rest -= plan
    keep = xp.minimum(rest, keep_due)
    pocket = rest - keep
    short = (plan_due + keep_due - (paid - broker)) / xp.maximum(keep_due, 1)

    state.cash += plan
    wire, courier = forces.wire, (1 - forces.wire) * p.courier * (1 - forces.border)
    cost_rate = (wire * p.wire_cost + courier * p.courier_cost) / xp.maximum(wire + courier, 1e-6)
    carried = state.cash * courier.take(site, axis=1)
    seized = carried * (chance.way < (p.seizure + forces.seizure).take(site, axis=1))
    sent = state.cash * wire.take(site, axis=1) + carried
    cost = (sent - seized) * cost_rate.take(site, axis=1)
    delivered = sent - seized - cost
    state.cash -= sent

    ready, strike = _unrest(state, forces, ground, p, chance, xp.clip(short, 0, p.worst), late_share)
    granted = xp.where(strike, xp.minimum(state.arrears * p.concession, state.cash), 0)
    state.cash -= granted
    state.arrears -= granted
    state.grievance *= xp.where(strike, 1 - p.relief, 1)

    fled = xp.floor(state.workers * ground.flight * (1 + p.flight_unrest * ready) + chance.flight)
    fled = xp.minimum(fled, state.workers)
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
    xp = namespace(state.workers)
    state.money += chance.money * ground.swing + forces.fall
    rate = xp.exp(-state.money).take(ground.host_of_group, axis=1) * (1 - forces.demand)
    due = state.workers * (ground.wage * rate.take(ground.group_of, axis=1))
    behind = state.arrears / xp.maximum(due, 1)
    chance_late = (p.late + forces.late).take(ground.group_of, axis=1) + p.stick * xp.minimum(behind, 3) / 3
    paid = xp.where(chance.pay < xp.minimum(chance_late, 0.95) * (state.workers > 0), 0, due + p.repay * state.arrears)
    state.arrears += due - paid
    return paid, due


def _unrest(
    state: State, forces: Forces, ground: Ground, p: Any, chance: Chance, short: Array, late: Array
) -> tuple[Array, Array]:
    """Share of each crew that is ready to act, and which crews do."""
    xp = namespace(state.workers)
    drive = p.hunger * short + p.owed * late / 3 + p.hours * forces.campaign
    state.grievance *= p.memory
    state.grievance += (1 - p.memory) * drive
    crews = xp.maximum(ground.sum_by_group(state.workers > 0), 1)
    heard = ground.sum_by_group(state.ready) / crews
    everywhere = heard.mean(1, keepdims=True)
    hearsay = p.communication * ground.talk * (p.near * heard + p.far * everywhere)
    watch = p.minders * (1 - forces.control) * (1 + p.tighten * xp.minimum(state.risk, 3))
    base = state.grievance - state.threshold + (hearsay - watch).take(ground.group_of, axis=1)
    ready = state.ready
    for _ in range(CASCADE):
        ready = 1 / (1 + xp.exp((base + p.imitation * ready) * (-1 / p.spread)))
    ready *= state.workers > 0
    state.ready = ready
    noise = chance.crew * xp.sqrt(ready * (1 - ready) / xp.maximum(state.workers, 1))
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
    xp, site = namespace(there), ground.group_of
    crews = xp.maximum(ground.sum_by_group(there > 0), 1)
    state.risk *= p.fear_memory
    state.risk += (ground.sum_by_group(strike) + p.fear_of_flight * ground.sum_by_group(fled)) / crews
    way = forces.way.take(site, axis=1)
    state.margin *= 0.75
    state.margin += 0.25 * (delivered - p.overhead * there)
    luck = chance.call
    threat = p.withdraw * (strike + p.alarm * xp.minimum(state.risk, 1).take(site, axis=1))
    risky = luck < threat * way
    losing = ~risky & (state.margin < 0) & (luck > 1 - p.close * way)
    by_risk = xp.where(risky, there, 0)
    by_loss = xp.where(losing, there, 0)
    stays = there - by_risk - by_loss
    ring = xp.where(strike, xp.floor(stays * p.sent_home * way + chance.ring), 0)
    ring = xp.minimum(ring, stays)
    by_law = xp.minimum(xp.floor((stays - ring) * forces.leave.take(site, axis=1) * way + chance.law), stays - ring)
    by_law *= forces.leave.take(site, axis=1) > 0
    rest = stays - ring - by_law
    rotated = xp.minimum(xp.floor(rest / p.contract * way + chance.turn) * (way > 0), rest)
    return by_risk + by_loss + ring + by_law + rotated, by_risk + ring, by_loss, by_law, rotated


def _placing(state: State, forces: Forces, ground: Ground, p: Any, chance: Chance, lost: Array, back: Array) -> Array:
    """Workers sent out: into the posts of those who came home, into posts lost elsewhere as far as other hosts take them, into posts that hosts open."""
    xp = namespace(lost)
    state.home -= back.sum(1, keepdims=True)
    state.workers += back
    state.posts *= 1 - p.give_up
    state.posts += p.substitution * lost
    state.opened += forces.openings * state.at_first
    taken = ground.openness * forces.entry
    elsewhere = state.posts * taken / xp.maximum(taken.sum(1, keepdims=True), 1e-6)
    wanted = p.speed * (1 - forces.border) * (elsewhere + state.opened * forces.entry)
    wanted *= xp.minimum(state.home / xp.maximum(wanted.sum(1, keepdims=True) + ground.crews, 1), 1)
    placed = xp.floor((wanted / ground.size).take(ground.group_of, axis=1) + chance.ring)
    placed *= state.home >= ground.crews
    by_group = ground.sum_by_group(placed)
    part = elsewhere / xp.maximum(elsewhere + state.opened, 1e-6)
    state.posts = xp.maximum(state.posts - (by_group * part).sum(1, keepdims=True), 0)
    state.opened = xp.maximum(state.opened - by_group * (1 - part), 0)
    state.home -= placed.sum(1, keepdims=True)
    state.workers += placed
    sent: Array = placed + back
    return sent


def _squeeze(state: State, forces: Forces, p: Any, money: Array) -> None:
    """What the state asks of each worker next month: more, when less came home than it counts on."""
    xp = namespace(money)
    state.income *= 0.75
    state.income += 0.25 * money
    gap = 1 - state.income / xp.maximum(state.target, 1)
    rise = xp.where(gap > p.slack, p.squeeze * gap, -p.ease * (state.quota - 1))
    bent = p.bend * xp.minimum(state.risk.mean(1, keepdims=True), 1)
    state.quota = xp.clip(state.quota + rise - bent, p.least_quota, p.most_quota) * (1 + forces.quota)
