from __future__ import annotations

import json
import socket

import pytest

from secondsource.read.remote import errors
from secondsource.read.remote.endpoint import MAX_BYTES, Endpoint

from .conftest import raw, said

ASKED = [{"role": "user", "content": "say"}]


def test_the_answer_of_a_chat_endpoint(server):
    server.will(said("yes"))
    assert Endpoint(server.settings(key="hush"))(ASKED) == "yes"
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["Authorization"] == "Bearer hush"
    assert server.asked[0]["model"] == "toy"
    assert server.asked[0]["messages"] == ASKED
    assert server.asked[0]["temperature"] == 0


def test_without_a_key_none_is_sent(server):
    Endpoint(server.settings())(ASKED)
    assert "Authorization" not in server.headers[0]


def test_content_in_parts(server):
    body = {"choices": [{"message": {"content": [{"type": "text", "text": "y"}, {"type": "text", "text": "es"}, 3]}}]}
    server.will(raw(json.dumps(body).encode()))
    assert Endpoint(server.settings())(ASKED) == "yes"


def test_a_server_that_takes_no_options_gets_a_bare_request(server):
    server.will(raw(b"{}", 400), said("yes"))
    assert Endpoint(server.settings())(ASKED) == "yes"
    assert sorted(server.asked[1]) == ["messages", "model", "stream"]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, errors.RequestNotUnderstood),
        (401, errors.KeyRefused),
        (403, errors.KeyRefused),
        (404, errors.WrongAddress),
        (413, errors.RequestRefused),
        (429, errors.TooManyRequests),
        (500, errors.ServerFailed),
        (503, errors.ServerFailed),
    ],
)
def test_every_status_has_its_sentence(server, status, error):
    server.will(raw(b'{"error": "the texts you sent were ..."}', status))
    with pytest.raises(error) as told:
        Endpoint(server.settings(key="hush"))(ASKED)
    assert "hush" not in str(told.value)
    assert "the texts" not in str(told.value)


def test_it_waits_as_long_as_the_server_asks(server):
    server.will(raw(b"", 429, Retry_After="7"))
    with pytest.raises(errors.TooManyRequests) as told:
        Endpoint(server.settings())(ASKED)
    assert told.value.wait == 7
    server.will(raw(b"", 429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"))
    with pytest.raises(errors.TooManyRequests) as told:
        Endpoint(server.settings())(ASKED)
    assert told.value.wait is None


def test_a_redirect_is_not_followed(server):
    server.will(raw(b"", 307, Location=f"http://127.0.0.1:{server.port}/elsewhere"), said("stolen"))
    with pytest.raises(errors.WrongAddress, match="another address"):
        Endpoint(server.settings())(ASKED)
    assert len(server.asked) == 1


def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.will(said("yes"))
    assert Endpoint(server.settings())(ASKED) == "yes"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"<html>Welcome</html>", errors.AnswerNotJson),
        (b"", errors.AnswerNotJson),
        (b"\xff\xfe\x00", errors.AnswerNotJson),
        (b"[" * 200_000, errors.AnswerNotJson),
        (b"[]", errors.AnswerUnusable),
        (b"null", errors.AnswerUnusable),
        (b'{"choices": []}', errors.AnswerUnusable),
        (b'{"choices": ["x"]}', errors.AnswerUnusable),
        (b'{"choices": [{"message": {"content": {"a": 1}}}]}', errors.AnswerUnusable),
        (b'{"choices": [{"message": {"content": null}}]}', errors.AnswerEmpty),
        (b'{"choices": [{"message": {"content": " "}}]}', errors.AnswerEmpty),
        (b'{"choices": [{"message": {"content": "{"}, "finish_reason": "length"}]}', errors.AnswerCutOff),
    ],
)
def test_bad_answers_have_their_sentences(server, body, error):
    server.will(raw(body))
    with pytest.raises(error):
        Endpoint(server.settings())(ASKED)


def test_a_packed_answer_is_not_unpacked(server):
    server.will(raw(b"\x1f\x8b", Content_Encoding="gzip"))
    with pytest.raises(errors.AnswerNotJson, match="packed"):
        Endpoint(server.settings())(ASKED)


def test_a_huge_answer_is_not_read_to_its_end(server):
    sent = []

    def flood(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(MAX_BYTES // 1000):
            handler.wfile.write(b"x" * 100_000)
            sent.append(1)

    server.will(flood)
    with pytest.raises(errors.AnswerTooLong):
        Endpoint(server.settings())(ASKED)
    assert len(sent) < MAX_BYTES // 10_000


def test_an_answer_that_breaks_off(server):
    def breaks(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"choices"')

    server.will(breaks)
    with pytest.raises(errors.NoConnection, match="broke off"):
        Endpoint(server.settings())(ASKED)


def test_a_line_that_is_no_http(server):
    server.will(lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n\r\n"))
    with pytest.raises(errors.NoConnection):
        Endpoint(server.settings())(ASKED)


def dripping(server, head):
    def drip(handler):
        handler.wfile.write(head)
        while not server.over.wait(0.01):
            handler.wfile.write(b"a")
            handler.wfile.flush()

    return drip


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"",
    ],
    ids=["body", "headers", "status"],
)
def test_a_server_that_drips_is_left(server, head):
    server.will(dripping(server, head))
    with pytest.raises(errors.TooSlow):
        Endpoint(server.settings(timeout=0.15))(ASKED)


def test_a_server_that_says_nothing_is_left(server):
    server.will(lambda _handler: server.over.wait(1.0))
    with pytest.raises(errors.TooSlow):
        Endpoint(server.settings(timeout=0.1))(ASKED)


def test_nobody_there(server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(errors.NoConnection, match="could not be reached"):
        Endpoint(server.settings(url=f"http://127.0.0.1:{port}"))(ASKED)


def test_no_encryption_where_some_was_asked_for(server):
    with pytest.raises(errors.NoConnection, match="trusted"):
        Endpoint(server.settings(url=f"https://127.0.0.1:{server.port}"))(ASKED)


def test_a_name_of_this_machine_that_leads_elsewhere_is_not_used(server, monkeypatch):
    class Elsewhere:
        def getpeername(self):
            return ("192.0.2.1", 80)

    with pytest.raises(errors.NoConnection, match="not this machine"):
        Endpoint(server.settings())._check_peer(Elsewhere())
