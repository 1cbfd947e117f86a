"""A second reader: asks any OpenAI-compatible chat endpoint for the same output. Off unless configured; nothing ungrounded enters."""

from .errors import BadReaderSettings, HostNotAllowed, RemoteProblem
from .reader import VERSION, RemoteReader, reader_from, remote_from
from .settings import Settings, settings_from

__all__ = [
    "VERSION",
    "BadReaderSettings",
    "HostNotAllowed",
    "RemoteProblem",
    "RemoteReader",
    "Settings",
    "reader_from",
    "remote_from",
    "settings_from",
]
