"""The pages that are written, each by the function that gives its text."""

from __future__ import annotations

from collections.abc import Callable

from . import (
    commands,
    configured,
    desk_api,
    drawn,
    exchanged,
    installed,
    manual,
    measured,
    packs,
    plugged,
    scenarios,
    supplied,
)

PAGES: dict[str, Callable[[], str]] = {
    "data.md": supplied.data,
    "reference/cli.md": commands.cli,
    "reference/settings.md": configured.settings,
    "reference/hooks.md": plugged.hooks,
    "reference/api.md": desk_api.api,
    "reference/event-types.md": packs.event_types,
    "reference/exchange.md": exchanged.exchange,
    "reference/scenario.md": scenarios.scenario,
    "reference/figures.md": scenarios.figures,
    "reference/provisions.md": packs.provisions,
    "man/secondsource.1": manual.manual,
    "libraries.md": installed.libraries,
    "evaluation.md": measured.evaluation,
    "images/law-on-a-day.svg": drawn.law_picture,
    "images/finding.svg": drawn.finding_picture,
    **dict(packs.provision_pages()),
}
"""By path below `docs`."""
