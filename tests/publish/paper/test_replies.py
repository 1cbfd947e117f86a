from __future__ import annotations

import pytest

from secondsource.publish.paper.replies import BadReplies, replies_of
from secondsource.publish.redact import hiding, masks_of
from secondsource.store.view import CaseView


def test_a_reply_is_read_and_what_must_be_hidden_in_it_is(view: CaseView) -> None:
    data = b'[[reply]]\nof = "Quays"\nwords = """Ask\n Tobias Fennimore or x@y.example."""\n'
    (reply,) = replies_of(data, view, hiding(masks_of(view)))
    assert (reply.of, reply.claims, reply.date) == ("Quays", (), "")
    assert "Fennimore" not in reply.words and "x@y.example" not in reply.words and "\n" not in reply.words


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "UTF-8"),
        (b"[[reply", "TOML"),
        (b"a = 1", "nothing else"),
        (b"reply = 1", "nothing else"),
        (b"reply = [1]", "no table"),
        (b"[[reply]]\nwho = 'x'", "who"),
        (b"[[reply]]\nof = 'x'", "lacks"),
        (b"[[reply]]\nof = 'x'\nwords = ' '", "lacks"),
        (b"[[reply]]\nof = 'x'\nwords = 'y'\ndate = 'soon'", "soon"),
        (b"[[reply]]\nof = 'x'\nwords = 'y'\nclaims = ['czz']", "names 0 claims"),
        (b"[[reply]]\nof = 'x'\nwords = 'y'\nclaims = 'c'", "list of ids"),
        (b"[[reply]]\nof = 'x'\nwords = 'y'\nhow = 3", "must be words"),
    ],
)
def test_what_cannot_be_used_is_named(view: CaseView, data: bytes, said: str) -> None:
    with pytest.raises(BadReplies, match=said):
        replies_of(data, view)
