from __future__ import annotations

from datetime import UTC, datetime

from secondsource.model import Decision, DecisionKind, Marking, Role, mark_values
from secondsource.watch.alerts.alert import alert_of
from secondsource.watch.alerts.kinds import Kind, Level

from .conftest import Watch
from .plainly import EVENT, PlainReader


def confirmed(watch: Watch) -> tuple[str, str]:
    """A claim seen by somebody, then recorded somewhere; the ids of both reports. Nobody has looked at the second."""
    one = watch.publish("a", "Harbour Post", f"{EVENT}, seen by Ana Porter.")
    watch.look()
    return one, watch.publish("b", "Gulf Courier", f"{EVENT}, recorded in the port register.", "2016-03-22")


def test_the_first_look_tells_of_no_change(watch: Watch) -> None:
    watch.publish("a", "Harbour Post", f"{EVENT}, seen by Ana Porter.")
    watch.publish("b", "Gulf Courier", f"{EVENT}, recorded in the port register.")
    assert watch.kinds() == []


def test_a_second_independent_origin_is_told_with_its_sentence(watch: Watch) -> None:
    _, second = confirmed(watch)
    (alert,) = (a for a in watch.look() if a.claim)
    (told,) = alert.told
    assert (told.kind, told.was, told.now, alert.level) == (Kind.CONFIRMED, "1..1", "2..2", Level.NOW)
    (cause,) = told.because
    assert (cause.report, cause.known_as, cause.day) == (second, "Gulf Courier", "2016-03-22")
    text = watch.case.view().text(second)
    assert text[cause.start : cause.end] == EVENT and cause.statement.startswith(second)
    assert alert.claim == watch.case.view().claims[0].id


def test_nothing_is_told_twice(watch: Watch) -> None:
    confirmed(watch)
    assert watch.kinds() == [{Kind.CONFIRMED}]
    assert watch.kinds() == []
    assert len({kept.id for kept in watch.told}) == len(watch.told)


def test_a_copy_wakes_nobody(watch: Watch) -> None:
    text = f"{EVENT}, seen by Ana Porter. The men sat down at the gate and said nothing. A truck came for them at noon."
    watch.publish("a", "Harbour Post", text)
    watch.look()
    watch.publish("b", "Gulf Courier", text, "2016-03-21")
    watch.publish("c", "Delta Wire", f"{EVENT}, as reported by Harbour Post.", "2016-03-22")
    assert [kinds for kinds in watch.kinds() if kinds - {Kind.POSSIBLE}] == []


def test_reports_of_one_batch_make_one_alert_of_a_claim(watch: Watch) -> None:
    confirmed(watch)
    watch.publish("c", "Delta Wire", f"{EVENT}, as reported by Gulf Courier.", "2016-03-23")
    watch.publish("d", "East Wire", f"It is not true that {EVENT}, as told by the ministry.", "2016-03-23")
    (alert,) = (a for a in watch.look() if a.claim)
    assert {Kind.CONFIRMED, Kind.STATUS} <= set(alert.kinds)


def test_a_report_taken_back_is_told_with_what_it_changes(watch: Watch) -> None:
    one, second = confirmed(watch)
    watch.look()
    back = watch.publish("c", "Gulf Courier", f"It is not true that {EVENT}.", "2016-03-30")
    (alert,) = (a for a in watch.look() if a.claim)
    by_kind = {told.kind: told for told in alert.told}
    assert (by_kind[Kind.WITHDRAWN].was, by_kind[Kind.WITHDRAWN].now) == (second, back)
    assert (by_kind[Kind.UNCONFIRMED].was, by_kind[Kind.UNCONFIRMED].now[0]) == ("2..2", "1")
    assert {one, second, back} == set(alert.reports)
    assert {cause.report for cause in alert.named} == {second, back}


def test_a_page_captured_again_with_the_same_words_is_no_news(watch: Watch) -> None:
    address = "https://post.example/story/1"
    text = f"40 {EVENT}, seen by Ana Porter. The men sat down at the gate and said nothing."
    watch.publish("a", "Harbour Post", text, url=address)
    watch.look()
    watch.publish("a2", "Harbour Post", text + " ", url=address, byline="Another hand")
    assert watch.kinds() == []


def test_a_page_that_gives_another_number_now_is_a_correction(watch: Watch) -> None:
    address = "https://post.example/story/1"
    rest = f"{EVENT}, seen by Ana Porter. The men sat down at the gate and said nothing at all to anybody who asked."
    one = watch.publish("a", "Harbour Post", f"400 {rest}", url=address)
    watch.look()
    two = watch.publish("a2", "Harbour Post", f"40 {rest}", url=address)
    (alert,) = (a for a in watch.look() if a.claim)
    assert [(t.kind, t.was, t.now) for t in alert.told if t.kind is Kind.CORRECTED] == [(Kind.CORRECTED, one, two)]


def test_what_is_only_worked_out_anew_is_told_to_nobody(watch: Watch) -> None:
    confirmed(watch)
    watch.look()
    from secondsource.pipeline import rebuild

    rebuild(watch.case, reader=PlainReader(version="2"), now=watch.now)
    assert watch.kinds() == []


