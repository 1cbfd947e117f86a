import random

import pytest

from secondsource.model import Decision, DecisionKind, Figure, Loop, Relay, Support
from secondsource.model.codec import encode
from secondsource.trace import again, trace
from tests.growing import Growing, Keeping, Standing, worlds


def traced_again(case, news):
    got = again(news, Standing(case), case, Keeping(case, "trace"), case.pack, case.obtained)
    for kind, patch in ((Relay, got.relays), (Support, got.supports), (Loop, got.loops), (Figure, got.figures)):
        case.take(kind, patch)
    case.keep("trace", got.kept)
    return got


def anew(case):
    whole = trace(list(case.readings.values()), case.found, case.pack, decisions=case.decisions, obtained=case.obtained)
    return {
        kind: [encode(row) for row in rows]
        for kind, rows in (
            (Relay, whole.relays), (Support, whole.supports), (Loop, whole.loops), (Figure, whole.figures),
        )
    }  # fmt: skip


def decision(kind, relay):
    return Decision(at="2026-01-01T00:00:00Z", who="a", kind=kind, object=f"{relay.taker}>{relay.giver}", why="")


@pytest.mark.parametrize("seed", range(12))
def test_tracing_again_gives_what_tracing_all_anew_gives(seed, pack):
    chance = random.Random(seed)
    case = Growing(pack)
    decisions: list[Decision] = []
    for number, readings in enumerate(worlds(seed)):
        for reading in readings.values():
            case.obtained.setdefault(reading.report.capture, f"2026-01-{chance.randrange(10, 29)}T00:00:00Z")
        relays = [row for rows in case.rows.get(Relay, {}).values() for row in rows]
        if relays and chance.random() < 0.6:
            kind = chance.choice((DecisionKind.REJECT, DecisionKind.ACCEPT))
            decisions.append(decision(kind, chance.choice(relays)))
        elif decisions and chance.random() < 0.5:
            decisions.pop(0)
        traced_again(case, case.step(readings, tuple(decisions), whole=not number))
        for kind, wanted in anew(case).items():
            assert case.all(kind) == wanted, (kind.__name__, number)
