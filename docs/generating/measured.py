"""The page of the last evaluation."""

from __future__ import annotations


def evaluation() -> str:
    """The last evaluation beside the peers."""
    from evaluation import floors, table

    return table.markdown(table.results(), floors.load()).rstrip() + "\n"