def test_a_decision_is_a_reason_too(watch: Watch) -> None:
    confirmed(watch)
    watch.look()
    statement = next(s for s in watch.case.view().statements if "register" in str(s.chain.names))
    made = Decision(
        kind=DecisionKind.REJECT, object=statement.id, who="M. Weiss", at="2016-04-05T00:00:00Z", why="misread"
    )
    watch.case.ledger.append(made)
    from secondsource.pipeline import run

    run(watch.case, (), now=watch.now, reader=PlainReader())
    alerts = [a for a in watch.look() if a.claim]
    assert [t.because for a in alerts for t in a.told if t.kind is Kind.UNCONFIRMED] == [()]
    assert "Weiss" not in "".join(kept.body for kept in watch.told)


def test_who_searches_is_told_of_each_new_report_once(watch: Watch) -> None:
    watch.office.searches.keep(0, "strikes", "q=kuwait")
    watch.publish("a", "Harbour Post", f"{EVENT}, seen by Ana Porter.")
    watch.look()
    third = watch.publish("c", "Delta Wire", f"{EVENT}, as reported by Harbour Post.", "2016-03-23")
    (alert,) = (a for a in watch.look() if Kind.REPORT in a.kinds)
    assert alert.searches == ("q=kuwait",)
    assert [c.report for t in alert.told if t.kind is Kind.REPORT for c in t.because] == [third]


def test_nothing_of_a_closed_report_goes_out_not_even_a_number(watch: Watch) -> None:
    sub = watch.subscribe()
    _, second = confirmed(watch)
    keeper = watch.office.people.add("Kim", Role.KEEPER, at="2016-04-01T00:00:00Z", password="a long pass phrase 3")
    watch.office.closings.close(second, keeper, "2016-04-01T00:00:00Z", "a source at risk")
    found = watch.look()
    assert [a for a in found if Kind.CONFIRMED in a.kinds], "the desk knows"
    outside = [alert_of(k) for k in watch.told if k.audience != "desk"]
    assert [a for a in outside if a.claim] == [] and watch.watching.outbox.waiting(sub.id) == sum(
        k.audience == "up to CLEAR" for k in watch.told
    )
    assert second not in "".join(k.body for k in watch.told if k.audience != "desk")


def test_that_a_report_was_closed_is_told_to_nobody_not_even_later(watch: Watch) -> None:
    _, second = confirmed(watch)
    watch.look()
    keeper = watch.office.people.add("Kim", Role.KEEPER, at="2016-04-01T00:00:00Z", password="a long pass phrase 3")
    watch.office.closings.close(second, keeper, "2016-04-01T00:00:00Z", "a source at risk")
    told = len(watch.told)
    watch.look()
    watch.publish("c", "Delta Wire", f"{EVENT}, as reported by Harbour Post.", "2016-03-23")
    watch.look()
    watch.office.closings.open(second)
    watch.look()
    assert [alert_of(k).kinds for k in watch.told[told:] if alert_of(k).level is not Level.ASKED] == []


def test_what_is_marked_stricter_is_told_to_who_takes_that(watch: Watch) -> None:
    watch.subscribe("everybody")
    watch.subscribe("partners", up_to="AMBER")
    _, second = confirmed(watch)
    watch.case.ledger.append(
        Decision(
            kind=DecisionKind.MARK,
            object=second,
            values=mark_values(Marking.AMBER),
            who="K",
            at="2016-04-01T00:00:00Z",
            why="given in confidence",
        )
    )
    watch.look()
    told = {k.audience: alert_of(k).kinds for k in watch.told if alert_of(k).claim}
    assert told["up to AMBER"] == {Kind.CONFIRMED} and "up to CLEAR" not in told


def test_nothing_goes_out_of_a_case_marked_stricter(watch: Watch) -> None:
    watch.subscribe("everybody")
    confirmed(watch)
    watch.case.ledger.append(
        Decision(
            kind=DecisionKind.MARK,
            object=watch.case.about.id,
            values=mark_values(Marking.RED),
            who="K",
            at="2016-04-01T00:00:00Z",
            why="sources at risk",
        )
    )
    watch.look()
    assert [k for k in watch.told if k.audience == "up to CLEAR" and k.at > "2016-04-02T23"] == []


def test_a_deadline_is_told_when_it_is_near_and_when_it_has_passed_once_each(watch: Watch) -> None:
    watch.publish("a", "Harbour Post", f"{EVENT}, seen by Ana Porter.")
    steps = []
    for day in (1, 7, 8, 9, 15, 20, 24, 25, 40):
        watch.now = datetime(2019, 12, day, 9, tzinfo=UTC) if day < 32 else datetime(2020, 1, day - 31, 9, tzinfo=UTC)
        steps += [(day, t.was, t.now, len(t.states) > 3) for a in watch.look() for t in a.told if t.of == "UN-2397-8"]
    assert steps == [(7, "2019-12-22", "near", True), (24, "2019-12-22", "passed", True)]


def test_personal_data_are_masked_in_what_is_kept(watch: Watch) -> None:
    watch.publish("a", "Harbour Post", f"{EVENT}, seen by Ana Porter.")
    watch.look()
    watch.publish("b", "desk@example.org", f"{EVENT}, recorded in the port register.", "2016-03-22")
    watch.look()
    kept = "".join(k.body for k in watch.told)
    assert "confirmed" in kept and "desk@example.org" not in kept
