"""Values decoded by several threads at once, of types that none has decoded before."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys, threading
from secondsource import collect
from secondsource.model import Claim, Indicator, Mention, Statement, Support
from secondsource.model.codec import decode
sys.setswitchinterval(1e-6)
def told(kind, ready):
    ready.wait()
    try:
        decode(b"{}", kind)
    except ValueError:
        pass
for kind in (collect.Read, Statement, Mention, Claim, Support, Indicator):
    ready = threading.Barrier(8)
    threads = [threading.Thread(target=told, args=(kind, ready)) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""


def test_threads_may_decode_a_type_for_the_first_time_together():
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
