"""What can go wrong with a case on disk, as the user's situation."""

from __future__ import annotations

from secondsource.model import BrokenCase, SecondsourceError


class NoRoom(SecondsourceError):
    """The disk is full: nothing was half-written. Free some space and run the same command again."""


class ReadOnly(SecondsourceError):
    """The case may only be read here. Check who owns the folder and whether its disk is mounted read-only."""


class CaseBusy(SecondsourceError):
    """Another program is working on this case. Wait until it has ended, then run the same command again."""


class CaseMoved(SecondsourceError):
    """The case was moved to another place while this program had it open, so nothing was written. Start the program again."""


class NewerCase(SecondsourceError):
    """The case was written by a newer version of secondsource. Update the program; the case is left as it is."""


class NoServer(SecondsourceError):
    """The server of the case's database does not answer. See whether it runs and is reached from here, then run this again: nothing is half-written."""


class NotLetIn(SecondsourceError):
    """The server of the case's database lets this user not in. Its password comes from ~/.pgpass, PGPASSFILE or PGPASSWORD; ask whoever keeps the server for a role."""


class NotEmpty(SecondsourceError):
    """The folder holds other files, so no case is made in it. Name a new or an empty folder with --case DIR."""


class KeptElsewhere(SecondsourceError):
    """The case is there already, and its tables stand elsewhere. `secondsource move` takes a case to another database."""


class LostCapture(BrokenCase):
    """Original bytes are missing or changed. Restore the case from a backup; `secondsource verify` names the file."""


class BadAddress(SecondsourceError):
    """Captures lie in the case's folder (captures), in another one (file:///PATH) or in an object store (s3://BUCKET/PREFIX). Name one of these."""


class StoreAway(SecondsourceError):
    """The object store does not answer. What is finished is kept; check the network and AWS_ENDPOINT_URL, then run this again."""


class StoreDenied(SecondsourceError):
    """The object store lets nobody in with these keys. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they may do there."""


class NoBucket(SecondsourceError):
    """There is no such bucket in the object store. Make it, or mend `captures` in case.toml."""


class StoreFailed(SecondsourceError):
    """The object store refused. What is finished is kept; ask whoever runs it, then run this again."""


class BrokenLedger(SecondsourceError):
    """So nothing is added to the ledger. `secondsource verify` names every entry that does not fit; restore the case from a backup."""


class NoDecision(SecondsourceError):
    """There is no such decision in the ledger. `secondsource show --decisions` lists them with their ids."""


class OneSaw(SecondsourceError):
    """This case asks for a second pair of eyes. Decide on the desk (`secondsource serve`), where another person can look at it."""
