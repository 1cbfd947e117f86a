"""Where every crew of every run stands at the end of a month, and what flowed in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from .ground import Ground
from .place import namespace

Array = npt.NDArray[Any]


@dataclass(slots=True)
class State:
    """What a month changes; `c` crews, `g` groups, `h` hosts. People are whole numbers, money is USD.

    Args:
        workers: `[runs, c]` people.
        cash: `[runs, c]` plan money taken and not sent yet.
        arrears: `[runs, c]` pay that employers owe.
        grievance: `[runs, c]`, remembered; 1 is a month without anything to live on, felt for long.
        threshold: `[runs, c]`, grievance from which half of a crew would act if alone and unwatched.
        ready: `[runs, c]` share of the crew ready to act.
        margin: `[runs, c]` what a crew brings in over its costs in a month, smoothed.
        money: `[runs, h]` logarithm of the fall of the currency.
        risk: `[runs, g]` remembered unrest for each crew.
        quota: `[runs, 1]` plan money as a multiple of that at the start.
        home: `[runs, 1]` people at home who may be sent.
        posts: `[runs, 1]` posts lost that other hosts may take.
        opened: `[runs, g]` posts that hosts opened and nobody fills yet.
        income: `[runs, 1]` money that came home in a month, smoothed.
        target: `[runs, 1]` money that the state counts on in a month.
        at_first: `[runs, 1]` people abroad at the start.
    """

    workers: Array
    cash: Array
    arrears: Array
    grievance: Array
    threshold: Array
    ready: Array
    margin: Array
    money: Array
    risk: Array
    quota: Array
    home: Array
    posts: Array
    opened: Array
    income: Array
    target: Array
    at_first: Array


@dataclass(frozen=True, slots=True)
class Flows:
    """What flowed in a month, all `[runs, crews]`: money in USD, people as whole numbers.

    Args:
        due: pay that was earned.
        paid: pay that employers handed over, arrears included.
        broker: taken by brokers and managers.
        plan: plan money taken.
        keep: spent on living.
        pocket: left to the workers.
        written_off: arrears that will never be paid.
        seized: taken from couriers by authorities.
        cost: of sending.
        delivered: came home to the state.
        granted: arrears that were paid out of plan money after a strike.
        strike: whether a crew stopped work or rose.
        ready: share of it that was ready to.
        fled: people who left for good.
        by_risk, by_loss, by_law: people called home because of unrest, because a crew did not pay, because the law asked for it.
        rotated: people whose contract ended.
        placed: people sent out.
        late: months of pay owed.
    """

    due: Array
    paid: Array
    broker: Array
    plan: Array
    keep: Array
    pocket: Array
    written_off: Array
    seized: Array
    cost: Array
    delivered: Array
    granted: Array
    strike: Array
    ready: Array
    fled: Array
    by_risk: Array
    by_loss: Array
    by_law: Array
    rotated: Array
    placed: Array
    late: Array


def first(ground: Ground, p: Any, rng: Any, runs: int, kind: Any) -> State:
    """The state before the first month: the number of workers of each host is drawn from what is believed of it, and each crew has a temper of its own."""
    xp, (low, mode, high) = namespace(ground.stock), ground.stock.T
    # one number for both classes of a host: what is not known is how many there are
    luck = rng.random((runs, ground.hosts))[:, ground.host_of_group]
    stock = triangular(luck, low, mode, high)
    each = (stock / ground.size[0])[:, ground.group_of]
    workers = xp.floor(each + rng.random((runs, ground.crews))).astype(kind)
    threshold = (p.threshold + p.temper * rng.standard_normal((runs, ground.crews))).astype(kind)
    abroad = workers.sum(1, keepdims=True)
    income = (workers * ground.plan).sum(1, keepdims=True)
    zero = xp.zeros((runs, ground.crews), dtype=kind)
    none = xp.zeros((runs, ground.groups), dtype=kind)
    return State(
        workers=workers,
        cash=zero.copy(),
        arrears=zero.copy(),
        grievance=zero.copy(),
        threshold=threshold,
        ready=zero.copy(),
        margin=workers * ground.plan * 0.8 - p.overhead * workers,
        money=xp.zeros((runs, ground.hosts), dtype=kind),
        risk=none.copy(),
        quota=xp.ones((runs, 1), dtype=kind),
        home=xp.floor(abroad * p.reserve),
        posts=xp.zeros((runs, 1), dtype=kind),
        opened=none,
        income=income * 0.85,
        target=(income * p.counted_on).astype(kind),
        at_first=abroad,
    )


def triangular(luck: Array, low: Array, mode: Array, high: Array) -> Array:
    """Numbers between 0 and 1 turned into ones of the triangular distribution with these ends and peak.

    >>> float(triangular(np.array([0.5]), np.array([0.0]), np.array([1.0]), np.array([2.0]))[0])
    1.0
    """
    xp = namespace(luck)
    width = xp.maximum(high - low, 1e-9)
    at = (mode - low) / width
    rising = low + xp.sqrt(luck * width * xp.maximum(mode - low, 0))
    falling = high - xp.sqrt((1 - luck) * width * xp.maximum(high - mode, 0))
    found: Array = xp.where(luck < at, rising, falling)
    return found
