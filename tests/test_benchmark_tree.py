from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.tree import watched

BURN = "import time\nend = time.process_time() + {0}\nwhile time.process_time() < end: pass\n"
MANY = f"import subprocess, sys\nfor _ in range(8): subprocess.run([sys.executable, '-S', '-E', '-c', {BURN.format(0.06)!r}])"


def test_processes_that_live_too_short_to_be_seen_are_counted_and_long_ones_once():
    with watched() as short:
        subprocess.run([sys.executable, "-S", "-E", "-c", MANY], check=True)
    assert short.cpu > 8 * 0.06
    with watched() as long:
        subprocess.run([sys.executable, "-S", "-E", "-c", BURN.format(0.7)], check=True)
    assert 0.7 < long.cpu < 1.2


def test_what_was_spent_before_does_not_count():
    subprocess.run([sys.executable, "-S", "-E", "-c", BURN.format(0.5)], check=True)
    with watched() as nothing:
        time.sleep(0.01)
    assert nothing.cpu < 0.2
