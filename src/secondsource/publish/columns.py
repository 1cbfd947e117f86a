"""The columns of each export as Arrow types: declared, so that an empty case and a full one have the same Parquet schema."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

_TEXT = pa.string()
_TEXTS = pa.list_(pa.string())
_SPAN = pa.list_(pa.int64())
_REF = pa.struct([("report", _TEXT), ("span", _SPAN), ("text", _TEXT)])
_REFS = pa.list_(_REF)
_SAID = pa.list_(pa.struct([*_REF, pa.field("chain", pa.list_(_TEXT))]))
_ZONE = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("kind", _TEXT)]))

_COLUMNS: dict[str, list[tuple[str, Any]]] = {
    "statements": [
        ("id", _TEXT), ("report", _TEXT), ("report_id", _TEXT), ("content", pa.list_(_SPAN)), ("cue", _SPAN),
        ("speaker", _SPAN), ("chain", _TEXTS), ("basis", _TEXT), ("anonymity", _TEXT), ("factuality", _TEXT),
        ("confidence", pa.float64()), ("how", _TEXT), ("text", _TEXT), ("tlp", _TEXT),
    ],
    "mentions": [
        ("id", _TEXT), ("report", _TEXT), ("report_id", _TEXT), ("statement", _TEXT), ("type", _TEXT),
        ("trigger", _SPAN), ("when", _TEXT), ("when_span", _SPAN), ("place", _TEXT), ("country", _TEXT), ("precision", _TEXT),
        ("place_span", _SPAN),
        ("actors", pa.list_(pa.struct([("span", _SPAN), ("role", _TEXT), ("entity", _TEXT)]))),
        ("quantities", pa.list_(pa.struct([
            ("what", _TEXT), ("low", pa.float64()), ("high", pa.float64()), ("span", _SPAN), ("per", _TEXT),
            ("usd_low", pa.float64()), ("usd_high", pa.float64()), ("rate", _TEXT),
        ]))),
        ("attributes", pa.list_(pa.struct([("name", _TEXT), ("value", _TEXT), ("span", _SPAN)]))),
        ("claim", _TEXT), ("factuality", _TEXT), ("tlp", _TEXT),
    ],
    "claims": [
        ("id", _TEXT), ("type", _TEXT), ("title", _TEXT), ("when", _TEXT), ("place", _TEXT), ("country", _TEXT),
        ("reports", _TEXTS), ("mentions", _TEXTS),
        ("origins", pa.list_(pa.struct([
            ("id", _TEXT), ("name", _TEXT), ("basis", _TEXT), ("anonymity", _TEXT), ("recorded", pa.bool_()),
            ("against", pa.bool_()), ("reports", _TEXTS),
        ]))),
        ("at_least", pa.int64()), ("at_most", pa.int64()), ("because", _TEXTS), ("would_settle", _TEXTS),
        ("conflicts", pa.list_(pa.struct([("attribute", _TEXT), ("values", _TEXTS)]))),
        ("status", _TEXT), ("grade", _TEXT), ("tlp", _TEXT),
    ],
    "relays": [
        ("from", _TEXT), ("to", _TEXT), ("how", _TEXT), ("named_in_text", pa.bool_()), ("in_case", pa.bool_()),
        ("strength", pa.float64()), ("evidence", pa.list_(pa.struct([("from", _REF), ("to", _REF)]))), ("why", _TEXT),
        ("changes", pa.list_(pa.struct([("claim", _TEXT), ("attribute", _TEXT), ("was", _TEXT), ("now", _TEXT)]))),
        ("tlp", _TEXT),
    ],
    "findings": [
        ("claim", _TEXT), ("provision", _TEXT), ("outcome", _TEXT),
        ("elements", pa.list_(pa.struct([
            ("fact", _TEXT), ("text", _TEXT), ("truth", _TEXT), ("value", _TEXT), ("why", _TEXT), ("refs", _REFS),
        ]))),
        ("deciding", _TEXTS), ("turns_on", _TEXTS),
        ("readings", pa.list_(pa.struct([("outcome", _TEXT), ("if", _TEXT)]))),
        ("dates", pa.list_(pa.struct([("name", _TEXT), ("date", _TEXT)]))),
        ("not_excluded", _TEXTS), ("who", _TEXT), ("sentence", _TEXT), ("tlp", _TEXT),
    ],
    "reports": [
        ("id", _TEXT), ("report", _TEXT), ("capture", _TEXT), ("part", pa.int64()), ("label", _TEXT), ("note", _TEXT), ("translation_of", _TEXT), ("translator", _TEXT), ("machine", pa.bool_()),
        *((f"{name}{end}", _TEXT) for name in ("outlet", "title", "byline", "url", "language", "published")
          for end in ("", "_how", "_why")),
        ("text", _TEXT), ("noise", _ZONE), ("personal_data", _ZONE), ("tlp", _TEXT),
    ],
    "indicators": [
        ("claim", _TEXT), ("id", _TEXT), ("number", pa.int64()), ("presence", _TEXT), ("refs", _SAID), ("against", _SAID),
        ("tlp", _TEXT),
    ],
    "grades": [
        ("claim", _TEXT), ("letter", _TEXT), ("digit", pa.int64()), ("sample", pa.int64()), ("why", _TEXTS),
        ("would_change", _TEXTS), ("tlp", _TEXT),
    ],
    "figures": [
        ("figure", _TEXT), ("first", _TEXT), ("relays", _TEXTS), ("stale", pa.bool_()), ("why", _TEXT), ("refs", _REFS),
        ("tlp", _TEXT),
    ],
    "loops": [("members", _TEXTS), ("closing", _TEXTS), ("why", _TEXT), ("tlp", _TEXT)],
}  # fmt: skip


def schema(what: str) -> Any:
    """The Arrow schema of an export. Raises KeyError if there is no such export."""
    return pa.schema(_COLUMNS[what])


def names(what: str) -> list[str]:
    """The columns of an export, in order."""
    return [name for name, _ in _COLUMNS[what]]
