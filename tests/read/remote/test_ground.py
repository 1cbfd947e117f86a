from __future__ import annotations

import json

import pytest

from secondsource.model import Anonymity, Basis, Factuality, LinkKind
from secondsource.read.remote.answer import understood
from secondsource.read.remote.ground import Grounding
from secondsource.read.remote.pieces import pieces

from ..made import report

TEXT = (
    "Yonhap reported on Friday that 40 builders stopped work in Kuwait on March 18, citing a foreman. "
    "The foreman said wages were late. He said it again. Ann Lee, a clerk, denied it."
)


def row(content, **more):
    base = {"sentence": 0, "content": [content], "cue": None, "speaker": None, "chain": [], "factuality": "asserted"}
    return {**base, **more}


def link(words, kind, sentence=None):
    return {"words": words, "kind": kind, "sentence": sentence}


def ground(pack, *rows, text=TEXT, **more):
    made = report(text, **more)
    (piece,) = pieces(made, 10_000)
    return Grounding(made, pack, "remote:toy").ground(understood(json.dumps({"statements": rows})), piece)


FOREMAN = [link("Yonhap", "outlet", 0), link("a foreman", "unnamed", 0)]


def test_a_statement_with_all_its_words(pack):
    wages = row(
        "wages were late",
        sentence=1,
        cue="said",
        speaker="The foreman",
        chain=FOREMAN,
        basis="told",
        anonymity="unnamed",
        marks=[{"of": "basis", "words": "foreman"}],
    )
    (s,) = ground(pack, wages).statements
    assert [span.of(TEXT) for span in s.content] == ["wages were late"]
    assert (s.cue.of(TEXT), s.speaker.of(TEXT)) == ("said", "The foreman")
    assert s.chain.names == ["Yonhap News Agency", "unnamed foreman (Yonhap News Agency)"]
    assert s.chain.links[0].entity == "YONHAP"
    assert (s.basis, s.anonymity, s.how) == (Basis.TOLD, Anonymity.UNNAMED, "remote:toy")
    assert [m.of for m in s.marks] == ["basis: told"]
    assert s.marks[0].span.of(TEXT) == "foreman"
    assert s.confidence == 0.6


def test_a_quotation_without_its_marks_and_stop(pack):
    (s,) = ground(pack, row("“wages were late.”", sentence=1)).statements
    assert s.content[0].of(TEXT) == "wages were late"


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": ["wages were never paid"]},
        {"content": ["wages were late", "and small"]},
        {"speaker": "The minister"},
        {"chain": [link("Reuters", "outlet")]},
        {"chain": [link("Yonhap", "outlet"), link("a minister", "unnamed")]},
    ],
    ids=["content", "piece", "speaker", "teller", "inner teller"],
)
def test_words_that_are_not_there_take_the_statement_with_them(pack, wrong):
    found = ground(pack, row("wages were late", sentence=1, chain=FOREMAN, speaker="The foreman") | wrong)
    assert (found.statements, found.dropped) == ((), 1)


def test_a_cue_or_mark_that_is_not_there_is_left_out_alone(pack):
    (s,) = ground(
        pack,
        row("wages were late", sentence=1, cue="whispered", marks=[{"of": "factuality", "words": "perhaps"}]),
    ).statements
    assert s.cue is None
    assert s.marks == ()
    assert s.confidence < 0.6


def test_a_named_speaker_never_becomes_the_own_voice(pack):
    found = ground(pack, row("wages were late", sentence=1, speaker="The foreman"))
    assert (found.statements, found.dropped) == ((), 1)
    (s,) = ground(pack, row("40 builders stopped work", speaker="Yonhap")).statements
    assert s.chain.names == ["Yonhap News Agency"]


def test_the_reports_own_outlet_is_not_in_the_chain(pack):
    (s,) = ground(pack, row("40 builders stopped work", chain=FOREMAN), outlet="Yonhap").statements
    assert s.chain.names == ["unnamed foreman (Yonhap News Agency)"]
    (s,) = ground(
        pack, row("40 builders stopped work", speaker="Yonhap", chain=FOREMAN[:1]), outlet="Yonhap"
    ).statements
    assert (s.chain.names, s.anonymity) == ([], Anonymity.NONE)


