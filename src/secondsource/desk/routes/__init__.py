"""The addresses of the desk, a module for each part: every one gives a router made on the case."""

from . import (
    account,
    alerts,
    claims,
    dossier,
    findings,
    forecasts,
    law,
    maps,
    network,
    numbers,
    people,
    provisions,
    record,
    reports,
    review,
    rights,
    scenario,
    search,
    sources,
    timeline,
    vault,
    work,
)

NOTED = (claims, reports, dossier)
"""The parts that show the case, and what people noted or took along of it."""
PARTS = (timeline, maps, network, law, provisions, findings, numbers, sources, forecasts)
"""The parts that only show the case, in the order in which their addresses are asked; `review` also takes decisions."""
STAFF = (account, alerts, people, record, rights, vault, work)
"""The parts for people at work on the case."""

__all__ = ["NOTED", "PARTS", "STAFF", "review", "scenario", "search"]
