"""`custody`: how the captures of a case were obtained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, line, note, printable, table, wrapped

if TYPE_CHECKING:
    from secondsource.model import Transfer
    from secondsource.pipeline.obtained import Obtained

_SHORT = 12


def custody(
    capture: Annotated[
        str | None,
        typer.Argument(metavar="CAPTURE", help="Its digest, the first digits of it, or its name.", show_default=False),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
    proof: Annotated[
        Path | None, typer.Option("--proof", metavar="FILE", help="Write a proof of its time stamp for somebody else.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show how each capture was obtained, or one of them with what the server said, its log and its time stamps.

    Addresses are shown as they are: the log is for whoever keeps the case, and masks nothing.
    """
    from secondsource.pipeline.obtained import obtained

    with opened(case) as open_case:
        if capture is None:
            view = open_case.view()
            stamped = {digest for kept in open_case.stamps.all() if kept.answer for digest in kept.captures}
            _list(view, stamped, as_json=as_json)
            return
        found = obtained(open_case, capture)
        if proof is not None:
            from secondsource.pipeline.proof import prove
            from secondsource.publish import write_whole

            data = prove(open_case, found.capture.digest)
            write_whole(proof, lambda file: _put(file, data))
            note(f"Written to {proof}.")
    if as_json:
        json_lines([_json(found)])
    else:
        _show(found)


def _list(view: Any, stamped: set[str], *, as_json: bool) -> None:
    names = {c.digest: c for c in view.captures}
    rows = [
        {
            "seq": entry.seq,
            "at": entry.at,
            "capture": entry.capture,
            "name": names[entry.capture].name if entry.capture in names else "",
            "address": entry.path,
            "tool": entry.tool,
            "stamped": entry.capture in stamped,
        }
        for entry in view.custody
    ]
    if as_json:
        json_lines(rows)
        return
    table(
        ("at", "capture", "name", "address", "stamped"),
        [
            (
                r["at"],
                r["capture"][:_SHORT],
                printable(r["name"]),
                printable(r["address"]),
                "yes" if r["stamped"] else "no",
            )
            for r in rows
        ],
        wraps=("name", "address"),
    )


def _show(found: Obtained) -> None:
    capture = found.capture
    line(f"{printable(capture.name)}")
    line(f"  SHA-256 {capture.digest}, {capture.size:,} bytes, {capture.media}")
    line(
        "  Its bytes are there and fit."
        if found.whole
        else "  Its bytes are missing or changed; see `secondsource verify`."
    )
    for entry in found.entries:
        wrapped(f"  Entry {entry.seq}: {entry.at}, from {printable(entry.path)}, by {printable(entry.tool)}")
    for transfer in found.transfers:
        _transfer(transfer)
    for sentence in found.faults:
        wrapped(f"  As it came in: {printable(sentence)}")
    for stamped in found.stamps:
        of = stamped.kept.statement
        if stamped.token is not None:
            wrapped(
                f"  Stamped {stamped.token.at} by {printable(of.authority)}, number {stamped.token.serial} ({of.name[:_SHORT]})"
            )
        elif stamped.kept.answer:
            wrapped(f"  A time stamp of {printable(of.authority)} cannot be read here ({of.name[:_SHORT]})")
        else:
            wrapped(f"  A request for a time stamp waits for {printable(of.authority)} ({of.name[:_SHORT]})")
    if not found.stamps:
        line("  No time stamp.")


def _transfer(transfer: Transfer) -> None:
    reason = f" {transfer.reason}" if transfer.reason else ""
    server = f", from {transfer.address}" if transfer.address else ""
    wrapped(f"  {transfer.at}  {transfer.status}{printable(reason)}  {printable(transfer.url)}{server}")
    if transfer.asked != transfer.url:
        wrapped(f"    asked for as {printable(transfer.asked)}")
    for mark, fields in ((">", transfer.request), ("<", transfer.response), ("said", transfer.said)):
        for name, value in fields:
            wrapped(f"    {mark} {printable(name)}: {printable(value)}")


def _json(found: Obtained) -> dict[str, Any]:
    from secondsource.model.codec import plain

    return {
        "capture": plain(found.capture),
        "whole": found.whole,
        "entries": [plain(entry) for entry in found.entries],
        "transfers": [{k: v for k, v in plain(t).items() if k != "body"} for t in found.transfers],
        "faults": list(found.faults),
        "stamps": [
            {
                "statement": stamped.kept.statement.name,
                "authority": stamped.kept.statement.authority,
                "at": stamped.token.at if stamped.token else None,
                "waits": not stamped.kept.answer,
            }
            for stamped in found.stamps
        ],
    }


def _put(file: Any, data: bytes) -> None:
    file.write(data)
