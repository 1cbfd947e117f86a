from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.join import join
from secondsource.model import Anonymity, Basis, Factuality, LinkKind, Origin, Status, Support
from secondsource.trace import trace
from secondsource.weigh import digit_of, grades
from tests.newsroom import Newsroom, Says

UNNAMED = (("unnamed source in the port", LinkKind.UNNAMED),)
TRACKER = (("Skywatch", LinkKind.SENSOR),)


def says(text="Strike at the cannery", when="2019-05-03", **more):
    return Says(text=text, when=when, place="Harbin", country="CN", **more)


def graded(room, pack):
    claims = join(room.readings, pack)
    return dict(
        zip(
            [c.id for c in claims], grades(claims, trace(room.readings, claims, pack), room.readings, pack), strict=True
        )
    )


def the_case(room):
    """One claim of Paper A under test, in June."""
    room.publish("target", "Paper A", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))


def past(room, good, bad):
    """Claims of Paper A of years before that others bore out, and ones that it withdrew."""
    for k in range(good):
        when, year = f"{1990 + k}-05-03", 1990 + k
        room.publish(f"g{k}", "Paper A", f"{year}-06-01", says(when=when, chain=UNNAMED, basis=Basis.TOLD))
        room.publish(
            f"h{k}",
            "Paper H",
            f"{year}-07-01",
            says("Walkout at the cannery", when=when, chain=TRACKER, basis=Basis.SENSOR),
        )
    for k in range(bad):
        when, year = f"{1960 + k}-05-03", 1960 + k
        room.publish(f"x{k}", "Paper A", f"{year}-06-01", says(when=when, chain=UNNAMED, basis=Basis.TOLD))
        room.publish(
            f"y{k}", "Paper A", f"{year}-07-01", says("Strike did not happen", when=when, factuality=Factuality.DENIED)
        )


def of_target(room, pack):
    claims = join(room.readings, pack)
    target = next(c.id for c in claims if "target" in c.reports)
    return graded(room, pack)[target]


def test_without_a_record_the_letter_is_f_and_the_sample_is_shown(newsroom, pack):
    the_case(newsroom)
    grade = of_target(newsroom, pack)
    assert (grade.letter, grade.sample, grade.digit) == ("F", 0, 3)
    assert any("0 earlier claims" in s for s in grade.why)
    assert grade.would_change


def test_a_record_of_borne_out_claims_gives_a_letter(newsroom, pack):
    the_case(newsroom)
    past(newsroom, 10, 0)
    grade = of_target(newsroom, pack)
    assert (grade.letter, grade.sample) == ("B", 10)


def test_a_record_counts_only_what_was_resolved_before(newsroom, pack):
    newsroom.publish("target", "Paper A", "1989-06-01", says(when="1989-05-03", chain=UNNAMED, basis=Basis.TOLD))
    past(newsroom, 10, 0)
    assert of_target(newsroom, pack).sample == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(good=st.integers(0, 12), bad=st.integers(0, 12))
def test_changing_any_letter_never_changes_a_digit(pack, good, bad):
    plain, with_past = Newsroom(), Newsroom()
    the_case(plain)
    the_case(with_past)
    past(with_past, good, bad)
    before, after = of_target(plain, pack), of_target(with_past, pack)
    assert after.digit == before.digit
    assert after.sample == good + bad


def origin(basis=Basis.TOLD, recorded=True):
    return Origin(
        id="o1",
        name="somebody",
        basis=basis,
        anonymity=Anonymity.NAMED,
        recorded=recorded,
        reports=("a",),
        paths=(("a",),),
        refs=(),
    )


TOLD = origin()


def support(low, high, origins=(TOLD,), against=()):
    return Support(claim="c", at_least=low, at_most=high, because=(), origins=tuple(origins), against=tuple(against))


def test_the_digit_follows_support_and_rivals():
    shown = origin(Basis.SENSOR)
    assert digit_of(support(2, 2), Status.SUPPORTED, ()) == 1
    assert digit_of(support(2, 2), Status.DISPUTED, ("quantity:workers",)) == 2
    assert digit_of(support(1, 1, [shown]), Status.SUPPORTED, ()) == 2
    assert digit_of(support(1, 1), Status.SUPPORTED, ()) == 3
    assert digit_of(support(1, 1, against=[origin()]), Status.DISPUTED, ()) == 4
    assert digit_of(support(0, 1), Status.RUMOUR, ()) == 4
    assert digit_of(support(1, 1, against=[shown]), Status.DISPUTED, ()) == 5
    assert digit_of(support(1, 1), Status.RETRACTED, ()) == 5
    assert digit_of(support(0, 1, [origin(recorded=False)]), Status.SUPPORTED, ()) == 6


@given(
    low=st.integers(0, 4),
    more=st.integers(0, 4),
    basis=st.sampled_from(Basis),
    against=st.lists(st.sampled_from(Basis), max_size=2),
)
def test_one_more_shown_origin_never_makes_the_digit_worse(low, more, basis, against):
    rivals = [origin(b) for b in against]
    one = digit_of(support(low + 1, low + more + 1, [origin(basis)], rivals), Status.SUPPORTED, ())
    two = digit_of(support(low + 2, low + more + 2, [origin(basis)], rivals), Status.SUPPORTED, ())
    assert two <= one
