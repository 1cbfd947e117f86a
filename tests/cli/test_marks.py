from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.cli.marks import bracketed, marks_of, paragraphs
from secondsource.model import Span

from .test_explain import made

TEXTS = st.text(alphabet="ab c.\n", min_size=12, max_size=40)
SPANS = st.tuples(st.integers(0, 9), st.integers(1, 6)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(SPANS, max_size=4))
def test_brackets_close_and_no_letter_is_lost(text: str, spans: list[Span]) -> None:
    spans = [s for s in spans if s.end <= len(text)]
    reading = made(text, [(span,) for span in spans])
    lines = [bracketed(reading, p, marks_of(reading)) for p in paragraphs(text)]
    for line in lines:
        assert line.count("[") == line.count("]")
    bare = re.sub(r"\[(?:content) [\d, ]+: |\]", "", "".join(lines))
    assert "".join(bare.split()) == "".join(text.split())
