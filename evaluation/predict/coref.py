"""Same event, on mentions that are given."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.join import coreference
from secondsource.read.prose import english
from secondsource.read.tagger.encoder import load

from ..lines import Row, note
from .inputs import guarded, span_of, text_of


def predict(rows: Iterator[Row]) -> Iterator[Row]:
    """A cluster label per mention; all mentions are read first, as any two may be of one event.

    Words are compared by the vectors of the trained encoder; without its weights, by their stems.
    """
    mentions = list(rows)
    told = [(i, whole) for i, row in enumerate(mentions) if (whole := _whole(row))]
    alone = [[k] for k in range(len(told))]
    clusters = guarded("all mentions", alone, _clusters, [whole for _, whole in told])
    label = {told[k][0]: f"c{number}" for number, cluster in enumerate(clusters) for k in cluster}
    for i, row in enumerate(mentions):
        yield {"doc": row.get("doc"), "m_id": row.get("m_id"), "cluster": label.get(i, f"alone{i}")}


def _clusters(rows: list[Row]) -> list[list[int]]:
    encoder = load()
    return coreference(rows, parse=english().pipe, vectors=encoder.vectors if encoder is not None else None)


def _whole(row: Row) -> Row | None:
    """The row with what it lacks left empty; None where it does not say which words are the mention."""
    sentence, words = text_of(row, "sentence"), text_of(row, "words")
    if not words:
        note(f"mention {row.get('m_id')} of {row.get('doc')} names no words; it stands alone")
        return None
    given = {field: row.get(field) or "" for field in ("doc", "m_id", "topic")}
    return {**row, **given, "sentence": sentence, "words": words, "span": span_of(row, sentence, "span") or (0, 0)}
