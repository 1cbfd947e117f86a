import random

from secondsource.join import coreference


def row(doc, number, sentence, words):
    start = sentence.index(words)
    return {
        "doc": doc,
        "m_id": str(number),
        "topic": "1",
        "subtopic": "1",
        "sentence": sentence,
        "span": [start, start + len(words)],
        "words": words,
    }


ROWS = [
    row("1_1", 1, "Police arrested the harbour master in Odd Bay on Friday", "arrested"),
    row("1_2", 1, "The arrest of the harbour master in Odd Bay surprised the crew on Friday", "arrest"),
    row("1_3", 1, "Snow fell on the hills and cattle froze", "fell"),
]


def test_a_verb_and_its_noun_in_like_sentences_are_one_event():
    assert sorted(map(tuple, coreference(ROWS))) == [(0, 1), (2,)]


def test_the_order_of_rows_does_not_matter():
    rows = ROWS * 1
    random.Random(3).shuffle(rows)
    found = {frozenset(rows[i]["doc"] for i in group) for group in coreference(rows)}
    assert found == {frozenset({"1_1", "1_2"}), frozenset({"1_3"})}
