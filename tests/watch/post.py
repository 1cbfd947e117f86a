"""A small IMAP server over TLS on loopback, with a certificate of its own."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Post:
    """What the server holds and what it was told."""

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    folder: str = '"INBOX"'
    lies: int = 0
    """The length of message that it claims; 0 for the truth."""
    told: list[str] = field(default_factory=list)
    port: int = 0
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)


class _Session(socketserver.StreamRequestHandler):
    post: Post

    def handle(self) -> None:
        """Speaks just enough of RFC 9051."""
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, rest = line.partition(" ")
            self.post.told.append(rest)
            word = rest.split(" ")[0].upper()
            if word == "LOGIN":
                good = rest.split(" ", 1)[1] == 'ana "right"'
                self.say(f"{tag} {'OK' if good else 'NO'} login")
            elif word == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1", f"{tag} OK done")
            elif word in ("SELECT", "EXAMINE"):
                good = rest.partition(" ")[2] == self.post.folder
                if good:
                    self.say(f"* {len(self.post.mails)} EXISTS", f"* OK [UIDVALIDITY {self.post.validity}] valid")
                self.say(f"{tag} {'OK' if good else 'NO'} done")
            elif word == "UID":
                self.uid(tag, rest)
            elif word == "LOGOUT":
                self.say("* BYE", f"{tag} OK done")
                return
            else:
                self.say(f"{tag} BAD what")

    def uid(self, tag: str, rest: str) -> None:
        parts = rest.split(" ")
        if parts[1].upper() == "SEARCH":
            since = int(parts[3].partition(":")[0])
            found = [n for n in self.post.mails if n >= since] or ([max(self.post.mails)] if self.post.mails else [])
            self.say("* SEARCH " + " ".join(map(str, sorted(found))), f"{tag} OK done")
            return
        number = int(parts[2])
        data = self.post.mails[number]
        if "SIZE" in parts[3]:
            self.say(f"* 1 FETCH (UID {number} RFC822.SIZE {len(data)})", f"{tag} OK done")
            return
        self.wfile.write(
            f"* 1 FETCH (UID {number} BODY[] {{{self.post.lies or len(data)}}}\r\n".encode() + data + b")\r\n"
        )
        self.say(f"{tag} OK done")

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up is no error here."""


@contextmanager
def delivering(folder: Path, host: str = "mail.example") -> Iterator[Post]:
    """A server for that host until the block ends."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    post = Post()
    server = _Server(("127.0.0.1", 0), type("Here", (_Session,), {"post": post}))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    post.port = server.server_address[1]
    post.trust = ssl.create_default_context(cadata=certificate.public_bytes(serialization.Encoding.PEM).decode())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield post
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
