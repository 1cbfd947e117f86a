"""The pack's figures, and what is said of ones that do not fit."""

from datetime import date

import pytest

from secondsource.forecast.fit.figures import COMPARED, Observable
from secondsource.forecast.fit.load import figures_of, read_figures
from secondsource.forecast.scenario.load import model_of
from secondsource.model import BadPack
from secondsource.subjects import load

PACK = load()
GOOD = {
    "observable": "workers", "hosts": "[RU]", "when": "2018-12", "known": "2019", "low": "10000", "value": "11000", "high": "12000",
    "trust": "medium", "origin": "o", "source": "s", "text": "t",
}  # fmt: skip


@pytest.fixture
def written(tmp_path):
    """Figures of a file of one figure, written as given."""

    def read(**other):
        fields = {k: v for k, v in (GOOD | other).items() if v is not None}
        text = "f: {" + ", ".join(f"{k}: {v}" for k, v in fields.items()) + "}\n"
        (tmp_path / "figures.yaml").write_text(text, encoding="utf-8")
        return read_figures(tmp_path / "figures.yaml", model_of(PACK))

    return read


def test_the_packs_figures_can_be_read():
    found = {f.id: f for f in figures_of(PACK)}
    assert found["pl-2018-01"].ends == (0, 462)
    assert found["ru-2018-ambassador"].known == date(2019, 12, 31)
    assert (
        found["income-2015-nkdb"].origins == found["income-2015-darusman"].origins == found["income-2012-inhl"].origins
    )
    assert {f.observable for f in found.values()} > set(COMPARED)
    assert all(f.known >= f.first for f in found.values())


def test_a_figure_is_read_whole(written):
    (one,) = written()
    assert (one.observable, one.hosts, one.first, one.last) == (
        Observable.WORKERS, ("RU",), date(2018, 12, 1), date(2018, 12, 31),
    )  # fmt: skip
    assert (one.weight, one.spread, one.base) == (0.5, 0.15, None)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"hosts": "[RUS]"}, "no host “RUS”. Did you mean “RU”"),
        ({"trust": "assumed"}, "what is assumed is no figure"),
        ({"trust": "some"}, "trust"),
        ({"when": "soon"}, "soon"),
        ({"known": "2019-13"}, "2019-13"),
        ({"value": "9000"}, "outside its ends"),
        ({"low": None, "high": None}, "one end"),
        ({"source": None}, "“source” is missing"),
        ({"low": "many"}, "“low” must be"),
        ({"lowest": "5"}, "lowest"),
        ({"observable": "quota"}, "`base`"),
        ({"base": "2018-01"}, "`base`"),
    ],
)
def test_what_does_not_fit_is_told_with_the_figures_name(written, wrong, told):
    with pytest.raises(BadPack, match=r"figures\.yaml: f: ") as error:
        written(**wrong)
    assert told in str(error.value)


@pytest.mark.parametrize("text", [None, "", "- a", "f: 5", "f: {a: [}"])
def test_a_file_that_holds_no_figures_is_refused(text, tmp_path):
    path = tmp_path / "figures.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(BadPack, match=r"figures\.yaml"):
        read_figures(path, model_of(PACK))
