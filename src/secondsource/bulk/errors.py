"""What can go wrong with bulk work, named after the user's situation."""

from __future__ import annotations

from secondsource.model import SecondsourceError


class NoInput(SecondsourceError):
    """Nothing is there to be read at this address. Check its spelling; patterns are put into quotes."""


class NoFastwarc(SecondsourceError):
    """Web archives are read in bulk with the library fastwarc, which is not installed. Install it with `pip install 'secondsource[bulk]'`."""


class NotBulk(SecondsourceError):
    """The folder holds other files, so nothing is written into it. Name a new or an empty folder with --out DIR."""


class InputChanged(SecondsourceError):
    """The input changed while it was read. Run the same command again when nobody writes to it."""


class InputGone(SecondsourceError):
    """The input could not be read to its end. Check that it is there and may be read, then run the same command again."""


class OnePiece(SecondsourceError):
    """The web archive is packed in one piece and too large to be read so. Pack it record by record (`warcio recompress`) and run this again."""
