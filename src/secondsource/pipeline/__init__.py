"""The order of the stages: what is new, what must be done again, what is right as it stands."""

from .asked import as_known_on, findings_on, law_of, without
from .check import Problem, verify
from .deciding import decide
from .delivered import TakenIn, take_files, take_in
from .intake import Delivery
from .order import rebuild, run
from .own_reader import configured
from .result import Progress, RunResult
from .review import Waiting, queue
from .reviewed import Judged, Tally, read_anew, reviewed, tallies

__all__ = [
    "Delivery",
    "Judged",
    "Problem",
    "Progress",
    "RunResult",
    "TakenIn",
    "Tally",
    "Waiting",
    "as_known_on",
    "configured",
    "decide",
    "findings_on",
    "law_of",
    "queue",
    "read_anew",
    "rebuild",
    "reviewed",
    "run",
    "take_files",
    "take_in",
    "tallies",
    "verify",
    "without",
]
