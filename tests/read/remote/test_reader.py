from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.model import Known, Reading, Report, Span, Unreadable, masked
from secondsource.model.codec import encode
from secondsource.read import default_reader
from secondsource.read.remote import RemoteReader, errors, reader_from, remote_from
from secondsource.read.remote.kept import Folder
from secondsource.read.remote.locate import same_words

from ..made import report
from .conftest import Replay, raw, said

TEXT = (
    "A foreman told “Harbour Wire” that 40 builders stopped work in Kuwait on March 18. "
    "“They left,” he said. Rumours say that the port has closed.\n\n"
    "ADVERT: cheap boats, a foreman said.\n\n"
    "The ministry said it knew  nothing of it. They left, the ministry said."
)
NOISE = "ADVERT: cheap boats, a foreman said."
GOOD = {
    "statements": [
        {
            "sentence": 0,
            "content": ["40 builders stopped work in Kuwait on March 18"],
            "cue": "told",
            "speaker": "A foreman",
            "chain": [
                {"words": "Harbour Wire", "sentence": 0, "kind": "outlet"},
                {"words": "A foreman", "sentence": 0, "kind": "unnamed"},
            ],
            "basis": "told",
            "anonymity": "unnamed",
            "factuality": "asserted",
            "marks": [],
            "events": [
                {
                    "type": "WORK_STOPPAGE",
                    "trigger": "stopped work",
                    "when": "March 18",
                    "where": "Kuwait",
                    "amounts": ["40 builders"],
                }
            ],
        }
    ]
}
INVENTED = {"statements": [{**GOOD["statements"][0], "content": ["ten ships sank"]}]}


def made(**more):
    return report(TEXT, noise=NOISE, **more)


def reader(server: Replay, pack, pauses: list[float] | None = None, **more: Any) -> RemoteReader:
    answers = more.pop("answers", None)
    waits = [] if pauses is None else pauses
    return RemoteReader(server.settings(**more), pack, pause=waits.append, answers=answers)


def test_a_report_read_by_a_server(server, pack):
    server.will(said(GOOD))
    reading = reader(server, pack).read(made(outlet="Gulf Courier"))
    (s,) = reading.statements
    assert s.content[0].of(TEXT) == "40 builders stopped work in Kuwait on March 18"
    assert s.chain.names == ["Harbour Wire", "unnamed foreman (Harbour Wire)"]
    assert s.how == "remote:toy"
    assert [m.type for m in reading.mentions] == ["WORK_STOPPAGE"]
    assert "boats" not in server.sent


def test_the_same_answer_gives_the_same_bytes(server, pack):
    server.will(said(GOOD))
    assert encode(reader(server, pack).read(made())) == encode(reader(server, pack).read(made()))


def test_a_report_without_words_asks_nobody(server, pack):
    assert reader(server, pack).read(report(" \n ")).statements == ()
    assert server.asked == []


def test_an_empty_list_is_an_answer(server, pack):
    server.will(said({"statements": []}))
    assert reader(server, pack).read(made()).statements == ()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "bad",
    [
        said("I would rather not."),
        said('{"statements": ['),
        said({"rows": []}),
        said(""),
        said(INVENTED),
        raw(b"<html>"),
    ],
    ids=["prose", "broken", "other form", "empty", "invented", "page"],
)
def test_a_bad_answer_is_asked_for_again(server, pack, bad):
    server.will(bad, said(GOOD))
    assert len(reader(server, pack).read(made()).statements) == 1
    assert len(server.asked) == 2


def test_the_model_is_told_what_was_wrong(server, pack):
    server.will(said("no"), said(GOOD))
    reader(server, pack).read(made())
    assert "could not be used" in server.asked[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("bad", "error", "times"),
    [
        (said("no"), errors.AnswerNotJson, 3),
        (said({"statements": [1, 2]}), errors.AnswerUnusable, 3),
        (said(INVENTED), errors.AnswerInvented, 3),
        (said(" "), errors.AnswerEmpty, 3),
        (raw(b"", 500), errors.ServerFailed, 3),
        (raw(b"", 429), errors.TooManyRequests, 3),
        (raw(b"", 401), errors.KeyRefused, 1),
        (raw(b"", 404), errors.WrongAddress, 1),
    ],
)
def test_attempts_are_bounded_and_the_report_is_set_aside(server, pack, bad, error, times):
    server.will(bad)
    with pytest.raises(error) as told:
        reader(server, pack).read(made())
    assert isinstance(told.value, Unreadable)
    assert len(server.asked) == times
    assert str(told.value).endswith(".")


