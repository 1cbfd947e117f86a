"""Pictures that a notebook shows by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secondsource.forecast.scenario.picture import map_picture
from secondsource.forecast.scenario.regimemap import Cell
from secondsource.forecast.scenario.values import Preset

from .frames import To, framed


class Picture:
    """A picture; a notebook shows it where it stands at the end of a cell.

    Args:
        svg: as an SVG document.
    """

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: Path | str) -> None:
        """Writes it as a file, replaced if it is there."""
        Path(path).write_text(self.svg, encoding="utf-8")


class RegimeMap(Picture):
    """How runs end, over pressure, substitution and communication.

    Args:
        preset: of the runs.
        cells: of the map.
        assumes: what the runs assume.
    """

    def __init__(self, preset: Preset, cells: tuple[Cell, ...], assumes: str) -> None:
        super().__init__(map_picture(preset, cells, assumes))
        self.cells = cells

    def table(self, to: To = "arrow") -> Any:
        """`pressure`, `substitution`, `communication`, the regime of most runs (`mostly`), and the share of each; `to` as in `OpenCase`."""
        import pyarrow as pa

        rows = [
            {
                "pressure": cell.pressure,
                "substitution": cell.substitution,
                "communication": cell.communication,
                "mostly": cell.mostly.value,
                **{regime.value: share for regime, share in cell.shares.items()},
            }
            for cell in self.cells
        ]
        return framed(lambda: pa.Table.from_pylist(rows), to)
