"""A case in the forms that other programs read: each by the standard's own words, with what it cannot carry said beside it.

Every format is written from `Handed`: the masked case and what is decided of it. Nothing here sees personal data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import IO

from .handed import Handed

Writer = Callable[[Handed, IO[bytes]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeFormat:
    """A form in which a whole case can leave.

    Args:
        name: as `--format` has it.
        title: what it is.
        ending: of the file's name.
        media: MIME type.
        standard: the standard, with its version.
        what: what of the case goes out.
        writer: module and function that write it.
    """

    name: str
    title: str
    ending: str
    media: str
    standard: str
    what: str
    writer: tuple[str, str] = ("", "write")

    def write(self, handed: Handed, file: IO[bytes]) -> None:
        """Writes the case to something open for bytes. The module is loaded with the first case that needs it."""
        module, function = self.writer
        found: Writer = getattr(import_module(f".{module}", __package__), function)
        found(handed, file)


_ALL = (
    ExchangeFormat(
        name="ftm", title="FollowTheMoney entities", ending="ftm.json", media="application/json+ftm",
        standard="FollowTheMoney 4.11", what="reports, statements, claims, relays, findings", writer=("ftm", "write"),
    ),
    ExchangeFormat(
        name="stix", title="STIX bundle", ending="stix.json", media="application/stix+json;version=2.1",
        standard="STIX 2.1, TLP 2.0", what="reports, statements, claims, denials, decisions, relays, findings", writer=("stix", "write"),
    ),
    ExchangeFormat(
        name="prov", title="W3C PROV as JSON", ending="prov.json", media="application/json",
        standard="PROV-DM, PROV-JSON", what="captures, reports, statements, claims, and how each came about", writer=("provenance", "write"),
    ),
    ExchangeFormat(
        name="provn", title="W3C PROV in its notation", ending="provn", media="text/provenance-notation; charset=utf-8",
        standard="PROV-N", what="the same, to be read by people", writer=("provenance", "write_notation"),
    ),
    ExchangeFormat(
        name="claimreview", title="schema.org claims and claim reviews", ending="jsonld", media="application/ld+json",
        standard="schema.org ClaimReview, JSON-LD 1.1", what="claims, and what people decided of them", writer=("claimreview", "write"),
    ),
    ExchangeFormat(
        name="xlsx", title="Excel workbook", ending="xlsx",
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        standard="ECMA-376", what="every kind of record, a sheet each", writer=("sheets", "write"),
    ),
    ExchangeFormat(
        name="geojson", title="GeoJSON", ending="geojson", media="application/geo+json",
        standard="RFC 7946", what="claims and their places", writer=("places", "write"),
    ),
    ExchangeFormat(
        name="graphml", title="GraphML", ending="graphml", media="application/graphml+xml",
        standard="GraphML 1.0", what="who had it from whom", writer=("graphs", "write_graphml"),
    ),
    ExchangeFormat(
        name="gexf", title="GEXF", ending="gexf", media="application/gexf+xml",
        standard="GEXF 1.3", what="who had it from whom", writer=("graphs", "write_gexf"),
    ),
    ExchangeFormat(
        name="csl", title="CSL-JSON", ending="csl.json", media="application/vnd.citationstyles.csl+json",
        standard="CSL 1.0.2", what="citations of the reports", writer=("citations", "write"),
    ),
    ExchangeFormat(
        name="bibtex", title="BibTeX", ending="bib", media="application/x-bibtex; charset=utf-8",
        standard="BibTeX 0.99d", what="citations of the reports", writer=("citations", "write_bibtex"),
    ),
)  # fmt: skip

EXCHANGE: Mapping[str, ExchangeFormat] = MappingProxyType({format.name: format for format in _ALL})
"""The formats by name, in the order in which they are offered."""

__all__ = ["EXCHANGE", "ExchangeFormat", "Handed"]
