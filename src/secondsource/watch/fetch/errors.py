"""Why an address was not fetched, in one sentence. `lasting` says whether trying again would be of no use.

No sentence holds the whole address, for what follows a `?` may be a key.
"""

from __future__ import annotations

from secondsource.model import SecondsourceError


class NotFetched(SecondsourceError):
    """It could not be fetched.

    Args:
        message: the sentence; that of the class if None.
        after: seconds after which the server says it may be asked again.
        status: the status code, if there was an answer.
        origin: the server that answered so, if another than the one that was asked first may have.
    """

    lasting = False
    soon = False
    """Whether another try within the minute may well succeed."""

    def __init__(
        self, message: str | None = None, *, after: float | None = None, status: int = 0, origin: str = ""
    ) -> None:
        super().__init__(message)
        self.after = after
        self.status = status
        self.origin = origin


class BadAddress(NotFetched):
    """This is no web address. Write it as https://host/path, without user and password."""

    lasting = True


class PrivateAddress(NotFetched):
    """The host lies in a private or reserved network. If it is your own and you trust it, add the source with --allow-private."""

    lasting = True


class NotWelcome(NotFetched):
    """The site's robots.txt asks that this is not fetched by programs. Save the page by hand and add the file."""

    lasting = True


class RobotsUnknown(NotFetched):
    """The site's robots.txt could not be had, so nothing is asked of the site for now. It is tried again later."""


class Resting(NotFetched):
    """The site asked to be left alone for a while. It is tried again then."""


class NoAnswer(NotFetched):
    """No answer came. Check the address and the network; it is tried again later."""

    soon = True


class TooSlow(NotFetched):
    """The answer came too slowly and was given up. It is tried again later."""


class BrokenAnswer(NotFetched):
    """The answer was cut short or is not as HTTP should be. It is tried again later."""

    soon = True


class BadCertificate(NotFetched):
    """The site's certificate does not hold for it, so somebody may stand in between. Nothing was read; look at the site in a browser."""


class TooMuch(NotFetched):
    """The answer is larger than a page or a feed should be, and was not kept."""

    lasting = True


class OtherCoding(NotFetched):
    """The answer is packed in a way that was not asked for and is not read."""

    lasting = True


class TooManyRedirects(NotFetched):
    """The address leads on and on, or in a circle, and was given up."""

    lasting = True


class Refused(NotFetched):
    """The site does not give it out: a password, a subscription or a country's rule stands before it. Save the page by hand and add the file."""

    lasting = True


class Trouble(NotFetched):
    """The site is in trouble or too busy. It is tried again later."""

    soon = True


class OtherKind(NotFetched):
    """What stands there is no page, feed or document that is read, but a picture, sound, film or program."""

    lasting = True


class Interrupted(NotFetched):
    """It was stopped before it began."""
