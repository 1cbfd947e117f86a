import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from secondsource.store.search.letters import CJK, folded, placed, words_of

SIGNS = st.text(
    st.sampled_from("aZéß ﬁ Ｗ０ø-_'\u0301\u00ad\u200b\n\x00북한노동자가ㅎㅏ\u1112\u1161\u11ab北朝鮮の々ｶﾞпй ١٢عَ")
    | st.characters(),
    max_size=60,
)


@given(SIGNS)
def test_words_stand_where_they_are_said_to_stand(text: str):
    found = placed(text)
    assert [word for word, _, _ in found] == words_of(text)
    for word, start, end in found:
        assert 0 <= start < end <= len(text)
        assert word[0] in folded(text[start:end])


@given(SIGNS)
def test_the_form_of_the_letters_does_not_matter(text: str):
    if not set(text) & set("ㅎㅏ\uffa1"):  # letters of Hangul on their own are put together where they stand together
        assert words_of(unicodedata.normalize("NFC", text)) == words_of(unicodedata.normalize("NFD", text))
    assert words_of(text.replace("é", "e")) == words_of(text)
    assert words_of(folded(text)) == words_of(text)


@given(st.text(st.sampled_from("북한노동자가간다 a"), min_size=1, max_size=20), st.data())
def test_a_part_of_a_run_is_a_phrase_in_it(text: str, data: st.DataObject):
    run = max(text.replace("a", " ").split(), key=len, default="")
    if len(run) < 2:
        return
    start = data.draw(st.integers(0, len(run) - 2))
    part = run[start : data.draw(st.integers(start + 2, len(run)))]
    words, wanted = words_of(text), words_of(part)[:-1]
    assert any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def test_two_runs_make_no_third():
    assert "한노" not in words_of("북한 노동자")
    assert words_of("가나 나다")[:3] == ["가나", "나", "나다"]


def test_every_sign_of_a_run_is_one():
    assert "가" <= "\uac00" and "\uac00-\ud7a3" in CJK
    assert words_of("ｶﾞﾝ") == words_of("ガン")
    assert words_of("Ｇ７") == ["g7"]
    assert words_of("Łódź Ærø") == ["lodz", "aero"]
    assert words_of("co\u00adoperate") == ["cooperate"]
