"""An OpenID provider on this machine, that says what a test tells it to say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey


class Provider:
    """What it knows and says. `claims` override those of its tokens; `key` signs them; `alg` and `described` may be wrong on purpose."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.key: Any = RSAKey.generate_key(2048, {"kid": "k1"})
        self.shown = self.key
        self.alg = "RS256"
        self.claims: dict[str, Any] = {}
        self.described: dict[str, Any] = {}
        self.nonces: dict[str, str] = {}
        self.challenges: dict[str, str] = {}
        self.asked: list[str] = []

    def description(self) -> dict[str, Any]:
        made = {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_endpoint": f"{self.issuer}/begin",
        }
        return {**made, "token_endpoint": f"{self.issuer}/token", **self.described}

    def agree(self, address: str) -> tuple[str, str]:
        """What somebody who signs in there brings back: a code and the state."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["scope"], asked["code_challenge_method"]) == ("code", "openid", "S256")
        code = f"code{len(self.nonces)}"
        self.nonces[code], self.challenges[code] = asked["nonce"], asked["code_challenge"]
        return code, asked["state"]

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        import base64
        import hashlib

        made = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert made == self.challenges[form["code"]]
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "desk",
            "sub": "00u1",
            "exp": now + 60,
            "iat": now,
            "nonce": self.nonces[form["code"]],
        }
        head = {"alg": self.alg, "kid": "k1"}
        algorithms = [self.alg, "RS256", "HS256"]
        signed = jwt.encode(
            head, {k: v for k, v in {**claims, **self.claims}.items() if v is not None}, self.key, algorithms=algorithms
        )
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provided() -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            provider.asked.append(path)
            if path == "/keys":
                self._say({"keys": [provider.shown.as_dict(private=False)]})
            else:
                self._say(provider.description())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _say(self, what: dict[str, Any]) -> None:
            data = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


SHARED = OctKey.import_key(b"a secret that both sides know, long enough")
