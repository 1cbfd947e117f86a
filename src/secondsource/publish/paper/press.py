"""Sets one document with typst in a process of its own, for typst keeps in memory whatever it has set until its process ends.

Run as `python -P press.py` with JSON on standard input; the PDF comes on standard output, and what went wrong on standard error.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime


def main() -> int:
    """Sets what standard input asks for; 1 if typst could not."""
    import typst

    asked = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=asked["fonts"])
    try:
        data = typst.compile(
            asked["source"].encode(),
            format="pdf",
            font_paths=fonts,
            sys_inputs=asked["inputs"],
            timestamp=datetime.fromisoformat(asked["created"]),
            pdf_standards="ua-1",
        )
    except RuntimeError as error:
        sys.stderr.buffer.write(str(error).encode())
        return 1
    sys.stdout.buffer.write(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
