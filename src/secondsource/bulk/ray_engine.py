"""The engine of a cluster: Ray's tasks, one for each part, as many at a time as there are workers."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from secondsource import __version__
from secondsource.discreet import quiet
from secondsource.model import SecondsourceError
from secondsource.pipeline.processes import processors

from .engine import Died, Done, P, R
from .ray_cluster import ended, joined, made


class OtherVersion(SecondsourceError):
    """A node of the cluster has another version of secondsource than this program. Install the same on every node."""


class ClusterLost(SecondsourceError):
    """The cluster's first node, or this machine's, does not answer any more. Finished parts are kept: start the cluster and then the same command again."""


class RayEngine:
    """Workers of a Ray cluster; a process lives on for further parts, so that what it has loaded is loaded once.

    Args:
        workers: how many parts are worked on at a time; None for as many as the cluster has processors.
        address: of the cluster's first node, `host:port`; None for a cluster of this machine alone, which ends with the engine.

    Raises:
        NoRay, NoStart, NoToken, NoCluster: see `secondsource.bulk.ray_cluster`.
    """

    def __init__(self, workers: int | None = None, address: str | None = None) -> None:
        self._ray = joined(address) if address else made(workers or processors())
        self._count = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        # a part is begun anew by whoever asked, who splits it; that Ray begins it again by itself would end the next worker
        self._task = self._ray.remote(num_cpus=1, max_retries=0)(_work)

    def __enter__(self) -> RayEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def workers(self) -> int:
        """How many parts are worked on at a time."""
        return self._count

    def map(self, function: Callable[[P], R], parts: Iterable[P]) -> Iterator[Done[P, R] | Died[P]]:
        """As `Engine.map`.

        Raises:
            OtherVersion: if a node has another version of this program.
        """
        waiting = iter(parts)
        hands: dict[Any, P] = {}
        try:
            while True:
                while len(hands) < self._count:
                    try:
                        part = next(waiting)
                    except StopIteration:
                        break
                    hands[self._task.remote(__version__, function, part)] = part
                if not hands:
                    return
                ready, _ = self._ray.wait(list(hands), num_returns=1)
                for reference in ready:
                    yield self._outcome(reference, hands.pop(reference))
        finally:
            for reference in hands:
                self._ray.cancel(reference, force=True)

    def close(self) -> None:
        """Leaves the cluster, or ends it if it is this engine's own."""
        ended(self._ray)

    def _outcome(self, reference: Any, part: P) -> Done[P, R] | Died[P]:
        lost = self._ray.exceptions
        try:
            fine, value = self._ray.get(reference)
        except lost.OutOfMemoryError:
            return Died(part, "Its process was ended because the node had no memory left.")
        except (lost.NodeDiedError, lost.ObjectLostError):
            return Died(part, "Its node was lost.")
        except (lost.WorkerCrashedError, lost.TaskCancelledError):
            return Died(part, "Its process ended on the cluster.")
        except (lost.LocalRayletDiedError, lost.RaySystemError) as error:
            raise ClusterLost from error
        if not fine:
            raise value
        return Done(part, value)


def _work(version: str, function: Callable[[P], R], part: P) -> tuple[bool, Any]:
    """What a worker does with one part: what the function gives, or what it raised."""
    if version != __version__:
        return False, OtherVersion()
    quiet()
    try:
        return True, function(part)
    except Exception as error:
        error.add_note("In a worker:\n" + traceback.format_exc())
        return False, error
