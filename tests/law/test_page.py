"""A page per provision, written from the data."""

from __future__ import annotations

from secondsource.law.page import NOTICE, file_name, index, page


def test_every_provision_has_a_page_with_its_verification(pack):
    for item in pack.provisions.values():
        text = page(item, pack)
        assert NOTICE in text
        assert item.summary in text
        assert item.verification["status"].replace("_", " ") in text
        assert "None" not in text
        assert all(source in text for source in item.verification.get("sources", ()))


def test_the_index_links_every_page(pack):
    text = index(pack)
    assert "not legal advice" in text
    for item in pack.provisions.values():
        assert f"[{item.id}]({file_name(item)})" in text
    assert len({file_name(item) for item in pack.provisions.values()}) == len(pack.provisions)


def test_a_page_says_what_is_asked_in_words(pack):
    text = page(pack.provisions["EU-2017-1509-IV"], pack)
    assert "2017-10-17 to now" in text
    assert "more than 5,000 EUR" in text
