from __future__ import annotations

import re

import pytest

from secondsource.publish.paper import Wish, composed, forms
from secondsource.publish.paper.blocks import Cited, Heading, Items, Mark, Para, Table, Text, lines_of, plain
from secondsource.publish.paper.composed import PARTS
from secondsource.publish.paper.form import UnknownForm, form
from secondsource.publish.paper.replies import replies_of
from secondsource.publish.paper.standard import UnknownStandard
from secondsource.publish.redact import masked_view
from secondsource.publish.tongue import speaking
from secondsource.store.view import CaseView
from secondsource.subjects import Subject, load

FORMS = tuple(forms())


@pytest.fixture
def safe(view: CaseView) -> CaseView:
    return masked_view(view)


def written(safe: CaseView, **wish: object) -> list[str]:
    document = composed(safe, load(safe.subject), Wish(**wish))  # type: ignore[arg-type]
    return [plain(line) for block in document.blocks for line in lines_of(block)]


@pytest.mark.parametrize("name", FORMS)
def test_notes_and_paragraphs_are_numbered_in_the_order_of_reading(safe: CaseView, pack: Subject, name: str) -> None:
    document = composed(safe, pack, Wish(form=name))
    seen = [p.number for b in document.blocks for line in lines_of(b) for p in line if isinstance(p, Mark)]
    assert (
        list(dict.fromkeys(seen)) == [note.number for note in document.notes] == list(range(1, len(document.notes) + 1))
    )
    numbers = [b.number for b in document.blocks if isinstance(b, Para) and b.number]
    assert numbers == list(range(1, len(numbers) + 1))
    held = {n for b in document.blocks for line in lines_of(b) for p in line if isinstance(p, Cited) for n in p.notes}
    assert held <= {note.number for note in document.notes}


@pytest.mark.parametrize("name", FORMS)
def test_every_part_of_a_form_is_known_and_every_anchor_stands_once(safe: CaseView, pack: Subject, name: str) -> None:
    assert {part["part"] for part in form(name).parts} <= set(PARTS)
    blocks = composed(safe, pack, Wish(form=name)).blocks
    anchors = [b.anchor for b in blocks if isinstance(b, Heading) and b.anchor]
    anchors += [row.anchor for b in blocks if isinstance(b, Table) for row in b.rows if row.anchor]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_standard_of_evidence_is_stated_before_any_claim(
    safe: CaseView, pack: Subject, name: str, language: str
) -> None:
    with speaking(language):
        blocks = composed(safe, pack, Wish(form=name)).blocks
    kinds = [b.anchor for b in blocks if isinstance(b, Heading)]
    assert "standard" in kinds
    claims = [at for at, anchor in enumerate(kinds) if re.fullmatch(r"c\d+", anchor)]
    assert all(kinds.index("standard") < at for at in claims)


def test_a_form_tells_only_claims_that_reach_its_standard_and_says_how_many_do_not(reaching: CaseView) -> None:
    safe = masked_view(reaching)
    assert any("Harbour Wire" in line for line in written(safe, form="letter", standard="reasonable_grounds"))
    strict = written(safe, form="letter", standard="clear_and_convincing")
    assert "No claim of this case reaches the standard of evidence chosen. As it stands" in " ".join(strict)
    assert any("1 other claim of the case does not reach the standard" in line for line in strict)
    assert not any("refused to work" in line for line in strict)


def test_what_a_case_lacks_for_customs_is_said(safe: CaseView) -> None:
    text = " ".join(written(safe, form="customs"))
    assert "No claim of this case tells of goods that enter the market" in text
    assert "presumed to be made with forced labour" in text
    assert "Reader comments are left out" in text


def test_private_persons_stand_in_no_index_and_named_bodies_do(safe: CaseView, pack: Subject) -> None:
    blocks = composed(safe, pack, Wish()).blocks
    (index,) = [b for b in blocks if isinstance(b, Table) and b.kind == "index"]
    names = [plain(row.cells[0]) for row in index.rows]
    assert "Harbour Wire" in names and "Ministry of Quays" in names
    assert not any("Fennimore" in name or "█" in name or "foreman" in name for name in names)
    numbers = {b.number for b in blocks if isinstance(b, Para)}
    for row in index.rows:
        led = [p.to for p in row.cells[1] if isinstance(p, Text) and p.to]
        assert led and {int(to[1:]) for to in led} <= numbers
        name = plain(row.cells[0])
        first = next(b for b in blocks if isinstance(b, Para) and b.number == int(led[0][1:]))
        assert name in plain(first.line)


def test_a_reply_stands_beside_the_claim_that_it_answers(safe: CaseView, pack: Subject) -> None:
    claim = safe.claims[0].id
    data = f'[[reply]]\nof = "Ministry of Quays"\nclaims = ["{claim}"]\ndate = "2026-05-01"\nwords = "Nobody waited for pay."\n'
    replies = replies_of(data.encode(), safe)
    blocks = composed(safe, pack, Wish(replies=replies)).blocks
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Para) and "Nobody waited for pay." in plain(b.line))
    before = [b for b in blocks[:at] if isinstance(b, Heading) and b.kind == "claim"]
    assert before and before[-1].anchor == "c1"
    assert plain(blocks[at].line).startswith("Reply of Ministry of Quays (1 May 2026):")  # type: ignore[union-attr]
    (slots,) = [b for b in blocks if isinstance(b, Table) and b.kind == "replies"]
    assert any("Nobody waited" in plain(row.cells[-1]) for row in slots.rows)


def test_what_there_is_not_is_named_with_what_there_is(safe: CaseView, pack: Subject) -> None:
    with pytest.raises(UnknownForm, match="report, letter, customs, press"):
        composed(safe, pack, Wish(form="poem"))
    with pytest.raises(UnknownStandard, match="reasonable_grounds, balance"):
        composed(safe, pack, Wish(standard="certainty"))


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_case_can_be_written_in_every_form(view: CaseView, pack: Subject, name: str) -> None:
    empty = CaseView(id="e", title="", created="2026-01-01T00:00:00Z", subject=view.subject)
    blocks = composed(empty, pack, Wish(form=name)).blocks
    assert not [b for b in blocks if isinstance(b, Items) and not b.lines]
    assert not [b for b in blocks if isinstance(b, Table) and b.kind == "summary"]
