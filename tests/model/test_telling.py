from dataclasses import replace

import pytest

from secondsource.model import Anonymity, Basis, Chain, Factuality, Link, LinkKind, Mark, Span, Statement
from secondsource.model.codec import decode, encode
from secondsource.model.statement import MOST_WAYS
from secondsource.model.telling import anonymity_of, apart

POLICE = Link(name="police", kind=LinkKind.BODY, span=Span(0, 6))
WITNESS = Link(name="unnamed witness", kind=LinkKind.UNNAMED, span=Span(11, 20))
BOTH = Link(name="police and a witness", kind=LinkKind.GROUP, span=Span(0, 20), members=(POLICE, WITNESS))
PAPER = Link(name="Paper", kind=LinkKind.OUTLET, span=Span(60, 65))
TOLD = Statement(
    id="r.s26-40",
    report="r",
    content=(Span(26, 40),),
    cue=Span(21, 25),
    speaker=Span(0, 20),
    chain=Chain((PAPER, BOTH)),
    basis=Basis.TOLD,
    anonymity=Anonymity.GROUP,
    factuality=Factuality.ASSERTED,
    confidence=1.0,
    how="test",
    marks=(Mark(of="basis: witnessed", span=Span(11, 20)),),
)


def test_a_statement_is_that_of_each_who_tells_it() -> None:
    police, witness = apart(TOLD)
    assert police == replace(TOLD, chain=Chain((PAPER, POLICE)), anonymity=Anonymity.NAMED)
    assert witness == replace(TOLD, chain=Chain((PAPER, WITNESS)), anonymity=Anonymity.UNNAMED, basis=Basis.WITNESSED)


def test_those_who_pass_it_on_together_have_it_from_the_same() -> None:
    chain = Chain((BOTH, PAPER))
    first, second = apart(replace(TOLD, chain=chain, anonymity=Anonymity.NAMED))
    assert [first.chain.names, second.chain.names] == [["police", "Paper"], ["unnamed witness", "Paper"]]
    assert {one.anonymity for one in (first, second)} == {Anonymity.NAMED}
    assert [link.name for link in chain.each] == ["police", "unnamed witness", "Paper"]


def test_what_one_tells_is_left_as_it_is() -> None:
    alone = replace(TOLD, chain=Chain((PAPER, POLICE)))
    assert apart(alone)[0] is alone
    assert apart(replace(TOLD, chain=Chain())) == (replace(TOLD, chain=Chain()),)


def test_they_are_kept_and_what_was_kept_without_them_is_still_read() -> None:
    assert decode(encode(TOLD), Statement) == TOLD
    old = encode(replace(TOLD, chain=Chain((PAPER,)))).replace(b',"members":[]', b"").replace(b'"members":[],', b"")
    assert b"members" not in old
    assert decode(old, Statement).chain == Chain((PAPER,))


@pytest.mark.parametrize(
    ("links", "named"),
    [((), Anonymity.NONE), ((POLICE,), Anonymity.NAMED), ((BOTH,), Anonymity.GROUP), ((PAPER, WITNESS), Anonymity.UNNAMED)],
)  # fmt: skip
def test_a_chain_is_as_named_as_its_end(links: tuple[Link, ...], named: Anonymity) -> None:
    assert anonymity_of(Chain(links)) is named


def test_a_list_of_tellers_without_end_is_taken_as_one() -> None:
    many = tuple(replace(POLICE, name=f"p{n}") for n in range(MOST_WAYS + 1))
    assert len(Chain((replace(BOTH, members=many[:-1]),)).apart()) == MOST_WAYS
    assert len(Chain((replace(BOTH, members=many),)).apart()) == 1
    assert len(Chain((BOTH,) * 30).apart()) == 1
