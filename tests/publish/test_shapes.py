from __future__ import annotations

import msgspec
import pytest

from secondsource.publish import masked_view
from secondsource.publish.columns import names
from secondsource.publish.rows import ROW, rows
from secondsource.publish.shapes_case import SHAPES
from secondsource.store.view import CaseView


def test_every_export_has_a_shape() -> None:
    assert set(SHAPES) == set(ROW)


@pytest.mark.parametrize("what", SHAPES)
def test_a_shape_has_the_columns_of_the_export(what: str) -> None:
    assert sorted(SHAPES[what].__struct_encode_fields__) == sorted(names(what))


@pytest.mark.parametrize("what", SHAPES)
def test_rows_fit_their_shape(view: CaseView, what: str) -> None:
    made = list(rows(masked_view(view), what))
    assert made
    for row in made:
        assert msgspec.to_builtins(msgspec.convert(row, SHAPES[what])).keys() == row.keys()
