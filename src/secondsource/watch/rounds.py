"""Going round: several servers are asked at the same time, each for one thing after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from secondsource.model import Transfer
from secondsource.store.watching import Address, Source

from .fetch import NotFetched, Permission, parsed


@dataclass(frozen=True, slots=True)
class Errand:
    """An address to ask for: for which source, and which hosts may lie in a private network."""

    source: Source
    address: Address
    permission: Permission


Result = Transfer | NotFetched


def rounds(
    errands: Iterable[Errand], ask: Callable[[Errand], Transfer], at_once: int, stop: Callable[[], bool]
) -> Iterator[tuple[Errand, Result]]:
    """Each errand with its answer, or why there is none, as they come in.

    Args:
        errands: in the order in which each server is to be asked.
        ask: asks for one, in a thread of its own; raises NotFetched.
        at_once: servers asked at the same time.
        stop: whether to begin no further one; those begun are still told of.
    """
    waiting: dict[str, deque[Errand]] = {}
    for errand in errands:
        waiting.setdefault(parsed(errand.address.url).origin, deque()).append(errand)
    turn = deque(waiting)
    under_way: dict[Future[Result], tuple[str, Errand]] = {}
    with ThreadPoolExecutor(max_workers=at_once, thread_name_prefix="fetch") as pool:
        while turn or under_way:
            while turn and len(under_way) < at_once and not stop():
                origin = turn.popleft()
                errand = waiting[origin].popleft()
                under_way[pool.submit(_asked, ask, errand)] = origin, errand
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                origin, errand = under_way.pop(future)
                if waiting[origin]:
                    turn.append(origin)
                yield errand, future.result()


def _asked(ask: Callable[[Errand], Transfer], errand: Errand) -> Result:
    try:
        return ask(errand)
    except NotFetched as error:
        return error