def test_waits_grow_and_are_bounded(server, pack):
    pauses: list[float] = []
    server.will(raw(b"", 500), raw(b"", 429, Retry_After="9999"), said(GOOD))
    reader(server, pack, pauses).read(made())
    assert pauses == [1.0, 30.0]


def test_after_three_reports_without_connection_the_rest_is_not_tried(server, pack):
    server.will(raw(b"", 503))
    asks = reader(server, pack, attempts=1)
    for _ in range(5):
        with pytest.raises(errors.ServerFailed):
            asks.read(made())
    assert len(server.asked) == 3


def test_a_report_with_a_bad_answer_does_not_stop_the_next(server, pack):
    asks = reader(server, pack, attempts=1)
    for _ in range(5):
        server.will(said("no"))
        with pytest.raises(errors.AnswerNotJson):
            asks.read(made())
    server.will(said(GOOD))
    assert len(asks.read(made()).statements) == 1


def test_an_answer_cut_off_is_asked_for_in_halves(server, pack):
    server.will(said("{", ended="length"), said(GOOD), said({"statements": []}))
    reading = reader(server, pack).read(made())
    assert len(server.asked) == 3
    assert len(reading.statements) == 1


def test_a_sentence_that_is_cut_off_alone_ends_in_a_sentence(server, pack):
    server.will(said("{", ended="length"))
    with pytest.raises(errors.AnswerCutOff):
        reader(server, pack).read(report("They left."))


def test_a_long_report_goes_in_pieces_and_a_too_long_one_not_at_all(server, pack):
    long = report("The men left the port at noon. " * 40)
    server.will(said({"statements": []}))
    reader(server, pack, piece=300).read(long)
    assert len(server.asked) == 4
    server.will(said({"statements": []}))
    with pytest.raises(errors.ReportTooLong, match="1,240"):
        reader(server, pack, longest=1000).read(long)
    assert server.asked == []


def test_kept_answers_make_a_second_reading_without_the_server(server, pack, tmp_path):
    server.will(said("no"), said(GOOD))
    first = reader(server, pack, answers=Folder(tmp_path)).read(made())
    server.will(raw(b"", 500))
    assert encode(reader(server, pack, answers=Folder(tmp_path)).read(made())) == encode(first)
    assert server.asked == []
    (file,) = tmp_path.iterdir()
    file.write_text("spoilt")
    server.will(said(GOOD))
    assert encode(reader(server, pack, answers=Folder(tmp_path)).read(made())) == encode(first)


def test_the_version_changes_with_model_prompt_and_piece(server, pack):
    versions = {
        reader(server, pack).version,
        reader(server, pack, model="other").version,
        reader(server, pack, piece=999).version,
    }
    assert len(versions) == 3
    assert reader(server, pack).version == reader(server, pack, timeout=9).version


def test_the_version_names_the_prompt(server, pack, monkeypatch):
    before = reader(server, pack).version
    monkeypatch.setattr("secondsource.read.remote.request.prompt", lambda: "Another prompt.")
    assert reader(server, pack).version != before


def test_the_built_in_reader_unless_another_is_configured(server, pack):
    assert reader_from(None, {}, pack).name == default_reader(pack).name
    assert remote_from({}, {}, pack) is None
    there = {"SECONDSOURCE_READER_URL": f"http://127.0.0.1:{server.port}/v1", "SECONDSOURCE_READER_MODEL": "toy"}
    server.will(said(GOOD))
    chosen = reader_from(None, there, pack)
    assert chosen.name == "remote"
    assert len(chosen.read(made()).statements) == 1


# -- whatever a server answers


def quoted(item: Any) -> set[str]:
    """Every string in what the server answered."""
    if isinstance(item, str):
        return {item}
    if isinstance(item, dict):
        return {s for value in item.values() for s in quoted(value)}
    return {s for value in item for s in quoted(value)} if isinstance(item, list) else set()


def trimmed(words: str) -> str:
    return words.strip(" \t\r\n\"“”„‟«»‘’‚‛`´'.,;:!?–—")


