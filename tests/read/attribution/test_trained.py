import pytest

from secondsource.model import Span
from secondsource.read.attribution.found import Found
from secondsource.read.attribution.frames import Frames
from secondsource.read.attribution.rules import find
from secondsource.read.attribution.trained import MODEL, helped
from secondsource.read.cues import english_cues
from secondsource.read.prose import parsed
from secondsource.read.tagger.decode import Attribution


class Answers:
    """Stands in for the encoder: answers with attributions of given words, and keeps what it was asked to read."""

    def __init__(self, text, *told, sure=0.95):
        self.text = text
        self.told = told
        self.sure = sure
        self.asked = []

    def attributions(self, text, stretches=None):
        assert text == self.text
        self.asked += [s.of(text) for s in stretches]
        return [
            Attribution(self.at(source), self.at(cue)[0], self.at(content), self.sure)
            for source, cue, content in self.told
        ]

    def at(self, words):
        if not words:
            return ()
        start = self.text.index(words)
        return ((start, start + len(words)),)


@pytest.fixture(scope="module")
def frames(pack) -> Frames:
    return english_cues(pack).frames


def read(text, frames, encoder):
    doc = parsed(text)
    rules = find(doc, frames)
    return rules, [f for f in helped(doc, rules, frames, encoder) if f not in rules]


def test_where_the_rules_find_everything_the_encoder_is_not_asked(frames):
    text = "Maria Lund said that the crew had left. It rained."
    encoder = Answers(text)
    rules, added = read(text, frames, encoder)
    assert len(rules) == 1
    assert added == [] == encoder.asked


def test_a_sentence_that_the_rules_leave_open_is_read_with_its_neighbours(frames):
    text = "The ship was gone. Word from the harbour claims, the gate was shut. It rained. Nobody came. It was late."
    encoder = Answers(text, ("Word from the harbour", "claims", "the gate was shut"))
    doc = parsed(text)
    added = helped(doc, [], frames, encoder)
    assert encoder.asked == ["The ship was gone. Word from the harbour claims, the gate was shut. It rained."]
    assert [(f.rule, f.confidence, [s.of(text) for s in f.content]) for f in added] == [
        (MODEL, 0.95, ["the gate was shut"])
    ]


@pytest.mark.parametrize(
    ("source", "cue", "content", "sure"),
    [
        ("The foreman", "claims", "wages", 0.99),  # states nothing by itself
        ("The foreman", "claims", "the wages were paid", 0.5),  # not sure enough
        ("", "is claimed", "the wages were paid", 0.99),  # a passive without a speaker
    ],
)
def test_fragments_guesses_and_sourceless_passives_are_left_out(frames, source, cue, content, sure):
    text = f"{source or 'It'} {cue} {content}."
    doc = parsed(text)
    assert helped(doc, [], frames, Answers(text, (source, cue, content), sure=sure)) == []


def test_what_the_rules_found_stays_as_it_is(frames):
    text = "Maria Lund said that the crew had left. Her claim: the gate was shut."
    encoder = Answers(text, ("Her", "claim", "the gate was shut"))
    doc = parsed(text)
    rules = find(doc, frames)
    assert set(rules) <= set(helped(doc, rules, frames, encoder))
    assert isinstance(rules[0], Found)
    assert rules[0].content[0].covers(Span(text.index("the crew"), text.index(".")))
