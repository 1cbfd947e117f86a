import hashlib
import json

import pytest

from secondsource.read.tagger.decode import EVIDENCE
from secondsource.read.tagger.encoder import Encoder, load
from secondsource.read.tagger.weights import MANIFEST, MODEL, OFF, TOKENS, VARIABLE, WeightsDamaged, installed


@pytest.fixture
def folder(tmp_path):
    files = {MODEL: b"a network", TOKENS: b"{}"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    (tmp_path / MANIFEST).write_text(json.dumps({"name": "made here", "scales": ["uw"], "sha256": digests}))
    return tmp_path


def test_a_folder_is_known_by_its_name_and_the_networks_digest(folder):
    found = installed(str(folder))
    assert found.id == f"made here-{hashlib.sha256(b'a network').hexdigest()[:8]}"
    assert found.scales == ("uw",)
    assert found.whole(MODEL) == folder / MODEL


def test_the_judge_is_read_by_the_names_of_its_evidence(folder):
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["judge"] = {"lean": 0.5, "constant": -1, "least": 0.3, "weights": dict.fromkeys(EVIDENCE, 2)}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    judge = installed(str(folder)).judge
    assert (judge.lean, judge.constant, judge.least, judge.weights) == (0.5, -1.0, 0.3, (2.0,) * len(EVIDENCE))
    del manifest["judge"]["weights"][EVIDENCE[3]]
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(WeightsDamaged):
        installed(str(folder))


def test_the_variable_names_another_folder_or_none(folder, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(folder))
    assert installed().folder == folder
    monkeypatch.setenv(VARIABLE, OFF)
    assert installed() is None


def test_a_file_that_the_manifest_does_not_name_is_refused(folder):
    (folder / MODEL).write_bytes(b"another network")
    with pytest.raises(WeightsDamaged, match=r"is not the file that weights\.json names"):
        Encoder(installed(str(folder)))


def test_a_missing_file_is_said(folder):
    (folder / TOKENS).unlink()
    with pytest.raises(WeightsDamaged, match=r"tokenizer\.json cannot be read"):
        Encoder(installed(str(folder)))


def test_a_file_that_is_no_network_is_said(folder):
    with pytest.raises(WeightsDamaged, match="SECONDSOURCE_WEIGHTS=off"):
        Encoder(installed(str(folder)))


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"name": "x", "scales": [], "sha256": {}}', "\x00"])
def test_a_broken_manifest_is_said(folder, manifest):
    (folder / MANIFEST).write_text(manifest)
    with pytest.raises(WeightsDamaged, match="not what it should be"):
        installed(str(folder))


def test_a_named_folder_must_be_there(tmp_path):
    with pytest.raises(WeightsDamaged):
        installed(str(tmp_path / "nowhere"))


def test_without_the_packages_own_weights_there_is_no_encoder(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("secondsource.read.tagger.weights.HERE", tmp_path)
    assert load() is None
