import msgspec
import pytest

from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    Link,
    LinkKind,
    Span,
    Statement,
    Ungrounded,
    statement_id,
)
from secondsource.model.codec import decode, encode


def link(name, kind=LinkKind.OUTLET):
    return Link(name=name, kind=kind, span=Span(0, 3))


def statement(**more):
    content = (Span(4, 9), Span(12, 20))
    fields = {
        "id": statement_id("r", content),
        "report": "r",
        "content": content,
        "cue": Span(0, 3),
        "speaker": None,
        "chain": Chain((link("Yonhap"),)),
        "basis": Basis.READ,
        "anonymity": Anonymity.NAMED,
        "factuality": Factuality.ASSERTED,
        "confidence": 0.5,
        "how": "test",
    }
    return Statement(**{**fields, **more})


def test_a_statement_without_words_cannot_be_made():
    with pytest.raises(Ungrounded):
        statement(content=())


def test_an_ungrounded_statement_cannot_be_read_back_either():
    bad = encode(statement()).replace(b'"content":[{"end":9,"start":4},{"end":20,"start":12}]', b'"content":[]')
    with pytest.raises((Ungrounded, msgspec.ValidationError)):
        decode(bad, Statement)


def test_writing_and_reading_gives_the_same_value_and_the_same_bytes():
    one = statement()
    assert decode(encode(one), Statement) == one
    assert encode(decode(encode(one), Statement)) == encode(one)


def test_a_teller_who_repeats_himself_stands_once():
    outer, inner = Chain((link("News1"), link("RFA"))), Chain((link("RFA"), link("source", LinkKind.UNNAMED)))
    assert (outer + inner).names == ["News1", "RFA", "source"]
    assert (Chain() + inner).names == inner.names
    assert (outer + Chain()) == outer
