from __future__ import annotations

import pytest

from secondsource.store.office import Office, TooMany
from secondsource.store.office.throttle import FREE, FREE_HERE

AT = "2026-03-01T09:00:00Z"


def test_failures_make_a_name_wait_and_longer_each_time(office: Office) -> None:
    for _ in range(FREE):
        office.throttle.attempt("Ana", "a", AT)
    with pytest.raises(TooMany) as first:
        office.throttle.attempt(" ANA", "b", AT)
    office.throttle.attempt("Ben", "a", AT)
    office.throttle.attempt("Ana", "a", "2026-03-01T09:00:15Z")
    with pytest.raises(TooMany) as second:
        office.throttle.attempt("Ana", "a", "2026-03-01T09:00:15Z")
    assert (first.value.seconds, second.value.seconds) == (15, 30)


def test_nobody_is_locked_out_for_good(office: Office) -> None:
    at = 0
    for _ in range(40):
        try:
            office.throttle.attempt("Ana", "a", f"2026-03-01T{9 + at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}Z")
        except TooMany as error:
            assert error.seconds <= 15 * 60
            at += error.seconds
    assert at < 12 * 3600


def test_one_address_cannot_try_every_name(office: Office) -> None:
    for n in range(FREE_HERE):
        office.throttle.attempt(f"name {n}", "10.0.0.9", AT)
    with pytest.raises(TooMany):
        office.throttle.attempt("another", "10.0.0.9", AT)
    office.throttle.attempt("another", "10.0.0.8", AT)


def test_a_sign_in_that_succeeds_forgets_the_failures(office: Office) -> None:
    for _ in range(FREE):
        office.throttle.attempt("Ana", "a", AT)
    office.throttle.succeeded("ana")
    office.throttle.attempt("Ana", "a", AT)


def test_failures_of_a_clock_that_was_years_ahead_keep_nobody_waiting(office: Office) -> None:
    for _ in range(FREE):
        office.throttle.attempt("Ana", "a", "2036-03-01T09:00:00Z")
    with pytest.raises(TooMany):
        office.throttle.attempt("Ana", "a", "2036-03-01T09:00:00Z")
    for _ in range(FREE):
        office.throttle.attempt("Ana", "a", AT)
    with pytest.raises(TooMany) as caught:
        office.throttle.attempt("Ana", "a", "2026-03-01T08:59:00Z")
    assert caught.value.seconds == 15
