from secondsource.join.scripts import bones, same_bones

SITES = {"조선소": "shipyard", "호텔": "hotel"}


def same(a, b):
    return same_bones(bones(a, SITES), bones(b, SITES))


def test_one_place_in_two_scripts():
    assert same("벨트 조선소", "veld shipyard")
    assert same("포트사란", "port saran")


def test_other_places_are_not_taken_for_it():
    assert not same("벨트 조선소", "veld hotel")
    assert not same("포트사란", "port sudan")
    assert not same("veld shipyard", "veld shipyard"), "in one script the names themselves are compared"
    assert not same("나", "no")
