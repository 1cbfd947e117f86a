import shutil
import subprocess

import pytest

pytest.importorskip("cryptography")
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from secondsource.pipeline.signing import NAMESPACE, BadKey, BadSignature, public_key, signed, signer

DATA = b"secondsource checkpoint 1\n"


def pem(key, passphrase=None):
    lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, lock)


def line(key):
    return key.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()


@pytest.fixture(scope="module")
def key():
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def test_a_signature_names_the_key_that_made_it(key):
    assert signer(DATA, signed(DATA, pem(key), None)) == line(key)
    assert public_key(f'min@example namespaces="{NAMESPACE}" {line(key)} her key') == line(key)


def test_a_key_with_a_passphrase_opens_with_it_alone(key):
    locked = pem(key, b"long enough")
    assert signer(DATA, signed(DATA, locked, b"long enough")) == line(key)
    for wrong in (None, b"another"):
        with pytest.raises(BadKey):
            signed(DATA, locked, wrong)


def test_another_kind_of_key_is_refused():
    with pytest.raises(BadKey):
        signed(DATA, pem(rsa.generate_private_key(65537, 2048)), None)
    with pytest.raises(BadKey):
        public_key("ssh-rsa AAAA me")


def test_no_other_bytes_and_no_bent_signature_pass(key):
    made = signed(DATA, pem(key), None)
    with pytest.raises(BadSignature):
        signer(DATA + b"\n", made)
    body = made.splitlines()
    for at in range(1, len(body) - 1):
        bent = body[at][:9] + ("A" if body[at][9] != "A" else "B") + body[at][10:]
        with pytest.raises(BadSignature):
            signer(DATA, "\n".join([*body[:at], bent, *body[at + 1 :]]))
    for other in ("", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----", made[: len(made) // 2], "\x00"):
        with pytest.raises(BadSignature):
            signer(DATA, other)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs OpenSSH")
def test_openssh_takes_ours_and_we_take_its(key, tmp_path):
    private, file, allowed = tmp_path / "key", tmp_path / "point", tmp_path / "allowed"
    private.write_bytes(pem(key))
    private.chmod(0o600)
    file.write_bytes(DATA)
    allowed.write_text(f"min {line(key)}\n", encoding="utf-8")
    ours = tmp_path / "ours.sig"
    ours.write_text(signed(DATA, pem(key), None), encoding="utf-8")
    check = ["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "min", "-n", NAMESPACE, "-s", ours]
    assert subprocess.run(check, input=DATA, capture_output=True).returncode == 0
    made = ["ssh-keygen", "-q", "-Y", "sign", "-f", private, "-n", NAMESPACE, file]
    subprocess.run(made, check=True, capture_output=True)
    theirs = (tmp_path / "point.sig").read_text(encoding="utf-8")
    assert signer(DATA, theirs) == line(key)
    other = ["ssh-keygen", "-q", "-Y", "sign", "-f", private, "-n", "file", file]
    (tmp_path / "point.sig").unlink()
    subprocess.run(other, check=True, capture_output=True)
    with pytest.raises(BadSignature, match="another purpose"):
        signer(DATA, (tmp_path / "point.sig").read_text(encoding="utf-8"))
