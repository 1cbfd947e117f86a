"""What was in force on a day, as bars on a time axis: SVG that needs no script on a page and no colour in print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from secondsource.law.timeline import Bar, axis
from secondsource.model import Outcome

from .layout import text_width
from .svg import GRID, INK, ORANGE, SOFT, TEAL, box, line, number, picture, text
from .tongue import say
from .words import words

_ROW, _TOP, _AXIS, _KEY = 24, 66, 520, 19
_KIND = {
    Outcome.EXPOSURE: "risk",
    Outcome.PRESUMPTION: "risk",
    Outcome.CONCERN_ONLY: "concern",
    Outcome.NOT_APPLICABLE: "frame",
}
_FILL = {
    "binds": (TEAL, "none"),
    "risk": ("#a9bfc9", "none"),
    "concern": ("#ffffff", "none"),
    "frame": ("#ffffff", "2 3"),
}


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date
    left: float

    def x(self, at: date) -> float:
        inside = min(max(at, self.first), self.last)
        return self.left + (inside - self.first).days * _AXIS / ((self.last - self.first).days or 1)

    def holds(self, at: date) -> bool:
        return self.first <= at <= self.last


def law_svg(shown: Sequence[Bar], day: date, heading: str) -> Markup:
    """The picture: a row for each provision, a line down at the day, diamonds where a time ran out, a stroke where wording changed.

    Args:
        shown: the bars, in the order of the rows.
        day: the day asked.
        heading: what was asked, as the title.
    """
    left = max([text_width(bar.provision.id) for bar in shown] or [60]) + 22
    scale = _Axis(*axis(shown, day), left)
    right = left + _AXIS + 14
    width = max([right + text_width(_citation(bar), 11) + 12 for bar in shown] or [0])
    width = max(width, right, 20 + text_width(heading, 14))
    bottom = _TOP + len(shown) * _ROW
    keys = list(_keys(bottom + 44.0))
    height = bottom + 44 + _KEY * len(keys) / 2
    spoken = " ".join(f"{bar.provision.id}: {_spoken(bar)}." for bar in shown)
    parts = [
        text(10, 22, heading, size=14, weight="600"),
        *_years(scale, bottom),
    ]
    for row, bar in enumerate(shown):
        top = _TOP + row * _ROW
        parts.append(text(10, top + 15, bar.provision.id))
        parts += _bar(bar, top, scale)
        parts.append(text(right, top + 15, _citation(bar), size=11, fill=SOFT))
    at, said = scale.x(day), day.isoformat()
    parts.append(line(f"M{number(at)} {_TOP - 6} V{bottom + 6}", ORANGE, 1.8, "6 3"))
    parts.append(text(at - text_width(said, 11) / 2, bottom + 20, said, size=11, fill=ORANGE, weight="600"))
    return picture(
        [*parts, *keys], kind="law", identifier="law", width=width, height=height, title=heading, spoken=spoken
    )


def _years(scale: _Axis, bottom: float) -> Iterator[Markup]:
    step = 1 if scale.last.year - scale.first.year < 13 else 2
    for year in range(scale.first.year, scale.last.year + 1, step):
        at = scale.x(date(year, 1, 1))
        yield line(f"M{number(at)} {_TOP - 6} V{bottom}", GRID, 1)
        yield text(at + 2, _TOP - 12, str(year), size=10.5, fill=SOFT)


def _bar(bar: Bar, top: float, scale: _Axis) -> Iterator[Markup]:
    fill, dash = _FILL[_KIND.get(bar.says, "binds")]
    start, end = scale.x(bar.sure), scale.x(bar.ends or scale.last)
    if bar.begins is not None and bar.begins < bar.sure:
        # not known to the day: it began somewhere along the dotted line
        yield line(f"M{number(scale.x(bar.begins))} {number(top + 11)} H{number(start)}", TEAL, 2, "2 3")
    yield box(start, top + 5, max(end - start, 2), 12, fill, TEAL, dash=dash)
    if bar.ends is None:
        yield line(f"M{number(end)} {number(top + 5)} l6 6 l-6 6", TEAL, 2)
    for at in bar.changes:
        if scale.holds(at):
            yield _change(scale.x(at), top + 11)
    for at, what in bar.deadlines:
        if scale.holds(at):
            yield _diamond(scale.x(at), top + 11, f"{at}: {say(what)}")


def _keys(top: float) -> Iterator[Markup]:
    """What the signs mean, a row each."""
    signs: dict[str, Callable[[float], Markup]] = {
        kind: lambda y, fill=fill, dash=dash: box(10, y - 6, 24, 12, fill, TEAL, dash=dash)  # type: ignore[misc]
        for kind, (fill, dash) in _FILL.items()
    }
    signs |= {"deadline": lambda y: _diamond(22, y), "change": lambda y: _change(22, y)}
    for row, (name, sign) in enumerate(signs.items()):
        y = top + row * _KEY
        yield sign(y)
        yield text(44, y + 4, str(words()["kinds_of_law"][name]), size=11, fill=SOFT)


def _citation(bar: Bar) -> str:
    return bar.provision.citation.split(";")[0].strip()


def _spoken(bar: Bar) -> str:
    until = say(", until {date}", date=bar.ends) if bar.ends else ""
    times = "".join(say("; by {date}: {what}", date=at, what=say(what)) for at, what in bar.deadlines)
    return say("{law}, from {date}", law=_citation(bar), date=bar.sure) + until + times


def _diamond(x: float, y: float, says: str = "") -> Markup:
    tip = Markup("<title>{}</title>").format(says) if says else Markup("")
    return Markup('<path d="M{} {} l6 6 l-6 6 l-6 -6 Z" fill="#ffffff" stroke="{}" stroke-width="2">{}</path>').format(
        number(x), number(y - 6), ORANGE, tip
    )


def _change(x: float, y: float) -> Markup:
    return line(f"M{number(x)} {number(y - 9)} v18", INK, 2.6)