def test_rumour_is_never_asserted(pack):
    text = "Rumours say that the port has closed."
    (s,) = ground(pack, row("the port has closed", chain=[link("Rumours", "rumour")]), text=text).statements
    assert (s.factuality, s.basis) == (Factuality.RUMOURED, Basis.RUMOUR)
    (s,) = ground(pack, row("the port has closed", basis="rumour"), text=text).statements
    assert s.factuality is Factuality.RUMOURED


@pytest.mark.parametrize(
    ("chain", "said", "held"),
    [([], "named", Anonymity.NONE), (FOREMAN, "none", Anonymity.UNNAMED), (FOREMAN, "group", Anonymity.GROUP)],
)
def test_anonymity_agrees_with_the_chain(pack, chain, said, held):
    (s,) = ground(pack, row("wages were late", sentence=1, chain=chain, anonymity=said)).statements
    assert s.anonymity is held


def test_names_come_from_registry_and_text_alone(pack):
    wordy = "A Reuters correspondent in Doha said that they left. The Coast Board agreed that they left early."
    (one, two) = ground(
        pack,
        row("they left", chain=[link("A Reuters correspondent in Doha", "person")]),
        row("they left early", sentence=1, chain=[{**link("The Coast Board", "body"), "name": "Navy"}]),
        text=wordy,
    ).statements
    assert one.chain.names == ["Reuters correspondent in Doha"]
    assert two.chain.names == ["Coast Board"]
    assert two.chain.links[0].kind is LinkKind.BODY


def test_the_sentence_decides_between_two_places(pack):
    text = "They left, Ann Lee said. It rained. They left, Bo Marsh said."
    first = row("They left", sentence=0, chain=[link("Ann Lee", "person")], speaker="Ann Lee", cue="said")
    second = row("They left", sentence=2, chain=[link("Bo Marsh", "person")], speaker="Bo Marsh", cue="said")
    one, two = ground(pack, second, first, text=text).statements
    assert (one.content[0].start, two.content[0].start) == (0, 36)
    assert one.cue.end < two.cue.start


def test_a_quoted_block_is_told_by_its_outlet(pack):
    text = "We looked on.\n\nThey left the port at noon.\n\nNothing more."
    (s,) = ground(
        pack,
        row("They left the port at noon", sentence=1),
        text=text,
        quotation=("They left the port at noon.", "Reuters"),
    ).statements
    assert s.chain.names == ["Reuters"]


def test_events_have_words_from_the_text_and_values_from_the_grammars(pack):
    event = {
        "type": "WORK_STOPPAGE",
        "trigger": "stopped work",
        "when": "on March 18",
        "where": "Kuwait",
        "amounts": ["40 builders", "900 builders"],
        "actors": [{"words": "40 builders", "role": "workers"}, {"words": "40 builders", "role": "king"}],
        "date": "1999-01-01",
    }
    other = {**event, "type": "WEDDING"}
    later = {**event, "type": "REPATRIATION", "trigger": "wages were late"}
    found = ground(
        pack, row("40 builders stopped work in Kuwait on March 18", chain=FOREMAN, events=[event, other, later])
    )
    (mention,) = found.mentions
    assert mention.trigger.of(TEXT) == "stopped work"
    assert str(mention.when.date) == "XXXX-03-18"
    assert mention.place.country == "KW"
    assert [str(q.range) for q in mention.quantities] == ["40"]
    assert [a.role for a in mention.actors] == ["workers"]
    assert mention.statement == found.statements[0].id


def test_the_same_content_stands_once(pack):
    found = ground(pack, row("wages were late", sentence=1), row("wages were late", sentence=1, chain=FOREMAN))
    assert len(found.statements) == 1


def test_content_of_punctuation_is_none(pack):
    assert ground(pack, row("...", sentence=1)).statements == ()
