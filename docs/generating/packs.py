"""Pages of what the subject packs hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .tables import table


def event_types() -> str:
    """The packs' taxonomies."""
    from secondsource.subjects import load, packs

    out = ["# Event types", "", "Written by `python docs/generate.py` from the subject packs.", ""]
    for pack in map(load, packs()):
        out += [f"## {pack.about['title']}", "", f"Subject pack `{pack.id}`.", ""]
        for group in sorted({kind.group for kind in pack.event_types.values()}):
            kinds = [kind for kind in pack.event_types.values() if kind.group == group]
            rows = [(f"`{kind.id}`", kind.definition, ", ".join(kind.roles)) for kind in kinds]
            out += [
                f"### {group.replace('_', ' ').capitalize()}",
                "",
                *table(("type", "definition", "roles"), sorted(rows)),
                "",
            ]
    return "\n".join(out).rstrip() + "\n"


def provisions() -> str:
    """The law of every pack, by instrument; each provision has a page of its own."""
    from secondsource.law.page import file_name
    from secondsource.subjects import load
    from secondsource.subjects.loader import packs

    out = [
        "# Provisions",
        "",
        "Written by `python docs/generate.py` from the subject packs. Summaries are ours and no legal advice; the citation leads to the text.",
        "Each provision has a page: whom it binds, what it asks point by point, its exceptions and deadlines, how far it was verified.",
        "",
    ]
    for pack in map(load, packs()):
        out += [f"## {pack.about['title']} (`{pack.id}`)", ""]
        for instrument in dict.fromkeys(p.instrument for p in pack.provisions.values()):
            rows = [
                (
                    f"[`{p.id}`](provisions/{pack.id}/{file_name(p)})",
                    p.paragraph or "",
                    p.in_force_from or "–",
                    p.in_force_to or "–",
                    p.legal_force.replace("_", " "),
                    p.summary,
                    p.citation,
                )
                for p in pack.provisions.values()
                if p.instrument == instrument
            ]
            out += [
                f"### {instrument}",
                "",
                *table(("id", "paragraph", "in force from", "to", "force", "what it says", "citation"), rows),
                "",
            ]
    return "\n".join(out).rstrip() + "\n"


def provision_pages() -> Iterator[tuple[str, Callable[[], str]]]:
    """The name of each provision's page, and what writes it."""
    from secondsource.law.page import file_name, page
    from secondsource.subjects import load
    from secondsource.subjects.loader import packs

    for pack in map(load, packs()):
        for item in pack.provisions.values():
            yield (
                f"reference/provisions/{pack.id}/{file_name(item)}",
                lambda item=item, pack=pack: page(item, pack).rstrip() + "\n",
            )
