"""What the model answers, worked out once for each question: one question at a time, and no more of them waiting than the machine bears."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from threading import Lock
from typing import Generic, TypeVar

from secondsource.forecast.scenario.compare import Effect, effects
from secondsource.forecast.scenario.engine import on_processor
from secondsource.forecast.scenario.fan import Array, fans
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.outcome import Regime, shares
from secondsource.forecast.scenario.simulate import Runs, simulate
from secondsource.forecast.scenario.values import Model
from secondsource.model import SecondsourceError
from secondsource.publish.tongue import say
from secondsource.subjects import Subject

from .levers import Asked

T = TypeVar("T")
RUNS = 256
"""Runs of an answer: four chunks of the simulation. The share of the runs that end in one way is then known to within six points, nineteen times in twenty."""
KEPT = 128
"""Answers that are kept: some 30 kB each."""
_KEPT_RUNS = 8
"""Presets as they are whose runs are kept for comparison: up to 3 MB each."""
WAITING = 8
"""Readers who wait for an answer at once. The server has forty threads; the others are left to the pages of the case."""

AGAIN = 2
"""Seconds after which somebody may ask again whom the model had no time for."""


class Busy(SecondsourceError):
    """Too many questions to the scenario model wait already. Ask again in a few seconds."""


class NoModel(SecondsourceError):
    """The subject of this case has no scenario model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What follows from a question.

    Args:
        ends: share of the runs in each regime.
        fans: `[levels, months]` of each series, see `forecast.scenario.fan`.
        own_ends: the same of the preset as it is.
        own_fans: likewise.
        effects: what the settings change, run by run with the same luck; none if nothing was set.
    """

    ends: Mapping[Regime, float]
    fans: Mapping[str, Array]
    own_ends: Mapping[Regime, float]
    own_fans: Mapping[str, Array]
    effects: tuple[Effect, ...]


class Once(Generic[T]):
    """Works out each answer once, one at a time: who asks for one that is being worked out waits for it.

    Args:
        kept: how many answers are kept, those asked for last.
        waiting: how many may wait, those for whom something is being worked out included.
    """

    def __init__(self, kept: int = KEPT, waiting: int = WAITING) -> None:
        self._most_kept, self._most_waiting = kept, waiting
        self._lock, self._turn = Lock(), Lock()
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._under_way: dict[Hashable, Future[T]] = {}
        self._waiting = 0

    def of(self, key: Hashable, work: Callable[[], T]) -> T:
        """The answer of that key, worked out if it is not kept.

        Raises:
            Busy: if too many wait already.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            if self._waiting >= self._most_waiting:
                raise Busy(say("Too many questions to the scenario model wait already. Ask again in a few seconds."))
            self._waiting += 1
            mine = key not in self._under_way
            found = self._under_way.setdefault(key, Future())
        try:
            if mine:
                self._work(key, work, found)
            return found.result()
        finally:
            with self._lock:
                self._waiting -= 1

    def in_turn(self, work: Callable[[], object]) -> None:
        """Does something else while no answer is worked out."""
        with self._turn:
            work()

    def _work(self, key: Hashable, work: Callable[[], T], found: Future[T]) -> None:
        try:
            with self._turn:
                answer = work()
        except BaseException as error:
            with self._lock:
                del self._under_way[key]
            found.set_exception(error)
        else:
            with self._lock:
                del self._under_way[key]
                self._kept[key] = answer
                while len(self._kept) > self._most_kept:
                    self._kept.popitem(last=False)
            found.set_result(answer)


class Answers:
    """The answers of a desk, for its pages and its programs.

    Args:
        runs: how many runs an answer has.
    """

    def __init__(self, runs: int = RUNS) -> None:
        self.runs = runs
        self._once: Once[Answer] = Once()
        self._own: OrderedDict[Hashable, Runs] = OrderedDict()

    def of(self, asked: Asked, pack: Subject) -> Answer:
        """The answer to a question.

        Args:
            asked: the question.
            pack: whose model is asked.

        Raises:
            Busy: if too many wait for an answer already.
        """
        return self._once.of((pack.digest, asked.key), lambda: self._answer(asked, pack))

    def prepare(self, pack: Subject) -> None:
        """Runs one month, so that nobody who asks waits for what is loaded or compiled at the first run.

        Raises:
            NoModel: if the pack has no scenario model.
        """
        model = known_model(pack)
        short = replace(next(iter(model.presets.values())), months=1)
        self._once.in_turn(lambda: self._run(Asked(preset=short), model))

    def _answer(self, asked: Asked, pack: Subject) -> Answer:
        model = model_of(pack)
        own = self._own_runs(asked, pack, model)
        own_ends, own_fans = shares(own), fans(own)
        if not asked.settings:
            return Answer(ends=own_ends, fans=own_fans, own_ends=own_ends, own_fans=own_fans, effects=())
        found = self._run(asked, model)
        return Answer(
            ends=shares(found), fans=fans(found), own_ends=own_ends, own_fans=own_fans, effects=effects(own, found)
        )

    def _own_runs(self, asked: Asked, pack: Subject, model: Model) -> Runs:
        """The runs of the preset as it is; only one answer is worked out at a time, so nobody else is here."""
        key = (pack.digest, asked.preset.name, asked.seed)
        if key not in self._own:
            self._own[key] = self._run(Asked(preset=asked.preset, seed=asked.seed), model)
            while len(self._own) > _KEPT_RUNS:
                self._own.popitem(last=False)
        self._own.move_to_end(key)
        return self._own[key]

    def _run(self, asked: Asked, model: Model) -> Runs:
        return simulate(
            asked.preset, model.hosts, model.parameters,
            runs=self.runs, seed=asked.seed, change=asked.settings, workers=1, engine=on_processor(),
        )  # fmt: skip


def has_model(pack: Subject) -> bool:
    """Whether a pack has a scenario model."""
    return (pack.folder / "scenario" / "parameters.yaml").is_file()


def known_model(pack: Subject) -> Model:
    """The scenario model of a pack. Raises NoModel if it has none."""
    if not has_model(pack):
        raise NoModel(say("The subject of this case has no scenario model."))
    return model_of(pack)
