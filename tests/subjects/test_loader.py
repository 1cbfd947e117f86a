import pytest

from secondsource.model import BadPack, PartialDate
from secondsource.subjects import Subject, load, packs


def test_the_shipped_pack_is_whole(pack):
    assert "dprk_labour" in packs()
    assert len(pack.event_types) >= 53
    assert len(pack.provisions) >= 73
    assert len(pack.indicators) == 11


def test_every_type_that_a_provision_names_exists(pack):
    for provision in pack.provisions.values():
        for name in (*provision.event_types, *provision.preparatory_event_types, *provision.discharging_event_types):
            assert name in pack.event_types, (provision.id, name)


def test_every_date_of_the_law_is_edtf(pack):
    for provision in pack.provisions.values():
        for text in (provision.in_force_from, provision.in_force_to, provision.adopted):
            if text and text != "..":
                PartialDate(text)


def test_norway_is_a_country_and_a_date_is_text(tmp_path):
    (tmp_path / "subject.yaml").write_text("country: NO\nday: 2016-05-17\nyes: true\n")
    assert dict(Subject(tmp_path).about) == {"country": "NO", "day": "2016-05-17", "yes": True}


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "subject.yaml").write_text("id: x\n")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "odd.yaml").write_text("id: X\nname: [\n")
    with pytest.raises(BadPack, match=r"odd\.yaml"):
        _ = load(str(tmp_path)).sources


def test_a_missing_field_is_named(tmp_path):
    (tmp_path / "subject.yaml").write_text("id: x\n")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.yaml").write_text("id: X\nname: Y\n")
    with pytest.raises(BadPack, match="kind"):
        _ = load(str(tmp_path)).sources


def test_the_digest_changes_with_any_file(tmp_path):
    (tmp_path / "subject.yaml").write_text("id: x\n")
    before = Subject(tmp_path).digest
    (tmp_path / "places.csv").write_text("a\n")
    assert Subject(tmp_path).digest != before


def test_an_unknown_pack_is_an_error_that_names_the_known_ones():
    with pytest.raises(BadPack, match="dprk_labour"):
        load("nowhere")
