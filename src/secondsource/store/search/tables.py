"""The tables of the search beside the words themselves: what there is to find, by what it is chosen. All of it can be made again."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table, Text

from .entries import What

metadata = MetaData()
about = Table("search_about", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""`state` tells of which state of the case everything is, `next` where the next entry stands."""


def _entries(what: What) -> Table:
    return Table(
        f"search_{what.value}",
        metadata,
        Column("at", Integer, primary_key=True, autoincrement=False),
        Column("id", Text, nullable=False, unique=True),
        Column("report", Text, nullable=False),
        Column("digest", Text, nullable=False),
        Column("outlet", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("earliest", Text, nullable=False),
        Column("latest", Text, nullable=False),
        Column("types", Text, nullable=False),
        Column("hidden", Text, nullable=False),
        Column("unsure", Boolean, nullable=False),
        Index(f"ix_search_{what.value}_report", "report"),
        Index(f"ix_search_{what.value}_outlet", "outlet"),
    )


entries = {what: _entries(what) for what in What}
"""`report` is empty for claims; `unsure` is an entry whose words the database cannot all take."""
behind = Table(
    "search_behind",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("report", Text, primary_key=True),
    Index("ix_search_behind_report", "report"),
)
"""On which reports a claim rests."""
Index(
    "ix_search_hidden",
    entries[What.REPORTS].c.hidden,
    sqlite_where=entries[What.REPORTS].c.hidden != "",
    postgresql_where=entries[What.REPORTS].c.hidden != "",
    postgresql_using="hash",
)
Index(
    "ix_search_unsure",
    entries[What.REPORTS].c.at,
    sqlite_where=entries[What.REPORTS].c.unsure,
    postgresql_where=entries[What.REPORTS].c.unsure,
)
