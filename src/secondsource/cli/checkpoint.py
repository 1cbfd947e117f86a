"""`checkpoint`: how far the chains of a case go, written down to be kept elsewhere, signed on wish."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from .options import DEFAULT_CASE, CaseDir, opened
from .output import note

if TYPE_CHECKING:
    from secondsource.store.checkpoint import Checkpoint


def checkpoint(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to; keep it away from the case.")],
    case: CaseDir = DEFAULT_CASE,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            metavar="FILE",
            help="Sign with this private SSH key (Ed25519); FILE.sig is written beside, as by `ssh-keygen -Y sign`.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write down the seals of every decision and of every entry in the log of custody, the office's record and the vault's log. `verify --checkpoint` tells by it what was cut off or written anew since.

    It holds no word of a document or a decision, only numbers and digests, the case's id and the hour.
    """
    from datetime import UTC, datetime

    from secondsource.publish import write_whole
    from secondsource.store.checkpoint import Checkpoint, chains

    with opened(case) as open_case, open_case.reading() as connection:
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        made = Checkpoint.of(chains(connection, open_case.folder), open_case.about.id, now)
    signature = _signed(made.data, key) if key is not None else ""
    write_whole(out, lambda file: _put(file, made.data))
    if signature:
        write_whole(out.with_name(f"{out.name}.sig"), lambda file: _put(file, signature.encode()))
    beside = "".join(
        f", {len(seals)} of the {name}"
        for name, seals in (("record", made.record), ("vault's log", made.vault))
        if seals
    )
    note(
        f"{len(made.decisions)} decisions and {len(made.custody)} entries of custody{beside}, {'signed' if signature else 'not signed'}: {out}"
    )


def read_checkpoint(file: Path, keys: Path | None) -> Checkpoint:
    """The checkpoint in a file.

    Args:
        file: of the checkpoint; its signature is beside it.
        keys: public keys, one a line, of which one must have signed it; None if nobody need have.

    Raises:
        BadCheckpoint: if it is none. BadKey, BadSignature: if it is not signed by one of the keys.
    """
    from secondsource.store.checkpoint import Checkpoint

    data = file.read_bytes()
    if keys is not None:
        from secondsource.pipeline.signing import BadSignature, public_key, signer

        known = {
            public_key(line) for line in keys.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()
        }
        signature = file.with_name(f"{file.name}.sig")
        if not signature.exists():
            raise BadSignature(f"{file} is not signed: there is no {signature.name} beside it.")
        if signer(data, signature.read_text(encoding="utf-8", errors="replace")) not in known:
            raise BadSignature(f"{file} is signed by a key that is not among those of {keys}.")
    return Checkpoint.read(data)


def _signed(data: bytes, key: Path) -> str:
    from secondsource.pipeline.signing import BadKey, signed

    held = key.read_bytes()
    try:
        return signed(data, held, None)
    except BadKey:
        return signed(data, held, getpass.getpass(f"Passphrase of {key}: ").encode())


def _put(file: IO[bytes], data: bytes) -> None:
    file.write(data)
