"""One month of every crew in every run, as loops that numba compiles: what `month.py` says of whole arrays, one crew after the other.

The order of the equations is that of `month.py`, which is the reference; a test holds both against each other on the same luck. All numbers are
float64. The crews of a group stand side by side, so that what a group has in common is computed once. All is in one file, since numba's cache looks
at no other for changes.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import Any

from numba import njit
from numpy import float64, floor, int64

from .month import CASCADE

DELIVERED, SEIZED, COST, POCKET, PAID, DUE, GRANTED, STRIKES, FLED, BY_RISK, BY_LOSS, BY_LAW, ROTATED, PLACED = range(
    14
)
QUOTA, HOME, LATE, READY, BROKER, PLAN, KEEP, WRITTEN_OFF = range(14, 22)
TOLD = 22
"""Rows of what a month tells of a run: first those of `course.SERIES`, then what only the books of the money need."""
PAY, WAY, STRIKE, FLIGHT, CALL, LAW, TURN, POST, RING, NOISE = range(10)
"""Rows of the luck; from `NOISE` on three are added up."""
STEP = 1.0 / 65536.0
"""Between two even numbers of 16 bits."""


def kept(function: Any, fastmath: set[str]) -> Any:
    """The function compiled when it is first called; what was compiled is kept for the next time, if there is a folder for it that can be written."""
    how: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": fastmath}
    try:
        return njit(cache=True, **how)(function)
    except RuntimeError:
        return njit(**how)(function)


def compiled(function: Any) -> Any:
    """Sums may be taken in another order, and a product and a sum in one rounding: a quarter faster, and the same bits on the same machine every time."""
    return kept(function, {"contract", "reassoc", "nsz"})


def in_order(function: Any) -> Any:
    """The same, but sums keep their order."""
    return kept(function, {"contract"})


@compiled
def carry(
    number: int,
    luck: Any,
    swings: Any,
    values: Any,
    forces: Any,
    ground: Any,
    state: Any,
    told: Any,
    stock: Any,
    strikes: Any,
) -> None:
    """Carries all runs of a chunk over one month, in place.

    Args:
        number: of the month.
        luck: `[12, runs, crews]` uint16.
        swings: `[runs, hosts]` what the currencies fall.
        values: `[runs]` records of the parameters.
        forces: `[runs or 1, groups]` records of what acts.
        ground: `[groups]` records, see `compiled.GROUP`.
        state: the arrays of `State`: those by crew and four to work with, by group, by run, and the currencies.
        told: `[rows, runs, months]`, written.
        stock: `[runs, months, hosts]`, written.
        strikes: the same.
    """
    by_crew, by_group, by_run, money = state
    for r in range(len(values)):
        total = told[:, r, number]
        total[:] = 0
        for host in range(money.shape[1]):
            money[r, host] += swings[r, host]
            stock[r, number, host] = 0
            strikes[r, number, host] = 0
        p, acting = values[r], forces[min(r, len(forces) - 1)]
        _earn(r, luck, p, acting, ground, by_crew, by_group[0][r], by_run[0][r, 0], money[r], total)
        _cascade(by_crew[0][r], by_crew[7][r], by_crew[5][r], p.imitation, -1 / p.spread)
        for g in range(len(ground)):
            struck = _stir(r, luck, p, ground[g], by_crew, by_group[0][r], g, total)
            strikes[r, number, ground[g].host] += struck
            _leave(r, luck, p, acting[g], ground[g], by_group[0][r, g], by_crew, by_run[1], total)
        _place(r, luck, p, acting, ground, by_crew, by_group, by_run, total)
        _squeeze(r, p, acting, by_group[0], by_run, total)
        _tell(r, ground, by_crew, by_run, total, stock[r, number])


@compiled
def _earn(
    r: int, luck: Any, p: Any, forces: Any, ground: Any, by_crew: Any, risk: Any, quota: float, money: Any, total: Any
) -> None:
    """Pay, split and money home; leaves what each crew feels, before it looks round itself, in `base`."""
    workers, cash, arrears, grievance, threshold, ready, _, base, late_share, delivery, _ = by_crew
    everywhere = 0.0
    for g in range(len(ground)):
        everywhere += _heard(workers[r], ready[r], ground[g].first, ground[g].last)
    everywhere /= len(ground)
    for g in range(len(ground)):
        k, f = ground[g], forces[g]
        wage, each_keep = k.wage * (exp(-money[k.host]) * (1 - f.demand)), k.keep
        late, stick, seizure = p.late + f.late, p.stick / 3, p.seizure + f.seizure
        broker = p.broker + (p.broker_informal - p.broker) * k.informal
        plan_each = k.plan * (quota * (1 + f.campaign))
        repay, writeoff = p.repay, p.writeoff
        wire, courier = f.wire, (1 - f.wire) * p.courier * (1 - f.border)
        cost_rate = (wire * p.wire_cost + courier * p.courier_cost) / max(wire + courier, 1e-6)
        heard = _heard(workers[r], ready[r], k.first, k.last)
        hearsay = p.communication * k.talk * (p.near * heard + p.far * everywhere)
        watch = p.minders * (1 - f.control) * (1 + p.tighten * min(risk[g], 3))
        hunger, owed_weight, worst, memory = p.hunger, p.owed / 3, p.worst, p.memory
        busy, heat = p.hours * f.campaign, hearsay - watch
        d_sum = z_sum = c_sum = o_sum = p_sum = e_sum = b_sum = l_sum = k_sum = w_sum = 0.0
        for i in range(k.first, k.last):
            w, owed = workers[r, i], arrears[r, i]
            due = w * wage
            a_month = 1 / max(due, 1.0)
            chance = min(late + stick * min(owed * a_month, 3.0), 0.95) if w > 0 else 0.0
            paid = 0.0 if (luck[PAY, r, i] + 0.5) * STEP < chance else due + repay * owed
            owed += due - paid
            months = min(owed * a_month, 12.0)
            written_off = owed * writeoff
            to_broker = paid * broker
            plan_due, keep_due = w * plan_each, w * each_keep
            net = paid - to_broker
            plan = min(net, plan_due)
            rest = net - plan
            keep = min(rest, keep_due)
            short = (plan_due + keep_due - net) / max(keep_due, 1.0)
            held = cash[r, i] + plan
            carried = held * courier
            seized = carried if (luck[WAY, r, i] + 0.5) * STEP < seizure else 0.0
            sent = held * wire + carried
            cost = (sent - seized) * cost_rate
            delivered = sent - seized - cost
            drive = hunger * min(max(short, 0.0), worst) + owed_weight * months + busy
            felt = grievance[r, i] * memory + (1 - memory) * drive
            cash[r, i], arrears[r, i], grievance[r, i] = held - sent, owed - written_off, felt
            base[r, i], late_share[r, i], delivery[r, i] = felt - threshold[r, i] + heat, months, delivered
            d_sum += delivered
            z_sum += seized
            c_sum += cost
            o_sum += rest - keep
            p_sum += paid
            e_sum += due
            b_sum += to_broker
            l_sum += plan
            k_sum += keep
            w_sum += written_off
        total[DELIVERED] += d_sum
        total[SEIZED] += z_sum
        total[COST] += c_sum
        total[POCKET] += o_sum
        total[PAID] += p_sum
        total[DUE] += e_sum
        total[BROKER] += b_sum
        total[PLAN] += l_sum
        total[KEEP] += k_sum
        total[WRITTEN_OFF] += w_sum


@compiled
def _cascade(workers: Any, base: Any, ready: Any, imitation: float, slope: float) -> None:
    """Share of each crew that is ready to act; a loop of its own, which the compiler turns into vector instructions."""
    for i in range(len(workers)):
        x = ready[i]
        for _ in range(CASCADE):
            x = 1 / (1 + _exp((base[i] + imitation * x) * slope))
        ready[i] = x if workers[i] > 0 else 0.0


@in_order
def _exp(y: float) -> float:
    """The exponential function to within two units of the last place, without a call that would keep a loop from being vectorised.

    By y = n ln 2 + r and the series in r, as in the standard libraries (Cody and Waite 1980); held within what a float64 can tell.
    """
    y = min(max(y, -700.0), 700.0)
    n = floor(y * 1.4426950408889634 + 0.5)
    r = y - n * 6.93147180369123816490e-01 - n * 1.90821492927058770002e-10
    s = 1.0 / 479001600
    s = s * r + 1.0 / 39916800
    s = s * r + 1.0 / 3628800
    s = s * r + 1.0 / 362880
    s = s * r + 1.0 / 40320
    s = s * r + 1.0 / 5040
    s = s * r + 1.0 / 720
    s = s * r + 1.0 / 120
    s = s * r + 1.0 / 24
    s = s * r + 1.0 / 6
    s = s * r + 0.5
    s = s * r + 1.0
    s = s * r + 1.0
    return s * int64((int64(n) + 1023) << 52).view(float64)  # type: ignore[no-any-return]


@compiled
def _stir(r: int, luck: Any, p: Any, k: Any, by_crew: Any, risk: Any, g: int, total: Any) -> float:
    """Strikes and flight of a group, and how the state remembers them; gives the number of crews that struck."""
    workers, cash, arrears, grievance, _, ready, margin, _, _, delivery, marked = by_crew
    struck, fled_here, there_here, g_sum = 0.0, 0.0, 0.0, 0.0
    flight, more, overhead, spark, critical = k.flight, p.flight_unrest, p.overhead, p.spark, p.critical
    for i in range(k.first, k.last):
        w, x = workers[r, i], ready[r, i]
        marked[r, i] = 0.0
        if (luck[STRIKE, r, i] + 0.5) * STEP < spark:
            noise = (luck[NOISE, r, i] + luck[NOISE + 1, r, i] + luck[NOISE + 2, r, i]) * (2 * STEP) - 3
            if x + noise * sqrt(x * (1 - x) / max(w, 1.0)) > critical:
                granted = min(arrears[r, i] * p.concession, cash[r, i])
                cash[r, i] -= granted
                arrears[r, i] -= granted
                grievance[r, i] *= 1 - p.relief
                marked[r, i] = 1.0
                g_sum += granted
                struck += 1
        fled = min(floor(w * flight * (1 + more * x) + (luck[FLIGHT, r, i] + 0.5) * STEP), w)
        there = w - fled
        fled_here += fled
        there_here += 1.0 if there > 0 else 0.0
        margin[r, i] = margin[r, i] * 0.75 + 0.25 * (delivery[r, i] - overhead * there)
        workers[r, i] = there
    total[GRANTED] += g_sum
    total[STRIKES] += struck
    total[FLED] += fled_here
    risk[g] = risk[g] * p.fear_memory + (struck + p.fear_of_flight * fled_here) / max(there_here, 1.0)
    return struck


@compiled
def _heard(workers: Any, ready: Any, first: int, last: int) -> float:
    """Mean readiness of the crews of a group that have workers."""
    crews, sum_ready = 0.0, 0.0
    for i in range(first, last):
        crews += workers[i] > 0
        sum_ready += ready[i]
    return sum_ready / max(crews, 1)


@compiled
def _leave(r: int, luck: Any, p: Any, f: Any, k: Any, risk: float, by_crew: Any, home: Any, total: Any) -> None:
    """Who of a group goes home and why, and whose post is taken by another at once."""
    workers, margin, marked = by_crew[0], by_crew[6], by_crew[10]
    fear, way, close, leave, entry = p.alarm * min(risk, 1), f.way, 1 - p.close * f.way, f.leave * f.way, f.entry
    withdraw, sent_home, turn = p.withdraw * f.way, p.sent_home * f.way, f.way / p.contract
    risk_sum = loss_sum = law_sum = turn_sum = back_sum = 0.0
    for i in range(k.first, k.last):
        there, strike, called = workers[r, i], marked[r, i], (luck[CALL, r, i] + 0.5) * STEP
        by_risk = there if called < withdraw * (strike + fear) else 0.0
        by_loss = there - by_risk if margin[r, i] < 0 and called > close else 0.0
        stays = there - by_risk - by_loss
        if strike > 0:
            ring = min(floor(stays * sent_home + (luck[RING, r, i] + 0.5) * STEP), stays)
            by_risk += ring
            stays -= ring
        by_law = min(floor(stays * leave + (luck[LAW, r, i] + 0.5) * STEP), stays) if f.leave > 0 else 0.0
        stays -= by_law
        rotated = min(floor(stays * turn + (luck[TURN, r, i] + 0.5) * STEP), stays) if way > 0 else 0.0
        back = rotated if (luck[POST, r, i] + 0.5) * STEP < entry else 0.0
        workers[r, i] = stays - rotated + back
        risk_sum += by_risk
        loss_sum += by_loss
        law_sum += by_law
        turn_sum += rotated
        back_sum += back
    home[r, 0] += risk_sum + loss_sum + law_sum + turn_sum - back_sum
    total[BY_RISK] += risk_sum
    total[BY_LOSS] += loss_sum
    total[BY_LAW] += law_sum
    total[ROTATED] += turn_sum
    total[PLACED] += back_sum


@compiled
def _place(
    r: int, luck: Any, p: Any, forces: Any, ground: Any, by_crew: Any, by_group: Any, by_run: Any, total: Any
) -> None:
    """Workers sent into posts lost elsewhere, as far as other hosts take them, and into posts that hosts open."""
    workers, opened = by_crew[0], by_group[1]
    home, posts, at_first = by_run[1], by_run[2], by_run[5]
    crews = workers.shape[1]
    lost = total[BY_RISK] + total[BY_LOSS] + total[BY_LAW] + total[ROTATED] + total[FLED] - total[PLACED]
    free = posts[r, 0] * (1 - p.give_up) + p.substitution * lost
    everywhere = 0.0
    for g in range(len(ground)):
        everywhere += ground[g].openness * forces[g].entry
        opened[r, g] += forces[g].openings * at_first[r, 0]
    each = free / max(everywhere, 1e-6)
    wanted = 0.0
    for g in range(len(ground)):
        wanted += _wanted(p, forces[g], ground[g], each, opened[r, g])
    part = min(home[r, 0] / max(wanted + crews, 1), 1)
    allowed = home[r, 0] >= crews
    for g in range(len(ground)):
        k, f = ground[g], forces[g]
        for_each = _wanted(p, f, k, each, opened[r, g]) * part / (k.last - k.first)
        sent = 0.0
        if allowed:
            for i in range(k.first, k.last):
                new = floor(for_each + (luck[RING, r, i] + 0.5) * STEP)
                workers[r, i] += new
                sent += new
        elsewhere = each * (k.openness * f.entry)
        share = elsewhere / max(elsewhere + opened[r, g], 1e-6)
        free -= sent * share
        opened[r, g] = max(opened[r, g] - sent * (1 - share), 0)
        home[r, 0] -= sent
        total[PLACED] += sent
    posts[r, 0] = max(free, 0)


@compiled
def _wanted(p: Any, f: Any, k: Any, each: float, opened: float) -> float:
    return p.speed * (1 - f.border) * (each * (k.openness * f.entry) + opened * f.entry)  # type: ignore[no-any-return]


@compiled
def _squeeze(r: int, p: Any, forces: Any, risk: Any, by_run: Any, total: Any) -> None:
    """What the state asks of each worker next month."""
    quota, income, target = by_run[0], by_run[3], by_run[4]
    income[r, 0] = income[r, 0] * 0.75 + 0.25 * total[DELIVERED]
    gap = 1 - income[r, 0] / max(target[r, 0], 1)
    rise = p.squeeze * gap if gap > p.slack else -p.ease * (quota[r, 0] - 1)
    bent = p.bend * min(risk[r].mean(), 1)
    quota[r, 0] = min(max(quota[r, 0] + rise - bent, p.least_quota), p.most_quota) * (1 + forces[0].quota)


@compiled
def _tell(r: int, ground: Any, by_crew: Any, by_run: Any, total: Any, stock: Any) -> None:
    """Sums over the crews at the end of the month."""
    workers, ready, late = by_crew[0], by_crew[5], by_crew[8]
    people, behind, willing = 0.0, 0.0, 0.0
    for g in range(len(ground)):
        here = 0.0
        for i in range(ground[g].first, ground[g].last):
            here += workers[r, i]
            behind += late[r, i] * workers[r, i]
            willing += ready[r, i] * workers[r, i]
        stock[ground[g].host] += here
        people += here
    total[QUOTA], total[HOME] = by_run[0][r, 0], by_run[1][r, 0]
    total[LATE], total[READY] = behind / max(people, 1), willing / max(people, 1)
