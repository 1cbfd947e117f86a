"""Facts that follow from the country alone: to which conventions it is a party on a day (`country_facts` of the law vocabulary)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model import LegalFact
from ..subjects import Subject


def country_facts(country: str, first: date, last: date, pack: Subject) -> Iterator[LegalFact]:
    """What is known of the country on all days of a period; what changes within it, or is not recorded, is left out.

    Args:
        country: ISO 3166-1 alpha-2 code.
        first: the first day asked.
        last: the last.
        pack: the subject pack.
    """
    for item in pack.law.get("country_facts", ()):
        value: bool | None = None
        if country in item.get("never", ()):
            value = False
        elif country in item["true_since"]:
            since = item["true_since"][country]
            value = True if first.isoformat() >= since else False if last.isoformat() < since else None
        if value is not None:
            yield LegalFact(name=item["fact"], value=value, assumed=True, why=item["reason"])
