"""Governments that speak, papers that an outlet has seen, and what nobody confirms, in Chinese, Japanese and Russian."""

from __future__ import annotations

import pytest

from evaluation.languages_gold import report_of
from secondsource.model import Factuality, LinkKind, Statement
from secondsource.read import default_reader
from secondsource.subjects import load


def only(language: str, text: str) -> Statement:
    (found,) = (
        default_reader(load())
        .read(report_of({"outlet": "The Invented", "published": "2020-05-05", "text": text}, language))
        .statements
    )
    return found


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("zh", "俄罗斯表示，50名朝鲜工人已经回国。", "俄罗斯"),
        ("ja", "ロシアは北朝鮮労働者50人が帰国したと発表した。", "ロシア"),
        ("ru", "Россия заявила, что 50 северокорейских рабочих вернулись домой.", "Россия"),
    ],
)
def test_a_country_that_speaks_is_a_body(language: str, text: str, name: str) -> None:
    assert [(link.name, link.kind) for link in only(language, text).chain.links] == [(name, LinkKind.BODY)]


@pytest.mark.parametrize(
    ("language", "text", "paper"),
    [
        ("zh", "路透社看到的一份文件显示，50名朝鲜工人仍在工作。", "文件"),
        ("ja", "ロイターが入手した文書によると、北朝鮮労働者50人がストを行った。", "文書"),
    ],
)
def test_a_paper_that_an_outlet_has_seen_stands_behind_it(language: str, text: str, paper: str) -> None:
    chain = only(language, text).chain
    assert chain.names == ["Reuters", paper]
    assert chain.links[1].kind is LinkKind.RECORD


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "没有证据表明50名朝鲜工人罢工。"),
        ("zh", "50名朝鲜工人罢工的消息尚未得到证实。"),
        ("ja", "北朝鮮労働者50人がストを行ったという証拠はない。"),
        ("ja", "北朝鮮労働者50人がストを行ったかどうかは確認されていない。"),
        ("ru", "Нет доказательств того, что 50 северокорейских рабочих бежали."),
        ("ru", "Информация о том, что 50 северокорейских рабочих бежали, не подтверждена."),
    ],
)
def test_what_nobody_confirms_is_possible(language: str, text: str) -> None:
    assert only(language, text).factuality is Factuality.POSSIBLE
