"""Sends a message: a mail, a call to a web address, or whatever else apprise knows. Needs the extra `watch`.

The address is read by apprise. A mail is sent from here, for apprise gives each mail a Message-ID of its own every time, and a mail that is sent
once more after a cut must be known as the same one (RFC 5322, section 3.6.4).
"""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import Any

from secondsource.model import SecondsourceError

from .letter import Letter
from .target import is_near

PATIENCE = 10.0
"""Seconds that a server may take for one step."""
KEY = "Idempotency-Key"
"""The header by which a web address knows a message that comes once more (draft-ietf-httpapi-idempotency-key-header)."""
Channel = Callable[[str, Letter, datetime], None]
"""Sends a letter to an address; raises Unsent."""


class Unsent(SecondsourceError):
    """The message could not be sent. It is kept, and is tried again."""


class NoSender(SecondsourceError):
    """Sending alerts needs an extra: pip install 'secondsource[watch]'. They are kept until then, and are on the desk."""


def send(address: str, letter: Letter, now: datetime) -> None:
    """Sends a message.

    Args:
        address: an address of apprise: `mailtos://...`, `jsons://...`, ...
        letter: the message.
        now: for the date of a mail.

    Raises:
        Unsent: if it did not arrive, as far as can be told; the sentence holds neither the address nor what a server said.
        NoSender: if apprise is not installed.
    """
    plugin = plugin_of(address)
    kind = type(plugin).__name__
    if kind == "NotifyEmail":
        _mail(plugin, letter, now)
        return
    if kind == "NotifyJSON":
        _prepared(plugin, letter)
    import apprise

    sender = apprise.Apprise()
    sender.add(plugin)
    with _quiet():
        # Said to be plain text, it is escaped where a service reads HTML or Markdown.
        if not sender.notify(body=_unheard(letter.text), title=_unheard(letter.subject), body_format="text"):
            raise Unsent("The address did not take the message, or could not be reached.")


_CALLS = re.compile(r"@(?=everyone\b|here\b|channel\b|all\b)|<(?=[@!#&])", re.IGNORECASE)


def _unheard(text: str) -> str:
    """The text without what chat services take for a call to everybody, or to somebody."""
    return _CALLS.sub(lambda found: "\uff20" if found[0] == "@" else "\u2039", text)


def plugin_of(address: str) -> Any:
    """What apprise makes of an address.

    Raises:
        Unsent: if it makes nothing of it, or what is sent to it could be read on its way.
        NoSender: if it is not installed.
    """
    try:
        import apprise
    except ImportError as error:
        raise NoSender from error
    with _quiet():
        plugin: Any = apprise.Apprise.instantiate(address)
    if plugin is None:
        raise Unsent(
            "The address is none that apprise knows. Write it as its documentation says, such as mailtos://..."
        )
    kind, host = type(plugin).__name__, str(getattr(plugin, "host", "") or "")
    if kind == "NotifyEmail" and plugin.secure_mode == "insecure" and not is_near(str(plugin.smtp_host)):
        raise Unsent("The mail would go over the network for others to read. Write mailtos:// in place of mailto://.")
    if kind != "NotifyEmail" and plugin.protocol and not plugin.secure and not is_near(host):
        raise Unsent(
            "The message would go over the network for others to read. Write the address with an s, such as jsons:// in place of json://."
        )
    return plugin


def _prepared(plugin: Any, letter: Letter) -> None:
    plugin.headers[KEY] = letter.key
    plugin.payload_extras |= {"key": letter.key, "alerts": list(letter.alerts), "tlp": letter.marking}
    plugin.redirects = False
    plugin.socket_connect_timeout = plugin.socket_read_timeout = PATIENCE


def _mail(plugin: Any, letter: Letter, now: datetime) -> None:
    context = ssl.create_default_context()
    if not plugin.verify_certificate:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        if plugin.secure_mode == "ssl":
            server: smtplib.SMTP = smtplib.SMTP_SSL(plugin.smtp_host, plugin.port, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(plugin.smtp_host, plugin.port, timeout=PATIENCE)
        with server:
            if plugin.secure_mode == "starttls":
                server.starttls(context=context)
            if plugin.user and plugin.password:
                server.login(plugin.user, plugin.password)
            refused = server.send_message(mail(plugin, letter, now), to_addrs=_receivers(plugin))
    except (smtplib.SMTPException, OSError) as error:
        # what a server says may repeat an address
        raise Unsent(f"The mail server did not take the message ({type(error).__name__}).") from error
    if refused:
        raise Unsent(f"The mail server refused {len(refused)} of {len(_receivers(plugin))} receivers.")


def mail(plugin: Any, letter: Letter, now: datetime) -> EmailMessage:
    """The mail: plain text, with a Message-ID that comes from the key alone."""
    made = EmailMessage(policy=SMTP)
    name, sender = plugin.from_addr
    made["From"] = formataddr((name or "secondsource", sender))
    made["To"] = ", ".join(formataddr((to_name or "", to)) for to_name, to in plugin.targets)
    if plugin.cc:
        made["Cc"] = ", ".join(sorted(plugin.cc))
    made["Subject"] = " ".join(letter.subject.split())
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{letter.key}@secondsource.invalid>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made


def _receivers(plugin: Any) -> list[str]:
    return list(dict.fromkeys([*(to for _, to in plugin.targets), *sorted(plugin.cc), *sorted(plugin.bcc)]))


class _quiet:  # noqa: N801 - used as a statement
    """Keeps apprise from writing addresses and what servers answer into anybody's log."""

    def __enter__(self) -> None:
        self._logger = logging.getLogger("apprise")
        self._was = self._logger.disabled
        self._logger.disabled = True

    def __exit__(self, *_: object) -> None:
        self._logger.disabled = self._was
