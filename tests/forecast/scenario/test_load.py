import shutil
from datetime import date

import pytest

from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.values import Lever
from secondsource.model import BadPack, PartialDate
from secondsource.subjects import load


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(load().folder, folder)
    return folder


def test_every_parameter_has_a_unit_a_source_and_a_value_within_its_range():
    for parameter in model_of(load()).parameters.values():
        assert parameter.unit and parameter.source and parameter.text
        assert parameter.low <= parameter.value <= parameter.high


def test_a_measure_of_law_begins_when_its_provision_does():
    pack = load()
    measures = [m for preset in model_of(pack).presets.values() for m in preset.measures if m.provision]
    assert measures
    for measure in measures:
        assert measure.start == PartialDate(pack.provisions[measure.provision].in_force_from).earliest


def test_a_campaign_lasts_as_long_as_the_pack_says():
    campaign = next(m for m in model_of(load()).presets["gulf-2016"].measures if m.name == "campaign-70")
    assert (campaign.lever, campaign.start, campaign.end) == (Lever.CAMPAIGN, date(2016, 2, 23), date(2016, 5, 2))


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("parameters.yaml", "  value: 0.15\n", "  value: 7\n", "lies outside its range"),
        ("parameters.yaml", "  unit: share\n", "", "“unit” is missing"),
        ("hosts.yaml", "wage: 430", "wage: much", "wage"),
        ("presets/gulf-2016.yaml", "provision: UN-2375-17", "provision: UN-2375-71", "Did you mean “UN-2375-1"),
        ("presets/gulf-2016.yaml", "hosts: [MT]", "hosts: [MX]", "no host “MX”"),
        ("presets/gulf-2016.yaml", "lever: flight", "lever: fright", "fright"),
        ("presets/gulf-2016.yaml", "start: 2015-06-01", "start: June", "no day"),
        ("presets/gulf-2016.yaml", "campaign: battle-70", "campaign: battle-7", "no campaign"),
        ("presets/gulf-2016.yaml", "parameters: {}", "parameters: {pressur: 1}", "Did you mean “pressure”"),
    ],
)
def test_a_file_that_does_not_fit_is_named(own, file, before, after, said):
    path = own / "scenario" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadPack, match=path.name) as error:
        model_of(load(str(own)))
    assert said in str(error.value)


def test_a_pack_without_a_scenario_says_so(own):
    shutil.rmtree(own / "scenario")
    with pytest.raises(BadPack, match="no scenario model"):
        model_of(load(str(own)))
