import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import (
    How,
    Known,
    PersonalData,
    PersonalKind,
    Region,
    RegionKind,
    Report,
    Span,
    Ungrounded,
    masked,
    report_id,
)


def report(text, **more):
    return Report(id=report_id("ab" * 32, 0), capture="ab" * 32, part=0, name="a.txt", text=text, **more)


def test_a_stated_field_points_at_its_words():
    with pytest.raises(Ungrounded):
        Known(value="2016-06-08", how=How.STATED, why="dateline")


def test_body_leaves_noise_out_and_keeps_quoted_blocks():
    text = "Title Body quote comments"
    regions = (
        Region(span=Span(0, 5), kind=RegionKind.TITLE),
        Region(span=Span(11, 16), kind=RegionKind.QUOTATION, source="Radio Free Asia"),
        Region(span=Span(17, 25), kind=RegionKind.COMMENTS),
    )
    one = report(text, regions=regions)
    assert "".join(s.of(text) for s in one.body()) == " Body quote "
    assert one.quotation_at(Span(12, 14)).source == "Radio Free Asia"
    assert one.quotation_at(Span(6, 8)) is None


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10))), st.integers(0, 20))
def test_masking_keeps_length_and_hides_every_marked_character(text, marks, offset):
    personal = tuple(PersonalData(span=Span(a, a + n), kind=PersonalKind.EMAIL) for a, n in marks)
    out = masked(text, personal, offset)
    assert len(out) == len(text)
    hidden = {i for a, n in marks for i in range(a, a + n)}
    for at, (before, after) in enumerate(zip(text, out, strict=True)):
        assert after == ("█" if at + offset in hidden and not before.isspace() else before)


def test_an_instant_of_publication_gives_its_day():
    given_at = Known(value="2016-06-08T07:01+09:00", how=How.GIVEN, why="field published")
    assert report("x", published=given_at).date.text == "2016-06-08"
