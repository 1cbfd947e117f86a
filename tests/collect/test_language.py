from __future__ import annotations

import pytest

from secondsource.collect.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Workers in the harbour laid down their tools on Monday because they had not been paid.", "en"),
        ("쿠웨이트에서 일하는 노동자들이 RFA(Radio Free Asia)에 말했다.", "ko"),
        ("港の労働者たちが賃金の未払いに抗議して作業を止めた。", "ja"),
        ("船坞老板表示，他至今没有接到任何通知。", "zh"),
        ("Рабочие заявили, что зарплату им не платили с марта прошлого года.", "ru"),
        ("Die Arbeiter legten am Montag die Arbeit nieder, weil sie keinen Lohn bekamen.", "de"),
        ("Les ouvriers ont cessé le travail lundi parce qu’ils n’étaient pas payés.", "fr"),
        ("توقف العمال عن العمل يوم الاثنين لأنهم لم يتلقوا أجورهم منذ مارس.", "ar"),
    ],
)
def test_languages_are_told_apart(text, code):
    assert language_of(text).value == code


def test_too_little_is_left_unknown():
    assert language_of("1,200 / 30") is None and language_of("") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("파업했다", "ko"),
        ("RFA 보도에 따르면", "ko"),
        ("工人上周已经罢工。", "zh"),
        ("據報導，工人已回國。", "zh"),
        ("労働者が帰国した。", "ja"),
        ("Таможня задержала двоих", "ru"),
        ("Все рабочие уехали домой.", "ru"),
        ("Робітники поїхали додому", "uk"),
        ("Работниците заявиха, че не са получавали заплати от март миналата година и искат да се приберат.", "bg"),
    ],
)
def test_short_texts_by_their_letters(text, code):
    assert language_of(text).value == code
