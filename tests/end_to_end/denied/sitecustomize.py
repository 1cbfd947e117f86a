"""Denies every process that starts with this folder on its path whatever would leave the machine, and writes down what was tried.

Loaded by Python itself at its start, so in children too. An audit hook (PEP 578) cannot be taken off again, and sees every socket that Python makes.
"""

import os
import sys
from pathlib import Path

_NEAR = ("127.", "::1", "localhost", "0.0.0.0")
_LOG = os.environ.get("NETWORK_DENIED_LOG", os.devnull)


def _watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        target = arguments[1]
        if not isinstance(target, tuple):
            return  # a socket of this machine's own, by the name of a file
        host = target[0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    if host in ("None", "") or host.startswith(_NEAR):
        return
    with Path(_LOG).open("a") as log:
        log.write(f"{event} {host}\n")
    raise PermissionError(f"the network is denied: {event}")


sys.addaudithook(_watch)