def check(reading: Reading, report: Report, answer: Any) -> None:
    """Every span lies in the body and is a quotation; narrowed ones (dates, places, amounts, names) lie in one."""
    text = masked(report.text, report.personal)
    given = [trimmed(q) for q in quoted(answer)]
    whole, within = [], []
    for s in reading.statements:
        whole += [*s.content, *(x for x in (s.cue, s.speaker) if x), *(m.span for m in s.marks)]
        within += [link.span for link in s.chain.links]
    for m in reading.mentions:
        whole += [m.trigger, *(a.span for a in m.actors)]
        within += [x.span for x in (m.when, m.place, *m.quantities) if x is not None and x.span is not None]
        assert m.statement in {s.id for s in reading.statements}
    for span in (*whole, *within):
        assert any(part.covers(span) for part in report.body())
    for span in whole:
        assert any(same_words(trimmed(span.of(text)), q) for q in given)
    for span in within:
        plain = " ".join(trimmed(span.of(text)).split())
        assert any(plain in " ".join(q.split()) or same_words(plain, q) for q in given)


FRAGMENTS = sorted({" ".join(TEXT.split(" ")[a : a + n]) for a in range(len(TEXT.split(" "))) for n in (1, 2, 3, 6)})
FALSE = ["ten ships sank", "", "boats", "\ud800", "A foreman, told", "Kuwaiti"]
ALIKE = ['"They left,"', 'A foreman told "Harbour Wire"', "it knew nothing", "stopped\nwork", "40  builders"]
KINDS = ["outlet", "body", "person", "role", "unnamed", "group", "record", "sensor", "rumour"]
words = st.sampled_from([*FRAGMENTS, *ALIKE, *FALSE])
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words, st.text(max_size=8))
junk = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=8
)
links = st.fixed_dictionaries({"words": words, "kind": st.sampled_from(KINDS), "sentence": st.integers(-2, 9)})
marks = st.fixed_dictionaries({"of": st.sampled_from(["basis", "factuality"]), "words": words})


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """A row as asked for, most of its words from the text; now and then one of its fields is anything."""
    content = draw(st.lists(words, min_size=1, max_size=2))
    inside = content[0].split() or [""]
    at = draw(st.integers(0, len(inside) - 1))
    event = {
        "type": draw(st.sampled_from(["WORK_STOPPAGE", "DENIAL", "WEDDING"])),
        "trigger": " ".join(inside[at : at + draw(st.integers(1, 2))]),
        "when": draw(words),
        "where": draw(words),
        "amounts": draw(st.lists(words, max_size=2)),
        "actors": [{"words": draw(words), "role": "workers"}],
    }
    row = {
        "sentence": draw(st.integers(-2, 9)),
        "content": content,
        "cue": draw(st.none() | words),
        "speaker": draw(st.none() | words),
        "chain": draw(st.lists(links, max_size=2)),
        "factuality": draw(st.sampled_from(["asserted", "denied", "rumoured", "possible"])),
        "basis": draw(st.sampled_from(["told", "rumour", "record", "other"])),
        "anonymity": draw(st.sampled_from(["named", "none"])),
        "marks": draw(st.lists(marks, max_size=2)),
        "events": [event],
    }
    if draw(st.integers(0, 4)) == 4:
        row[draw(st.sampled_from(sorted(row)))] = draw(junk)
    return row


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(answer=st.fixed_dictionaries({"statements": st.lists(rows(), max_size=4)}))
def test_nothing_ungrounded_enters_whatever_the_server_answers(server, pack, answer):
    server.will(said(answer))
    given_report = made()
    try:
        reading = reader(server, pack, attempts=1).read(given_report)
    except errors.RemoteProblem:
        return
    check(reading, given_report, json.loads(json.dumps(answer)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.one_of(st.binary(max_size=200), junk.map(lambda item: json.dumps(item).encode())))
def test_any_bytes_are_a_reading_or_a_sentence(server, pack, body):
    server.will(raw(body))
    with pytest.raises(errors.RemoteProblem):
        reader(server, pack, attempts=1).read(made())


def test_a_masked_name_can_be_pointed_at_but_never_sent(server, pack):
    text = "Bo Marsh said they left the port."
    from dataclasses import replace

    from secondsource.model import How, PersonalData, PersonalKind

    hidden = replace(
        report(text),
        personal=(PersonalData(span=Span(0, 8), kind=PersonalKind.PRIVATE_PERSON),),
        language=Known(value="en", how=How.GIVEN, why="given"),
    )
    row = {
        "sentence": 0,
        "content": ["they left the port"],
        "cue": "said",
        "speaker": "██ █████",
        "chain": [{"words": "██ █████", "kind": "person"}],
        "factuality": "asserted",
    }
    server.will(said({"statements": [row]}))
    (s,) = reader(server, pack).read(hidden).statements
    assert "Marsh" not in server.sent
    assert s.speaker == Span(0, 8)
    assert "Marsh" not in s.chain.names[0]
