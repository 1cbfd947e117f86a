"""The order of the stages: what is new, what must be done again, what is right as it stands."""

from .asked import as_known_on, findings_on, law_of
from .check import Problem, verify
from .order import rebuild, run
from .result import Progress, RunResult

__all__ = ["Problem", "Progress", "RunResult", "as_known_on", "findings_on", "law_of", "rebuild", "run", "verify"]
