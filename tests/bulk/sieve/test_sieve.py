"""The relevance sieve on invented texts: what passes, what does not, and that the way of writing does not matter."""

import pickle
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.bulk.sieve import Sieve
from secondsource.model import BadPack
from secondsource.subjects import Subject, load

SIEVE = Sieve.of(load())
WANTED = {
    "en": "Forty North Korean loggers near Khabarovsk have had no wages since May, and their passports are kept by the foreman.",
    "ko": "카타르 도하의 공사장에서 일하던 북한 노동자들이 밀린 임금을 달라며 파업했다.",
    "zh": "朝鲜工人在卡塔尔工地罢工，要求支付拖欠工资。",
    "ru": "Северокорейские рабочие на стройке во Владивостоке объявили забастовку из-за зарплаты.",
    "ja": "北朝鮮の労働者がロシアの建設現場で賃金の未払いに抗議しストライキをした。",
}
OTHERS = {
    "en": "The council of Lornland voted to mend the bridge before winter. Workers went on strike over wages.",
    "ko": "시의회는 겨울 전에 다리를 고치기로 했다. 노동자들은 임금을 요구하며 파업했다.",
    "zh": "市议会决定在冬天前修桥。工人因拖欠工资罢工。",
}
FILLING = "The council voted on the budget for parks and libraries, and the mayor thanked the gardeners for the roses. "


@pytest.mark.parametrize("language", WANTED)
def test_a_report_of_the_subject_is_kept_with_the_words_that_speak_for_it(language):
    judged = SIEVE.judge(WANTED[language], language)
    assert judged.kept
    assert judged.score >= SIEVE.threshold
    assert {"unrest", "pay", "kept"} & {cue.family for cue in judged.why}


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_without_any_of_its_names_does_not_pass_the_gate(language):
    assert SIEVE.judge(OTHERS[language], language).score == 0.0


def test_life_at_home_is_not_the_subject():
    text = (
        "Pyongyang, May 3 (KCNA) -- Respected Comrade Kim Jong Un visited a greenhouse farm. Officials and workers of the DPRK were deeply moved. "
        "Floral baskets were laid before the statues of the great leaders."
    )
    judged = SIEVE.judge(text, "en")
    assert 0.0 < judged.score < SIEVE.threshold
    assert judged.why == ()


def test_names_that_may_mean_the_subject_do_beside_other_words():
    assert (
        SIEVE.judge("Radio Free Chosun said that the men had no wages and fled their camp in Doha.", "en").score > 0.0
    )
    assert SIEVE.judge("Radio Free Chosun said that roses are in bloom.", "en").score == 0.0


def test_the_words_of_why_stand_in_the_title_and_the_text_as_they_were_written():
    title, text = (
        "Ｎｏｒｔｈ Ko\u00adreans held in dormitory",
        "“Wages” of the \u1107\u116e\u11a8\u1112\u1161\u11ab workers…  were withheld",
    )
    judged = SIEVE.judge(text, "en", title)
    said = {(title if cue.in_title else text)[cue.start : cue.end]: cue.family for cue in judged.why}
    assert said["Ｎｏｒｔｈ Ko\u00adreans"] == "nationals"
    assert said["dormitory"] == "kept"
    assert said["Wages"] == "pay"
    assert said["\u1107\u116e\u11a8\u1112\u1161\u11ab"] == "home"


def test_a_text_in_a_language_without_words_is_kept_by_its_names_alone():
    text = "Robotnicy z Korei Północnej nie dostali pieniędzy."
    assert SIEVE.judge(text, "pl").kept
    assert not SIEVE.judge("Korea Północna wystrzeliła rakietę.", "en").kept


def test_a_threshold_can_be_given():
    text = "North Korea fired a missile into the sea."
    assert Sieve.of(load(), threshold=0.0).judge(text, "en").kept
    assert not Sieve.of(load(), threshold=1.0).judge(WANTED["en"], "en").kept


def test_it_judges_the_same_after_it_was_pickled():
    again = pickle.loads(pickle.dumps(SIEVE))
    for language, text in {**WANTED, **OTHERS}.items():
        assert again.judge(text, language) == SIEVE.judge(text, language)


def test_a_pack_without_the_file_is_told_so(tmp_path):
    (tmp_path / "subject.yaml").write_text("id: bare\n")
    with pytest.raises(BadPack, match=r"sieve\.yaml"):
        Sieve.of(Subject(tmp_path))


def _wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@pytest.mark.parametrize("language", WANTED)
@pytest.mark.parametrize(
    "written",
    [str.upper, str.swapcase, _wide, lambda t: unicodedata.normalize("NFD", t), lambda t: "\u200b".join(t)],
    ids=["capitals", "case", "width", "decomposed", "unseen"],
)
def test_the_way_of_writing_does_not_matter(language, written):
    plain, other = SIEVE.judge(WANTED[language], language), SIEVE.judge(written(WANTED[language]), language)
    assert other.score == pytest.approx(plain.score)
    assert [cue.family for cue in other.why] == [cue.family for cue in plain.why]


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(sorted(WANTED)))
def test_text_of_other_things_lowers_the_score_only_so_far(before, after, language):
    """However much of it stands around a report, the stretch around the name is looked at by itself."""
    text = FILLING * before + WANTED[language] + " " + FILLING * after
    crowded = FILLING * 6 + WANTED[language] + " " + FILLING * 17
    assert SIEVE.judge(text, language).score >= SIEVE.judge(crowded, language).score - 1e-9


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_any_text_can_be_judged(text):
    judged = SIEVE.judge(text, "", text[:5])
    assert 0.0 <= judged.score <= 1.0
