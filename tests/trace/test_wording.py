"""How sentences name an origin."""

import pytest

from secondsource.model import Anonymity, Basis, Origin
from secondsource.trace.wording import shown, with_article


@pytest.mark.parametrize(
    ("name", "anonymity", "said"),
    [
        ("unnamed source of Reuters", Anonymity.UNNAMED, "an unnamed source of Reuters"),
        ("unnamed cook at the site (KBS)", Anonymity.UNNAMED, "an unnamed cook at the site (KBS)"),
        ("unnamed reports, lineage not recorded", Anonymity.UNNAMED, "unnamed reports, lineage not recorded"),
        ("unnamed analysts in Seoul", Anonymity.GROUP, "unnamed analysts in Seoul"),
        ("Radio Free Asia", Anonymity.NAMED, "Radio Free Asia"),
    ],
)
def test_one_has_an_article_and_several_have_none(name, anonymity, said):
    origin = Origin(
        id="o1", name=name, basis=Basis.TOLD, anonymity=anonymity, recorded=True, reports=("r",), paths=(), refs=()
    )
    assert shown(origin) == said


def test_many_take_no_article():
    assert with_article("unnamed porter (Quay Letter)") == "an unnamed porter (Quay Letter)"
    assert with_article("unnamed sources familiar with the matter (Quay Letter)").startswith("unnamed sources")
    assert with_article("Ann Berg") == "Ann Berg"
