"""What hands a case out is loaded when it is asked for."""

from __future__ import annotations

import subprocess
import sys

from secondsource import publish


def test_every_name_is_there_and_is_no_module():
    for name in publish.__all__:
        assert type(getattr(publish, name)).__name__ != "module", name


def test_showing_a_claim_loads_no_dossier():
    asked = (
        "import sys; from secondsource.publish import masked_view; "
        "print([m for m in ('docx', 'jinja2', 'networkx', 'openpyxl', 'secondsource.publish.dossiers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
