"""Real signed answers of an authority of our own; what is wrong with one is found and the request stays in the queue."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Decision, DecisionKind, digest_of
from secondsource.pipeline import run, verify
from secondsource.pipeline.proof import BadProof, NotStamped, prove, proven
from secondsource.pipeline.stamping import (
    BadAuthority,
    BadCertificate,
    BadStamp,
    ask,
    certificates,
    read,
    request_for,
    send,
)
from secondsource.store import Case
from secondsource.store.stamps import Kept, Statement

from .authority import NOON, Authority
from .conftest import NOW, STAMP
from .rules import RuleReader

URL = "https://stamps.example/tsr"
_AUTHORITY = Authority()
_STATED = Statement.of([digest_of(b"x")], authority=URL, custody=(0, "00" * 32), ledger=(0, "00" * 32))
_REQUEST = request_for(_STATED)
_ANSWER = _AUTHORITY.answer(_REQUEST)


@pytest.fixture
def case(tmp_path: Path, corpus: Path) -> Case:
    made = Case.create(tmp_path / "case", now=STAMP)
    run(made, [corpus], reader=RuleReader(), now=NOW)
    made.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c1", who="Min", at=STAMP, why=""))
    return made


def _sent(case: Case, authority: Authority) -> list[str]:
    return [sent.why for sent in send(case, lambda _, request: authority.answer(request))]


def test_one_stamp_serves_every_capture_and_each_can_be_proved_alone(case: Case) -> None:
    authority = Authority()
    asked = ask(case, URL)
    assert asked is not None and asked.statement.size == len(case.view().captures)
    assert ask(case, URL) is None and case.stamps.waiting() == (asked,)
    assert _sent(case, authority) == [""] and authority.answered == 1
    assert ask(case, URL) is None and case.stamps.waiting() == ()
    assert verify(case) == verify(case, roots=[authority.root]) == []
    for capture in case.view().captures:
        proof = prove(case, capture.digest)
        found = proven(proof, [authority.root], case.archive.get(capture.digest))
        assert (found.capture, found.token.at, found.authority) == (capture.digest, "2026-06-01T12:00:00Z", URL)
        others = [other.digest.encode() for other in case.view().captures if other != capture]
        assert not any(other in proof for other in others)


def test_captures_that_came_later_are_stamped_by_themselves(case: Case, tmp_path: Path) -> None:
    ask(case, URL)
    _sent(case, Authority())
    (tmp_path / "late.txt").write_text("The mason said that ten men stopped work in Kuwait.")
    run(case, [tmp_path / "late.txt"], reader=RuleReader(), now=NOW)
    late = ask(case, URL)
    assert late is not None and late.statement.size == 1
    again = ask(case, "https://other.example/", anew=True)
    assert again is not None and again.statement.size == len(case.view().captures)
    assert verify(case) == []


@pytest.mark.parametrize(
    ("authority", "why"),
    [
        (Authority(wrong_nonce=True), "nonce"),
        (Authority(wrong_digest=True), "something else"),
        (Authority(refuse="come back tomorrow"), "come back tomorrow"),
    ],
)
def test_an_answer_that_does_not_fit_is_not_kept_and_the_request_waits(
    case: Case, authority: Authority, why: str
) -> None:
    asked = ask(case, URL)
    (said,) = _sent(case, authority)
    assert why in said and "waits" in said and asked is not None and case.stamps.waiting() == (asked,)
    assert _sent(case, Authority()) == [""]


def test_an_authority_that_is_not_there_leaves_the_request_in_the_queue(case: Case) -> None:
    def nobody(_: str, request: bytes) -> bytes:
        raise ConnectionRefusedError(111, "Connection refused")

    asked = ask(case, URL)
    (sent,) = send(case, nobody)
    assert "Connection refused" in sent.why and asked is not None and case.stamps.waiting() == (asked,)


@pytest.mark.parametrize(
    "authority",
    [
        Authority(valid=(NOON - timedelta(days=30), NOON - timedelta(days=1))),
        Authority(valid=(NOON + timedelta(days=1), NOON + timedelta(days=30))),
        Authority(purpose=ExtendedKeyUsageOID.SERVER_AUTH),
    ],
)
def test_a_certificate_that_did_not_hold_at_that_hour_or_is_for_something_else_is_named(
    case: Case, authority: Authority
) -> None:
    ask(case, URL)
    assert _sent(case, authority) == [""]
    assert verify(case) == []
    (problem,) = verify(case, roots=[authority.root])
    assert problem.kind == "stamp" and "does not hold" in problem.sentence


def test_another_authoritys_certificate_does_not_hold(case: Case) -> None:
    ask(case, URL)
    _sent(case, Authority())
    (problem,) = verify(case, roots=[Authority().root])
    assert "not signed by whom the certificate names" in problem.sentence


def test_a_log_or_ledger_that_was_written_anew_after_the_stamp_is_found(case: Case) -> None:
    from secondsource.store import custody

    ask(case, URL)
    _sent(case, Authority())
    with case.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER custody_no_update")
        connection.exec_driver_sql("UPDATE custody SET at = '2001-01-01T00:00:00Z' WHERE seq = 2")
        previous = custody.START
        for item in custody.log(connection):
            # Whoever can write the database can seal it again; the stamp is what they cannot make again.
            previous = custody.sealed(previous, item.entry, item.capture)
            connection.exec_driver_sql("UPDATE custody SET seal = ? WHERE seq = ?", (previous, item.entry.seq))
    found = {problem.kind: problem.sentence for problem in verify(case)}
    assert set(found) == {"database", "stamp"} and "log of custody was another" in found["stamp"]
    with case.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER decisions_no_delete")
        connection.exec_driver_sql("DELETE FROM decisions")
    assert any("ledger was another" in problem.sentence for problem in verify(case))


def test_a_proof_that_was_changed_or_is_of_another_file_does_not_hold(case: Case) -> None:
    one, other = case.view().captures[:2]
    with pytest.raises(NotStamped):
        prove(case, one.digest)
    ask(case, URL)
    with pytest.raises(NotStamped):
        prove(case, one.digest)
    _sent(case, Authority())
    proof = prove(case, one.digest)
    for changed in (
        b"{}",
        b"[",
        proof.replace(one.digest.encode(), other.digest.encode()),
        proof.replace(b"captures", b"Captures"),
    ):
        with pytest.raises(BadProof):
            proven(changed)
    with pytest.raises(BadProof):
        proven(proof, original=case.archive.get(other.digest))


@given(st.data())
def test_no_answer_makes_it_fall_over(data) -> None:
    answer = bytearray(_ANSWER)
    for _ in range(data.draw(st.integers(1, 4))):
        answer[data.draw(st.integers(0, len(answer) - 1))] = data.draw(st.integers(0, 255))
    kept = Kept(statement=_STATED, captures=(digest_of(b"x"),), request=_REQUEST, answer=bytes(answer))
    for roots in ((), (_AUTHORITY.root,)):
        try:
            token = read(kept, roots)
        except BadStamp:
            continue
        # With its signature checked, whatever still holds says what was signed.
        assert not roots or token.at == "2026-06-01T12:00:00Z"


def test_addresses_and_certificates_that_are_none_are_refused(case: Case) -> None:
    for address in ("ftp://a.example/", "a.example", "https://me:secret@a.example/", "https:///x", "https://a b/"):
        with pytest.raises(BadAuthority):
            ask(case, address)
    assert case.stamps.all() == ()
    with pytest.raises(BadCertificate):
        certificates(b"no certificate")
    assert certificates(_AUTHORITY.pem) == (_AUTHORITY.root,)
