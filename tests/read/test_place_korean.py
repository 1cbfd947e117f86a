from secondsource.read.place import find_places


def names(text):
    return [p.name for p in find_places(text, language="ko") if p.kind == "named"]


def test_a_name_before_a_place_of_work_and_after_a_word_for_a_town():
    assert names("카라비아 벨트 조선소에서 북한 노동자 41명이 일했다.") == ["벨트 조선소"]
    assert names("항구 도시 포트사란의 생선 공장에서 파업이 있었다.") == ["포트사란"]


def test_common_words_and_verbs_before_a_site_name_nothing():
    assert names("봉제 공장에서 일하던 사람들이 다른 조선소로 옮겼다. 일손을 놓거나 공장을 떠났다.") == []
