"""Near-copies among any number of bodies: the index of runs of words, cut by ranges of runs and kept on disk.

What comes out is what `secondsource.trace.shared.candidates` finds among all bodies at once in order of publication, each pair then looked at
word by word; it does not depend on how the bodies lie in files, nor on who works on them.
"""

from .near import NearCopies, near_copies

__all__ = ["NearCopies", "near_copies"]
